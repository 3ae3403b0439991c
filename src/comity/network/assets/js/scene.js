// Which actors and arcs the picture shows now, and where: everybody, the most spoken of, the groups, one actor's ties,
// or the stations of a path.

import { arcCount, arcs, columns, entities, entityCount, groups, known, labelOf, nodes, signOfArc, tier } from "./data.js";
import { arcClaims, entityClaims } from "./filters.js";
import { partnersOf } from "./partners.js";
import { state } from "./state.js";

export const OPENING = columns.opening; // as many actors as are laid out where not all are drawn
const MOST_PARTNERS = 44; // names that fit on two rings without overlapping at 800 × 640

export const groupId = group => `g${group}`;
export const isGroup = id => typeof id === "string" && id[0] === "g";

// scene.places: id → [x, y]; scene.arcs: {id, from, to, sign, count, round}; scene.left: how many are not shown.
export function makeScene(turned, stretch) {
  const home = entity => turnedPlace(nodes.x[entity], nodes.y[entity], turned, stretch);
  const { selection } = state;
  if (state.ego && selection?.entity != null) return egoScene(selection.entity, home, turned);
  if (tier === "groups" && state.group == null) {
    if (selection?.path) return lineScene(selection.path, turned);
    if (selection?.triad) return lineScene(selection.triad, turned);
    if (selection?.pair) return lineScene(selection.pair, turned);
    if (selection?.entity != null) return egoScene(selection.entity, home, turned);
    return groupScene(turned, stretch);
  }
  return openScene(home);
}

export function turnedPlace(x, y, turned, stretch) {
  return turned ? [y * stretch, x / stretch] : [x * stretch, y / stretch];
}

function openScene(home) {
  const members = [],
    group = openedGroup();
  for (let e = 0; e < entityCount; e++) {
    if (entityClaims[e] && (group == null || entities.group[e] === group)) members.push(e);
  }
  const places = new Map();
  let left = 0;
  if (tier === "all") for (const e of members) places.set(e, home(e));
  else {
    members.sort((a, b) => entityClaims[b] - entityClaims[a] || a - b);
    left = Math.max(0, members.length - OPENING);
    for (const e of members.slice(0, OPENING)) places.set(e, home(e));
    const { selection } = state;
    // Somebody found by name comes with the partners that explain why they are here.
    const company =
      selection?.entity != null && !places.has(selection.entity)
        ? partnersOf(selection.entity)
            .slice(0, 8)
            .map(({ partner }) => partner)
        : [];
    const wanted = [
      ...state.extra,
      ...(selection?.path ?? []),
      ...(selection?.pair ?? []),
      ...(selection?.triad ?? []),
      ...(selection?.entity != null ? [selection.entity] : []),
      ...company,
    ];
    for (const e of wanted)
      if (!places.has(e) && entityClaims[e]) {
        places.set(e, freePlace(home(e), places));
        left--;
      }
  }
  return { kind: "open", places, arcs: arcsAmong(places), left: Math.max(0, left) };
}

// The nearest free spot on a widening spiral.
function freePlace([x, y], places) {
  const taken = [...places.values()];
  for (let step = 0; step < 400; step++) {
    const angle = step * 2.399963,
      radius = 18 * Math.sqrt(step);
    const spot = [x + radius * Math.cos(angle) * 1.3, y + radius * Math.sin(angle)];
    if (taken.every(([a, b]) => Math.abs(a - spot[0]) > 70 || Math.abs(b - spot[1]) > 42)) return spot;
  }
  return [x, y];
}

function egoScene(centre, home, turned) {
  const partners = partnersOf(centre);
  const shown = partners.slice(0, MOST_PARTNERS).map(({ partner }) => partner);
  const middle = home(centre);
  const angle = e => {
    const [x, y] = home(e);
    return Math.atan2(y - middle[1], x - middle[0]);
  };
  // Neighbours in the picture stay neighbours on the ring; where groups have pictures of their own, groups stay together.
  const order =
    tier === "groups"
      ? shown.sort((a, b) => entities.group[a] - entities.group[b] || a - b)
      : shown
          .map(e => [angle(e), e])
          .sort((a, b) => a[0] - b[0] || a[1] - b[1])
          .map(([, e]) => e);
  const places = new Map([[centre, [0, 0]]]);
  const count = order.length,
    rings = count > 14 ? (count > 30 && turned ? 3 : 2) : 1;
  const wide = turned ? 0.72 : 1.3,
    start = order.length && tier !== "groups" ? angle(order[0]) : -Math.PI / 2;
  order.forEach((e, place) => {
    const turn = start + (2 * Math.PI * place) / count;
    const radius = (190 + 96 * (place % rings)) * Math.max(1, count / (13 * rings));
    places.set(e, [Math.cos(turn) * radius * wide, Math.sin(turn) * radius]);
  });
  return {
    kind: "ego",
    centre,
    places,
    arcs: arcsAmong(places).filter(arc => arc.from === centre || arc.to === centre),
    left: partners.length - count,
  };
}

function lineScene(path, turned) {
  const places = new Map(
    path.map((e, step) => {
      const along = (step - (path.length - 1) / 2) * 230,
        aside = step % 2 ? 46 : -46;
      return [e, turned ? [aside, along] : [along, aside]];
    }),
  );
  return { kind: "line", places, arcs: arcsAmong(places), left: 0 };
}

function groupScene(turned, stretch) {
  const places = new Map();
  const members = new Int32Array(groups.length);
  for (let e = 0; e < entityCount; e++) if (entityClaims[e]) members[entities.group[e]]++;
  groups.forEach(([, , , x, y], g) => {
    if (members[g]) places.set(groupId(g), turnedPlace(x, y, turned, stretch));
  });
  const sums = new Map();
  for (let arc = 0; arc < arcCount; arc++) {
    if (!arcClaims[arc]) continue;
    const one = entities.group[arcs.from[arc]],
      two = entities.group[arcs.to[arc]];
    if (one === two) continue;
    const key = (Math.min(one, two) * groups.length + Math.max(one, two)) * 3 + signOfArc[arc];
    sums.set(key, (sums.get(key) ?? 0) + arcClaims[arc]);
  }
  // A thin line between every two groups says nothing: only ties well above the usual are drawn.
  const strengths = [...sums.values()].sort((a, b) => b - a),
    usual = strengths[Math.min(sums.size - 1, Math.round(1.5 * places.size))] ?? 0;
  const drawn = [...sums]
    .filter(([, count]) => count >= usual)
    .map(([key, count]) => {
      const sign = key % 3,
        pair = Math.floor(key / 3),
        one = Math.floor(pair / groups.length),
        two = pair % groups.length;
      return {
        id: `x${key}`,
        from: groupId(one),
        to: groupId(two),
        sign,
        count: 1 + (14 * count) / strengths[0],
        claims: count,
        round: (sign - 1) * 0.16,
      };
    });
  return { kind: "groups", places, arcs: drawn, left: 0 };
}

// A group is opened as a place of its own, or chosen in the whole picture: either way it stands alone.
export const openedGroup = () => state.group ?? state.selection?.group ?? null;

function arcsAmong(places) {
  const found = [];
  if (state.known)
    known.forEach(([member, body], number) => {
      if (places.has(member) && places.has(body))
        found.push({ id: `k${number}`, from: member, to: body, sign: 1, count: 0, claims: 0, round: 0.06, known: number });
    });
  for (let arc = 0; arc < arcCount; arc++) {
    if (arcClaims[arc] && places.has(arcs.from[arc]) && places.has(arcs.to[arc])) {
      found.push({
        id: arc,
        from: arcs.from[arc],
        to: arcs.to[arc],
        sign: signOfArc[arc],
        count: arcClaims[arc],
        claims: arcClaims[arc],
        round: arcs.roundness[arc],
      });
    }
  }
  return found;
}

export function groupName(group, most = 3) {
  return groups[group][1].slice(0, most).map(labelOf).join(", ");
}
