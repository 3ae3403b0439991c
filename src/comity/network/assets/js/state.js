// What the reader has chosen, kept in the address so that a link brings back the same view.

import {
  PLACE,
  claimByKey,
  claims,
  columns,
  documentByKey,
  documents,
  domainByKey,
  domains,
  entities,
  entityByKey,
  groups,
  kinds,
  modalities,
  relationByKey,
  relations,
  tier,
} from "./data.js";

const firstModalities = () => new Set(modalities.flatMap((_, m) => (columns.drawnAtFirst[m] ? [m] : [])));

// selection: null, {entity}, {pair: [one, two]}, {triad: [one, two, three]}, {group} or {path: [entity, …]}; claim: a claim to show first.
export const state = {
  view: "network",
  selection: null,
  claim: null,
  ego: false,
  group: null,
  extra: new Set(),
  pathFrom: null,
  signsOff: new Set(),
  kindsOff: new Set([PLACE]),
  modalities: firstModalities(),
  negated: columns.negatedAtFirst,
  domains: new Set(),
  relations: new Set(),
  documents: new Set(),
  from: null,
  to: null,
  undated: true,
  words: "",
  size: "claims",
  shade: false,
  theme: null,
  document: null,
  why: false,
  triads: false, // look for unbalanced ones
  known: false, // draw what reference knowledge adds
  sort: ["belief", -1],
  claimOrder: "strength",
};

const listeners = { filters: [], selection: [], view: [], look: [] };
export const on = (kind, listener) => listeners[kind].push(listener);

// kind says how much has to be done again: "filters" everything, "selection" picture and panel, "view", "look".
export function changed(kind, { remember = false } = {}) {
  for (const listener of listeners[kind]) listener();
  writeAddress(remember);
}

export function filtersAreSet() {
  return (
    state.signsOff.size > 0 ||
    state.kindsOff.size !== 1 ||
    !state.kindsOff.has(PLACE) ||
    state.negated !== columns.negatedAtFirst ||
    state.domains.size > 0 ||
    state.relations.size > 0 ||
    state.documents.size > 0 ||
    state.from != null ||
    state.to != null ||
    !state.undated ||
    state.words !== "" ||
    !sameSet(state.modalities, firstModalities())
  );
}

export function clearFilters() {
  for (const set of [state.signsOff, state.domains, state.relations, state.documents]) set.clear();
  state.kindsOff = new Set([PLACE]);
  state.modalities = firstModalities();
  Object.assign(state, { negated: columns.negatedAtFirst, from: null, to: null, undated: true, words: "" });
}

const sameSet = (one, two) => one.size === two.size && [...one].every(member => two.has(member));

const SIGN_KEYS = ["cooperation", "neutral", "conflict"];
const named = (set, names) =>
  [...set]
    .sort((a, b) => a - b)
    .map(names)
    .join(",");

function address() {
  const query = new URLSearchParams();
  const put = (key, value) => {
    if (value) query.set(key, value);
  };
  put("view", state.view === "network" ? "" : state.view);
  const { selection } = state;
  if (selection?.entity != null) put("at", entities.id[selection.entity]);
  if (selection?.pair) put("pair", selection.pair.map(e => entities.id[e]).join("|"));
  if (selection?.path) put("path", selection.path.map(e => entities.id[e]).join("|"));
  if (selection?.triad) put("triad", selection.triad.map(e => entities.id[e]).join("|"));
  if (selection?.group != null) put("members", String(selection.group + 1));
  if (state.claim != null) put("claim", claims.id[state.claim]);
  put("only", state.ego ? "ties" : "");
  if (state.group != null) put("group", String(state.group + 1));
  put(
    "also",
    named(state.extra, e => entities.id[e]),
  );
  put(
    "without",
    named(state.signsOff, s => SIGN_KEYS[s]),
  );
  if (!(state.kindsOff.size === 1 && state.kindsOff.has(PLACE)))
    query.set(
      "hide",
      named(state.kindsOff, k => kinds[k]),
    );
  if (!sameSet(state.modalities, firstModalities()))
    query.set(
      "said",
      named(state.modalities, m => modalities[m]),
    );
  put("negated", state.negated === columns.negatedAtFirst ? "" : state.negated ? "1" : "0");
  put(
    "topic",
    named(state.domains, d => domains[d][0].replace("domain:", "")),
  );
  put(
    "relation",
    named(state.relations, r => relations[r][0]),
  );
  put(
    "in",
    named(state.documents, d => documents[d][0].replace("document:", "")),
  );
  put("from", month(state.from));
  put("to", month(state.to));
  put("undated", state.undated ? "" : "0");
  put("words", state.words);
  put("size", state.size === "claims" ? "" : state.size);
  put("shade", state.shade ? "1" : "");
  put("colours", state.theme);
  if (state.view === "documents") put("read", documents[state.document]?.[0].replace("document:", ""));
  put("triads", state.triads ? "1" : "");
  put("known", state.known ? "1" : "");
  put("why", state.why ? "1" : "");
  if (state.sort.join() !== "belief,-1") put("sort", state.sort.join(" "));
  return query.toString().replace(/%2C/g, ",").replace(/%3A/g, ":").replace(/%7C/g, "|");
}

const month = value => (value == null ? "" : `${Math.floor(value / 12)}-${String((value % 12) + 1).padStart(2, "0")}`);

let written = null;
export function writeAddress(remember) {
  const text = "#" + address();
  if (text === location.hash || text === written) return;
  written = text;
  try {
    history[remember ? "pushState" : "replaceState"](null, "", text);
  } catch {
    // Browsers limit how often the address may change; the view itself is not affected.
  }
}

export function readAddress() {
  written = location.hash;
  const query = new URLSearchParams(location.hash.slice(1));
  const list = (key, find) =>
    new Set(
      (query.get(key) ?? "")
        .split(",")
        .map(find)
        .filter(found => found != null && found >= 0),
    );
  const entity = key => entityByKey.get(key);
  const several = key =>
    (query.get(key) ?? "")
      .split("|")
      .map(entity)
      .filter(found => found != null);
  clearFilters();
  state.view = ["table", "documents"].includes(query.get("view")) ? query.get("view") : "network";
  state.selection = null;
  const group = Number(query.get("members")) - 1;
  if (entity(query.get("at")) != null) state.selection = { entity: entity(query.get("at")) };
  else if (several("pair").length === 2) state.selection = { pair: several("pair") };
  else if (several("triad").length === 3) state.selection = { triad: several("triad") };
  else if (several("path").length > 1) state.selection = { path: several("path") };
  else if (groups[group]) state.selection = { group };
  state.claim = query.has("claim") ? (claimByKey(query.get("claim")) ?? null) : null;
  state.ego = query.get("only") === "ties" && state.selection?.entity != null;
  state.group = tier === "groups" && groups[Number(query.get("group")) - 1] ? Number(query.get("group")) - 1 : null;
  state.extra = list("also", entity);
  state.pathFrom = null;
  state.signsOff = list("without", key => SIGN_KEYS.indexOf(key));
  if (query.has("hide")) state.kindsOff = list("hide", key => kinds.indexOf(key));
  if (query.has("said")) state.modalities = list("said", key => modalities.indexOf(key));
  if (query.has("negated")) state.negated = query.get("negated") === "1";
  state.domains = list("topic", key => domainByKey.get("domain:" + key));
  state.relations = list("relation", key => relationByKey.get(key));
  state.documents = list("in", key => documentByKey.get("document:" + key));
  state.from = readMonth(query.get("from"));
  state.to = readMonth(query.get("to"));
  state.undated = query.get("undated") !== "0";
  state.words = query.get("words") ?? "";
  state.size = ["partners", "between"].includes(query.get("size")) ? query.get("size") : "claims";
  state.shade = query.get("shade") === "1";
  state.theme = ["dark", "light"].includes(query.get("colours")) ? query.get("colours") : null;
  state.document = documentByKey.get("document:" + query.get("read")) ?? (state.view === "documents" ? 0 : null);
  state.triads = query.get("triads") === "1";
  state.known = query.get("known") === "1";
  state.why = query.get("why") === "1";
  const [column, direction] = (query.get("sort") ?? "belief -1").split(" ");
  state.sort = [column, Number(direction) === 1 ? 1 : -1];
}

function readMonth(text) {
  const match = /^(-?\d{1,4})-(\d\d)$/.exec(text ?? "");
  return match ? Number(match[1]) * 12 + Number(match[2]) - 1 : null;
}
