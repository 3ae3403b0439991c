// The documents themselves, whole, with every sentence that was read as a claim marked: choose a mark to read the claim.

import { claimCount, claims, directionOf, documents, evidence, firstEvidence, signOfClaim, textOf } from "./data.js";
import { byId, el, outward, plural } from "./dom.js";
import { openClaim } from "./choose.js";
import { sentence } from "./cards.js";
import { counts, passing } from "./filters.js";
import { changed, state } from "./state.js";

let evidenceOfDocument = null;
function evidenceIn(document) {
  if (!evidenceOfDocument) {
    evidenceOfDocument = documents.map(() => []);
    for (let c = 0; c < claimCount; c++) {
      for (let e = firstEvidence[c]; e < firstEvidence[c + 1]; e++)
        if (evidence.document[e] >= 0 && evidence.quote[e] === undefined) evidenceOfDocument[evidence.document[e]].push([e, c]);
    }
    for (const list of evidenceOfDocument)
      list.sort((a, b) => evidence.start[a[0]] - evidence.start[b[0]] || evidence.length[b[0]] - evidence.length[a[0]]);
  }
  return evidenceOfDocument[document];
}

export function drawPapers() {
  const view = byId("documents-view");
  if (!documents.length) return view.replaceChildren(el("p", { class: "table-more" }, "This page holds no documents."));
  const paper = documents[state.document];
  const [, title, file, date, author, url, license, reliability] = paper;
  const list = evidenceIn(state.document);
  const choice = el(
    "select",
    {
      "aria-label": "Document",
      onchange: event => {
        state.document = Number(event.target.value);
        state.claim = null;
        changed("view", { remember: true });
        view.scrollTop = 0;
      },
    },
    documents.map(([, name], number) =>
      el("option", { value: number, selected: number === state.document }, `${name} (${counts.document[number]})`),
    ),
  );
  const origin = [
    author,
    date,
    title === file ? "" : file,
    license,
    reliability && reliability !== "F" ? `reliability ${reliability}` : "",
  ]
    .filter(Boolean)
    .join(" · ");
  return view.replaceChildren(
    el(
      "div",
      { class: "papers" },
      choice,
      el("h2", { dir: "auto" }, title),
      el(
        "p",
        { class: "origin" },
        origin,
        url && [origin && " · ", outward(url, url)],
        origin || url ? " · " : "",
        plural(new Set(list.map(([, c]) => c)).size, "claim"),
        " read from it",
      ),
      el("div", { class: "text", dir: directionOf(state.document) }, paragraphs(textOf(state.document), list)),
    ),
  );
}

// Paragraph by paragraph; where sentences of several claims overlap, the text is cut at every start and end.
function paragraphs(text, list) {
  const pieces = [];
  let next = 0,
    active = [];
  for (const { start, end } of lines(text)) {
    while (next < list.length && evidence.start[list[next][0]] < end) active.push(list[next++]);
    active = active.filter(([e]) => evidence.start[e] + evidence.length[e] > start);
    if (start === end) continue;
    // The signs of a Markdown heading stay in the text, out of sight.
    const signs = /^#{1,6}\s+/.exec(text.slice(start, start + 12))?.[0].length ?? 0;
    pieces.push(
      el(
        "p",
        { class: signs ? "head" : null },
        signs > 0 && el("span", { class: "unseen" }, text.slice(start, start + signs)),
        marked(text, start + signs, end, active),
      ),
    );
  }
  return pieces;
}

function* lines(text) {
  let start = 0;
  while (start < text.length) {
    let end = text.indexOf("\n", start);
    if (end < 0) end = text.length;
    yield { start, end };
    start = end + 1;
  }
}

function marked(text, start, end, active) {
  const cuts = new Set([start, end]);
  for (const [e] of active) {
    const from = Math.max(start, evidence.start[e]),
      to = Math.min(end, evidence.start[e] + evidence.length[e]);
    if (from < to) cuts.add(from).add(to);
  }
  const places = [...cuts].sort((a, b) => a - b),
    parts = [];
  for (let at = 0; at + 1 < places.length; at++) {
    const from = places[at],
      to = places[at + 1];
    const here = active
      .filter(([e]) => evidence.start[e] <= from && evidence.start[e] + evidence.length[e] >= to)
      .map(([, c]) => c);
    parts.push(here.length ? mark([...new Set(here)], text.slice(from, to)) : text.slice(from, to));
  }
  return parts;
}

function mark(list, words) {
  const shown = list.filter(c => passing[c]),
    own = shown.length ? shown : list;
  const signs = new Set(own.map(c => signOfClaim[c]));
  const look = !shown.length ? "dim" : signs.size > 1 ? "mixed" : `s${[...signs][0]}`;
  const chosen = list.includes(state.claim) ? state.claim : own[0];
  const description = own.length === 1 ? sentence(own[0]) : `${own.length} claims: ${own.slice(0, 4).map(sentence).join("; ")}`;
  return el(
    "a",
    {
      class: `read ${look}${list.includes(state.claim) ? " here" : ""}`,
      href: `#claim=${claims.id[chosen]}`,
      title: description,
      onclick: event => {
        event.preventDefault();
        // The next click on the same words goes to the next claim read from them.
        const after = own.indexOf(state.claim);
        openClaim(own[(after + 1) % own.length]);
      },
    },
    words,
  );
}
