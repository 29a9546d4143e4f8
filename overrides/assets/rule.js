// The rule of guide/rule/recommend.py once more, as pure functions: a test runs both over the same answers. A rule is
// {needs: [id…], patterns: [id…], answers: {pattern: {need: "yes" | "at-a-cost" | "no"}}, excluding: {pattern:
// [[need, need]…]}, common: {need: how many kinds of work have it}, formerly: {former need: [need…]}}, the lightest
// pattern first. What rules one out is a group of needs: one, or two that exclude each other.

export const sorted = (rule, needs) => rule.needs.filter((need) => needs.includes(need));
export const without = (list, one) => list.filter((other) => other !== one);
export const supports = (rule, pattern, needs) => !rulingOut(rule, pattern, needs).length;

/** Which of the needs, and which pairs of them, rule a pattern out. */
export const rulingOut = (rule, pattern, needs) => [
  ...sorted(rule, needs).filter((need) => rule.answers[pattern][need] === "no").map((need) => [need]),
  ...(rule.excluding[pattern] ?? []).filter((pair) => pair.every((need) => needs.includes(need))),
];

const answered = (said) => (rule, pattern, needs) =>
  sorted(rule, needs).filter((need) => rule.answers[pattern][need] === said);

/** The needs among these that a pattern supports only at a cost. */
export const atACost = answered("at-a-cost");

/** The needs among these that a pattern supports without costing anything extra. */
export const met = answered("yes");

/** The lightest pattern that supports all the needs; null: none does. */
export const lightest = (rule, needs) => rule.patterns.find((pattern) => supports(rule, pattern, needs)) ?? null;

/** The lightest pattern that supports all the needs, its caveats, and what ruled out each lighter one. */
export function recommend(rule, needs) {
  const pattern = lightest(rule, needs);
  const lighter = pattern ? rule.patterns.slice(0, rule.patterns.indexOf(pattern)) : rule.patterns;
  const ruledOut = Object.fromEntries(lighter.map((other) => [other, rulingOut(rule, other, needs)]));
  const caveats = pattern ? atACost(rule, pattern, needs) : [];
  const free = (other) => supports(rule, other, needs) && !atACost(rule, other, needs).length;
  const secondOpinion = (caveats.length && rule.patterns.find(free)) || null;
  return { pattern, caveats, ruledOut, secondOpinion, toGiveUp: toGiveUp(rule, Object.values(ruledOut)) };
}

/** The smallest sets of needs without which a lighter pattern fits; any pattern, where none does. All of one size.
 *
 * ruledOut: for each pattern that was looked at before, the groups of needs that rule it out. */
function toGiveUp(rule, ruledOut) {
  const found = new Map();
  for (const groups of ruledOut) {
    // A pattern fits once one need of each group that rules it out is gone.
    const sets = groups.reduce((soFar, group) => soFar.flatMap((given) => group.map((need) => [...given, need])), [[]]);
    for (const given of sets.map((set) => sorted(rule, set))) found.set(given.join(" "), given);
  }
  const smallest = Math.min(...[...found.values()].map((given) => given.length));
  return [...found.values()].filter((given) => given.length === smallest);
}

/** The patterns that some way of settling the unknown needs makes the recommended one; null: none fits. */
export function possible(rule, needs, unknown) {
  const found = rule.patterns.filter((pattern) => canBeLightest(rule, pattern, needs, unknown));
  return lightest(rule, [...needs, ...unknown]) === null ? [...found, null] : found;
}

/** Whether some of the unknown needs rule out every lighter pattern, by a group picked for each, and not this one. */
function canBeLightest(rule, pattern, needs, unknown) {
  const choices = rule.patterns.slice(0, rule.patterns.indexOf(pattern))
    .map((lighter) => rulingOut(rule, lighter, [...needs, ...unknown]))
    .filter((groups) => !groups.some((group) => group.every((need) => needs.includes(need))))
    .map((groups) => groups.filter((group) => supports(rule, pattern, [...needs, ...group])))
    .sort((one, other) => one.length - other.length);
  const canPick = (taken, [groups, ...rest]) => supports(rule, pattern, taken)
    && (!groups || groups.some((group) => canPick([...taken, ...group], rest)));
  return canPick(needs, choices);
}

/** The unknown need worth settling next: of those that may rule out the lightest pattern that is left, the one that
 * most kinds of work have, then whose answer leaves the fewest patterns possible; null when one is left. */
export function nextQuestion(rule, needs, unknown) {
  const pattern = lightest(rule, needs);
  const groups = pattern ? rulingOut(rule, pattern, [...needs, ...unknown]) : [];
  const open = groups.map((group) => group.filter((need) => !needs.includes(need)));
  const alone = open.filter((group) => group.length === 1).flat();
  const may = open.filter((group) => group.length === 1 || !group.some((need) => alone.includes(need))).flat();
  let best = null;
  for (const need of sorted(rule, unknown).filter((one) => may.includes(one))) {
    const rest = without(unknown, need);
    const yes = possible(rule, [...needs, need], rest).length;
    const no = possible(rule, needs, rest).length;
    const rank = [-(rule.common[need] ?? 0), Math.max(yes, no), yes + no];
    const first = best ? rank.findIndex((value, place) => value !== best.rank[place]) : 0;
    if (!best || rank[first] < best.rank[first]) best = { need, rank };
  }
  return best && best.need;
}

/** The needs whose answer, given otherwise, would change the result, as [need, what is then possible]. */
export function turningPoints(rule, needs, unknown) {
  const now = JSON.stringify(possible(rule, needs, unknown));
  return rule.needs.filter((need) => !unknown.includes(need)).flatMap((need) => {
    const other = needs.includes(need) ? without(needs, need) : [...needs, need];
    const then = possible(rule, other, unknown);
    return JSON.stringify(then) === now ? [] : [[need, then]];
  });
}

const SAID = ["yes", "no", "unknown"];

/** The answers in an address's query, {need: "yes" | "no" | "unknown"}, the pattern of what it joins, and the problems found. */
export function readQuery(rule, query) {
  const parameters = new URLSearchParams(query);
  const pairs = SAID.flatMap((said) => parameters.getAll(said).flatMap((ids) => ids.split(","))
    .map((id) => ({ id: id.trim(), said })).filter(({ id }) => id));
  const twice = new Set();
  function collect(answers, id, said) {
    if ((answers[id] ??= said) !== said) twice.add(id);
  }
  const own = {};
  for (const { id, said } of pairs) if (rule.needs.includes(id)) collect(own, id, said);
  // What is said to a former need counts for those of its parts that are not named themselves.
  const former = {};
  const problems = pairs.filter(({ id }) => !rule.needs.includes(id)).map(({ id, said }) => {
    // Every object has a "constructor", which no need ever was.
    const parts = Object.hasOwn(rule.formerly, id) ? rule.formerly[id] : null;
    // Of a need that was split, a no is a no to each part; to which of them a yes was said, nobody knows.
    const follows = parts && (said !== "yes" || parts.length === 1);
    if (follows) for (const part of parts) if (!own[part]) collect(former, part, said);
    return { id, said, parts, follows, named: parts?.some((part) => own[part]) };
  });
  const answers = { ...former, ...own };
  for (const id of twice) {
    delete answers[id];
    problems.push({ id, twice: true });
  }
  for (const problem of problems) problem.other = problem.parts?.filter((part) => answers[part] !== problem.said);
  const joins = parameters.get("joins") || null;
  const known = !joins || rule.patterns.includes(joins);
  if (!known) problems.push({ id: joins, joins: true });
  return { answers, joins: known ? joins : null, problems };
}

/** The query that says these answers, with the needs in the rule's order, and what it joins; empty if nothing is said. */
export function writeQuery(rule, answers, joins) {
  const parts = SAID.map((said) => [said, rule.needs.filter((need) => answers[need] === said)]);
  parts.push(["joins", joins ? [joins] : []]);
  const query = parts.filter(([, ids]) => ids.length).map(([said, ids]) => `${said}=${ids.join(",")}`).join("&");
  return query && `?${query}`;
}
