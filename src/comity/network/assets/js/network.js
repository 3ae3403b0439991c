// The picture: vis-network holds and draws nodes and arcs; what stands where and how it looks is decided here.

import { arcs, claims, claimsOfArc, entities, groups, kindOf, kinds, nodes } from "./data.js";
import { byId, calm, isPhone } from "./dom.js";
import { entityClaims, passing } from "./filters.js";
import { groupId, groupName, isGroup, makeScene } from "./scene.js";
import { state } from "./state.js";

const nodeSet = new vis.DataSet(),
  arcSet = new vis.DataSet();
const drawnNodes = new Map(),
  drawnArcs = new Map();
export const picture = { net: null, scene: null, hovered: null, cursor: null, scale: 1, turned: false, stretch: 1, colours: {} };

const COLOUR_NAMES = [
  "page",
  "panel",
  "ink",
  "quiet",
  "line",
  "cooperation",
  "neutral",
  "conflict",
  ...kinds.map(kind => kind.toLowerCase()),
];
const SIGN_NAMES = ["cooperation", "neutral", "conflict"];
const MANY_ARCS = 900; // above this many, pointing at something does not dim the rest: repainting would lag behind the pointer

export function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of COLOUR_NAMES) picture.colours[name] = style.getPropertyValue(`--${name}`).trim();
  picture.colours.sans = getComputedStyle(document.body).fontFamily;
  picture.dark = document.documentElement.dataset.theme === "dark";
}

export function startNetwork() {
  picture.net = new vis.Network(
    byId("canvas"),
    { nodes: nodeSet, edges: arcSet },
    {
      physics: { enabled: false },
      layout: { improvedLayout: false },
      autoResize: true,
      nodes: { shapeProperties: { interpolation: false }, label: undefined },
      edges: { selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false },
      interaction: {
        hover: true,
        tooltipDelay: 1e9,
        selectConnectedEdges: false,
        hoverConnectedEdges: false,
        zoomSpeed: 0.7,
        keyboard: false,
        selectable: false,
        dragNodes: true,
      },
    },
  );
  // The graph around it is the one tab stop.
  byId("canvas").querySelector(".vis-network").tabIndex = -1;
  return picture.net;
}

// --- sizes ----------------------------------------------------------------------------------------------------------

export function radius(id) {
  if (isGroup(id)) return 14 + 2.2 * Math.sqrt(Math.min(groups[Number(id.slice(1))][0], 400));
  if (state.size === "partners") return 6 + 2.6 * Math.sqrt(entities.degree[id]);
  if (state.size === "between") return 6 + 0.95 * Math.sqrt(entities.betweenness[id]);
  return nodes.size[id];
}
export const drawnRadius = id => radius(id) * picture.scale;
export const kindName = id => kinds[kindOf[id]];

// --- what stays bright ----------------------------------------------------------------------------------------------

export function bright() {
  const { selection } = state;
  if (selection?.path) {
    const step = new Map(selection.path.map((e, place) => [e, place]));
    return {
      node: id => step.has(id),
      arc: arc => step.has(arc.from) && step.has(arc.to) && Math.abs(step.get(arc.from) - step.get(arc.to)) === 1,
    };
  }
  if (selection?.triad) {
    const inside = id => selection.triad.includes(id);
    return { node: inside, arc: arc => inside(arc.from) && inside(arc.to) };
  }
  if (selection?.group != null) {
    const inside = id => (isGroup(id) ? id === groupId(selection.group) : entities.group[id] === selection.group);
    return { node: inside, arc: arc => inside(arc.from) && inside(arc.to) };
  }
  const one = selection ?? picture.hovered;
  if (!one) return null;
  if (one.pair) {
    const inside = id => one.pair.includes(id);
    return { node: inside, arc: arc => inside(arc.from) && inside(arc.to) };
  }
  const centre = one.entity ?? one.id;
  const near = new Set([centre]);
  for (const arc of picture.scene.arcs) {
    if (arc.from === centre) near.add(arc.to);
    if (arc.to === centre) near.add(arc.from);
  }
  return { node: id => near.has(id), arc: arc => arc.from === centre || arc.to === centre };
}

// --- painting -------------------------------------------------------------------------------------------------------

const channels = new Map();
export function translucent(colour, opacity) {
  let rgb = channels.get(colour);
  if (!rgb) channels.set(colour, (rgb = [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16)).join(", ")));
  return `rgba(${rgb}, ${opacity})`;
}

export function arcWidth(count) {
  return picture.scale * Math.min(12, 0.9 + 1.55 * Math.log2(Math.max(1, count)));
}

// Dashes grow with the line, so that a thick one still reads as broken.
export function arcDashes(sign, width) {
  if (sign === 0) return false;
  return sign === 2 ? [5 + 1.9 * width, 3 + 1.3 * width] : [Math.max(1, 0.9 * width), 2.4 + 1.5 * width];
}

function nodeLook(id, focus) {
  const { colours } = picture,
    lit = !focus || focus.node(id);
  const name = isGroup(id) ? "state" : kindName(id).toLowerCase();
  const ring = isGroup(id) || name === "place";
  const fill = ring ? colours.page : colours[name];
  const border = ring ? colours[name] : colours.page;
  return {
    id,
    shape: isGroup(id) ? "dot" : nodes.shape[id],
    size: radius(id) * picture.scale,
    opacity: lit ? 1 : 0.15,
    color: { background: fill, border, highlight: { background: fill, border }, hover: { background: fill, border } },
    borderWidth: ring ? 3.5 : 2,
    borderWidthSelected: ring ? 3.5 : 2,
  };
}

function arcLook(arc, focus) {
  const lit = !focus || focus.arc(arc),
    width = arcWidth(arc.count);
  // The fewer lines there are, the plainer each may be.
  const many = picture.scene.arcs.length,
    base = many <= 320 ? 0.5 + 0.24 * (1 - many / 320) : 0.24 + 0.26 * (320 / many);
  const strength = Math.min(0.92, base + [0, -0.08, 0.2 * Math.min(1, 320 / many)][arc.sign] + 0.15 * Math.log2(Math.max(1, arc.count)));
  const known = arc.known != null;
  const shown = focus ? (lit ? 0.96 : 0.06) : known ? 0.4 : strength;
  const colour = translucent(picture.colours[known ? "quiet" : SIGN_NAMES[arc.sign]], shown);
  const pointed = lit && state.selection && typeof arc.id === "number" && state.selection.group == null;
  return {
    id: arc.id,
    from: arc.from,
    to: arc.to,
    width,
    dashes: known ? [1, 5] : arcDashes(arc.sign, width),
    color: { color: colour, highlight: colour, hover: colour },
    smooth: { enabled: arc.round !== 0, type: arc.round < 0 ? "curvedCCW" : "curvedCW", roundness: Math.abs(arc.round) },
    arrows: pointed ? heads(arc.id) : { to: { enabled: false }, from: { enabled: false } },
  };
}

// Arrow heads where somebody does something to somebody; none on ties that hold both ways.
export function heads(id) {
  let to = false,
    from = false;
  for (const c of claimsOfArc(id)) {
    if (!passing[c] || isMutual(c)) continue;
    if (claims.subject[c] === arcs.from[id]) to = true;
    else from = true;
  }
  return { to: { enabled: to, scaleFactor: 0.45 }, from: { enabled: from, scaleFactor: 0.45 } };
}

let mutual = null;
export function setMutual(list) {
  mutual = list;
}
const isMutual = c => mutual[claims.relation[c]];

// Brings the data sets in line with the scene; only what differs is touched.
export function draw({ keepScene = false } = {}) {
  if (!keepScene || !picture.scene) picture.scene = makeScene(picture.turned, picture.stretch);
  if (isArranged()) picture.scale = 1;
  const { scene } = picture,
    focus = bright();
  const newNodes = [],
    newArcs = [],
    shownNodes = new Set(),
    shownArcs = new Set();
  for (const [id, [x, y]] of scene.places) {
    shownNodes.add(id);
    const look = { ...nodeLook(id, focus), x, y };
    const key = `${x},${y},${look.size},${look.opacity},${look.color.background},${look.color.border}`;
    if (drawnNodes.get(id) !== key) {
      drawnNodes.set(id, key);
      newNodes.push(look);
    }
  }
  // Thin first, conflict and heavy last: what matters lies on top.
  const layer = arc => (arc.count > 2 ? 10 : 0) + [1, 0, 2][arc.sign];
  for (const arc of scene.arcs.slice().sort((a, b) => layer(a) - layer(b) || a.count - b.count)) {
    shownArcs.add(arc.id);
    const look = arcLook(arc, focus);
    const key = `${look.width},${look.color.color},${look.arrows.to.enabled},${look.arrows.from.enabled}`;
    if (drawnArcs.get(arc.id) !== key) {
      drawnArcs.set(arc.id, key);
      newArcs.push(look);
    }
  }
  const goneArcs = [...drawnArcs.keys()].filter(id => !shownArcs.has(id)),
    goneNodes = [...drawnNodes.keys()].filter(id => !shownNodes.has(id));
  goneArcs.forEach(id => drawnArcs.delete(id));
  goneNodes.forEach(id => drawnNodes.delete(id));
  if (goneArcs.length) arcSet.remove(goneArcs);
  if (goneNodes.length) nodeSet.remove(goneNodes);
  if (newNodes.length) nodeSet.update(newNodes);
  if (newArcs.length) arcSet.update(newArcs);
  if (!newNodes.length && !newArcs.length) picture.net.redraw();
}

export const canDimOnHover = () => picture.scene.arcs.length <= MANY_ARCS;

export function forgetDrawn() {
  drawnNodes.clear();
  drawnArcs.clear();
  arcSet.clear();
  nodeSet.clear();
}

// --- looking --------------------------------------------------------------------------------------------------------

export function stageSize() {
  const box = byId("canvas");
  // On phones the open panel covers the lower part of the picture.
  const sheet =
    isPhone() && byId("panel").classList.contains("open") ? byId("panel").offsetHeight - byId("timeline").offsetHeight : 0;
  return { width: box.clientWidth, height: box.clientHeight, covered: Math.max(0, Math.min(sheet, box.clientHeight - 140)) };
}

export function lookAt(ids, closest, animate = true) {
  const spots = ids.map(id => picture.scene.places.get(id)).filter(Boolean);
  if (!spots.length) return 1;
  const xs = spots.map(([x]) => x),
    ys = spots.map(([, y]) => y);
  const left = Math.min(...xs),
    right = Math.max(...xs),
    top = Math.min(...ys),
    bottom = Math.max(...ys);
  const { width, height, covered } = stageSize();
  // The tools lie over the bottom of the picture, unless the sheet of a phone does.
  const aside = width < 600 ? 44 : 84,
    above = byId("crumbs").childElementCount ? 76 : 42,
    below = covered > 100 ? 34 : 72,
    room = Math.max(90, height - covered);
  const scale = Math.max(
    0.05,
    Math.min(
      closest,
      (width - 2 * aside) / Math.max(1, right - left),
      (room - above - below) / Math.max(1, bottom - top),
    ),
  );
  matchZoom(scale);
  picture.net.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 },
    scale,
    offset: { x: 0, y: (above - below - covered) / 2 },
    animation: animate && !calm() ? { duration: 260, easingFunction: "easeOutQuad" } : false,
  });
  return scale;
}

export const lookAtAll = (animate = true) => lookAt([...picture.scene.places.keys()], 1.35, animate);

// Long axis along the long side of the stage, stretched a little to fill it; nodes grow when all are small.
export function fitShape() {
  const { width, height } = stageSize();
  if (!width || !height) return draw();
  picture.turned = height > width * 1.12;
  picture.stretch = 1;
  picture.scale = 1;
  const scene = makeScene(picture.turned, 1);
  const spots = [...scene.places.values()];
  if (spots.length > 2 && scene.kind !== "ego") {
    const span = axis => Math.max(...spots.map(p => p[axis])) - Math.min(...spots.map(p => p[axis])) || 1;
    const wanted = Math.max(0.4, (width - 168) / Math.max(80, height - 88)),
      have = span(0) / span(1);
    picture.stretch = Math.min(1.22, Math.max(0.85, Math.sqrt(wanted / have)));
  }
  draw();
  lookAtAll(false);
}

// The ties of one actor and a path are arranged for the stage: they keep their sizes.
const isArranged = () => picture.scene.kind === "ego" || picture.scene.kind === "line";

// Far out, nodes and lines are drawn larger than true, so that they can be seen; close by smaller, so that ties have room.
export function matchZoom(zoom = picture.net.getScale()) {
  if (isArranged()) return;
  const wanted = Math.min(2, Math.max(0.55, (0.95 / zoom) ** 0.62));
  if (Math.abs(Math.log(wanted / picture.scale)) < 0.06) return;
  picture.scale = wanted;
  draw({ keepScene: true });
}

export function describe(id) {
  if (isGroup(id)) return `Group around ${groupName(Number(id.slice(1)))}`;
  return entities.label[id];
}
export const claimsAt = id => (isGroup(id) ? groups[Number(id.slice(1))][2] : entityClaims[id]);
