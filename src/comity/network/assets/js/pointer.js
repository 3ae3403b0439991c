// Pointer, keys and tools on the picture.

import { KIND_LABELS, SIGNS, arcs, entities, known, signOfArc, strings } from "./data.js";
import { announce, byId, calm, el, icon, isPhone, plural } from "./dom.js";
import { clearSelection, openEntity, openGroup, openPair } from "./choose.js";
import { arcClaims } from "./filters.js";
import { canDimOnHover, claimsAt, describe, draw, fitShape, kindName, lookAtAll, matchZoom, picture } from "./network.js";
import { partnersOf } from "./partners.js";
import { isGroup } from "./scene.js";
import { changed, state } from "./state.js";

export function open(id) {
  if (isGroup(id)) openGroup(Number(id.slice(1)));
  else openEntity(id);
}

function openArc(id) {
  if (typeof id === "number") return openPair(arcs.from[id], arcs.to[id]);
  const arc = picture.scene.arcs.find(one => one.id === id);
  if (arc?.known != null) return openPair(arc.from, arc.to);
  return arc && openGroup(Number(arc.from.slice(1)));
}

export function startPointer() {
  const { net } = picture;
  const found = event => ({ node: net.getNodeAt(event.pointer.DOM), arc: net.getEdgeAt(event.pointer.DOM) });
  net.on("click", event => {
    const { node, arc } = found(event);
    if (node != null) open(node);
    else if (arc != null) openArc(arc);
    else clearSelection();
    if (document.activeElement === document.body) byId("graph").focus({ preventScroll: true });
  });
  net.on("doubleClick", event => {
    const { node } = found(event);
    if (node == null || isGroup(node)) return;
    Object.assign(state, { selection: { entity: node }, ego: true });
    changed("selection", { remember: true });
  });
  net.on("hoverNode", event => hover({ id: event.node }, event));
  net.on("hoverEdge", event => hover({ arc: event.edge }, event));
  for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) net.on(name, () => hover(null));
  let zooming = 0;
  net.on("zoom", () => {
    clearTimeout(zooming);
    zooming = setTimeout(() => matchZoom(), 110);
  });
  net.on("animationFinished", () => matchZoom());
  net.on("dragEnd", event => {
    for (const id of event.nodes) keepPlace(id);
  });
}

function keepPlace(id) {
  const { x, y } = picture.net.getPosition(id);
  picture.scene.places.set(id, [x, y]);
}

let timer2 = 0;
function hover(what, event) {
  const tip = byId("tip");
  byId("canvas").style.setProperty("cursor", what ? "pointer" : "default");
  clearTimeout(timer2);
  if (!what) tip.hidden = true;
  else {
    tip.replaceChildren(...(what.id != null ? nodeTip(what.id) : arcTip(what.arc)));
    tip.hidden = false;
    const box = byId("graph").getBoundingClientRect(),
      x = (event.event.clientX ?? 0) - box.left,
      y = (event.event.clientY ?? 0) - box.top;
    tip.style.setProperty("left", `${Math.max(4, Math.min(x + 14, box.width - tip.offsetWidth - 6))}px`);
    tip.style.setProperty("top", `${y + 18 + tip.offsetHeight > box.height ? y - tip.offsetHeight - 12 : y + 18}px`);
  }
  const dims = canDimOnHover() && !state.selection;
  picture.hovered =
    what?.id != null
      ? { id: what.id }
      : what && typeof what.arc === "number"
        ? { pair: [arcs.from[what.arc], arcs.to[what.arc]] }
        : null;
  if (dims) timer2 = setTimeout(() => draw({ keepScene: true }), what ? 60 : 120);
}

function nodeTip(id) {
  const kind = isGroup(id) ? "Group" : KIND_LABELS[kindName(id)];
  const ties = isGroup(id) ? "" : ` · ${plural(partnersOf(id).length, "partner")}`;
  return [el("b", { dir: "auto" }, describe(id)), `${kind} · ${plural(claimsAt(id), "claim")}${ties}`];
}
function arcTip(id) {
  if (typeof id !== "number") {
    const arc = picture.scene.arcs.find(one => one.id === id);
    if (arc?.known != null)
      return [
        el("b", {}, `${describe(arc.from)} – ${describe(arc.to)}`),
        `${strings[known[arc.known][2]]}: reference knowledge`,
      ];
    return arc
      ? [
          el("b", {}, `${describe(arc.from)} – ${describe(arc.to)}`),
          `${plural(arc.claims, "claim")}, ${SIGNS[arc.sign].label.toLowerCase()}`,
        ]
      : [];
  }
  return [
    el("b", { dir: "auto" }, `${entities.label[arcs.from[id]]} – ${entities.label[arcs.to[id]]}`),
    `${plural(arcClaims[id], "claim")}, ${SIGNS[signOfArc[id]].label.toLowerCase()}`,
  ];
}

// --- keys -----------------------------------------------------------------------------------------------------------

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function startKeys() {
  byId("graph").addEventListener("keydown", event => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const direction = DIRECTIONS[event.key];
    if (direction) {
      event.preventDefault();
      step(direction);
    } else if (event.key === "Enter" && picture.cursor != null) {
      event.preventDefault();
      open(picture.cursor);
      byId("panel").focus();
    } else if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") lookAtAll();
  });
  document.addEventListener("keydown", event => {
    const typing = event.target.closest?.("input, select, textarea");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      byId("search").focus();
    }
    if (event.key !== "Escape") return;
    if (byId("legend").classList.contains("open")) {
      byId("filters-button").click();
      byId("filters-button").focus();
      return;
    }
    const inPanel = byId("panel").contains(document.activeElement);
    if (state.selection == null && picture.cursor != null) {
      picture.cursor = null;
      picture.hovered = null;
      draw({ keepScene: true });
    }
    if (clearSelection()) announce("Selection cleared");
    if (inPanel && state.view === "network") byId("graph").focus({ preventScroll: true });
  });
}

// The nearest one in the direction of the arrow; what lies aside counts double.
function step([dx, dy]) {
  const { places } = picture.scene;
  if (!places.size) return;
  if (picture.cursor == null || !places.has(picture.cursor)) {
    picture.cursor =
      state.selection?.entity != null && places.has(state.selection.entity)
        ? state.selection.entity
        : [...places.keys()].reduce((best, id) => (claimsAt(id) > claimsAt(best) ? id : best));
  } else {
    const [x, y] = places.get(picture.cursor);
    let best = null,
      least = Infinity;
    for (const [id, [a, b]] of places) {
      const ahead = (a - x) * dx + (b - y) * dy,
        aside = Math.abs((a - x) * dy) + Math.abs((b - y) * dx);
      if (id === picture.cursor || ahead <= 0) continue;
      if (ahead + 2 * aside < least) {
        least = ahead + 2 * aside;
        best = id;
      }
    }
    if (best != null) picture.cursor = best;
  }
  const id = picture.cursor;
  const ties = isGroup(id) ? "" : `, ${plural(partnersOf(id).length, "partner")}`;
  announce(
    `${describe(id)}, ${isGroup(id) ? "group" : KIND_LABELS[kindName(id)].toLowerCase()}, ${plural(claimsAt(id), "claim")}${ties}`,
  );
  picture.hovered = { id };
  keepInSight(id);
  draw({ keepScene: true });
}

function keepInSight(id) {
  const [x, y] = picture.scene.places.get(id),
    spot = picture.net.canvasToDOM({ x, y }),
    box = byId("canvas");
  if (spot.x < 40 || spot.y < 40 || spot.x > box.clientWidth - 40 || spot.y > box.clientHeight - 40)
    picture.net.moveTo({ position: { x, y }, animation: false });
}

export function zoom(factor) {
  picture.net.moveTo({
    scale: Math.max(0.05, Math.min(6, picture.net.getScale() * factor)),
    animation: calm() ? false : { duration: 140, easingFunction: "easeOutQuad" },
  });
}

export function startTools() {
  const tool = (name, label, run, pressed) =>
    el("button", { type: "button", "aria-label": label, title: label, "aria-pressed": pressed, onclick: run }, icon(name));
  const sizes = [
    ["claims", "Claims"],
    ["partners", "Partners"],
    ["between", "Go-between"],
  ];
  byId("tools").append(
    el("label", { for: "size" }, "Size by"),
    el(
      "select",
      {
        id: "size",
        "aria-label": "Size of the nodes by",
        onchange: event => {
          state.size = event.target.value;
          changed("look");
          fitShape();
        },
      },
      sizes.map(([value, text]) => el("option", { value }, text)),
    ),
    tool(
      "groups",
      "Shade groups",
      event => {
        state.shade = !state.shade;
        event.currentTarget.setAttribute("aria-pressed", String(state.shade));
        changed("look");
      },
      "false",
    ),
    tool("plus", "Zoom in", () => zoom(1.3)),
    tool("minus", "Zoom out", () => zoom(1 / 1.3)),
    tool("fit", "Show everything", () => lookAtAll()),
  );
}

export function showTools() {
  byId("size").value = state.size;
  byId("tools").querySelector("[aria-pressed]").setAttribute("aria-pressed", String(state.shade));
  if (isPhone()) byId("tip").hidden = true;
}
