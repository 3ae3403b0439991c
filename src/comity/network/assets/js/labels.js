// Names in the picture: constant size on the screen, the most spoken of first, never over one another; and the soft
// shapes behind groups.

import { entities, groups, strings } from "./data.js";
import { byId, isPhone, number, shortened } from "./dom.js";
import { entityClaims } from "./filters.js";
import { arcWidth, bright, drawnRadius, kindName, picture } from "./network.js";
import { groupName, isGroup } from "./scene.js";
import { state } from "./state.js";

const ALWAYS = 16; // the largest nodes get a name even where it must lie over a small node
const widths = new Map();
export const placedLabels = []; // what was drawn last, for the SVG: {text, x, y, size, weight} on the canvas

export function drawLabels(context) {
  placedLabels.length = 0;
  const { net, scene, colours } = picture;
  if (!scene || !scene.places.size) return;
  const zoom = net.getScale(),
    focus = bright();
  const wide = byId("canvas").clientWidth,
    high = byId("canvas").clientHeight;
  const candidates = labelled(zoom, focus, wide, high);
  const taken = reserved(wide, high);
  const ways = waysOut(candidates);
  const boxes = candidates.map(one => [one.x - one.r, one.y - one.r, one.x + one.r, one.y + one.r, one]);
  context.save();
  context.lineJoin = "round";
  context.textAlign = "center";
  context.textBaseline = "middle";
  candidates.forEach((one, rank) => {
    if (focus && !one.lit) return;
    const size = one.chosen ? 15 : one.group ? 13 : Math.max(11.5, Math.min(15, 8.5 + one.base * 0.3));
    const weight = one.chosen || one.base > 17 || one.group ? 600 : 500;
    const text = nameOf(one);
    context.font = `${weight} ${size}px ${colours.sans}`;
    const key = `${text}|${size}|${weight}`;
    let width = widths.get(key);
    if (width === undefined) widths.set(key, (width = context.measureText(text).width));
    const spot = findSpot(one, width, size, taken, boxes, wide, high, rank < ALWAYS || one.chosen, ways.get(one.id));
    if (!spot) return;
    taken.push(spot.box);
    const at = net.DOMtoCanvas({ x: spot.x, y: spot.y });
    context.font = `${weight} ${size / zoom}px ${colours.sans}`;
    context.strokeStyle = colours.page;
    context.lineWidth = 3.8 / zoom;
    context.strokeText(text, at.x, at.y);
    context.fillStyle = colours.ink;
    context.fillText(text, at.x, at.y);
    placedLabels.push({ text, x: at.x, y: at.y, size: size / zoom, weight });
  });
  ringAround(context, zoom);
  context.restore();
}

function labelled(zoom, focus, wide, high) {
  const found = [];
  const chosen = state.selection?.entity ?? null,
    hovered = picture.hovered?.id ?? null;
  for (const id of picture.scene.places.keys()) {
    const body = picture.net.body.nodes[id];
    if (!body) continue;
    const { x, y } = picture.net.canvasToDOM({ x: body.x, y: body.y });
    if (x < -40 || y < -20 || x > wide + 40 || y > high + 20) continue;
    const base = drawnRadius(id) / picture.scale;
    found.push({
      id,
      x,
      y,
      base,
      r: drawnRadius(id) * zoom,
      group: isGroup(id),
      lit: !focus || focus.node(id),
      chosen:
        id === chosen ||
        id === hovered ||
        id === picture.cursor ||
        (state.selection?.triad ?? state.selection?.path ?? state.selection?.pair ?? []).includes(id),
    });
  }
  return found.sort((a, b) => b.chosen - a.chosen || b.lit - a.lit || b.base - a.base || (a.id < b.id ? -1 : 1));
}

function nameOf(one) {
  if (one.group) {
    const group = Number(one.id.slice(1));
    const first = groups[group][1][0];
    return `${shortened(entities.label[first], 22)}${groups[group][0] > 1 ? ` +${number(groups[group][0] - 1)}` : ""}`;
  }
  const label = entities.label[one.id];
  if (one.chosen) return shortened(label, 60);
  return strings[entities.short[one.id]] || shortened(label, isPhone() ? 22 : 28);
}

// The tools and the crumbs lie over the picture: no names under them.
function reserved(wide, high) {
  const own = byId("canvas").getBoundingClientRect();
  return [byId("tools"), byId("crumbs")]
    .flatMap(part =>
      [...part.children].slice(0, 1).map(() => {
        const box = part.id === "tools" ? part.getBoundingClientRect() : part.lastElementChild.getBoundingClientRect();
        return [
          part.id === "crumbs" ? 0 : box.left - own.left - 4,
          box.top - own.top - 4,
          box.right - own.left + 4,
          box.bottom - own.top + 4,
        ];
      }),
    )
    .filter(box => box[2] > 0 && box[0] < wide && box[3] > 0 && box[1] < high);
}

const overlaps = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

const shared = (a, b) =>
  Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) * Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));

const MANY_WAYS = 1200; // with more arcs than this a name cannot keep clear of them anyway

// For every actor the directions its arcs leave in, with their widths.
function waysOut(candidates) {
  const spots = new Map(candidates.map(one => [one.id, one])),
    found = new Map();
  if (picture.scene.arcs.length > MANY_WAYS) return found;
  const add = (from, to, width) => {
    const a = spots.get(from),
      b = picture.scene.places.get(to);
    if (!a || !b) return;
    const end = picture.net.canvasToDOM({ x: b[0], y: b[1] }),
      length = Math.hypot(end.x - a.x, end.y - a.y) || 1;
    if (!found.has(from)) found.set(from, []);
    found.get(from).push([(end.x - a.x) / length, (end.y - a.y) / length, width]);
  };
  for (const arc of picture.scene.arcs) {
    const width = arcWidth(arc.count);
    add(arc.from, arc.to, width);
    add(arc.to, arc.from, width);
  }
  return found;
}

// How much ink a name in that direction would lie on; sides are a little worse than below, above and slants worse still.
function crossing(spot, one, ways, order) {
  const dx = spot.x - one.x,
    dy = spot.y - one.y,
    length = Math.hypot(dx, dy) || 1;
  let ink = [0, 0.9, 1, 1.4, 2, 2, 2.2, 2.2][order];
  for (const [x, y, width] of ways) ink += width * Math.max(0, (dx * x + dy * y) / length - 0.6) * 2.5;
  return ink;
}

function findSpot(one, width, size, taken, boxes, wide, high, must, ways) {
  const half = width / 2,
    tall = size * 0.62,
    gap = one.r + 4,
    side = gap + half + 1;
  const slant = gap * 0.75;
  const spots = [
    [0, gap + tall],
    [side, 0],
    [-side, 0],
    [0, -gap - tall],
    [gap * 0.8 + half, slant + tall * 0.4],
    [-gap * 0.8 - half, slant + tall * 0.4],
    [gap * 0.8 + half, -slant - tall * 0.4],
    [-gap * 0.8 - half, -slant - tall * 0.4],
  ].map(([dx, dy]) => ({
    x: one.x + dx,
    y: one.y + dy,
    box: [one.x + dx - half - 2, one.y + dy - tall, one.x + dx + half + 2, one.y + dy + tall],
  }));
  // lenient: how much smaller a node must be for the name to lie over it; null where it may lie over none.
  const fits = (spot, lenient) =>
    spot.box[0] >= 3 &&
    spot.box[2] <= wide - 3 &&
    spot.box[1] >= 3 &&
    spot.box[3] <= high - 3 &&
    !taken.some(box => overlaps(spot.box, box)) &&
    !boxes.some(box => box[4] !== one && box[4].lit && overlaps(spot.box, box) && !(lenient && box[4].base < one.base * lenient));
  if (ways) {
    const ink = new Map(spots.map((spot, order) => [spot, crossing(spot, one, ways, order)]));
    spots.sort((a, b) => ink.get(a) - ink.get(b));
  }
  // Where a large node finds no free spot, its name lies over as little of smaller ones as it can.
  const covered = spot => boxes.reduce((sum, box) => (box[4] === one || !box[4].lit ? sum : sum + shared(spot.box, box)), 0);
  const least = lenient =>
    spots
      .filter(spot => fits(spot, lenient))
      .map(spot => [covered(spot), spot])
      .sort((a, b) => a[0] - b[0])[0]?.[1];
  return (
    spots.find(spot => fits(spot, null)) ??
    (must ? (least(0.8) ?? least(3)) : null) ??
    (one.chosen ? clamped(spots[0], wide, high) : null)
  );
}

function clamped(spot, wide, high) {
  const dx = Math.max(3 - spot.box[0], 0) + Math.min(wide - 3 - spot.box[2], 0),
    dy = Math.max(3 - spot.box[1], 0) + Math.min(high - 3 - spot.box[3], 0);
  return { x: spot.x + dx, y: spot.y + dy, box: [spot.box[0] + dx, spot.box[1] + dy, spot.box[2] + dx, spot.box[3] + dy] };
}

function ringAround(context, zoom) {
  const id = state.selection?.entity ?? picture.cursor;
  const body = id == null ? null : picture.net.body.nodes[id];
  if (!body) return;
  const reach = isGroup(id) || kindName(id) === "State" ? 1 : 1.3;
  context.beginPath();
  context.arc(body.x, body.y, drawnRadius(id) * reach + 5 / zoom, 0, 7);
  context.lineWidth = 2.5 / zoom;
  context.strokeStyle = picture.colours.ink;
  context.stroke();
}

const TINTS = {
  light: ["#e1e9f4", "#dff0e8", "#ece6f6", "#f5ecdd", "#e8efda", "#f5e4ec", "#dfedf1", "#efe8e2"],
  dark: ["#18222f", "#16251f", "#211e2e", "#272119", "#1e2418", "#271b22", "#172629", "#25211d"],
};

// Discs around the members of a group, joined along the shortest way from one to the next: softer than hulls.
export function drawShades(context) {
  const { scene } = picture;
  if (!state.shade || !scene || scene.kind !== "open" || state.selection) return;
  const members = new Map();
  for (const id of scene.places.keys()) {
    if (isGroup(id) || !entityClaims[id]) continue;
    const group = entities.group[id];
    if (!members.has(group)) members.set(group, []);
    members.get(group).push(picture.net.body.nodes[id]);
  }
  const tints = TINTS[picture.dark ? "dark" : "light"];
  context.lineCap = "round";
  for (const [group, bodies] of [...members].sort(([a], [b]) => a - b)) {
    if (bodies.length < 3) continue;
    context.fillStyle = context.strokeStyle = tints[group % tints.length];
    for (const { x, y } of bodies) {
      context.beginPath();
      context.arc(x, y, 56, 0, 7);
      context.fill();
    }
    context.lineWidth = 72;
    joinNearest(bodies, (a, b) => {
      context.beginPath();
      context.moveTo(a.x, a.y);
      context.lineTo(b.x, b.y);
      context.stroke();
    });
  }
}

const FAR = 250; // members farther from all others than this stay islands
function joinNearest(bodies, join) {
  const inside = [bodies[0]],
    outside = bodies.slice(1);
  while (outside.length) {
    let best = [Infinity, null, 0];
    for (const a of inside)
      outside.forEach((b, place) => {
        const distance = (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
        if (distance < best[0]) best = [distance, a, place];
      });
    const [next] = outside.splice(best[2], 1);
    if (best[0] < FAR * FAR) join(best[1], next);
    inside.push(next);
  }
}

export const shadeName = group => groupName(group);
