// What the page that chooses says of the answers so far: in a line, in detail, and for each need that is not known.

import { atACost, lightest, met, possible, recommend, rulingOut, supports, turningPoints, nextQuestion, without } from "./rule.js";

export const list = (words, joint = "or") =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1)}`;

/** An element with its attributes and children; texts become text, never HTML. */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.flat());
  return element;
}

/** What follows from the answers, said as {answers: {need: "yes" | "no" | "unknown"}, joins: pattern or null}.
 *
 * Of a need of which nothing is said, the answer holds as long as it is not true. */
export function answer(data, { answers, joins }) {
  const { rule } = data;
  const [yes, no, unsure, rest] = ["yes", "no", "unknown", undefined].map((said) =>
    rule.needs.filter((need) => answers[need] === said));
  const found = possible(rule, yes, unsure);
  const known = recommend(rule, yes);
  const taken = found.length === 1 ? found[0] : null;
  const joined = joins && supports(rule, joins, yes) ? joins : null;
  const cannotJoin = joined ? null : joins;
  const unless = taken ? rulingOut(rule, taken, [...yes, ...unsure, ...rest]) : [];
  const starts = !(yes.length || no.length || unsure.length || joins);
  const all = { yes, no, unsure, rest, found, known, taken, joined, cannotJoin, unless, starts };
  const unlessTrue = unless.length ? `, unless ${unless.length > 1 ? "one of these" : "this"} is true` : "";
  return { ...all, line: lineOf(data, all, unlessTrue), soFar: lineOf(data, all, unlessTrue && " so far") };
}

/** The answer in a line. hedge: what is said of a pattern that may yet be ruled out. */
function lineOf(data, { yes, unsure, found, known, taken, joined, cannotJoin }, hedge) {
  const name = (id) => data.nameOf(id);
  const quoted = (needs, joint) => list(needs.map((need) => `“${data.needs[need].name}”`), joint);
  let line = `${list(found.map(name))}: it depends on what you don’t know yet, ${quoted(decisive(data.rule, yes, unsure), "and")}.`;
  if (taken) {
    const cost = known.caveats.length ? ` It meets ${quoted(known.caveats, "and")} at a cost.` : "";
    line = `Take ${name(taken)}${hedge}.${cost}`;
  } else if (found.length === 1) {
    const ways = known.toGiveUp.map((given) => `without ${quoted(given, "and")}, take ${name(lighter(data.rule, yes, given))}`);
    line = `No pattern fits. ${ways.join("; ").replace(/^w/, "W")}; or make it two services.`;
  }
  if (joined) line = `Take ${name(joined)}, as what it joins. On its own: ${line}`;
  if (cannotJoin) line = `${name(cannotJoin)}, which deploys what it joins, is ruled out by ${list(rulingOut(data.rule, cannotJoin, yes).map(data.groupOf), "and")}. ${line}`;
  return line;
}

/** The pattern that is the lightest without some of the needs. */
export const lighter = (rule, yes, given) => lightest(rule, yes.filter((need) => !given.includes(need)));

/** The needs among those that nobody knows on which the pattern depends. */
export const decisive = (rule, yes, unsure) => unsure.filter((need) => {
  const [then, otherwise] = [[...yes, need], yes].map((has) => JSON.stringify(possible(rule, has, without(unsure, need))));
  return then !== otherwise;
});

/** A text with a link to a pattern in it. */
const link = (data, id) => (id ? make("a", { href: data.patterns[id].href }, data.nameOf(id)) : data.nameOf(id));

const told = (data, pattern, groups) =>
  make("ul", {}, groups.map((group) => make("li", {}, ...data.reason(pattern, group).childNodes)));
const costs = (data, pattern, needs) => (needs.length ? [told(data, pattern, needs.map((need) => [need]))] : []);
const folded = (data, what, title, pattern, needs) =>
  (needs.length ? [make("details", { "data-fold": `${what} ${pattern}` }, make("summary", {}, title), costs(data, pattern, needs))] : []);
const part = (title, ...content) => [make("h3", {}, title), ...content];

/** What a pattern costs whatever the needs, and how it meets those that cost nothing extra. */
function standing(data, pattern, yes) {
  const else_ = atACost(data.rule, pattern, yes).length ? "else " : "";
  const meets = folded(data, "met", `How ${data.nameOf(pattern)} meets what ${else_}you need`, pattern, met(data.rule, pattern, yes));
  return [...data.standing(pattern).cloneNode(true).children, ...meets];
}

/** The answer in detail: why nothing lighter, what it costs, what would change it, and the second opinion. */
export function details(data, all) {
  const { yes, rest, unsure, found, known, taken, joined, cannotJoin } = all;
  // What that costs which it joins is told first, once.
  const besides = (pattern) => (pattern === joined ? [] : standing(data, pattern, yes));
  const parts = [];
  if (joined) {
    const unless = rulingOut(data.rule, joined, [...yes, ...unsure, ...rest]);
    const names = list(unless.map((group) => data.groupOf(group)));
    parts.push(make("p", {}, "It joins what is deployed by ", link(data, joined), ", so deploy it the same way",
      unless.length ? `, unless it turns out to need ${names}.` : "."));
    parts.push(part(`What ${data.nameOf(joined)} costs`, ...costs(data, joined, atACost(data.rule, joined, yes)), ...standing(data, joined, yes)));
    parts.push(make("h3", {}, "On its own"));
  }
  if (taken) {
    const { decision } = data;
    parts.push(make("p", {}, link(data, taken), " is the lightest pattern that meets every need",
      ...(decision ? [", as ", make("a", { href: decision.href }, decision.title), " asks for."] : ["."])));
  } else if (found.length > 1) parts.push(...eachPossible(data, all));
  const changes = found[0] === null ? part("The smallest change", ...lessNeeded(data, all)) : [];
  parts.push(...changes);
  const out = cannotJoin ? { ...known.ruledOut, [cannotJoin]: rulingOut(data.rule, cannotJoin, yes) } : known.ruledOut;
  for (const [pattern, groups] of Object.entries(out)) parts.push(part(`Why not ${data.nameOf(pattern)}`, told(data, pattern, groups)));
  if (taken) {
    const cost = [...costs(data, taken, known.caveats), ...besides(taken)];
    if (cost.length) parts.push(part("What it costs", ...cost));
    const may = atACost(data.rule, taken, unsure);
    if (may.length) parts.push(part("Extra cost if one of the open needs turns out to be true", ...costs(data, taken, may)));
    if (known.secondOpinion) {
      parts.push(part("Second opinion", make("p", {}, "None of these needs costs anything extra with ", link(data, known.secondOpinion), "."), ...besides(known.secondOpinion)));
    }
    const heavier = moreNeeded(data, all);
    if (heavier.length) parts.push(part("What would make it heavier", make("ul", {}, heavier)));
    const less = lessNeeded(data, all);
    if (less.length) parts.push(part("What would make it lighter", ...less));
  }
  return parts.flat();
}

/** While something is not known: each pattern that it may be with what it costs so far, and what hangs on each need. */
function eachPossible(data, { yes, unsure, found, joined }) {
  const { rule } = data;
  const soFar = (pattern) => {
    const costly = atACost(rule, pattern, yes);
    if (!costly.length) return [": none of the needs so far costs anything extra"];
    return folded(data, "costs", `At a cost so far: ${list(costly.map((need) => data.needs[need].name), "and")}`, pattern, costly);
  };
  const patterns = found.map((id) => make("li", {}, link(data, id), id && yes.length && id !== joined ? soFar(id) : []));
  const next = nextQuestion(rule, yes, unsure);
  const hangs = decisive(rule, yes, unsure).sort((one, other) => (other === next) - (one === next)).map((need) => {
    const [then, otherwise] = [[...yes, need], yes].map((has) => list(possible(rule, has, without(unsure, need)).map(data.nameOf)));
    return make("li", {}, make("a", { href: `#choose-${need}` }, data.needs[need].name), `: if it is true, ${then}; if not, ${otherwise}.`);
  });
  return [make("ul", {}, patterns), ...part("What hangs on what you don’t know", make("ul", {}, hangs))];
}

/** What would make the pattern a heavier one, by the pattern that it would be. */
function moreNeeded(data, { yes, no, unsure }) {
  const by = new Map();
  for (const [need, then] of turningPoints(data.rule, yes, unsure)) {
    const name = list(then.map(data.nameOf));
    if (!yes.includes(need) && !no.includes(need)) by.set(name, [...(by.get(name) ?? []), data.needs[need].name]);
  }
  return [...by].map(([name, needs]) =>
    make("li", {}, `${name}, if ${needs.length > 1 ? "one of these" : "this"} is true: ${needs.join("; ")}`));
}

/** The fewest needs to do without for a lighter pattern, or for any where none fits. */
function lessNeeded(data, { yes, known }) {
  const ways = known.toGiveUp.map((given) => make("li", {},
    `Without ${list(given.map((need) => `“${data.needs[need].name}”`), "and")}: `, link(data, lighter(data.rule, yes, given))));
  return ways.length ? [make("ul", {}, ways)] : [];
}
