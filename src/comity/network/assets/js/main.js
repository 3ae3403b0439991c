// Where everything starts, and in which order things follow a change.

import { claimCount, entities, kindOf, relations } from "./data.js";
import { byId, icon, isPhone } from "./dom.js";
import { computeFilters, forgetWords } from "./filters.js";
import { drawCrumbs, drawEmpty, drawNotice, drawSubtitle } from "./notice.js";
import { drawLabels, drawShades } from "./labels.js";
import { closeLegend, drawLegend, openLegend, setPresentKinds } from "./legend.js";
import { draw, fitShape, lookAt, lookAtAll, picture, readColours, setMutual, stageSize, startNetwork } from "./network.js";
import { drawPanel } from "./panel.js";
import { drawPapers } from "./papers.js";
import { showView } from "./choose.js";
import { drawTable } from "./table.js";
import { drawTimeline, startTimeline } from "./timeline.js";
import { openedGroup } from "./scene.js";
import { showTools, startKeys, startPointer, startTools } from "./pointer.js";
import { lookAgain, showSearchMode, startSearch } from "./search.js";
import { startSaving } from "./save.js";
import { changed, on, readAddress, state } from "./state.js";
import { whenEvidenceComes } from "./texts.js";

const systemDark = matchMedia("(prefers-color-scheme: dark)");

function applyTheme() {
  const dark = state.theme ? state.theme === "dark" : systemDark.matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  byId("theme-button").setAttribute("aria-pressed", String(dark));
  readColours();
}

let sceneKey = "";
// The camera follows when what is drawn changes as a whole, not when a filter thins it out.
function sceneName() {
  const { scene } = picture;
  return `${scene.kind}|${scene.centre ?? ""}|${openedGroup() ?? ""}|${scene.kind === "line" ? [...scene.places.keys()].join() : ""}`;
}

function follow() {
  const name = sceneName(),
    fresh = name !== sceneKey;
  sceneKey = name;
  if (fresh && (picture.scene.kind === "open" || picture.scene.kind === "groups")) fitShape();
  else if (fresh) return lookAtAll();
  const { selection } = state;
  const chosen = selection?.triad ?? selection?.path ?? selection?.pair ?? (selection?.entity != null ? [selection.entity] : null);
  if (!chosen || picture.scene.kind === "ego") return isPhone() ? lookAtAll() : null;
  if (isPhone() && selection.entity != null) return lookAt(chosen, 0.75);
  const near = picture.scene.arcs.flatMap(arc =>
    chosen.includes(arc.from) ? [arc.to] : chosen.includes(arc.to) ? [arc.from] : [],
  );
  return needsLook(chosen)
    ? lookAt(selection.entity != null ? [...chosen, ...near] : chosen, selection.entity != null ? 1.3 : 1.6)
    : null;
}

// Only moves when what was chosen is out of sight, tiny, too close together, or under the sheet of a phone.
function needsLook(ids) {
  const box = byId("canvas");
  const spots = ids
    .flatMap(id => (picture.scene.places.has(id) ? [picture.scene.places.get(id)] : []))
    .map(([x, y]) => picture.net.canvasToDOM({ x, y }));
  const tight = spots.some((a, n) => spots.some((b, m) => m > n && Math.hypot(a.x - b.x, a.y - b.y) < 170));
  return (
    isPhone() ||
    tight ||
    picture.net.getScale() < 0.5 ||
    spots.some(({ x, y }) => x < 30 || y < 30 || x > box.clientWidth - 30 || y > box.clientHeight - 30)
  );
}

function drawView() {
  // With nothing to read beside them, the table and the documents take the whole width.
  document.body.classList.toggle("alone", state.view !== "network" && state.selection == null && state.group == null);
  for (const view of ["network", "table", "documents"]) {
    byId(`${view}-view`).hidden = state.view !== view;
    document.querySelector(`[data-view="${view}"]`).setAttribute("aria-pressed", String(state.view === view));
  }
  if (state.view === "table") drawTable();
  if (state.view === "documents") drawPapers();
}

function drawNetwork() {
  draw();
  drawCrumbs();
  drawEmpty();
}

function start() {
  setPresentKinds(new Set(kindOf));
  setMutual(relations.map(([, , , symmetric]) => symmetric === 1));
  readAddress();
  applyTheme();
  computeFilters();
  byId("filters-button").append(icon("filter"));
  byId("theme-button").append(icon("theme"));
  startTools();
  startTimeline();
  startNetwork();
  picture.net.on("beforeDrawing", drawShades);
  picture.net.on("afterDrawing", drawLabels);
  startPointer();
  startKeys();
  startSearch();
  startSaving();
  listen();
  drawView();
  drawLegend();
  drawNotice();
  drawSubtitle();
  drawTimeline();
  draw();
  drawCrumbs();
  fitShape();
  sceneKey = sceneName();
  drawEmpty();
  drawPanel();
  showTools();
  if (state.selection) follow();
}

// Sentences that load from beside the page come when they come.
function showEvidence() {
  if (state.words) {
    forgetWords();
    changed("filters");
  } else {
    drawPanel({ keepPlace: true });
    if (state.view === "documents") drawView();
  }
  lookAgain();
}

function listen() {
  whenEvidenceComes(showEvidence);
  on("filters", () => {
    computeFilters();
    drawNetwork();
    drawLegend();
    drawNotice();
    drawSubtitle();
    drawTimeline();
    drawPanel({ keepPlace: true });
    if (state.view !== "network") drawView();
  });
  on("selection", () => {
    drawNetwork();
    drawPanel();
    drawNotice();
    showSearchMode();
    drawCrumbs();
    follow();
    if (state.view !== "network") drawView();
    if (state.selection && isPhone()) closeLegend();
  });
  on("view", () => {
    drawView();
    drawPanel();
    if (state.view === "network") picture.net.redraw();
  });
  on("look", () => {
    draw({ keepScene: true });
    showTools();
  });
  for (const button of document.querySelectorAll("[data-view]"))
    button.addEventListener("click", () => showView(button.dataset.view));
  byId("theme-button").addEventListener("click", () => {
    state.theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    applyTheme();
    changed("look");
  });
  systemDark.addEventListener("change", () => {
    applyTheme();
    draw({ keepScene: true });
  });
  byId("filters-button").addEventListener("click", () =>
    byId("legend").classList.contains("open") ? closeLegend() : openLegend(),
  );
  byId("skip").addEventListener("click", event => {
    event.preventDefault();
    showView("table");
    byId("table-view").focus();
  });
  window.addEventListener("popstate", restore);
  let resizing = 0,
    known = stageSize();
  new ResizeObserver(() => {
    clearTimeout(resizing);
    resizing = setTimeout(() => {
      const size = stageSize();
      if (size.width === known.width && size.height === known.height) return;
      known = size;
      if (!byId("network-view").hidden) {
        fitShape();
        drawCrumbs();
        if (state.selection) follow();
      }
      drawTimeline();
    }, 120);
  }).observe(byId("canvas"));
  byId("graph").setAttribute(
    "aria-label",
    `Network of ${entities.id.length} actors, agreements, events and projects with ${claimCount} claims`,
  );
}

function restore() {
  readAddress();
  applyTheme();
  computeFilters();
  drawView();
  drawNetwork();
  drawLegend();
  drawNotice();
  drawSubtitle();
  drawTimeline();
  drawPanel();
  showTools();
  showSearchMode();
  follow();
}

start();
document.documentElement.dataset.ready = String(Math.round(performance.now()));
