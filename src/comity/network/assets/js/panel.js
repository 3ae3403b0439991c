// The panel beside the picture: the whole, an actor, a tie, a group or a path, always down to the sentences.

import { KIND_LABELS, SIGNS, claimCount, claims, claimsOfEntity, domains, entities, evidence, firstEvidence, groups, kindOf, kinds, linkKinds, links, relations, saidBy, signOfClaim, strings, tier } from "./data.js";
import { byId, el, icon, lineIcon, number, outward, plural, shapeIcon, shortened, signBar } from "./dom.js";
import { cardList, claimCard, figuresTable, kindLine } from "./cards.js";
import { clearSelection, openClaim, openEntity, openGroup, openPair, openPath } from "./choose.js";
import { counts, entityClaims, passing, tallyOf } from "./filters.js";
import { claimsBetween, partnersOf, passingBetween, strongestPairs } from "./partners.js";
import { groupName } from "./scene.js";
import { picture } from "./network.js";
import { changed, state } from "./state.js";

export function drawPanel({ keepPlace = false } = {}) {
  const panel = byId("panel"), { selection } = state, scrolled = panel.scrollTop;
  let content;
  if (selection?.path) content = pathPanel(selection.path);
  else if (selection?.pair) content = pairPanel(...selection.pair);
  else if (selection?.entity != null) content = entityPanel(selection.entity);
  else if (selection?.group != null) content = groupPanel(selection.group);
  else if (tier === "groups" && state.group != null) content = groupPanel(state.group);
  else content = overview();
  const closable = selection != null;
  panel.replaceChildren(...[
    el("button", { type: "button", class: "handle", "aria-label": "Taller or lower", onclick: () => { if (!panel.classList.replace("low", "half")) panel.classList.toggle("tall"); } }),
    closable && el("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => clearSelection() }, icon("close")),
    ...content.flat(4)].filter(Boolean));
  panel.classList.toggle("open", closable);
  // Where the picture is the point, the sheet of a phone keeps low.
  panel.classList.toggle("low", state.ego && !keepPlace);
  if (!closable) panel.classList.remove("tall");
  panel.scrollTop = keepPlace ? scrolled : 0;
}

const heading = (text, count, ...rest) => el("h3", {}, text, count != null && el("span", { class: "count" }, number(count)), rest);
const key = tally => el("div", { class: "key" }, SIGNS.map((sign, s) => tally[s] > 0 && el("span", {}, lineIcon(s), `${number(tally[s])} ${sign.label.toLowerCase()}`)));
const hint = text => el("p", { class: "hint" }, text);
const big = (count, text) => el("div", {}, el("b", {}, number(count)), text);
const action = (text, run, pressed) => el("button", { type: "button", "aria-pressed": pressed == null ? null : String(pressed), onclick: run }, text);

function tieRow(entity, tally, run) {
  return el("button", { type: "button", class: "tie", onclick: run }, shapeIcon(kinds[kindOf[entity]]), el("span", { class: "name", dir: "auto" }, entities.label[entity]), signBar(tally), el("span", { class: "count" }, number(tally[0] + tally[1] + tally[2])));
}
function pairRow({ one, two, tally, total }) {
  return el("button", { type: "button", class: "tie pair", onclick: () => openPair(one, two) }, el("span", { class: "name", dir: "auto" }, `${entities.label[one]} – ${entities.label[two]}`), signBar(tally), el("span", { class: "count" }, number(total)));
}

// --- the whole ------------------------------------------------------------------------------------------------------

function overview() {
  const tally = [0, 0, 0], incoming = new Map();
  for (let c = 0; c < claimCount; c++) if (passing[c]) tally[signOfClaim[c]]++;
  const top = [...entityClaims.keys()].filter(e => entityClaims[e]).sort((a, b) => entityClaims[b] - entityClaims[a] || a - b).slice(0, 8);
  for (const e of top) incoming.set(e, sumTallies(partnersOf(e)));
  const clashes = links.filter(([one, two, kind]) => linkKinds[kind] === "contradicts" && (passing[one] || passing[two]));
  return [
    el("div", { class: "kicker" }, "Overview"),
    el("h2", {}, counts.passing ? plural(counts.passing, "claim") : "Nothing to show"),
    counts.drawnActors > 0 && el("p", { class: "aliases" }, `${number(counts.drawn)} of them tie ${plural(counts.drawnActors, "actor, agreement, event or project", "actors, agreements, events and projects")} together`),
    counts.passing > 0 && [signBar(tally, true), key(tally)],
    top.length > 0 && [heading("Most spoken of"), top.map(e => tieRow(e, incoming.get(e), () => openEntity(e)))],
    top.length > 0 && [heading("Strongest ties"), strongestPairs(7).map(pairRow)],
    clashes.length > 0 && [heading("Where sources contradict each other", clashes.length), el("div", { class: "bears" }, clashes.slice(0, 6).map(clashRow))],
    groups.length > 1 && top.length > 0 && [heading("Groups", groups.filter(([members]) => members > 2).length), groupRows()],
    counts.passing > 0 && hint("Choose an actor or a line to read the sentences behind it. The width of a line follows the number of claims; solid is cooperation, dashed conflict, dotted neither. What is only intended, proposed or possible is not drawn until you ask for it."),
  ];
}

const sumTallies = partners => partners.reduce((sum, { tally }) => sum.map((part, s) => part + tally[s]), [0, 0, 0]);

function clashRow([one, two, , aspects, reason]) {
  const label = `${claims.subject[one] >= 0 ? entities.label[claims.subject[one]] : "someone"} ${relations[claims.relation[one]][1]} ${claims.object[one] >= 0 ? entities.label[claims.object[one]] : "…"}`;
  return el("div", { class: "contradicts" }, el("button", { type: "button", onclick: () => openClaim(passing[one] ? one : two) }, label, ": ", el("b", {}, strings[reason] || strings[aspects] || "they cannot both hold")));
}

function groupRows() {
  return groups.flatMap(([members, , total], group) => (members > 2 && group < 8 ? [el("button", { type: "button", class: "tie pair", onclick: () => openGroup(group) },
    el("span", { class: "name" }, groupName(group)), el("span", { class: "count" }, plural(members, "member")), el("span", { class: "count" }, number(total)))] : []));
}

function groupPanel(group) {
  const members = entities.group.flatMap((g, e) => (g === group && entityClaims[e] ? [e] : [])).sort((a, b) => entityClaims[b] - entityClaims[a]);
  const outside = new Map();
  for (const e of members) for (const { partner, tally } of partnersOf(e)) {
    const other = entities.group[partner];
    if (other !== group) outside.set(other, (outside.get(other) ?? [0, 0, 0]).map((part, s) => part + tally[s]));
  }
  const ties = [...outside].sort((a, b) => sum3(b[1]) - sum3(a[1])).slice(0, 8);
  return [
    el("div", { class: "kicker" }, "Group of actors with many ties among themselves"), el("h2", {}, groupName(group)),
    el("div", { class: "numbers" }, big(members.length, "members"), big(members.reduce((sum, e) => sum + entityClaims[e], 0), "mentions in claims")),
    heading("Members", members.length), members.slice(0, 40).map(e => tieRow(e, sumTallies(partnersOf(e)), () => openEntity(e))),
    members.length > 40 && hint(`${number(members.length - 40)} more: find them by name.`),
    ties.length > 0 && [heading("Ties to other groups"), ties.map(([other, tally]) => el("button", { type: "button", class: "tie pair", onclick: () => openGroup(other) },
      el("span", { class: "name" }, groupName(other)), signBar(tally), el("span", { class: "count" }, number(sum3(tally)))))],
  ];
}
const sum3 = ([a, b, c]) => a + b + c;

// --- one actor ------------------------------------------------------------------------------------------------------

function entityPanel(entity) {
  const own = [...claimsOfEntity(entity)], shown = own.filter(c => passing[c]), partners = partnersOf(entity);
  const topical = shown.filter(c => claims.arc[c] < 0), tied = shown.filter(c => claims.arc[c] >= 0);
  const quoted = [...saidBy(entity)].filter(c => passing[c]);
  const papers = new Set(shown.flatMap(c => Array.from({ length: claims.evidence[c] }, (_, n) => evidence.document[firstEvidence[c] + n])));
  const tally = tallyOf(shown);
  return [
    kindLine(entity, KIND_LABELS[kinds[kindOf[entity]]]),
    el("h2", { dir: "auto" }, entities.label[entity]),
    entities.aliases[entity].length > 0 && el("p", { class: "aliases", dir: "auto" }, `Also ${shortened(entities.aliases[entity].join(", "), 140)}`),
    el("div", { class: "numbers" }, big(shown.length, shown.length === 1 ? "claim" : "claims"), big(partners.length, partners.length === 1 ? "partner" : "partners"), big(papers.size, papers.size === 1 ? "document" : "documents")),
    shown.length > 0 && [signBar(tally, true), key(tally)],
    entityActions(entity, partners),
    state.noPath?.[1] === entity && hint(`No path from ${entities.label[state.noPath[0]]} to ${entities.label[entity]} with these filters.`),
    facts(entity),
    state.claim != null && own.includes(state.claim) && [heading("This claim"), claimCard(state.claim, true)],
    partners.length > 0 && [heading("Partners", partners.length), partners.slice(0, 6).map(({ partner, tally: own3 }) => tieRow(partner, own3, () => openPair(entity, partner))), morePartners(entity, partners)],
    topical.length > 0 && topicalSections(topical),
    shown.some(c => claims.figure[c]) && [heading("Figures"), figuresTable(shown)],
    tied.length > 0 && [heading("Claims about its ties", tied.length, orderChoice()), cardList(ordered(tied.filter(c => c !== state.claim)))],
    quoted.length > 0 && [heading("What it says about others", quoted.length), cardList(ordered(quoted))],
    hiddenHint(own.length - shown.length),
  ];
}

function entityActions(entity, partners) {
  const inScene = picture.scene?.kind === "ego" && picture.scene.centre === entity;
  const missing = partners.filter(({ partner }) => !picture.scene?.places.has(partner)).map(({ partner }) => partner);
  const added = partners.filter(({ partner }) => state.extra.has(partner)).map(({ partner }) => partner);
  const canGrow = tier !== "all" && picture.scene?.kind === "open";
  return el("div", { class: "actions" },
    partners.length > 0 && !(inScene && tier === "groups") && action("Only its ties", () => { state.ego = !state.ego; changed("selection", { remember: true }); }, inScene),
    partners.length > 0 && action(state.pathFrom === entity ? "Choose the other end …" : "Path to …", () => { state.pathFrom = state.pathFrom === entity ? null : entity; changed("selection"); if (state.pathFrom != null) byId("search").focus(); }, state.pathFrom === entity),
    tier === "groups" && action("Open its group", () => openGroup(entities.group[entity])),
    canGrow && missing.length > 0 && action(`Show ${plural(Math.min(40, missing.length), "more partner")}`, () => { missing.slice(0, 40).forEach(e => state.extra.add(e)); changed("selection"); }),
    canGrow && missing.length === 0 && added.length > 0 && action("Fold partners away", () => { added.forEach(e => state.extra.delete(e)); changed("selection"); }));
}

function morePartners(entity, partners) {
  if (partners.length <= 6) return null;
  const rest = el("details", {}, el("summary", {}, `${number(partners.length - 6)} more partners`));
  rest.addEventListener("toggle", () => { if (rest.children.length === 1) rest.append(...partners.slice(6, 206).map(({ partner, tally }) => tieRow(partner, tally, () => openPair(entity, partner)))); }, { once: true });
  return rest;
}

function facts(entity) {
  const rows = entities.facts[entity].map(([name, text]) => [strings[name], strings[text]]);
  const wikidata = strings[entities.wikidata[entity]];
  if (!rows.length && !wikidata) return null;
  return el("dl", { class: "facts" }, rows.map(([name, text]) => [el("dt", {}, name), el("dd", { dir: "auto" }, text)]),
    /^Q\d+$/.test(wikidata) && [el("dt", {}, "Wikidata"), el("dd", {}, outward(`https://www.wikidata.org/wiki/${wikidata}`, wikidata))]);
}

const TOPICAL = { possesses: "What it has", needs: "What it needs", pursues: "What it pursues" };
function topicalSections(list) {
  const byTitle = new Map();
  for (const c of list) {
    const title = TOPICAL[relations[claims.relation[c]][0]] ?? "Other claims about it";
    if (!byTitle.has(title)) byTitle.set(title, []);
    byTitle.get(title).push(c);
  }
  return [...byTitle].sort(([a], [b]) => (a < b ? 1 : -1)).map(([title, own]) => [heading(title, own.length),
    el("p", { class: "hint" }, [...new Set(own.filter(c => claims.about[c] >= 0).map(c => domains[claims.about[c]][1].toLowerCase()))].join(", ")),
    el("details", {}, el("summary", {}, `Read ${plural(own.length, "claim")}`), cardList(ordered(own)))]);
}

// --- a tie ----------------------------------------------------------------------------------------------------------

function pairPanel(one, two) {
  const all = claimsBetween(one, two), shown = all.filter(c => passing[c]), tally = tallyOf(shown);
  const rest = ordered(shown.filter(c => c !== state.claim));
  const withFigures = all.filter(c => claims.figure[c] && (passing[c] || c === state.claim));
  return [
    el("div", { class: "kicker" }, "Tie"), el("h2", { dir: "auto" }, `${entities.label[one]} – ${entities.label[two]}`),
    shown.length > 0 && [signBar(tally, true), key(tally)],
    el("div", { class: "actions" }, [one, two].map(e => action(shortened(entities.label[e], 34), () => openEntity(e)))),
    state.claim != null && all.includes(state.claim) && [heading("This claim"), claimCard(state.claim, true)],
    withFigures.length > 0 && [heading("Figures side by side", withFigures.length), figuresTable(withFigures)],
    rest.length > 0 && [heading(state.claim != null ? "Other claims" : "Claims", rest.length, orderChoice()), cardList(rest)],
    hiddenHint(all.length - shown.length),
  ];
}

const hiddenHint = count => count > 0 && hint(`${plural(count, "more claim does", "more claims do")} not pass the filters.`);

function orderChoice() {
  const choice = el("select", { "aria-label": "Order of the claims", onchange: event => { state.claimOrder = event.target.value; drawPanel(); } },
    [["strength", "most documents first"], ["newest", "newest first"], ["oldest", "oldest first"], ["sign", "conflict first"]].map(([value, text]) => el("option", { value, selected: state.claimOrder === value }, text)));
  return choice;
}

function ordered(list) {
  const strength = (a, b) => claims.documents[b] - claims.documents[a] || claims.belief[b] - claims.belief[a] || a - b;
  const by = {
    strength, newest: (a, b) => claims.first[b] - claims.first[a] || strength(a, b), sign: (a, b) => signOfClaim[b] - signOfClaim[a] || strength(a, b),
    oldest: (a, b) => (claims.first[a] < -900000) - (claims.first[b] < -900000) || claims.first[a] - claims.first[b] || strength(a, b),
  };
  return list.slice().sort(by[state.claimOrder]);
}

// --- a path ---------------------------------------------------------------------------------------------------------

function pathPanel(path) {
  const hops = path.slice(1).map((to, step) => {
    const from = path[step], list = ordered(passingBetween(from, to));
    return [el("div", { class: "hop" }, shapeIcon(kinds[kindOf[from]]), `${entities.label[from]} – ${entities.label[to]}`),
      list.length ? claimCard(list[0]) : hint("No claim of this hop passes the filters any more."),
      list.length > 1 && el("button", { type: "button", class: "more", onclick: () => openPair(from, to) }, `${plural(list.length - 1, "more claim")} on this tie`)];
  });
  return [
    el("div", { class: "kicker" }, `Shortest path · ${plural(path.length - 1, "tie")}`), el("h2", { dir: "auto" }, path.map(e => entities.label[e]).join(" → ")),
    el("div", { class: "actions" }, action("Other way round", () => openPath(path.at(-1), path[0])), action("Close path", () => clearSelection())), hops,
  ];
}

