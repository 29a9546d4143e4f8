// The page that chooses a pattern: its form, its address, and what the rule makes of the answers.

import { closest } from "./closest.js";
import {
  atACost, lightest, met, nextQuestion, possible, readQuery, recommend, rulingOut, supports, turningPoints, writeQuery,
} from "./rule.js";

const list = (words, joint = "or") =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1)}`;

/** An element with its attributes and children; texts become text, never HTML. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.flat());
  return element;
}

/** The text of an element, as one line. */
const oneLine = (element) => element.textContent.trim().replace(/\s+/g, " ");

/** The text of what is found in an element, as one line. */
const text = (element, selector) => oneLine(element.querySelector(selector));

/** What asks about a need: its question, which an address leads to, and the choices. */
const fieldOf = (need) => document.getElementById(`choose-${need}`).closest("li");

/** A word as it is compared with what somebody types: capitals and the plural say nothing. */
const bare = (word) => word.toLowerCase().replace(/s$/, "");

/** An anchor as it was before it became a part of an address; as it is, if it is no part of one. */
function decoded(anchor) {
  try {
    return decodeURIComponent(anchor);
  } catch {
    return anchor;
  }
}

/** The parts of the result that are told on the page and as Markdown alike. */
function result(data, { answers, joins }) {
  const { rule } = data;
  const yes = rule.needs.filter((need) => answers[need] === "yes");
  const no = rule.needs.filter((need) => answers[need] === "no");
  const unknown = rule.needs.filter((need) => !answers[need]);
  const found = possible(rule, yes, unknown);
  const known = recommend(rule, yes);
  const patternName = (id) => (id ? data.patterns[id].name : "nothing that fits");
  const names = found.map(patternName);
  let line = `${yes.length + no.length ? "Possible so far" : "Nothing is answered yet. Possible"}: ${list(names)}.`;
  if (found.length === 1 && found[0] === null) {
    const ways = known.toGiveUp.map((given) =>
      `without ${list(given.map((need) => `“${data.needs[need].name}”`), "and")}, ${patternName(lightest(rule, yes.filter((need) => !given.includes(need))))}`);
    line = `No pattern fits. It may be two services; or else: ${ways.join("; ")}.`;
  } else if (found.length === 1) {
    const cost = known.caveats.length ? `, at a cost: ${list(known.caveats.map((need) => data.needs[need].name), "and")}` : "";
    line = `Take: ${names[0]}${cost}.`;
  }
  const joined = joins && supports(rule, joins, yes) ? joins : null;
  if (joined) line = `Take, as what it joins: ${patternName(joined)}. On its own: ${line}`;
  return { yes, no, unknown, found, known, joined, line, patternName };
}

/** The result as Markdown, for the heading "Decision Drivers" of a decision. */
function asMarkdown(data, said, address) {
  const { yes, no, unknown, found, known, joined, line, patternName } = result(data, said);
  const plain = (text) => text.replace(/[\\`*_[\]<>]/g, "\\$&");
  const names = (ids) => plain(ids.map((id) => data.needs[id].name).join("; "));
  const why = data.decision ? ` ([${plain(data.decision.title)}](${data.decision.href}))` : "";
  const lines = [
    "## Decision Drivers", "",
    `* The lightest pattern that supports everything the service needs is taken${why}.`,
  ];
  for (const need of yes) lines.push(`* Needed: ${plain(data.needs[need].question)} Yes.`);
  if (no.length) lines.push(`* Not needed: ${names(no)}.`);
  if (unknown.length) lines.push(`* Not known yet: ${names(unknown)}.`);
  if (joined) lines.push(`* It joins what is deployed by ${plain(patternName(joined))}.`);
  for (const [pattern, groups] of Object.entries(known.ruledOut)) {
    const reasons = groups.map((group) => text(data.reason(pattern, group), "[data-reason]"));
    const out = groups.map((group) => group.map((need) => data.needs[need].name).join(" together with "));
    lines.push(`* ${plain(patternName(pattern))} is ruled out by ${plain(out.join("; "))}: ${plain(reasons.join(" "))}`);
  }
  const settled = found.length === 1;
  for (const need of settled ? known.caveats : []) {
    lines.push(`* At a cost, ${names([need])}: ${plain(text(data.reason(known.pattern, [need]), "[data-cost]"))}`);
  }
  if (settled && known.secondOpinion) lines.push(`* None of these needs costs anything extra with ${plain(patternName(known.secondOpinion))}.`);
  for (const pattern of new Set([joined, ...(settled ? [found[0], known.secondOpinion] : [])].filter(Boolean))) {
    const drawbacks = [...data.standing(pattern).querySelectorAll("[data-drawback]")].map(oneLine);
    if (drawbacks.length) lines.push(`* Whatever the needs, with ${plain(patternName(pattern))}: ${plain(drawbacks.join(" "))}`);
  }
  lines.push(`* ${plain(line)} Worked out at <${address}>.`, "");
  return lines.join("\n");
}

/** The details of the result: costs, how needs are met, what ruled out each lighter pattern, and turning points. */
function details(data, said) {
  const { yes, no, unknown, found, known, joined, patternName } = result(data, said);
  const settled = found.length === 1;
  const link = (id) => make("a", { href: data.patterns[id].href }, patternName(id));
  const told = (pattern, groups) => make("ul", {}, groups.map((group) => data.reason(pattern, group).cloneNode(true)));
  const costs = (pattern, needs) => (needs.length ? [told(pattern, needs.map((need) => [need]))] : []);
  const folded = (what, title, pattern, needs) =>
    (needs.length ? [make("details", { "data-fold": `${what} ${pattern}` }, make("summary", {}, title), costs(pattern, needs))] : []);
  const meets = (pattern) => folded("met",
    `How ${patternName(pattern)} meets what ${atACost(data.rule, pattern, yes).length ? "else " : ""}you need`,
    pattern, met(data.rule, pattern, yes));
  const soFar = (pattern) => {
    const costly = atACost(data.rule, pattern, yes);
    if (!costly.length) return [": none of the needs so far costs anything extra"];
    return folded("costs", `At a cost so far: ${list(costly.map((need) => data.needs[need].name), "and")}`, pattern, costly);
  };
  const standing = (pattern) => [...data.standing(pattern).cloneNode(true).children, ...meets(pattern)];
  // What that costs which it joins is told first, once.
  const besides = (pattern) => (pattern === joined ? [] : standing(pattern));
  const part = (title, ...content) => [make("h3", {}, title), ...content];
  const names = (groups) => list(groups.map((group) => group.map((need) => data.needs[need].name).join(" together with ")));
  const parts = [];
  if (joined) {
    const unless = rulingOut(data.rule, joined, [...yes, ...unknown]);
    parts.push(make("p", {}, "As one more of what is deployed by ", link(joined), ", it is deployed like that",
      unless.length ? `, unless it turns out to need ${names(unless)}.` : "."));
    parts.push(part(`What ${patternName(joined)} costs`, ...costs(joined, atACost(data.rule, joined, yes)), ...standing(joined)));
    parts.push(make("h3", {}, "On its own"));
  }
  if (settled && found[0]) {
    parts.push(make("p", {}, link(found[0]), ` is the lightest pattern that supports everything it needs${unknown.length ? ", however the open questions are answered" : ""}`,
      ...(data.decision ? [", as ", make("a", { href: data.decision.href }, data.decision.title), " asks for."] : ["."])));
    const cost = [...costs(found[0], known.caveats), ...besides(found[0])];
    if (cost.length) parts.push(part("What it costs", ...cost));
    if (known.secondOpinion) {
      parts.push(part("Second opinion", make("p", {}, "None of these needs costs anything extra with ", link(known.secondOpinion), "."), ...besides(known.secondOpinion)));
    }
  } else if (!settled) {
    parts.push(make("ul", {}, found.map((id) => make("li", {}, id ? link(id) : "Nothing that fits", id && yes.length && id !== joined ? soFar(id) : []))));
  }
  for (const [pattern, groups] of Object.entries(known.ruledOut)) {
    parts.push(part(`Why not ${patternName(pattern)}`, told(pattern, groups)));
  }
  const may = settled && found[0] ? atACost(data.rule, found[0], unknown) : [];
  if (may.length) parts.push(part("What it would cost, if needed", ...costs(found[0], may)));
  const turns = turningPoints(data.rule, yes, unknown).map(([need, then]) => make("li", {},
    `If the answer to “${data.needs[need].name}” were ${said.answers[need] === "yes" ? "no" : "yes"}: ${list(then.map(patternName))}.`));
  if (turns.length) parts.push(part("What would change it", make("ul", {}, turns)));
  else if (yes.length + no.length) parts.push(part("What would change it", make("p", {}, "No single answer that you gave.")));
  return parts.flat();
}

function start(data) {
  const { rule } = data;
  const byId = (id) => document.getElementById(id);
  const form = byId("choose-form");
  const radios = () => form.querySelectorAll("input[type=radio]");
  const given = () => ({
    answers: Object.fromEntries([...radios()].filter((one) => one.checked && one.value !== "unknown").map((one) => [one.name, one.value])),
    joins: byId("choose-joins").value || null,
  });
  const address = ({ answers, joins }) => `${location.origin}${location.pathname}${writeQuery(rule, answers, joins)}`;

  function show(said, problems) {
    const { answers, joins } = said;
    for (const one of radios()) one.checked = one.value === (answers[one.name] ?? "unknown");
    byId("choose-joins").value = joins ?? "";
    const { yes, unknown, found, line } = result(data, said);
    const next = nextQuestion(rule, yes, unknown);
    byId("choose-status").textContent = line;
    byId("choose-status").dataset.state = found.length > 1 ? "open" : found[0] ? "settled" : "none";
    // What is folded out stays so.
    const folds = () => [...byId("choose-details").querySelectorAll("[data-fold]")];
    const open = folds().filter((one) => one.open).map((one) => one.dataset.fold);
    byId("choose-details").replaceChildren(...details(data, said));
    for (const one of folds()) one.open = open.includes(one.dataset.fold);
    byId("choose-next").replaceChildren(...(next ? [make("p", {}, "Worth settling next: ", make("a", { href: `#choose-${next}` }, data.needs[next].question))] : []));
    byId("choose-markdown").textContent = asMarkdown(data, said, address(said));
    byId("choose-problems").replaceChildren(...problems.map((problem) => complaint(said, problem)));
    // One goes down the ladder as far as to the last pattern that is still possible.
    const place = (id) => (id ? rule.patterns.indexOf(id) : rule.patterns.length);
    const narrowed = found.length < document.querySelectorAll(".tree [data-end]").length;
    for (const element of document.querySelectorAll("[data-rung], [data-end]")) {
      const { rung, end } = element.dataset;
      const on = narrowed && (rung ? place(rung) <= place(found.at(-1)) : found.includes(end || null));
      element.classList.toggle("on-the-way", on);
      element.classList.toggle("off-the-way", narrowed && !on);
      const mark = element.querySelector(":scope > p > [data-way]");
      if (mark) Object.assign(mark, { hidden: !on, textContent: found.length > 1 ? "still possible" : "your answers lead here" });
    }
  }

  function complaint({ answers, joins }, { id, said, twice, parts, follows, joins: joined }) {
    if (parts) {
      const now = list(parts.map((part) => `“${data.needs[part].name}”`), "and");
      return make("p", {}, `The address says ${said} to “${id}”, which this guide asks as ${now} today; ${follows ? "that is answered so" : "say to which of them"}.`);
    }
    if (joined) return make("p", {}, `The address says that it joins “${id}”, which is not a pattern; it is left out.`);
    const close = closest(id, rule.needs) ?? rule.needs.find((need) => data.needs[need].words.some((word) => bare(word) === bare(id)));
    if (twice) return make("p", {}, `The address says both yes and no to “${id}”; it counts as not known.`);
    const mended = close && make("a", { href: writeQuery(rule, { ...answers, [close]: said }, joins) }, `did you mean “${close}”?`);
    return make("p", {}, `The address says ${said} to “${id}”, which is not a need; `, mended ?? "it is left out.");
  }

  function read() {
    const { problems, ...said } = readQuery(rule, location.search);
    show(said, problems);
    // The tree follows the data: a place in it that is gone, or was in its earlier shape, leads to the whole.
    const anchor = decoded(location.hash.slice(1));
    if (/^(tree\.|rung-|take-)/.test(anchor) && !byId(anchor)) location.replace("#tree");
  }

  form.addEventListener("change", () => {
    history.pushState(null, "", address(given()));
    show(given(), []);
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    const nothing = { answers: {}, joins: null };
    history.pushState(null, "", address(nothing));
    show(nothing, []);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("popstate", read);
  byId("choose-next").addEventListener("click", (event) => {
    const target = event.target.closest("a");
    if (!target) return;
    event.preventDefault();
    const field = fieldOf(target.hash.slice("#choose-".length));
    field.scrollIntoView({ block: "center" });
    field.querySelector("input:checked").focus({ preventScroll: true });
  });
  const copy = (button, text) => byId(button).addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      byId("choose-copied").textContent = "Copied.";
    } catch {
      byId("choose-by-hand").open = true;
      byId("choose-copied").textContent = "The browser does not allow it; copy the address or the text below.";
    }
  });
  copy("choose-copy-link", () => address(given()));
  copy("choose-copy-markdown", () => byId("choose-markdown").textContent);
  read();
}

/** What is embedded for this script, what the form says of each need, and the reasons: all that is worked with. */
function dataOf(embedded, reasons) {
  // The addresses start at the site's root, which is one folder above this script's.
  const root = new URL("..", import.meta.url);
  const data = JSON.parse(embedded.textContent, (key, value) => (key === "href" ? new URL(value, root).href : value));
  const needs = Object.fromEntries(data.rule.needs.map((need) => {
    const field = fieldOf(need);
    return [need, { name: field.dataset.name, question: text(field, "h2"), words: field.dataset.words.split(", ") }];
  }));
  const reason = (pattern, group) => reasons.querySelector(`[data-pattern="${pattern}"][data-needs="${group.join(" ")}"]`);
  const standing = (pattern) => reasons.querySelector(`[data-standing="${pattern}"]`);
  return { ...data, needs, reason, standing };
}

const embedded = document.getElementById("choose-data");
if (embedded) start(dataOf(embedded, document.getElementById("choose-reasons").content));
