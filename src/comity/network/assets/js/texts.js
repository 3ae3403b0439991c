// Evidence and texts: in the page, or in files beside it that come when they are first shown.

import { block, columns, evidence, firstEvidence } from "./data.js";

const { parts } = columns;
const texts = [],
  blocks = [];
const asked = new Set(),
  here = new Set(),
  missing = new Set();
let listener = () => {},
  telling = 0;

if (parts) {
  const count = evidence.document.length;
  for (const name of ["start", "length", "section", "rule", "confidence"]) evidence[name] = new Int32Array(count);
  Object.assign(evidence, { marks: new Array(count), resolved: {}, quote: {}, cell: {} });
  window.comityEvidence = take;
}

// What came is laid where it would be had it been in the page.
function take(place, part) {
  part.documents.forEach((document, n) => {
    texts[document] = part.texts[n];
    blocks[document] = part.blocks[n];
  });
  for (const name of ["start", "length", "section", "rule", "confidence", "marks"])
    part.evidence.forEach((e, n) => {
      evidence[name][e] = part[name][n];
    });
  for (const name of ["resolved", "quote", "cell"]) Object.assign(evidence[name], part[name]);
  here.add(place);
  tell();
}

// Several files that come at once are shown at once.
function tell() {
  clearTimeout(telling);
  telling = setTimeout(() => listener(), 30);
}
export function whenEvidenceComes(run) {
  listener = run;
}

let policy;
function ask(place) {
  if (asked.has(place)) return;
  asked.add(place);
  const file = parts.files[place];
  policy ??= window.trustedTypes?.createPolicy("comity", {
    createScriptURL: address => {
      if (!parts.files.includes(address)) throw new TypeError(`not a file of this page: ${address}`);
      return address;
    },
  });
  const script = document.createElement("script");
  script.addEventListener("error", () => {
    missing.add(place);
    tell();
  });
  script.src = policy ? policy.createScriptURL(file) : file;
  document.head.append(script);
}

const partOf = document => (document >= 0 ? parts.of[document] : 0);

// Is the text of a document here? Where not, it is on its way from now on.
export function isHere(document) {
  if (!parts || here.has(partOf(document))) return true;
  ask(partOf(document));
  return false;
}
export const evidenceIsHere = e => isHere(evidence.document[e]);
export const waitingText = document =>
  missing.has(partOf(document))
    ? `This sentence is in a file that belongs beside this page and is not there: ${parts.files[partOf(document)]}`
    : "One moment …";

// Everything there is, for what needs all of it; true when it is here.
export function askForAll() {
  parts?.files.forEach((_, place) => ask(place));
  return !parts || here.size + missing.size === parts.files.length;
}
export async function allEvidence() {
  while (!askForAll()) await new Promise(done => setTimeout(done, 60));
}

let own = null;
function inPage() {
  own ??= block("texts");
  return own;
}
export function textOf(document) {
  return (parts ? texts : inPage().texts)[document] ?? "";
}
// Sentences, bullets and cells of a document as start, length, kind, reason; one after the other.
export function blocksOf(document) {
  return (parts ? blocks : inPage().blocks)[document] ?? [];
}

export function quoteOf(e) {
  const stored = evidence.quote[e];
  if (stored !== undefined) return columns.strings[stored];
  const start = evidence.start[e];
  return textOf(evidence.document[e]).slice(start, start + evidence.length[e]);
}

export function* evidenceOf(c) {
  for (let e = firstEvidence[c]; e < firstEvidence[c + 1]; e++) yield e;
}

// --- what a reader need not see ---------------------------------------------------------------------------------------

const ANYWHERE = /\*\*|__|^[ \t]*#{1,6}[ \t]+/gm;
const IN_MARKDOWN =
  /\*\*|__|~~|`+|^[ \t]*#{1,6}[ \t]+|^[ \t]*>[ \t]?|(?<![\s\d*])\*|\*(?![\s\d*])|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)|!?\[(?=[^\]\n]*\]\([^)\s]*\))|(?<=\[[^\]\n]*)\]\([^)\s]*\)/gm;

// Signs of Markdown as [start, end) within the text.
export function signsIn(text, document) {
  const file = columns.documents[document]?.[2] ?? "";
  return Array.from(text.matchAll(/\.(md|markdown)$/i.test(file) ? IN_MARKDOWN : ANYWHERE), match => [
    match.index,
    match.index + match[0].length,
  ]);
}

// The text from start to end without signs.
export function without(signs, text, start, end) {
  let shown = "",
    at = start;
  for (const [from, to] of signs) {
    if (to <= at) continue;
    if (from >= end) break;
    shown += text.slice(at, Math.max(at, from));
    at = Math.max(at, to);
  }
  return shown + text.slice(at, Math.max(at, end));
}

export function readable(e) {
  const quote = quoteOf(e);
  return without(signsIn(quote, evidence.document[e]), quote, 0, quote.length).replace(/\s+/g, " ").trim();
}
