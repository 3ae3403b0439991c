// Taking away what is seen: a picture, a drawing, a table, paper, or a link.

import {
  claims,
  columns,
  documentTitle,
  entities,
  evidence,
  firstEvidence,
  kinds,
  kindOf,
  modalities,
  nodes,
  SIGNS,
  strings,
} from "./data.js";
import { announce, byId, el, icon, svg } from "./dom.js";
import { figureText, objectText, relationText, subjectText } from "./cards.js";
import { placedLabels } from "./labels.js";
import { arcDashes, arcWidth, drawnRadius, picture } from "./network.js";
import { isGroup } from "./scene.js";
import { showView } from "./choose.js";
import { sortedClaims } from "./table.js";
import { state } from "./state.js";
import { allEvidence, quoteOf } from "./texts.js";

function download(blob, ending) {
  const link = el("a", { href: URL.createObjectURL(blob), download: `${columns.fileStem}.${ending}` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 20000);
  announce(`Saved as ${columns.fileStem}.${ending}`);
}

export function savePng() {
  const drawn = byId("canvas").querySelector("canvas"),
    copy = document.createElement("canvas");
  copy.width = drawn.width;
  copy.height = drawn.height;
  const context = copy.getContext("2d");
  context.fillStyle = picture.colours.page;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(drawn, 0, 0);
  copy.toBlob(blob => download(blob, "png"));
}

// The same picture as shapes, in the places and with the names that are on the screen.
export function pictureAsSvg() {
  const { net, colours, scene } = picture;
  const corner = net.DOMtoCanvas({ x: 0, y: 0 }),
    box = byId("canvas");
  const far = net.DOMtoCanvas({ x: box.clientWidth, y: box.clientHeight });
  const drawing = svg("svg", {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: [corner.x, corner.y, far.x - corner.x, far.y - corner.y].map(part => part.toFixed(1)).join(" "),
    width: box.clientWidth,
    height: box.clientHeight,
    "font-family": "sans-serif",
  });
  drawing.append(
    svg("title", {}, byId("title").textContent),
    svg("rect", { x: corner.x, y: corner.y, width: far.x - corner.x, height: far.y - corner.y, fill: colours.page }),
  );
  for (const arc of scene.arcs) {
    const edge = net.body.edges[arc.id];
    if (!edge?.connected) continue;
    const via = edge.edgeType.getViaNode?.(),
      width = arcWidth(arc.count),
      dashes = arcDashes(arc.sign, width);
    const { from, to } = edge;
    drawing.append(
      svg("path", {
        d: via?.x != null ? `M${at(from)}Q${at(via)} ${at(to)}` : `M${at(from)}L${at(to)}`,
        fill: "none",
        stroke: colours[SIGNS[arc.sign].key],
        "stroke-opacity": 0.75,
        "stroke-width": width.toFixed(2),
        "stroke-dasharray": dashes ? dashes.map(part => part.toFixed(1)).join(" ") : null,
      }),
    );
  }
  for (const id of scene.places.keys()) drawing.append(shapeAt(id, net.body.nodes[id]));
  for (const { text, x, y, size, weight } of placedLabels) {
    drawing.append(
      svg(
        "text",
        {
          x: x.toFixed(1),
          y: y.toFixed(1),
          "font-size": size.toFixed(2),
          "font-weight": weight,
          "text-anchor": "middle",
          "dominant-baseline": "central",
          fill: colours.ink,
          stroke: colours.page,
          "stroke-width": (size * 0.26).toFixed(2),
          "paint-order": "stroke",
          "stroke-linejoin": "round",
        },
        text,
      ),
    );
  }
  return new XMLSerializer().serializeToString(drawing);
}

const at = ({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`;

function shapeAt(id, { x, y }) {
  const r = drawnRadius(id),
    group = isGroup(id),
    kind = group ? "State" : kinds[kindOf[id]];
  const colour = picture.colours[kind.toLowerCase()],
    ring = group || kind === "Place";
  const look = {
    fill: ring ? picture.colours.page : colour,
    stroke: ring ? colour : picture.colours.page,
    "stroke-width": ring ? 3.5 : 2,
  };
  const corners = (count, turn, reach = () => r) =>
    Array.from(
      { length: count },
      (_, n) =>
        `${(x + reach(n) * Math.cos(turn + (2 * Math.PI * n) / count)).toFixed(1)},${(y + reach(n) * Math.sin(turn + (2 * Math.PI * n) / count)).toFixed(1)}`,
    ).join(" ");
  const up = -Math.PI / 2;
  if (group || ["dot"].includes(nodes.shape[id])) return svg("circle", { cx: x, cy: y, r, ...look });
  const points = {
    square: () => corners(4, up / 2, () => r * Math.SQRT2),
    diamond: () => corners(4, up),
    triangle: () => corners(3, up, () => r * 1.15),
    triangleDown: () => corners(3, -up, () => r * 1.15),
    hexagon: () => corners(6, 0),
    star: () => corners(10, up, n => r * (n % 2 ? 0.55 : 1.3)),
  };
  return svg("polygon", { points: points[nodes.shape[id]](), ...look });
}

// A cell that starts like a formula would be run by a spreadsheet: an apostrophe keeps it text.
const cell = value => {
  const text = String(value),
    safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replace(/"/g, '""')}"`;
};

export function claimsAsCsv() {
  const rows = [
    [
      "claim",
      "subject",
      "subject_id",
      "relation",
      "object",
      "object_id",
      "topic",
      "sign",
      "said_as",
      "negated",
      "when",
      "figure",
      "belief",
      "documents",
      "quote",
      "document",
      "section",
      "rule",
      "confidence",
    ],
  ];
  for (const c of sortedClaims()) {
    for (let e = firstEvidence[c]; e < firstEvidence[c + 1]; e++) {
      rows.push([
        claims.id[c],
        subjectText(c),
        entities.id[claims.subject[c]] ?? "",
        relationText(c),
        objectText(c),
        entities.id[claims.object[c]] ?? columns.domains[claims.about[c]]?.[0] ?? "",
        columns.domains[claims.domain[c]]?.[1] ?? "",
        SIGNS[
          columns.relations[claims.relation[c]][2] === 1 ? 0 : columns.relations[claims.relation[c]][2] === 0 ? 1 : 2
        ].label.toLowerCase(),
        modalities[claims.modality[c]],
        claims.negated[c] ? "yes" : "no",
        strings[claims.when[c]],
        figureText(c),
        claims.belief[c] / 100,
        claims.documents[c],
        quoteOf(e),
        documentTitle(evidence.document[e]),
        strings[evidence.section[e]],
        strings[evidence.rule[e]],
        evidence.confidence[e] / 100,
      ]);
    }
  }
  return "\ufeff" + rows.map(row => row.map(cell).join(",")).join("\r\n");
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    announce("Link copied");
  } catch {
    announce("The link is in the address bar");
    byId("save-menu").append(el("p", { class: "hint" }, "The link is in the address bar."));
  }
}

export function startSaving() {
  const menu = byId("save-menu"),
    button = byId("save-button");
  button.append(icon("save"));
  const close = () => {
    menu.hidden = true;
    button.setAttribute("aria-expanded", "false");
  };
  const withPicture = run => {
    if (state.view !== "network") showView("network");
    requestAnimationFrame(() => requestAnimationFrame(run));
  };
  const item = (title, text, run) =>
    el(
      "button",
      {
        type: "button",
        onclick: () => {
          close();
          button.focus();
          run();
        },
      },
      title,
      el("small", {}, text),
    );
  button.addEventListener("click", () => {
    if (!menu.hidden) return close();
    menu.replaceChildren(
      item("Picture (PNG)", "the network as it is on the screen", () => withPicture(savePng)),
      item("Drawing (SVG)", "the same, to be edited or scaled", () =>
        withPicture(() => download(new Blob([pictureAsSvg()], { type: "image/svg+xml" }), "svg")),
      ),
      item("Claims (CSV)", "what passes the filters, a row for every quote", async () => {
        await allEvidence();
        download(new Blob([claimsAsCsv()], { type: "text/csv;charset=utf-8" }), "csv");
      }),
      item("Print", "this view on paper", () => window.print()),
      item("Copy link", "to this view, with all filters", copyLink),
    );
    menu.hidden = false;
    button.setAttribute("aria-expanded", "true");
    return menu.querySelector("button").focus();
  });
  document.addEventListener("pointerdown", event => {
    if (!menu.hidden && !menu.parentElement.contains(event.target)) close();
  });
  menu.parentElement.addEventListener("keydown", event => {
    if (event.key === "Escape" && !menu.hidden) {
      event.stopPropagation();
      close();
      button.focus();
    }
  });
}
