// The panel of one actor, agreement, event, project or place.

import { cardList, claimCard, kindLine } from "./cards.js";
import { openEntity, openGroup, openPair } from "./choose.js";
import {
  KIND_LABELS,
  claims,
  claimsOfEntity,
  domains,
  entities,
  evidence,
  firstEvidence,
  kindOf,
  kinds,
  known,
  relations,
  saidBy,
  strings,
  tier,
} from "./data.js";
import { byId, el, number, outward, plural, shapeIcon, shortened, signBar } from "./dom.js";
import { passing, tallyOf } from "./filters.js";
import { figuresTable } from "./figures.js";
import { picture } from "./network.js";
import { action, big, heading, hiddenHint, hint, key, orderChoice, ordered, tieRow } from "./panel_parts.js";
import { partnersOf } from "./partners.js";
import { changed, state } from "./state.js";

export function entityPanel(entity) {
  const own = [...claimsOfEntity(entity)],
    shown = own.filter(c => passing[c]),
    partners = partnersOf(entity);
  const topical = shown.filter(c => claims.arc[c] < 0),
    tied = shown.filter(c => claims.arc[c] >= 0);
  const quoted = [...saidBy(entity)].filter(c => passing[c]);
  const papers = new Set(
    shown.flatMap(c => Array.from({ length: claims.evidence[c] }, (_, n) => evidence.document[firstEvidence[c] + n])),
  );
  const tally = tallyOf(shown);
  return [
    kindLine(entity, KIND_LABELS[kinds[kindOf[entity]]]),
    el("h2", { dir: "auto" }, entities.label[entity]),
    entities.aliases[entity].length > 0 &&
      el("p", { class: "aliases", dir: "auto" }, `Also ${shortened(entities.aliases[entity].join(", "), 140)}`),
    el(
      "div",
      { class: "numbers" },
      big(shown.length, shown.length === 1 ? "claim" : "claims"),
      big(partners.length, partners.length === 1 ? "partner" : "partners"),
      big(papers.size, papers.size === 1 ? "document" : "documents"),
    ),
    shown.length > 0 && [signBar(tally, true), key(tally)],
    entityActions(entity, partners),
    state.noPath?.[1] === entity &&
      hint(`No path from ${entities.label[state.noPath[0]]} to ${entities.label[entity]} with these filters.`),
    facts(entity),
    knownTies(entity),
    state.claim != null && own.includes(state.claim) && [heading("This claim"), claimCard(state.claim, true)],
    partners.length > 0 && [
      heading("Partners", partners.length),
      partners.slice(0, 6).map(({ partner, tally: own3 }) => tieRow(partner, own3, () => openPair(entity, partner))),
      morePartners(entity, partners),
    ],
    topical.length > 0 && topicalSections(topical),
    shown.some(c => claims.figure[c]) && [heading("Figures"), figuresTable(shown)],
    tied.length > 0 && [
      heading("Claims about its ties", tied.length, orderChoice()),
      cardList(ordered(tied.filter(c => c !== state.claim))),
    ],
    quoted.length > 0 && [heading("What it says about others", quoted.length), cardList(ordered(quoted))],
    hiddenHint(own.length - shown.length),
  ];
}

function entityActions(entity, partners) {
  const inScene = picture.scene?.kind === "ego" && picture.scene.centre === entity;
  const missing = partners.filter(({ partner }) => !picture.scene?.places.has(partner)).map(({ partner }) => partner);
  const added = partners.filter(({ partner }) => state.extra.has(partner)).map(({ partner }) => partner);
  const canGrow = tier !== "all" && picture.scene?.kind === "open";
  return el(
    "div",
    { class: "actions" },
    partners.length > 0 &&
      !(inScene && tier === "groups") &&
      action(
        "Only its ties",
        () => {
          state.ego = !state.ego;
          changed("selection", { remember: true });
        },
        inScene,
      ),
    partners.length > 0 &&
      action(
        state.pathFrom === entity ? "Choose the other end …" : "Path to …",
        () => {
          state.pathFrom = state.pathFrom === entity ? null : entity;
          changed("selection");
          if (state.pathFrom != null) byId("search").focus();
        },
        state.pathFrom === entity,
      ),
    tier === "groups" && action("Open its group", () => openGroup(entities.group[entity])),
    canGrow &&
      missing.length > 0 &&
      action(`Show ${plural(Math.min(40, missing.length), "more partner")}`, () => {
        missing.slice(0, 40).forEach(e => state.extra.add(e));
        changed("selection");
      }),
    canGrow &&
      missing.length === 0 &&
      added.length > 0 &&
      action("Fold partners away", () => {
        added.forEach(e => state.extra.delete(e));
        changed("selection");
      }),
  );
}

function morePartners(entity, partners) {
  if (partners.length <= 6) return null;
  const rest = el("details", {}, el("summary", {}, `${number(partners.length - 6)} more partners`));
  rest.addEventListener(
    "toggle",
    () => {
      if (rest.children.length === 1)
        rest.append(...partners.slice(6, 206).map(({ partner, tally }) => tieRow(partner, tally, () => openPair(entity, partner))));
    },
    { once: true },
  );
  return rest;
}

function facts(entity) {
  const rows = entities.facts[entity].map(([name, text]) => [strings[name], strings[text]]);
  const wikidata = strings[entities.wikidata[entity]];
  if (!rows.length && !wikidata) return null;
  return el(
    "dl",
    { class: "facts" },
    rows.map(([name, text]) => [el("dt", {}, name), el("dd", { dir: "auto" }, text)]),
    /^Q\d+$/.test(wikidata) && [
      el("dt", {}, "Wikidata"),
      el("dd", {}, outward(`https://www.wikidata.org/wiki/${wikidata}`, wikidata)),
    ],
  );
}

// What reference knowledge adds, apart from what the documents say.
function knownTies(entity) {
  const own = known.filter(([member, body]) => member === entity || body === entity);
  if (!own.length) return null;
  const outward = own.filter(([member]) => member === entity).length;
  const title = outward === own.length ? "Member or party, by reference knowledge" : "Members and parties, by reference knowledge";
  const rest = el("details", { class: "known" }, el("summary", {}, `${title} (${number(own.length)})`));
  rest.addEventListener(
    "toggle",
    () =>
      rest.append(
        ...own.map(([member, body, words]) => {
          const other = member === entity ? body : member;
          return el(
            "button",
            { type: "button", class: "tie known", onclick: () => openEntity(other) },
            shapeIcon(kinds[kindOf[other]]),
            el("span", { class: "name", dir: "auto" }, entities.label[other]),
            el("span", { class: "count" }, strings[words]),
          );
        }),
      ),
    { once: true },
  );
  return rest;
}

const TOPICAL = { possesses: "What it has", needs: "What it needs", pursues: "What it pursues" };
function topicalSections(list) {
  const byTitle = new Map();
  for (const c of list) {
    const title = TOPICAL[relations[claims.relation[c]][0]] ?? "Other claims about it";
    if (!byTitle.has(title)) byTitle.set(title, []);
    byTitle.get(title).push(c);
  }
  return [...byTitle]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([title, own]) => [
      heading(title, own.length),
      el(
        "p",
        { class: "hint" },
        [...new Set(own.filter(c => claims.about[c] >= 0).map(c => domains[claims.about[c]][1].toLowerCase()))].join(", "),
      ),
      el("details", {}, el("summary", {}, `Read ${plural(own.length, "claim")}`), cardList(ordered(own))),
    ]);
}
