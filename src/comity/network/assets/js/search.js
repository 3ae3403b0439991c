// One field for names and for words of the sentences.

import { entities, entityCount, evidence, documentTitle, kindOf, kinds, claimsOfEntity } from "./data.js";
import { announce, byId, el, number, plural, shapeIcon } from "./dom.js";
import { sentence } from "./cards.js";
import { openClaim, openEntity } from "./choose.js";
import { evidenceWithWords, entityClaims, fold, passing } from "./filters.js";
import { changed, state } from "./state.js";
import { askForAll, readable } from "./texts.js";

const MOST_NAMES = 8,
  MOST_SENTENCES = 5,
  WORD_LENGTH = 3;
let names = null,
  options = [],
  current = -1,
  timer = 0;

function findNames(wanted) {
  names ??= Array.from({ length: entityCount }, (_, e) => [fold(entities.label[e]), entities.aliases[e].map(fold)]);
  const found = [];
  for (let e = 0; e < entityCount; e++) {
    const [label, aliases] = names[e];
    const alias = aliases.findIndex(one => one.includes(wanted));
    const rank =
      label === wanted || aliases.includes(wanted)
        ? 0
        : label.startsWith(wanted)
          ? 1
          : label.includes(wanted)
            ? 2
            : alias >= 0
              ? 3
              : -1;
    if (rank >= 0) found.push([rank, e, rank === 3 || (rank === 0 && label !== wanted) ? entities.aliases[e][alias] : ""]);
  }
  return found.sort((a, b) => a[0] - b[0] || entityClaims[b[1]] - entityClaims[a[1]] || a[1] - b[1]);
}

function look() {
  const field = byId("search"),
    hits = byId("hits"),
    wanted = fold(field.value.trim());
  options = [];
  current = -1;
  if (wanted) {
    for (const [, e, alias] of findNames(wanted).slice(0, MOST_NAMES)) {
      options.push({
        run: () => openEntity(e),
        parts: [
          shapeIcon(kinds[kindOf[e]]),
          el("span", { dir: "auto" }, emphasised(entities.label[e], wanted), alias && el("small", {}, `also ${alias}`)),
          el("span", { class: "count" }, plural(claimsOfEntity(e).length, "claim")),
        ],
      });
    }
    if (wanted.length >= WORD_LENGTH && state.pathFrom == null) addSentences(wanted, field.value.trim());
  }
  hits.replaceChildren(
    ...(options.length || !wanted
      ? options.map(optionRow)
      : [
          el(
            "div",
            { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" },
            askForAll() ? "No name and no sentence has these words." : "Looking through the sentences …",
          ),
        ]),
  );
  hits.hidden = !wanted;
  field.setAttribute("aria-expanded", String(Boolean(wanted)));
  field.removeAttribute("aria-activedescendant");
  if (wanted) announce(options.length ? plural(options.length, "result") : "Nothing found");
  if (options.length) point(0);
}

function addSentences(wanted, words) {
  const sentences = [];
  let total = 0,
    last = -1;
  for (const [c, e] of evidenceWithWords(wanted)) {
    if (c === last || !passing[c]) continue;
    last = c;
    total++;
    if (sentences.length < MOST_SENTENCES) sentences.push([c, e]);
  }
  for (const [c, e] of sentences) {
    options.push({
      run: () => openClaim(c),
      parts: [
        el("span", { "aria-hidden": "true" }, "❝"),
        el("span", {}, sentence(c), el("small", { dir: "auto" }, excerpt(readable(e), wanted))),
        el("span", { class: "count" }, shortTitle(evidence.document[e])),
      ],
    });
  }
  if (total > 0)
    options.push({
      run: () => {
        state.words = words;
        changed("filters");
      },
      parts: [
        el("span", { "aria-hidden": "true" }, "≡"),
        el("span", {}, `Show only claims whose sentence has “${words}”`),
        el("span", { class: "count" }, number(total)),
      ],
    });
}

const shortTitle = document => {
  const title = documentTitle(document);
  return title.length > 16 ? title.slice(0, 15) + "…" : title;
};

function excerpt(quote, wanted) {
  const at = Math.max(0, fold(quote).indexOf(wanted)),
    from = Math.max(0, at - 34),
    to = Math.min(quote.length, at + wanted.length + 44);
  return [
    from > 0 && "…",
    quote.slice(from, at),
    el("b", {}, quote.slice(at, at + wanted.length)),
    quote.slice(at + wanted.length, to),
    to < quote.length && "…",
  ].filter(Boolean);
}

function emphasised(label, wanted) {
  const at = fold(label).indexOf(wanted);
  return at < 0 ? label : [label.slice(0, at), el("b", {}, label.slice(at, at + wanted.length)), label.slice(at + wanted.length)];
}

function optionRow({ parts }, place) {
  return el(
    "div",
    {
      class: "option",
      role: "option",
      id: `hit${place}`,
      "aria-selected": "false",
      onpointerdown: event => event.preventDefault(),
      onclick: () => choose(place),
    },
    parts,
  );
}

function point(place) {
  current = place;
  [...byId("hits").children].forEach((row, number) => row.setAttribute("aria-selected", String(number === place)));
  byId("search").setAttribute("aria-activedescendant", `hit${place}`);
  byId(`hit${place}`)?.scrollIntoView({ block: "nearest" });
}

function choose(place) {
  const option = options[place];
  if (!option) return;
  closeHits();
  byId("search").value = "";
  byId("search").blur();
  option.run();
}

// Sentences that came after the question was asked.
export function lookAgain() {
  if (!byId("hits").hidden) look();
}

function closeHits() {
  byId("hits").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
}

export function showSearchMode() {
  byId("search").placeholder =
    state.pathFrom != null ? `Path from ${entities.label[state.pathFrom]} to …` : "Search actors and sentences";
}

export function startSearch() {
  const field = byId("search");
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 90);
  });
  field.addEventListener("focus", () => {
    if (field.value.trim()) look();
  });
  field.addEventListener("blur", () => setTimeout(closeHits, 150));
  field.addEventListener("keydown", event => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (options.length) point((current + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length);
    } else if (event.key === "Enter") {
      clearTimeout(timer);
      if (byId("hits").hidden || !options.length) look();
      choose(Math.max(0, current));
    } else if (event.key === "Escape") {
      event.stopPropagation();
      field.value = "";
      closeHits();
      if (state.pathFrom != null) {
        state.pathFrom = null;
        changed("selection");
      }
      field.blur();
    }
  });
}
