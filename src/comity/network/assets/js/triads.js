// Triads out of balance: two that work with a third and clash with each other, or three that all clash. By the claims that
// pass the filters; a pair stands as the greater number of its claims has it.

import { claimCount, claims, entities, entityCount, evidence, firstEvidence, kindOf, kinds, signOfClaim } from "./data.js";
import { entityClaims, passing } from "./filters.js";
import { claimsBetween } from "./partners.js";

const ACTORS = new Set(["State", "Organization", "Person", "ActorGroup"].map(kind => kinds.indexOf(kind)));
const MOST_ACTORS = 250; // beyond, triads are as many as grains of sand: only those of the most spoken of are looked for

// Sign of every pair of actors as a map from one to a map from the other: sums of +1 and −1 over what is not denied.
function signedPairs() {
  const among = new Uint8Array(entityCount);
  [...entityClaims.keys()]
    .filter(e => entityClaims[e] && ACTORS.has(kindOf[e]))
    .sort((a, b) => entityClaims[b] - entityClaims[a] || a - b)
    .slice(0, MOST_ACTORS)
    .forEach(e => {
      among[e] = 1;
    });
  const pairs = new Map();
  for (let c = 0; c < claimCount; c++) {
    if (!passing[c] || claims.negated[c] || claims.arc[c] < 0 || signOfClaim[c] === 1) continue;
    const one = Math.min(claims.subject[c], claims.object[c]),
      two = Math.max(claims.subject[c], claims.object[c]);
    if (!among[one] || !among[two]) continue;
    if (!pairs.has(one)) pairs.set(one, new Map());
    pairs.get(one).set(two, (pairs.get(one).get(two) ?? 0) + (signOfClaim[c] === 0 ? 1 : -1));
  }
  return pairs;
}

// The firmest first: by the weakest of the three ties.
export function unbalancedTriads() {
  const pairs = signedPairs(),
    found = [];
  for (const [a, ties] of pairs) {
    for (const [b, ab] of ties) {
      if (!ab) continue;
      for (const [c, bc] of pairs.get(b) ?? []) {
        const ac = ties.get(c);
        if (bc && ac && ab * bc * ac < 0)
          found.push({ members: [a, b, c], signs: [ab, bc, ac], weakest: Math.min(...[ab, bc, ac].map(Math.abs)) });
      }
    }
  }
  const size = ({ members }) => members.reduce((sum, e) => sum + entityClaims[e], 0);
  return found.sort(
    (x, y) => y.weakest - x.weakest || size(y) - size(x) || x.members.join().localeCompare(y.members.join(), "en"),
  );
}

export const pairsOf = ([a, b, c]) => [
  [a, b],
  [b, c],
  [a, c],
];

// In words: who stands between whom.
export function triadText(members) {
  const [ab, bc, ac] = pairsOf(members).map(([one, two]) => standing(one, two));
  const names = members.map(e => entities.label[e]);
  if (ab < 0 && bc < 0 && ac < 0) return `${names[0]}, ${names[1]} and ${names[2]} all clash with one another`;
  const between = ab < 0 ? [2, 0, 1] : bc < 0 ? [0, 1, 2] : [1, 0, 2];
  const [middle, one, two] = between.map(place => names[place]);
  return `${middle} works with ${one} and ${two}, who clash with each other`;
}

export function standing(one, two) {
  let sum = 0;
  for (const c of claimsBetween(one, two))
    if (passing[c] && !claims.negated[c]) sum += signOfClaim[c] === 0 ? 1 : signOfClaim[c] === 2 ? -1 : 0;
  return sum;
}

// The one document a tie hangs on, or -1 where several say it.
export function onlyDocument(list) {
  let only = -1;
  for (const c of list)
    for (let e = firstEvidence[c]; e < firstEvidence[c + 1]; e++) {
      if (only >= 0 && evidence.document[e] !== only) return -1;
      only = evidence.document[e];
    }
  return only;
}
