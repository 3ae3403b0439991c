// The line above the picture: what is drawn, what is not, and the switches for it; and the crumbs and empty states.

import { MODALITY_LABELS, columns, entities, modalities, tier } from "./data.js";
import { byId, el, number, plural } from "./dom.js";
import { counts } from "./filters.js";
import { picture } from "./network.js";
import { groupName } from "./scene.js";
import { changed, clearFilters, filtersAreSet, state } from "./state.js";

export function drawNotice() {
  const hidden = modalities.flatMap((name, m) => (!state.modalities.has(m) && counts.modality[m] ? [[m, name]] : []));
  const hypothetical = modalities.flatMap((name, m) => (state.modalities.has(m) && !columns.drawnAtFirst[m] ? [[m, name]] : []));
  const focused = byId("notice").contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const parts = [
    ...columns.cuts.map(cut => el("span", { class: "cut" }, `Only ${cut.replace(/^only /, "")}`)),
    state.words &&
      el(
        "button",
        {
          type: "button",
          class: "pill set",
          "data-key": "words",
          "aria-label": `Stop looking for “${state.words}”`,
          onclick: () => {
            state.words = "";
            changed("filters");
          },
        },
        `“${state.words}”`,
        el("span", { "aria-hidden": "true" }, "✕"),
      ),
    hidden.length + (counts.negated && !state.negated ? 1 : 0) > 0 && el("span", {}, "Not shown:"),
    ...hidden.map(([m, name]) =>
      pill(`show${m}`, `${number(counts.modality[m])} ${said(name)}`, false, () => state.modalities.add(m)),
    ),
    counts.negated > 0 &&
      !state.negated &&
      pill("shownegated", `${number(counts.negated)} negated`, false, () => {
        state.negated = true;
      }),
    (hypothetical.length > 0 || (state.negated && !columns.negatedAtFirst)) && el("span", {}, "Also shown:"),
    ...hypothetical.map(([m, name]) =>
      pill(`show${m}`, `${number(counts.modality[m])} ${said(name)}`, true, () => state.modalities.delete(m)),
    ),
    state.negated &&
      !columns.negatedAtFirst &&
      pill("shownegated", `${number(counts.negated)} negated`, true, () => {
        state.negated = false;
      }),
  ].filter(Boolean);
  byId("notice").replaceChildren(...(parts.length ? parts : [el("span", {}, "All claims that pass the filters are shown.")]));
  if (focused) byId("notice").querySelector(`[data-key="${focused}"]`)?.focus();
}

const said = name =>
  name === "asserted" ? "stated as fact" : name === "assessed" ? "judged" : MODALITY_LABELS[name].toLowerCase();

function pill(key, text, pressed, flip) {
  return el(
    "button",
    {
      type: "button",
      class: "pill",
      "data-key": key,
      "aria-pressed": String(pressed),
      onclick: () => {
        flip();
        changed("filters");
      },
    },
    text,
  );
}

export function drawSubtitle() {
  const shown = counts.passing;
  byId("subtitle").textContent =
    `${plural(counts.drawnActors, "node")} · ${number(shown)} of ${plural(entitiesClaims(), "claim")} · ${plural(counts.documents, "document")}`;
}
const entitiesClaims = () => columns.claims.id.length;

export function drawCrumbs() {
  const { scene } = picture,
    crumbs = [];
  const here = text => el("span", { class: "here" }, text);
  if (scene.kind === "ego") {
    crumbs.push(
      back(tier === "groups" ? "All groups" : "Whole network", () => {
        state.ego = false;
        if (tier === "groups") {
          state.selection = null;
          state.group = null;
        }
      }),
    );
    crumbs.push(
      here(
        `Only ties of ${entities.label[scene.centre]}${scene.left > 0 ? ` · ${plural(scene.left, "weaker tie")} not shown` : ""}`,
      ),
    );
  } else if (tier !== "groups" && state.selection?.group != null) {
    crumbs.push(
      back("Whole network", () => {
        state.selection = null;
      }),
    );
    crumbs.push(here(`Group around ${groupName(state.selection.group, 2)}`));
  } else if (tier === "groups" && state.group != null) {
    crumbs.push(
      back("All groups", () => {
        state.group = null;
        state.selection = null;
      }),
    );
    crumbs.push(
      here(`Group around ${groupName(state.group, 2)}${scene.left > 0 ? ` · ${number(scene.left)} less spoken of not shown` : ""}`),
    );
  } else if (scene.kind === "groups") {
    crumbs.push(
      here(
        `${plural(scene.places.size, "group")} named after their most spoken of · choose one to open it`,
      ),
    );
  } else if (scene.kind === "line" && tier === "groups") {
    crumbs.push(
      back("All groups", () => {
        state.selection = null;
        state.claim = null;
      }),
    );
  } else if (scene.left > 0) {
    crumbs.push(here(`${number(scene.places.size)} most spoken of · ${number(scene.left)} more by search or “Show partners”`));
  }
  if (state.pathFrom != null) {
    crumbs.push(
      el(
        "button",
        {
          type: "button",
          class: "pill set",
          onclick: () => {
            state.pathFrom = null;
            changed("selection");
          },
        },
        `Path from ${entities.label[state.pathFrom]}: choose the other end`,
        el("span", { "aria-hidden": "true" }, "✕"),
      ),
    );
  }
  byId("crumbs").replaceChildren(...crumbs);
}

function back(text, leave) {
  return el(
    "button",
    {
      type: "button",
      class: "pill set",
      onclick: () => {
        leave();
        changed("selection", { remember: true });
      },
    },
    `‹ ${text}`,
  );
}

export function drawEmpty() {
  const empty = byId("empty"),
    none = counts.drawn === 0;
  empty.hidden = !none;
  if (!none) return empty.replaceChildren();
  const nothing = entitiesClaims() === 0;
  const waiting =
    modalities.some((_, m) => !state.modalities.has(m) && counts.modality[m]) || (counts.negated > 0 && !state.negated);
  const text = nothing ? "This graph holds no claims." : "No tie passes these filters.";
  const hint = nothing
    ? "Build it from documents that speak of relations, and write the page again."
    : waiting
      ? "What there is was said in another way: see the switches above the picture."
      : counts.passing
        ? "The claims that pass are about topics, not between actors: the table holds them."
        : "Take some filters back to see more.";
  return empty.replaceChildren(
    el("strong", {}, text),
    el("span", {}, hint),
    !nothing &&
      filtersAreSet() &&
      el(
        "button",
        {
          type: "button",
          class: "pill set",
          onclick: () => {
            clearFilters();
            changed("filters");
          },
        },
        "Clear all filters",
      ),
  );
}
