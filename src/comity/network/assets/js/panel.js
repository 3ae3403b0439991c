// The panel beside the picture: the whole, an actor, a tie, a group or a path, always down to the sentences.

import { cardList, claimCard } from "./cards.js";
import { clearSelection, openEntity, openPair, openPath } from "./choose.js";
import { claims, documentTitle, entities, kindOf, kinds, known, signOfClaim, strings, tier } from "./data.js";
import { figuresTable } from "./figures.js";
import { byId, el, icon, plural, shapeIcon, shortened, signBar } from "./dom.js";
import { passing, tallyOf } from "./filters.js";
import { entityPanel } from "./panel_actor.js";
import { action, heading, hiddenHint, hint, key, orderChoice, ordered } from "./panel_parts.js";
import { groupPanel, overview } from "./panel_whole.js";
import { claimsBetween, passingBetween } from "./partners.js";
import { state } from "./state.js";
import { onlyDocument, pairsOf, standing, triadText } from "./triads.js";

export function drawPanel({ keepPlace = false } = {}) {
  const panel = byId("panel"),
    { selection } = state,
    scrolled = panel.scrollTop;
  let content;
  if (selection?.triad) content = triadPanel(selection.triad);
  else if (selection?.path) content = pathPanel(selection.path);
  else if (selection?.pair) content = pairPanel(...selection.pair);
  else if (selection?.entity != null) content = entityPanel(selection.entity);
  else if (selection?.group != null) content = groupPanel(selection.group);
  else if (tier === "groups" && state.group != null) content = groupPanel(state.group);
  else content = overview();
  const closable = selection != null;
  panel.replaceChildren(
    ...[
      el("button", {
        type: "button",
        class: "handle",
        "aria-label": "Taller or lower",
        onclick: () => {
          if (!panel.classList.replace("low", "half")) panel.classList.toggle("tall");
        },
      }),
      closable &&
        el("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => clearSelection() }, icon("close")),
      ...content.flat(4),
    ].filter(Boolean),
  );
  panel.classList.toggle("open", closable);
  // Where the picture is the point, the sheet of a phone keeps low.
  panel.classList.toggle("low", state.ego && !keepPlace);
  if (!closable) panel.classList.remove("tall");
  panel.scrollTop = keepPlace ? scrolled : 0;
}

// --- a tie ----------------------------------------------------------------------------------------------------------

function pairPanel(one, two) {
  const all = claimsBetween(one, two),
    shown = all.filter(c => passing[c]),
    tally = tallyOf(shown);
  const rest = ordered(shown.filter(c => c !== state.claim));
  const withFigures = all.filter(c => claims.figure[c] && (passing[c] || c === state.claim));
  return [
    el("div", { class: "kicker" }, "Tie"),
    el("h2", { dir: "auto" }, `${entities.label[one]} – ${entities.label[two]}`),
    shown.length > 0 && [signBar(tally, true), key(tally)],
    el(
      "div",
      { class: "actions" },
      [one, two].map(e => action(shortened(entities.label[e], 34), () => openEntity(e))),
    ),
    known
      .filter(([member, body]) => Math.min(member, body) === Math.min(one, two) && Math.max(member, body) === Math.max(one, two))
      .map(([member, body, words]) =>
        hint(`By reference knowledge: ${entities.label[member]} ${strings[words]} ${entities.label[body]}. No document here says so.`),
      ),
    state.claim != null && all.includes(state.claim) && [heading("This claim"), claimCard(state.claim, true)],
    withFigures.length > 0 && [heading("Figures side by side", withFigures.length), figuresTable(withFigures)],
    rest.length > 0 && [heading(state.claim != null ? "Other claims" : "Claims", rest.length, orderChoice()), cardList(rest)],
    hiddenHint(all.length - shown.length),
  ];
}

// --- a triad ----

function triadPanel(members) {
  const ties = pairsOf(members).map(([one, two]) => {
    const list = ordered(passingBetween(one, two)),
      only = onlyDocument(list);
    // The first claim that says what the tie is counted as.
    const side = standing(one, two) > 0 ? 0 : 2;
    const telling = list.find(c => !claims.negated[c] && signOfClaim[c] === side) ?? list[0];
    return [
      el("div", { class: "hop" }, shapeIcon(kinds[kindOf[one]]), `${entities.label[one]} – ${entities.label[two]}`),
      el("div", { class: "hop-bar" }, signBar(tallyOf(list), true)),
      only >= 0 && hint(`This tie hangs on one document: ${documentTitle(only)}`),
      telling != null ? claimCard(telling) : hint("No claim of this tie passes the filters any more."),
      list.length > 1 &&
        el(
          "button",
          { type: "button", class: "more", onclick: () => openPair(one, two) },
          `${plural(list.length - 1, "more claim")} on this tie`,
        ),
    ];
  });
  return [
    el("div", { class: "kicker" }, "Unbalanced triad"),
    el("h2", { dir: "auto" }, members.map(e => entities.label[e]).join(", ")),
    el("p", { class: "aliases" }, triadText(members)),
    el("div", { class: "actions" }, action("Close", () => clearSelection())),
    ties,
  ];
}

// --- a path ---------------------------------------------------------------------------------------------------------

function pathPanel(path) {
  const hops = path.slice(1).map((to, step) => {
    const from = path[step],
      list = ordered(passingBetween(from, to));
    return [
      el("div", { class: "hop" }, shapeIcon(kinds[kindOf[from]]), `${entities.label[from]} – ${entities.label[to]}`),
      list.length ? claimCard(list[0]) : hint("No claim of this hop passes the filters any more."),
      list.length > 1 &&
        el(
          "button",
          { type: "button", class: "more", onclick: () => openPair(from, to) },
          `${plural(list.length - 1, "more claim")} on this tie`,
        ),
    ];
  });
  return [
    el("div", { class: "kicker" }, `Shortest path · ${plural(path.length - 1, "tie")}`),
    el("h2", { dir: "auto" }, path.map(e => entities.label[e]).join(" → ")),
    el(
      "div",
      { class: "actions" },
      action("Other way round", () => openPath(path.at(-1), path[0])),
      action("Close path", () => clearSelection()),
    ),
    hops,
  ];
}
