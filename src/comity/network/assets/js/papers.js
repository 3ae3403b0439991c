// The documents themselves, whole, with every sentence that was read as a claim marked: choose a mark to read the claim.
// Where the coverage ledger came along, headings, bullets and tables stand as such, and it says why a sentence holds no claim.

import { claimCount, claims, directionOf, documents, evidence, firstEvidence, signOfClaim, strings } from "./data.js";
import { byId, el, outward, plural } from "./dom.js";
import { openClaim } from "./choose.js";
import { sentence } from "./cards.js";
import { counts, passing } from "./filters.js";
import { changed, state } from "./state.js";
import { blocksOf, isHere, signsIn, textOf, waitingText, without } from "./texts.js";

const BULLET = /^\s*(?:[-*•·–]\s+|\d+[.)]\s+)?/;
const KINDS = ["title", "heading", "paragraph", "bullet", "cell", "furniture"];

// Where the words stand that were read: of a table the cell, though the quote is its row.
const startOf = e => evidence.cell[e]?.[4] ?? evidence.start[e];
const endOf = e => startOf(e) + (evidence.cell[e]?.[5] ?? evidence.length[e]);

let evidenceOfDocument = null;
function evidenceIn(document) {
  if (!evidenceOfDocument) {
    evidenceOfDocument = documents.map(() => []);
    for (let c = 0; c < claimCount; c++) {
      for (let e = firstEvidence[c]; e < firstEvidence[c + 1]; e++)
        if (evidence.document[e] >= 0) evidenceOfDocument[evidence.document[e]].push([e, c]);
    }
  }
  return evidenceOfDocument[document]
    .filter(([e]) => evidence.quote[e] === undefined)
    .sort(([a], [b]) => startOf(a) - startOf(b) || endOf(b) - endOf(a));
}

export function drawPapers() {
  const view = byId("documents-view");
  if (!documents.length) return view.replaceChildren(el("p", { class: "table-more" }, "This page holds no documents."));
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
  const here = isHere(state.document);
  return view.replaceChildren(
    el(
      "div",
      { class: "papers" },
      choice,
      el("h2", { dir: "auto" }, documents[state.document][1]),
      here ? paper(state.document) : el("p", { class: "hint" }, waitingText(state.document)),
    ),
  );
}

function paper(number) {
  const [, title, file, date, author, url, license, reliability] = documents[number];
  const list = evidenceIn(number),
    ledger = blocksOf(number);
  const origin = [
    author,
    date,
    title === file ? "" : file,
    license,
    reliability && reliability !== "F" ? `reliability ${reliability}` : "",
  ]
    .filter(Boolean)
    .join(" · ");
  const text = textOf(number);
  const body = el("div", { class: "text", dir: directionOf(number) }, new Paper(text, number, list).drawn(ledger, title));
  return [
    el("p", { class: "origin" }, origin, url && [origin && " · ", outward(url, url)]),
    el(
      "div",
      { class: "coverage" },
      el("span", {}, `${plural(new Set(list.map(([, c]) => c)).size, "claim")} read from it${covered(ledger)}`),
      ledger.length > 0 &&
        el(
          "button",
          {
            type: "button",
            class: "pill",
            "aria-pressed": String(state.why),
            onclick: () => {
              state.why = !state.why;
              changed("view");
              byId("documents-view").querySelector(".coverage button").focus();
            },
          },
          "Why not the others",
        ),
    ),
    body,
  ];
}

// How many of what could hold a claim do; headings and page furniture cannot.
function covered(ledger) {
  let all = 0,
    read = 0;
  for (let at = 0; at < ledger.length; at += 4) {
    if (["title", "heading", "furniture"].includes(KINDS[ledger[at + 2]])) continue;
    all++;
    if (!ledger[at + 3]) read++;
  }
  return all ? `, out of ${read} of ${plural(all, "sentence, bullet or cell", "sentences, bullets and cells")}` : "";
}

class Paper {
  constructor(text, document, list) {
    Object.assign(this, { text, list, signs: signsIn(text, document) });
  }

  // Pieces with their sentences: what the ledger joins stays together, what it leaves out stands between.
  drawn(ledger, title) {
    const drawn = [];
    let table = null;
    for (const piece of ledger.length ? this.pieces(ledger) : this.lines()) {
      if (piece.kind !== "cell") table = null;
      if (piece.kind === "cell") {
        if (!table) drawn.push((table = el("div", { class: "cells" })));
        if (piece.row) table.append(el("div", { class: "cells-row" }));
        table.lastElementChild.append(el("span", {}, this.filled(piece)));
      } else if (!(piece.kind === "title" && this.shown(piece.start, piece.end).trim() === title)) {
        const words = this.shown(piece.start, piece.end);
        // The head of a table.
        const bare = piece.kind === "rest" && /^\||\S \| \S/.test(words) ? words.replace(/^\|\s*|\s*\|$/g, "").replaceAll("|", " · ") : null;
        drawn.push(el("p", { class: piece.kind }, bare ?? this.filled(piece)));
      }
    }
    return drawn;
  }

  pieces(ledger) {
    const pieces = [];
    let last = null;
    for (let at = 0; at < ledger.length; at += 4) {
      const start = ledger[at],
        end = start + ledger[at + 1],
        kind = KINDS[ledger[at + 2]],
        unread = [end, strings[ledger[at + 3]]];
      const gap = this.text.slice(last?.end ?? 0, Math.max(start, last?.end ?? 0));
      const parted = { paragraph: /\n\s*\n/, bullet: /\n/, cell: /[|\n]/ }[kind];
      const joined = parted && !parted.test(gap);
      if (last?.kind === kind && joined && start >= last.end) {
        last.end = end;
        last.unread.push(unread);
        continue;
      }
      const between = [...this.leftOut(last?.end ?? 0, start)];
      // What stands before a bullet on its own line is its label.
      const label = kind === "bullet" && between.length && !this.text.slice(between.at(-1)[1], start).includes("\n");
      const first = label ? between.pop()[0] : start;
      for (const [from, to] of between) pieces.push({ kind: "rest", start: from, end: to, unread: [] });
      const row = last?.kind !== "cell" || gap.includes("\n");
      last = { kind, start: first + (label ? BULLET.exec(this.text.slice(first, start))[0].length : 0), end, row, unread: [unread] };
      pieces.push(last);
    }
    for (const [from, to] of this.leftOut(last?.end ?? 0, this.text.length))
      pieces.push({ kind: "rest", start: from, end: to, unread: [] });
    return pieces;
  }

  // Lines with letters that the ledger says nothing of.
  *leftOut(start, end) {
    for (const match of this.text.slice(start, end).matchAll(/[^\n]+/g))
      if (/\p{L}{2}/u.test(match[0])) yield [start + match.index, start + match.index + match[0].length];
  }

  *lines() {
    for (const match of this.text.matchAll(/[^\n]+/g)) {
      const heading = /^#{1,6}\s/.test(match[0]);
      yield { kind: heading ? "heading" : "", start: match.index, end: match.index + match[0].length, unread: [] };
    }
  }

  shown(start, end) {
    return without(this.signs, this.text, start, end);
  }

  // The piece cut at every start and end of a quote, and where the ledger gives reasons, at the ends of its sentences.
  filled({ kind, start, end, unread }) {
    const active = this.list.filter(([e]) => startOf(e) < end && endOf(e) > start);
    const why = state.why && ["paragraph", "bullet", "cell"].includes(kind) ? unread.filter(([, reason]) => reason) : [];
    const cuts = new Set([start, end, ...why.map(([at]) => at)]);
    for (const [e] of active) {
      const from = Math.max(start, startOf(e)),
        to = Math.min(end, endOf(e));
      if (from < to) cuts.add(from).add(to);
    }
    const places = [...cuts].sort((a, b) => a - b),
      parts = [];
    for (let at = 0; at + 1 < places.length; at++) {
      const from = places[at],
        to = places[at + 1],
        words = this.shown(from, to);
      const here = active
        .filter(([e]) => startOf(e) <= from && endOf(e) >= to)
        .map(([, c]) => c);
      parts.push(here.length ? mark([...new Set(here)], words) : words);
      for (const [place, reason] of why) if (place === to) parts.push(" ", el("small", { class: "why" }, reason), " ");
    }
    return parts;
  }
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
