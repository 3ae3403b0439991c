// The same claims as a table: sortable, with the same filters and, where something is chosen, only its claims.

import { SIGNS, claimCount, claims, claimsOfEntity, domains, entities, groups, modalities, signOfClaim, strings } from "./data.js";
import { byId, el, number, plural } from "./dom.js";
import { figureText, objectText, relationText, subjectText } from "./cards.js";
import { openClaim } from "./choose.js";
import { passing } from "./filters.js";
import { claimsBetween } from "./partners.js";
import { groupName } from "./scene.js";
import { changed, state } from "./state.js";
import { pairsOf } from "./triads.js";

const TABLE_ROWS = 100;
const topic = c => (claims.domain[c] >= 0 ? domains[claims.domain[c]][1] : "");
const saidAs = c => `${modalities[claims.modality[c]]}${claims.negated[c] ? ", negated" : ""}`;

// key, title, text of a cell, what to sort by where that is not the text, class
export const COLUMNS = [
  ["subject", "Subject", subjectText, null, ""],
  ["relation", "Relation", relationText, null, ""],
  ["object", "Object", objectText, null, "strong"],
  ["topic", "Topic", topic, null, "quiet"],
  ["sign", "Sign", c => `${SIGNS[signOfClaim[c]].glyph} ${SIGNS[signOfClaim[c]].label}`, c => signOfClaim[c], "date"],
  ["said", "Said as", saidAs, c => claims.modality[c] * 2 + claims.negated[c], "quiet"],
  ["when", "When", c => strings[claims.when[c]], c => claims.first[c], "quiet date"],
  ["figure", "Figure", figureText, c => claims.figure[c]?.[4] ?? -1, ""],
  ["documents", "Papers", c => String(claims.documents[c]), c => claims.documents[c], "quiet number"],
  ["belief", "Belief", c => `${claims.belief[c]} %`, c => claims.belief[c], "quiet number"],
];

// What is seen now: claims that pass, of what is chosen.
export function seenClaims() {
  const { selection } = state;
  let from = null;
  if (selection?.entity != null) from = [...claimsOfEntity(selection.entity)];
  else if (selection?.pair) from = claimsBetween(...selection.pair);
  else if (selection?.triad) from = pairsOf(selection.triad).flatMap(([one, two]) => claimsBetween(one, two));
  else if (selection?.path) from = selection.path.slice(1).flatMap((e, step) => claimsBetween(selection.path[step], e));
  const group = selection?.group ?? state.group;
  const seen = [];
  const inGroup = c => group == null || entities.group[claims.subject[c]] === group || entities.group[claims.object[c]] === group;
  if (from)
    for (const c of from) {
      if (passing[c]) seen.push(c);
    }
  else for (let c = 0; c < claimCount; c++) if (passing[c] && inGroup(c)) seen.push(c);
  return seen;
}

const collator = new Intl.Collator("en", { numeric: true });

export function sortedClaims() {
  const column = COLUMNS.find(([key]) => key === state.sort[0]) ?? COLUMNS.at(-1);
  const [, , text, value] = column,
    direction = state.sort[1];
  const list = seenClaims();
  if (value) return list.sort((a, b) => (value(a) - value(b)) * direction || a - b);
  // Each text is compared once: ranks first, then numbers.
  const texts = new Map(list.map(c => [c, text(c)]));
  const ranks = new Map([...new Set(texts.values())].sort(collator.compare).map((one, rank) => [one, rank]));
  return list.sort((a, b) => (ranks.get(texts.get(a)) - ranks.get(texts.get(b))) * direction || a - b);
}

export function drawTable() {
  const view = byId("table-view"),
    list = sortedClaims();
  const focused = document.activeElement?.closest("th")?.dataset.key;
  const filled = COLUMNS.filter(([key]) => key !== "figure" || list.some(c => claims.figure[c]));
  const body = el("tbody", { role: "rowgroup" });
  const more = el("div", { class: "table-more" });
  let shown = 0;
  const show = count => {
    body.append(...list.slice(shown, shown + count).map(c => row(c, filled)));
    shown = Math.min(list.length, shown + count);
    more.replaceChildren(
      ...(shown < list.length
        ? [
            el(
              "button",
              { type: "button", class: "more", onclick: () => show(500) },
              `Show ${number(Math.min(500, list.length - shown))} more of ${number(list.length - shown)}`,
            ),
          ]
        : []),
    );
  };
  show(TABLE_ROWS);
  const head = el(
    "tr",
    { role: "row" },
    filled.map(([key, title, , , look]) => {
      const sorted = state.sort[0] === key;
      return el(
        "th",
        {
          scope: "col",
          role: "columnheader",
          "data-key": key,
          class: look.includes("number") ? "number" : null,
          "aria-sort": sorted ? (state.sort[1] > 0 ? "ascending" : "descending") : "none",
        },
        el(
          "button",
          { type: "button", class: look.includes("number") ? "number" : null, onclick: () => sortBy(key) },
          title,
          el("span", { "aria-hidden": "true" }, sorted ? (state.sort[1] > 0 ? " ↑" : " ↓") : ""),
        ),
      );
    }),
  );
  view.replaceChildren(
    el("div", { class: "table-head" }, el("span", {}, `${plural(list.length, "claim")}${chosenText()}`)),
    list.length
      ? el(
          "table",
          { class: "claims", role: "table" },
          el("caption", { class: "unseen" }, `${plural(list.length, "claim")}${chosenText()}`),
          el("thead", { role: "rowgroup" }, head),
          body,
        )
      : el("p", { class: "table-more" }, "No claim passes these filters."),
    more,
  );
  if (focused) view.querySelector(`th[data-key="${focused}"] button`)?.focus();
}

function chosenText() {
  const { selection } = state;
  if (selection?.entity != null) return ` of ${entities.label[selection.entity]}`;
  if (selection?.pair || selection?.path || selection?.triad)
    return ` on ${(selection.pair ?? selection.path ?? selection.triad).map(e => entities.label[e]).join(" – ")}`;
  const group = selection?.group ?? state.group;
  return group != null && groups[group] ? ` of the group around ${groupName(group, 2)}` : "";
}

function row(c, filled) {
  return el(
    "tr",
    { role: "row", class: c === state.claim ? "here" : null },
    filled.map(([key, title, text, , look]) => {
      const content = text(c);
      const open = key === "subject";
      const parts = open
        ? el(
            "button",
            {
              type: "button",
              dir: "auto",
              "aria-label": `Read: ${subjectText(c)} ${relationText(c)} ${objectText(c)}`,
              onclick: () => openClaim(c),
            },
            content,
          )
        : key === "sign"
          ? el("span", { class: `sign g${signOfClaim[c]}` }, content)
          : content;
      return el(
        "td",
        { role: "cell", class: `${look}${open ? " wide" : ""}` || null, "data-name": title, dir: key === "object" ? "auto" : null },
        content === "" ? null : parts,
      );
    }),
  );
}

function sortBy(key) {
  const first = ["belief", "documents", "figure", "when"].includes(key) ? -1 : 1;
  state.sort = state.sort[0] === key ? [key, -state.sort[1]] : [key, first];
  drawTable();
  changed("look");
}
