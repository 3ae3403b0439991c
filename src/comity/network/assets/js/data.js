// What the page holds: columns by number, read once.

export const block = name => JSON.parse(document.getElementById(`data-${name}`).textContent);

export const columns = block("columns");
export const nodes = block("nodes");
export const arcs = block("edges");
export const {
  entities,
  claims,
  evidence,
  documents,
  domains,
  relations,
  modalities,
  kinds,
  groups,
  links,
  linkKinds,
  strings,
  tier,
  compared,
  known,
} = columns;
export const entityCount = entities.id.length;
export const claimCount = claims.id.length;
export const arcCount = arcs.from.length;

export const SIGNS = [
  { key: "cooperation", label: "Cooperation", glyph: "+", value: 1 },
  { key: "neutral", label: "Neutral", glyph: "○", value: 0, hint: "membership, dependence, influence, requests" },
  { key: "conflict", label: "Conflict", glyph: "−", value: -1 },
];
export const KIND_LABELS = {
  State: "State",
  Organization: "Organisation",
  Person: "Person",
  ActorGroup: "Group of actors",
  Agreement: "Agreement",
  Event: "Event",
  Project: "Project",
  Place: "Place",
};
export const MODALITY_LABELS = {
  asserted: "Stated as fact",
  assessed: "Judged to be so",
  intended: "Intended",
  proposed: "Proposed",
  potential: "Potential",
  predicted: "Predicted",
  recommended: "Recommended",
};
export const LINK_LABELS = { corroborates: "Corroborates", refines: "Refines", differsIn: "Differs", contradicts: "Contradicts" };
export const NO_MONTH = -1000000;
export const OPEN_END = 1000000;
export const PLACE = kinds.indexOf("Place");

const relationSign = relations.map(([, , polarity]) => 1 - polarity);
export const signOfClaim = Uint8Array.from(claims.relation, relation => relationSign[relation]);
export const signOfArc = Uint8Array.from(arcs.sign, sign => 1 - sign);
export const kindOf = Uint8Array.from(entities.kind);

// Lists by number, as one array of starts and one of members: no object per list.
function grouped(size, pairs) {
  const starts = new Int32Array(size + 1);
  pairs(key => {
    starts[key + 1]++;
  });
  for (let i = 0; i < size; i++) starts[i + 1] += starts[i];
  const members = new Int32Array(starts[size]);
  const next = starts.slice();
  pairs((key, member) => {
    members[next[key]++] = member;
  });
  return key => members.subarray(starts[key], starts[key + 1]);
}

export const claimsOfArc = grouped(arcCount, put => {
  for (let c = 0; c < claimCount; c++) if (claims.arc[c] >= 0) put(claims.arc[c], c);
});
export const arcsOfEntity = grouped(entityCount, put => {
  for (let a = 0; a < arcCount; a++) {
    put(arcs.from[a], a);
    put(arcs.to[a], a);
  }
});
export const claimsOfEntity = grouped(entityCount, put => {
  for (let c = 0; c < claimCount; c++) {
    if (claims.subject[c] >= 0) put(claims.subject[c], c);
    if (claims.object[c] >= 0 && claims.object[c] !== claims.subject[c]) put(claims.object[c], c);
  }
});
export const saidBy = grouped(entityCount, put => {
  for (let c = 0; c < claimCount; c++) if (claims.by[c] >= 0) put(claims.by[c], c);
});
export const linksOfClaim = grouped(claimCount, put => {
  links.forEach(([source, target], number) => {
    put(source, number);
    put(target, number);
  });
});

export const firstEvidence = new Int32Array(claimCount + 1);
for (let c = 0; c < claimCount; c++) firstEvidence[c + 1] = firstEvidence[c] + claims.evidence[c];

const keyed = list => new Map(list.map((key, number) => [key, number]));
export const entityByKey = keyed(entities.id);
export const domainByKey = keyed(domains.map(([id]) => id));
export const documentByKey = keyed(documents.map(([id]) => id));
export const relationByKey = keyed(relations.map(([name]) => name));
let claimKeys = null;
export function claimByKey(key) {
  claimKeys ??= keyed(claims.id);
  return claimKeys.get(key);
}

// Domains with everything above and below them.
export const ancestors = domains.map((_, number) => {
  const line = [];
  for (let at = number; at >= 0; at = domains[at][2]) line.push(at);
  return line;
});
export const children = domains.map(() => []);
domains.forEach(([, , broader], number) => {
  if (broader >= 0) children[broader].push(number);
});

export const labelOf = entity => entities.label[entity];
export const documentTitle = number => (number >= 0 ? documents[number][1] : "a document that is not here");

// Texts run the way of their language, whatever name a sentence starts with.
export const directionOf = number => (/^(ar|fa|he|ur|ps|sd|ug|yi|dv|ckb)\b/.test(documents[number]?.[8] ?? "") ? "rtl" : "ltr");

export const otherEnd = (arc, entity) => (arcs.from[arc] === entity ? arcs.to[arc] : arcs.from[arc]);
export function arcsBetween(one, two) {
  const source = Math.min(one, two),
    target = Math.max(one, two);
  return [...arcsOfEntity(source)].filter(arc => arcs.from[arc] === source && arcs.to[arc] === target);
}
