// One walk over all claims: which pass, and how many each switch and choice would show.

import {
  NO_MONTH,
  SIGNS,
  ancestors,
  arcCount,
  children,
  claimCount,
  claims,
  documents,
  domains,
  entityCount,
  evidence,
  firstEvidence,
  kindOf,
  kinds,
  modalities,
  relations,
  signOfClaim,
} from "./data.js";
import { state } from "./state.js";
import { askForAll, isHere, quoteOf, textOf } from "./texts.js";

const SIGN = 1,
  KIND = 2,
  MODALITY = 4,
  DOMAIN = 8,
  RELATION = 16,
  DOCUMENT = 32,
  TIME = 64,
  WORDS = 128,
  NEGATION = 256;

export const passing = new Uint8Array(claimCount);
export const arcClaims = new Int32Array(arcCount);
export const entityClaims = new Int32Array(entityCount);
export const failing = new Uint16Array(claimCount);
export let counts = null;

const trio = length => Array.from({ length }, () => [0, 0, 0]);

export function computeFilters() {
  counts = {
    sign: new Array(SIGNS.length).fill(0),
    kind: new Array(kinds.length).fill(0),
    modality: new Array(modalities.length).fill(0),
    negated: 0,
    undated: 0,
    domain: trio(domains.length),
    relation: trio(relations.length),
    document: new Array(documents.length).fill(0),
    passing: 0,
    drawn: 0,
    drawnActors: 0,
    documents: 0,
  };
  arcClaims.fill(0);
  entityClaims.fill(0);
  const topics = withNarrower(state.domains);
  const found = state.words ? claimsWithWords(state.words) : null;
  for (let c = 0; c < claimCount; c++) {
    const mask = failedBy(c, topics, found);
    failing[c] = mask;
    passing[c] = mask === 0 ? 1 : 0;
    // Claims that at most one kind of filter holds back are what that filter's counts are about.
    if ((mask & (mask - 1)) === 0 || (mask & ~(MODALITY | NEGATION)) === 0) count(c, mask);
  }
  countDocuments();
  for (let e = 0; e < entityCount; e++) if (entityClaims[e]) counts.drawnActors++;
}

function failedBy(c, topics, found) {
  let mask = 0;
  const subject = claims.subject[c],
    object = claims.object[c];
  if (state.signsOff.has(signOfClaim[c])) mask |= SIGN;
  if ((subject >= 0 && state.kindsOff.has(kindOf[subject])) || (object >= 0 && state.kindsOff.has(kindOf[object]))) mask |= KIND;
  if (!state.modalities.has(claims.modality[c])) mask |= MODALITY;
  if (claims.negated[c] && !state.negated) mask |= NEGATION;
  if (topics.size && !topics.has(claims.domain[c]) && !topics.has(claims.about[c])) mask |= DOMAIN;
  if (state.relations.size && !state.relations.has(claims.relation[c])) mask |= RELATION;
  if (state.documents.size && !isIn(c, state.documents)) mask |= DOCUMENT;
  if (!inTime(c)) mask |= TIME;
  if (found && !found.has(c)) mask |= WORDS;
  return mask;
}

function inTime(c) {
  const first = claims.first[c];
  if (first === NO_MONTH) return state.undated;
  return (state.from == null || claims.last[c] >= state.from) && (state.to == null || first <= state.to);
}

function isIn(c, chosen) {
  for (let e = firstEvidence[c]; e < firstEvidence[c + 1]; e++) if (chosen.has(evidence.document[e])) return true;
  return false;
}

export function withNarrower(chosen) {
  const all = new Set();
  const add = domain => {
    if (!all.has(domain)) {
      all.add(domain);
      children[domain].forEach(add);
    }
  };
  chosen.forEach(add);
  return all;
}

function count(c, mask) {
  const sign = signOfClaim[c];
  if ((mask & ~SIGN) === 0) counts.sign[sign]++;
  if ((mask & ~KIND) === 0) {
    const one = claims.subject[c] >= 0 ? kindOf[claims.subject[c]] : -1,
      two = claims.object[c] >= 0 ? kindOf[claims.object[c]] : -1;
    if (one >= 0) counts.kind[one]++;
    if (two >= 0 && two !== one) counts.kind[two]++;
  }
  if ((mask & ~(MODALITY | NEGATION)) === 0) {
    if (claims.negated[c]) counts.negated++;
    else counts.modality[claims.modality[c]]++;
  }
  if ((mask & ~DOMAIN) === 0) {
    const own = claims.domain[c] >= 0 ? claims.domain[c] : claims.about[c];
    if (own >= 0) for (const domain of ancestors[own]) counts.domain[domain][sign]++;
  }
  if ((mask & ~RELATION) === 0) counts.relation[claims.relation[c]][sign]++;
  if ((mask & ~TIME) === 0 && claims.first[c] === NO_MONTH) counts.undated++;
  if (mask !== 0) return;
  counts.passing++;
  const arc = claims.arc[c];
  if (arc < 0) return;
  counts.drawn++;
  arcClaims[arc]++;
  entityClaims[claims.subject[c]]++;
  entityClaims[claims.object[c]]++;
}

function countDocuments() {
  const seen = new Int32Array(documents.length).fill(-1);
  const used = new Uint8Array(documents.length);
  for (let c = 0; c < claimCount; c++) {
    if ((failing[c] & ~DOCUMENT) !== 0) continue;
    for (let e = firstEvidence[c]; e < firstEvidence[c + 1]; e++) {
      const document = evidence.document[e];
      if (document < 0) continue;
      if (seen[document] !== c) {
        counts.document[document]++;
        seen[document] = c;
      }
      if (passing[c]) used[document] = 1;
    }
  }
  counts.documents = used.reduce((sum, one) => sum + one, 0);
}

// Passes everything but time: what the histogram is made of.
export const passesButTime = c => (failing[c] & ~TIME) === 0;

// Letters without their marks, one for one, so that places in the folded text are places in the text.
const plainLetters = new Map();
function plainLetter(letter) {
  let plain = plainLetters.get(letter);
  if (plain === undefined) {
    plain = letter.normalize("NFD")[0].toLowerCase();
    if (plain.length !== 1) plain = letter;
    plainLetters.set(letter, plain);
  }
  return plain;
}
export const fold = text => text.replace(/[A-Z]+/g, capital => capital.toLowerCase()).replace(/[^\x00-\x7f]/g, plainLetter);

const foldedTexts = [];
export function foldedText(document) {
  if (!isHere(document)) return "";
  return (foldedTexts[document] ??= fold(textOf(document)));
}
const foldedQuote = e =>
  evidence.document[e] >= 0 && evidence.quote[e] === undefined
    ? foldedText(evidence.document[e]).slice(evidence.start[e], evidence.start[e] + evidence.length[e])
    : fold(quoteOf(e));

export function* evidenceWithWords(words) {
  const wanted = fold(words.trim());
  if (!wanted) return;
  askForAll();
  const held = documents.map((_, number) => foldedText(number).includes(wanted));
  for (let c = 0; c < claimCount; c++) {
    for (let e = firstEvidence[c]; e < firstEvidence[c + 1]; e++) {
      const document = evidence.document[e];
      if ((document < 0 || held[document] || evidence.quote[e] !== undefined) && foldedQuote(e).includes(wanted)) yield [c, e];
    }
  }
}

let wordsFor = null,
  wordsFound = null;
export function forgetWords() {
  wordsFor = null;
}
function claimsWithWords(words) {
  if (wordsFor !== words) {
    wordsFor = words;
    wordsFound = new Set();
    for (const [c] of evidenceWithWords(words)) wordsFound.add(c);
  }
  return wordsFound;
}

export const tallyOf = list =>
  list.reduce(
    (tally, c) => {
      tally[signOfClaim[c]]++;
      return tally;
    },
    [0, 0, 0],
  );
