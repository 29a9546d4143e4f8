// The decision that records what was chosen: its text, and the code host's address that starts a file with it.

import { list } from "./answer.js";
import { atACost, met, rulingOut } from "./rule.js";

// Code hosts answer 414 to longer addresses.
const LONGEST = 8000;
const REVIEW_AFTER_DAYS = 182;

/** A text that Markdown shows to the letter wherever it stands, also where a line begins. */
const plain = (text) => text
  .replace(/[\\`<>~]|&(?=#?\w+;)/g, (mark) => `&#${mark.charCodeAt(0)};`)
  .replace(/[*_[\]{}]|^[#+-](?=\s)|(?<=^\d+)[.)](?=\s)/g, "\\$&");
const day = (after) => new Date(Date.now() + after * 86_400_000).toISOString().slice(0, 10);

/** The decision as Markdown. all: what `answer` says; address: the answers; brief: whether the reasons are left out. */
export function asMarkdown(data, all, address, brief = false) {
  const taken = all.joined ?? all.taken;
  const name = (id) => plain(data.nameOf(id));
  const chosen = taken ? name(taken) : "{the pattern}";
  const parts = [
    front(data, all, taken),
    `# Take ${chosen} for {name of the service}`,
    "## Context and Problem Statement",
    "{What the service does, and for whom}",
    "Which pattern do we deploy it by?",
    "## Decision Drivers", drivers(data, all, brief),
    "## Considered Options", data.rule.patterns.map((id) => `* ${name(id)}`).join("\n"),
    "## Decision Outcome", `Chosen option: "${chosen}", because ${because(data, all)} Worked out at <${address}>.`,
    "### Consequences", consequences(data, all, taken, brief),
    "## Pros and Cons of the Options",
    ...data.rule.patterns.flatMap((id) => [`### ${name(id)}`, prosAndCons(data, all, id, taken)]),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Where the code host starts a file with the decision, without the reasons where it would be too long with them. */
export function recording(data, all, address) {
  const start = (brief) => data.record.address + encodeURIComponent(asMarkdown(data, all, address, brief));
  const whole = start(false);
  return whole.length > LONGEST ? start(true) : whole;
}

/** The front matter, from that of the template. */
function front(data, { yes, known }, taken) {
  const ground = (pattern, need) => `\n  - {pattern: ${pattern}, need: ${need}, answer: ${data.rule.answers[pattern][need]}}`;
  const grounds = [
    ...Object.entries(known.ruledOut).filter(([pattern]) => pattern !== taken)
      .flatMap(([pattern, groups]) => groups.filter(({ length }) => length === 1).map(([need]) => ground(pattern, need))),
    ...(taken ? yes.map((need) => ground(taken, need)) : []),
  ];
  const summary = taken ? `${data.nameOf(taken)} is the pattern for it, by what it needs.` : "{What is decided}";
  const text = data.record.front
    .replace(/^review-by: .*$/m, `review-by: ${day(REVIEW_AFTER_DAYS)}`)
    .replaceAll("{YYYY-MM-DD}", day(0))
    .replace(/^ +\{.*\}$/m, () => `  ${summary}`)
    .replace(/^patterns: \[\]$/m, `patterns: [${taken ?? ""}]`)
    .replace(/^rests-on: \[\]$/m, grounds.length ? `rests-on:${grounds.join("")}` : "rests-on: []");
  return `${text}\n---`;
}

function drivers(data, { yes, no, unsure, rest, known, taken, joined, cannotJoin }, brief) {
  const names = (needs) => plain(needs.map((need) => data.needs[need].name).join("; "));
  const why = data.decision ? ` ([${plain(data.decision.title)}](${data.decision.file}))` : "";
  const lines = [`* The lightest pattern that meets every need of the service is taken${why}.`];
  if (joined) lines.push(`* It joins what is deployed by ${plain(data.nameOf(joined))}.`);
  if (cannotJoin) lines.push(`* It joins what is deployed by ${plain(data.nameOf(cannotJoin))}, which cannot meet every need.`);
  for (const need of yes) lines.push(`* Needed: **${names([need])}**${brief ? "" : ` (${plain(data.needs[need].question)})`}.`);
  if (no.length) lines.push(`* Not needed: ${names(no)}.`);
  if (unsure.length) lines.push(`* Not known yet: ${names(unsure)}.`);
  if (rest.length) lines.push(`* Taken not to be needed: ${names(rest)}.`);
  if (taken && known.secondOpinion) lines.push(`* None of these needs costs anything extra with ${plain(data.nameOf(known.secondOpinion))}.`);
  return lines.join("\n");
}

function because(data, { found, taken, joined }) {
  if (joined) return "that already deploys what it joins, and meets every need.";
  if (taken) return "it is the lightest pattern that meets every need.";
  return found.length > 1 ? "{what settles it}" : "{what it does without}";
}

function consequences(data, { yes }, taken, brief) {
  const costs = taken ? atACost(data.rule, taken, yes) : [];
  const lines = costs.map((need) => `* Bad, because ${plain(data.needs[need].name)} comes at a cost${cost(data, taken, need, brief)}`);
  const drawbacks = taken ? data.drawbacks(taken) : [];
  if (!brief) lines.push(...drawbacks.map((text) => `* Bad, because whatever the needs: ${plain(text)}`));
  return [`* Good, because ${taken ? "nothing heavier has to be looked after" : "{what becomes easier}"}.`, ...lines].join("\n");
}

const cost = (data, pattern, need, brief) => (brief ? "." : `: ${plain(data.told(pattern, [need], "[data-cost]"))}`);

/** What speaks for an option, and what against it. */
function prosAndCons(data, { yes, joined }, pattern, taken) {
  const quoted = (needs) => list(needs.map((need) => `“${plain(data.needs[need].name)}”`), "and");
  const out = rulingOut(data.rule, pattern, yes);
  const lines = out.map((group) => `* Bad, because it cannot meet ${quoted(group)}.`);
  const [costly, free] = [atACost(data.rule, pattern, yes), met(data.rule, pattern, yes)];
  if (free.length) lines.push(`* Good, because it meets ${quoted(free)} without costing anything extra.`);
  if (costly.length) lines.push(`* Neutral, because it meets ${quoted(costly)} at a cost.`);
  const place = (id) => data.rule.patterns.indexOf(id);
  if (pattern === taken) lines.unshift(`* Good, because ${joined ? "what it joins is already deployed like this" : "nothing lighter meets every need"}.`);
  else if (taken && !joined && place(pattern) > place(taken)) lines.push(`* Bad, because it is heavier than ${plain(data.nameOf(taken))}.`);
  return lines.length ? lines.join("\n") : "* Neutral, because none of the needs speaks for or against it.";
}
