// Who is tied to whom under the present filters, and the way from one to another.

import { arcs, arcsBetween, arcsOfEntity, claimsOfArc, otherEnd, signOfArc } from "./data.js";
import { arcClaims, passing } from "./filters.js";

// Partners of an entity with their claims by sign, most first.
export function partnersOf(entity) {
  const found = new Map();
  for (const arc of arcsOfEntity(entity)) {
    if (!arcClaims[arc]) continue;
    const partner = otherEnd(arc, entity);
    let tally = found.get(partner);
    if (!tally) found.set(partner, (tally = [0, 0, 0]));
    tally[signOfArc[arc]] += arcClaims[arc];
  }
  return [...found]
    .map(([partner, tally]) => ({ partner, tally, total: tally[0] + tally[1] + tally[2] }))
    .sort((a, b) => b.total - a.total || a.partner - b.partner);
}

export function claimsBetween(one, two) {
  return arcsBetween(one, two).flatMap(arc => [...claimsOfArc(arc)]);
}

export const passingBetween = (one, two) => claimsBetween(one, two).filter(c => passing[c]);

// Fewest hops first, then most claims on the weakest hop: breadth first, each level from its strongest ties.
export function pathBetween(start, end) {
  const before = new Map([[start, { from: null, strength: Infinity }]]);
  let edge = [start];
  while (edge.length && !before.has(end)) {
    const next = new Map();
    for (const entity of edge) {
      for (const { partner, total } of partnersOf(entity)) {
        if (before.has(partner)) continue;
        const strength = Math.min(before.get(entity).strength, total);
        if (!next.has(partner) || next.get(partner).strength < strength) next.set(partner, { from: entity, strength });
      }
    }
    for (const [partner, step] of next) before.set(partner, step);
    edge = [...next.keys()];
  }
  if (!before.has(end)) return null;
  const path = [];
  for (let at = end; at != null; at = before.get(at).from) path.unshift(at);
  return path;
}

// Pairs with most claims.
export function strongestPairs(most) {
  const pairs = new Map();
  for (let arc = 0; arc < arcClaims.length; arc++) {
    if (!arcClaims[arc]) continue;
    const key = arcs.from[arc] * 1e6 + arcs.to[arc];
    let pair = pairs.get(key);
    if (!pair) pairs.set(key, (pair = { one: arcs.from[arc], two: arcs.to[arc], tally: [0, 0, 0], total: 0 }));
    pair.tally[signOfArc[arc]] += arcClaims[arc];
    pair.total += arcClaims[arc];
  }
  return [...pairs.values()].sort((a, b) => b.total - a.total || a.one - b.one || a.two - b.two).slice(0, most);
}
