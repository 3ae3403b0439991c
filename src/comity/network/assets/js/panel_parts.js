// What the panels share: headings, rows for actors and pairs, the order of claims.

import { openPair } from "./choose.js";
import { SIGNS, claims, entities, kindOf, kinds, signOfClaim } from "./data.js";
import { byId, el, lineIcon, number, plural, shapeIcon, signBar } from "./dom.js";
import { changed, state } from "./state.js";

export const heading = (text, count, ...rest) =>
  el("h3", {}, text, count != null && el("span", { class: "count" }, number(count)), rest);
export const key = tally =>
  el(
    "div",
    { class: "key" },
    SIGNS.map((sign, s) => tally[s] > 0 && el("span", {}, lineIcon(s), `${number(tally[s])} ${sign.label.toLowerCase()}`)),
  );
export const hint = text => el("p", { class: "hint" }, text);
export const big = (count, text) => el("div", {}, el("b", {}, number(count)), text);
export const action = (text, run, pressed) =>
  el("button", { type: "button", "aria-pressed": pressed == null ? null : String(pressed), onclick: run }, text);

export function tieRow(entity, tally, run) {
  return el(
    "button",
    { type: "button", class: "tie", onclick: run },
    shapeIcon(kinds[kindOf[entity]]),
    el("span", { class: "name", dir: "auto" }, entities.label[entity]),
    signBar(tally),
    el("span", { class: "count" }, number(tally[0] + tally[1] + tally[2])),
  );
}
export function pairRow({ one, two, tally, total }) {
  return el(
    "button",
    { type: "button", class: "tie pair", onclick: () => openPair(one, two) },
    el("span", { class: "name", dir: "auto" }, `${entities.label[one]} – ${entities.label[two]}`),
    signBar(tally),
    el("span", { class: "count" }, number(total)),
  );
}

export const sumTallies = partners => partners.reduce((sum, { tally }) => sum.map((part, s) => part + tally[s]), [0, 0, 0]);

export const hiddenHint = count => count > 0 && hint(`${plural(count, "more claim does", "more claims do")} not pass the filters.`);

export function orderChoice() {
  const choice = el(
    "select",
    {
      "aria-label": "Order of the claims",
      onchange: event => {
        state.claimOrder = event.target.value;
        changed("selection");
        byId("panel").querySelector("h3 select")?.focus();
      },
    },
    [
      ["strength", "most documents first"],
      ["newest", "newest first"],
      ["oldest", "oldest first"],
      ["sign", "conflict first"],
    ].map(([value, text]) => el("option", { value, selected: state.claimOrder === value }, text)),
  );
  return choice;
}

export function ordered(list) {
  const strength = (a, b) => claims.documents[b] - claims.documents[a] || claims.belief[b] - claims.belief[a] || a - b;
  const by = {
    strength,
    newest: (a, b) => claims.first[b] - claims.first[a] || strength(a, b),
    sign: (a, b) => signOfClaim[b] - signOfClaim[a] || strength(a, b),
    oldest: (a, b) =>
      (claims.first[a] < -900000) - (claims.first[b] < -900000) || claims.first[a] - claims.first[b] || strength(a, b),
  };
  return list.slice().sort(by[state.claimOrder]);
}
