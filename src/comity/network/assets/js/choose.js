// What choosing something does, wherever it was chosen: in the picture, a card, the table, a document or the search.

import { arcs, claims, entities, evidence, firstEvidence, tier } from "./data.js";
import { announce } from "./dom.js";
import { counts, passing } from "./filters.js";
import { pathBetween } from "./partners.js";
import { changed, state } from "./state.js";

const REMEMBER = { remember: true };

export function openEntity(entity) {
  if (state.pathFrom != null && state.pathFrom !== entity) return openPath(state.pathFrom, entity);
  Object.assign(state, { selection: { entity }, claim: null, pathFrom: null });
  // Somebody of another group is shown among their own ties.
  if (tier === "groups" && state.group != null && entities.group[entity] !== state.group) state.group = null;
  return changed("selection", REMEMBER);
}

export function openPair(one, two) {
  Object.assign(state, { selection: { pair: [Math.min(one, two), Math.max(one, two)] }, claim: null, ego: false, pathFrom: null });
  changed("selection", REMEMBER);
}

export function openGroup(group) {
  if (tier === "groups") Object.assign(state, { group, selection: null });
  else state.selection = { group };
  Object.assign(state, { claim: null, ego: false, pathFrom: null });
  changed("selection", REMEMBER);
}

export function openPath(one, two) {
  const path = pathBetween(one, two);
  if (!path) {
    announce(`No path from ${entities.label[one]} to ${entities.label[two]} with these filters`);
    Object.assign(state, { selection: { entity: two }, claim: null, pathFrom: null, noPath: [one, two] });
    changed("selection", REMEMBER);
    state.noPath = null;
    return;
  }
  Object.assign(state, { selection: { path }, claim: null, ego: false, pathFrom: null });
  announce(`Path of ${path.length - 1} ties: ${path.map(e => entities.label[e]).join(", ")}`);
  changed("selection", REMEMBER);
}

export function openTriad(members) {
  Object.assign(state, { selection: { triad: members.slice().sort((a, b) => a - b) }, claim: null, ego: false, pathFrom: null });
  changed("selection", REMEMBER);
}

// A claim is read where it belongs: on its tie, or with the actor it is about.
export function openClaim(c) {
  const arc = claims.arc[c];
  const selection =
    arc >= 0 ? { pair: [arcs.from[arc], arcs.to[arc]] } : { entity: claims.subject[c] >= 0 ? claims.subject[c] : claims.object[c] };
  Object.assign(state, { selection, claim: c, pathFrom: null });
  if (arc >= 0) state.ego = false;
  if (!passing[c]) announce("This claim does not pass the filters; it is shown here all the same");
  changed("selection", REMEMBER);
}

export function clearSelection() {
  if (state.selection == null && state.pathFrom == null && !state.ego) return false;
  Object.assign(state, { selection: null, claim: null, ego: false, pathFrom: null });
  changed("selection", REMEMBER);
  return true;
}

export function showView(view) {
  // Beside a claim, its document; else the one most is read from, until somebody has chosen.
  if (view === "documents" && state.claim != null && claims.evidence[state.claim] > 0)
    state.document = Math.max(0, evidence.document[firstEvidence[state.claim]]);
  else if (view === "documents" && state.document == null) state.document = counts.document.indexOf(Math.max(...counts.document));
  state.view = view;
  changed("view", REMEMBER);
}

export function readInDocument(e, c) {
  state.document = evidence.document[e];
  state.claim = c;
  state.view = "documents";
  changed("view", REMEMBER);
  document.querySelector("#documents-view .here")?.scrollIntoView({ block: "center" });
}

export function showOnlyTopic(domain) {
  state.domains = new Set([domain]);
  changed("filters");
}
