// The page that chooses a pattern: its ticks, its address, and what of the ladder is in sight.

import { answer, details, list, make } from "./answer.js";
import { closest } from "./closest.js";
import { asMarkdown, recording } from "./record.js";
import { atACost, readQuery, rulingOut, writeQuery } from "./rule.js";

const byId = (id) => document.getElementById(id);
/** The text of an element, as one line. */
const oneLine = (element) => element.textContent.trim().replace(/\s+/g, " ");
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

/** What is embedded for this script, and what the ladder says of each need and why: all that is worked with. */
function dataOf(embedded) {
  // The addresses start at the site's root, which is one folder above this script's.
  const root = new URL("..", import.meta.url);
  const data = JSON.parse(embedded.textContent, (key, value) => (key === "href" ? new URL(value, root).href : value));
  const choose = byId("choose");
  const needs = Object.fromEntries([...choose.querySelectorAll(".need")].map((line) => {
    const words = line.querySelector(".words")?.textContent.replace(/^Think of: |\.$/g, "").split(", ") ?? [];
    const [name, question] = ["label", "[id^=asks-]"].map((part) => oneLine(line.querySelector(part)));
    return [line.dataset.need, { name, question, words, line, home: line.parentElement }];
  }));
  const groupOf = (group) => group.map((need) => needs[need].name).join(" together with ");
  /** Why a need costs something or is met, or why a group of needs rules a pattern out: a copy of what the ladder says. */
  function reason(pattern, group) {
    const pair = choose.querySelector(`[data-pair="${pattern} ${group.join(" ")}"]`);
    const told = choose.querySelector(`[data-of="${pattern} ${pair?.dataset.tells ?? group[0]}"]`).cloneNode(true);
    told.querySelector("strong").textContent = `${groupOf(group)}.`;
    return told;
  }
  const standing = (pattern) => choose.querySelector(`[data-standing="${pattern}"]`);
  return {
    ...data,
    needs,
    reason,
    standing,
    nameOf: (id) => (id ? data.patterns[id].name : "no pattern"),
    groupOf,
    told: (pattern, group, part) => oneLine(reason(pattern, group).querySelector(part)),
    drawbacks: (pattern) => [...standing(pattern).querySelectorAll("[data-drawback]")].map(oneLine),
  };
}

/** Show of the ladder what is asked: the rungs down to the last pattern that is possible, and on them what is open.
 *
 * What only costs something is asked of the patterns that are possible, below the ladder. whole: whether all is shown. */
function unfold(data, all, whole) {
  const { rule } = data;
  const { yes, no, unsure, found, known, joined, starts } = all;
  const order = [...rule.patterns, null];
  const last = order.indexOf(found.at(-1));
  const asked = new Set();
  const costs = document.querySelector(".choose-costs");
  const costsNeeds = costs.querySelector(".needs");
  for (const rung of document.querySelectorAll(".tree > li")) {
    const pattern = rung.dataset.rung ?? null;
    rung.hidden = !whole && order.indexOf(pattern) > last;
    if (!pattern) continue;
    const here = rule.needs.filter((need) => data.needs[need].home === rung.querySelector(".needs"));
    const may = rulingOut(rule, pattern, [...yes, ...unsure, ...here.filter((need) => !no.includes(need))]);
    for (const need of rung.hidden ? [] : here) if (whole || may.flat().includes(need)) asked.add(need);
    const open = [...may, ...rule.needs.filter((need) => !no.includes(need)).map((need) => [need])];
    for (const pair of rung.querySelectorAll(".pair")) {
      pair.hidden = !whole && !open.some((group) => `${pattern} ${group.join(" ")}` === pair.dataset.pair);
    }
    const out = rung.querySelector("[data-out]");
    const by = known.ruledOut[pattern] ?? [];
    Object.assign(out, { hidden: !by.length, textContent: `Ruled out by: ${by.map(data.groupOf).join("; ")}` });
  }
  const patterns = [...new Set([joined, ...found])].filter(Boolean);
  const costly = rule.needs.filter((need) => !asked.has(need) && (whole ? data.needs[need].home === costsNeeds
    : yes.includes(need) || unsure.includes(need) || (!no.includes(need) && patterns.some((id) => atACost(rule, id, [need]).length))));
  costs.hidden = !costly.length;
  const names = list(patterns.map(data.nameOf));
  byId("costs-lead").textContent = whole || !patterns.length ? "These rule no pattern out. With some patterns, they cost something."
    : `These rule nothing more out. With ${names}, they may cost something.`;
  const focused = document.activeElement;
  for (const need of rule.needs) {
    const { line, home } = data.needs[need];
    const place = costly.includes(need) ? costsNeeds : home;
    const after = [...place.children].find((one) => !one.dataset.need || rule.needs.indexOf(one.dataset.need) > rule.needs.indexOf(need));
    if (line.parentElement !== place) place.insertBefore(line, after ?? null);
    line.hidden = !asked.has(need) && !costly.includes(need);
  }
  if (focused !== document.activeElement) focused.focus({ preventScroll: true });
  for (const unless of document.querySelectorAll("[data-unless]")) {
    const asks = unless.closest("[data-rung]").querySelectorAll(":scope > details, :scope > .needs > :not([hidden])");
    unless.hidden = !asks.length;
    const heading = unless.closest("h3");
    if (!heading) continue;
    // What is taken without a question, the line below says.
    heading.hidden = !starts && !asks.length;
    heading.nextElementSibling.hidden = heading.hidden;
  }
  for (const element of document.querySelectorAll("[data-rung], [data-end]")) {
    const { rung, end } = element.dataset;
    const on = !starts && (rung ? order.indexOf(rung) <= last : found.includes(end || null));
    element.classList.toggle("on-the-way", on);
    element.classList.toggle("off-the-way", !starts && !on);
    const mark = element.querySelector(":scope > p > [data-way]");
    if (mark) Object.assign(mark, { hidden: !on, textContent: found.length > 1 ? "still possible" : "your answers lead here" });
  }
}

function start(data) {
  const { rule } = data;
  const choose = byId("choose");
  const boxes = () => [...choose.querySelectorAll("input[type=checkbox]")];
  const address = ({ answers, joins }) => `${location.origin}${location.pathname}${writeQuery(rule, answers, joins)}`;
  const nothing = { answers: {}, joins: null };
  let said = nothing;
  let whole = false;
  // What was started from, its name and to how many needs it answers no; further answers change nothing of that.
  let from = null;
  const starting = byId("start")?.querySelector("summary");
  const invitation = starting?.textContent;
  const toggles = choose.querySelectorAll("[data-whole]");

  function show(problems = []) {
    const all = answer(data, said);
    for (const box of boxes()) box.checked = said.answers[box.name] === box.value;
    byId("choose-joins").value = said.joins ?? "";
    choose.classList.toggle("answered", !all.starts);
    choose.classList.toggle("whole", whole);
    choose.classList.add("looked"); // to ask for what holds an address instead would style all of it anew at each key
    for (const button of toggles) button.setAttribute("aria-pressed", String(whole));
    unfold(data, all, whole);
    byId("choose-status").textContent = all.line;
    byId("choose-status").dataset.state = all.found.length > 1 ? "open" : all.taken ? "settled" : "none";
    byId("choose-bar").hidden = all.starts;
    // Here, what "one of these" would mean is out of sight.
    byId("choose-bar").querySelector("span").textContent = all.soFar;
    byId("choose-next").replaceChildren(...(all.starts ? [] : next(all)));
    // What is folded out stays so.
    const folds = () => [...byId("choose-details").querySelectorAll("[data-fold]")];
    const open = folds().filter((one) => one.open).map((one) => one.dataset.fold);
    byId("choose-details").replaceChildren(...details(data, all));
    for (const one of folds()) one.open = open.includes(one.dataset.fold);
    byId("choose-markdown").textContent = asMarkdown(data, all, address(said));
    byId("choose-address").textContent = address(said);
    byId("choose-said").textContent = [["Yes", all.yes], ["No", all.no], ["Don’t know", all.unsure]]
      .flatMap(([word, needs]) => (needs.length ? [`${word}: ${needs.map((need) => data.needs[need].name).join("; ")}.`] : [])).join(" ");
    byId("choose-problems").replaceChildren(...problems.map(complaint));
    for (const link of choose.querySelectorAll("[data-start]")) {
      link.href = address(startOf(link.dataset.start));
      const isIt = link.href === address(said);
      if (isIt) from = { name: link.textContent, no: all.no.length };
      if (isIt) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (all.starts) from = null;
    if (starting) starting.textContent = from ? `Started from: ${from.name} (change)` : invitation;
    byId("choose-started").hidden = !from?.no;
    if (from) byId("choose-started").querySelector("span").textContent = `It answers no to ${from.no} need${from.no === 1 ? "" : "s"}.`;
  }

  /** What to do with the answer: record it, work through its checklist, and look at it beside another pattern. */
  function next({ found, known, taken, joined, yes }) {
    const pattern = joined ?? taken;
    const query = (address, parameters) => {
      const search = new URLSearchParams(parameters).toString().replaceAll("%2C", ",");
      return Object.assign(new URL(address), { search }).href;
    };
    const link = (href, text) => make("a", { href, class: "choose-button" }, text);
    const links = [link(recording(data, answer(data, said), address(said)), "Record this decision")];
    if (pattern && data.checklist) links.push(link(query(data.checklist.href, { pattern }), `Checklist for ${data.nameOf(pattern)}`));
    const heavier = rule.patterns[rule.patterns.indexOf(found[0]) + 1];
    const two = [...new Set([pattern, ...found, known.secondOpinion, heavier])].filter(Boolean).slice(0, 2);
    const needs = yes.length ? { needs: yes.join(",") } : {};
    if (two.length > 1) {
      links.push(link(query(data.compare.href, { ...needs, patterns: two.join(",") }), `${list(two.map(data.nameOf), "and")} side by side`));
    }
    return links;
  }

  /** The answers that a kind of work or a project starts with: what is neither needed nor open is not needed. */
  function startOf(key) {
    const { yes, open, joins } = data.starts[key];
    const answers = rule.needs.filter((need) => !open.includes(need)).map((need) => [need, yes.includes(need) ? "yes" : "no"]);
    return { answers: Object.fromEntries(answers), joins };
  }

  function complaint({ id, said: word, twice, parts, follows, named, other, joins }) {
    if (parts) {
      const quoted = (needs) => list(needs.map((need) => `“${data.needs[need].name}”`), "and");
      let now = "; say to which of them";
      if (named && (!follows || other.length === parts.length)) now = "; what it says to that itself counts";
      else if (follows && other.length === parts.length) now = "";
      else if (follows) now = `; that is answered so${other.length ? `, but for ${quoted(other)}, to which it says something else` : ""}`;
      return make("p", {}, `The address says ${word} to “${id}”, which this guide asks as ${quoted(parts)} today${now}.`);
    }
    if (joins) return make("p", {}, `The address says that it joins “${id}”, which is not a pattern; it is left out.`);
    const close = closest(id, rule.needs) ?? rule.needs.find((need) => data.needs[need].words.some((one) => bare(one) === bare(id)));
    if (twice) return make("p", {}, `The address gives two answers to “${id}”; it counts as not answered.`);
    const mended = close && make("a", { href: writeQuery(rule, { ...said.answers, [close]: word }, said.joins) }, `did you mean “${close}”?`);
    return make("p", {}, `The address says ${word} to “${id}”, which is not a need; `, mended ?? "it is left out.");
  }

  /** Keep what is said in the address, and show what follows. */
  function say(now) {
    said = now;
    history.pushState(null, "", address(said));
    show();
  }

  function read() {
    const { problems, ...now } = readQuery(rule, location.search);
    said = now;
    from = null;
    // The tree follows the data: a place in it that is gone, or was in its earlier shape, leads to the whole.
    const anchor = decoded(location.hash.slice(1));
    if (/^(tree\.|rung-|take-)/.test(anchor) && !byId(anchor)) location.replace("#tree");
    show(problems);
    // What somebody is led to is shown.
    const target = byId(anchor);
    if (!target || !target.closest("#choose [hidden]")) return;
    whole = true;
    show(problems);
    target.scrollIntoView();
  }

  choose.addEventListener("change", ({ target }) => {
    const answers = { ...said.answers };
    if (target.name) answers[target.name] = target.checked ? target.value : undefined;
    say({ answers, joins: byId("choose-joins").value || null });
  });
  choose.addEventListener("click", (event) => {
    const key = event.target.closest("[data-start]")?.dataset.start;
    if (!key || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    say(startOf(key));
    byId("start").open = false;
    byId("start").querySelector("summary").focus();
  });
  byId("choose-reset").addEventListener("click", () => say(nothing));
  for (const button of toggles) {
    button.addEventListener("click", () => {
      whole = !whole;
      show();
    });
  }
  window.addEventListener("popstate", read);
  // The line that leads to the answer goes while that is in sight.
  new IntersectionObserver(([{ isIntersecting }]) => byId("choose-bar").classList.toggle("there", isIntersecting))
    .observe(byId("result"));
  const copy = (button, text) => byId(button).addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      byId("choose-copied").textContent = "Copied.";
    } catch {
      byId("choose-by-hand").open = true;
      byId("choose-copied").textContent = "Your browser blocked copying. Copy the address bar or the text below.";
    }
  });
  copy("choose-copy-link", () => address(said));
  copy("choose-copy-markdown", () => byId("choose-markdown").textContent);
  // Where there is little room, or the answer is there, what one may start from is a step away.
  if (byId("start") && (location.search || matchMedia("(max-width: 59.99em)").matches)) byId("start").open = false;
  read();
}

const embedded = byId("choose-data");
if (embedded) start(dataOf(embedded));
