// A claim as a card: who does what to whom, how it is said, the sentence with its words marked, and what bears on it.

import {
  LINK_LABELS,
  MODALITY_LABELS,
  SIGNS,
  claims,
  directionOf,
  documentTitle,
  documents,
  domains,
  entities,
  evidence,
  firstEvidence,
  kindOf,
  kinds,
  linkKinds,
  links,
  linksOfClaim,
  modalities,
  relations,
  signOfClaim,
  strings,
} from "./data.js";
import { el, number, outward, plural, shapeIcon } from "./dom.js";
import { evidenceIsHere, quoteOf, signsIn, waitingText, without } from "./texts.js";
import { openClaim, openEntity, readInDocument, showOnlyTopic } from "./choose.js";

export const hasObject = c => claims.object[c] >= 0 || claims.about[c] >= 0 || claims.affected[c] >= 0;

export function objectText(c) {
  if (claims.object[c] >= 0) return entities.label[claims.object[c]];
  if (claims.about[c] >= 0) return domains[claims.about[c]][1].toLowerCase();
  if (claims.affected[c] >= 0) return `what is claimed: ${sentence(claims.affected[c])}`;
  return "something the graph does not hold";
}
export const subjectText = c => (claims.subject[c] >= 0 ? entities.label[claims.subject[c]] : "someone");
export const relationText = c => relations[claims.relation[c]][1];

// The claim in words, for lists, tables and reading aloud.
export function sentence(c) {
  const negation = claims.negated[c] ? "not: " : "";
  return `${subjectText(c)} ${negation}${relationText(c)} ${objectText(c)}`;
}

export function figureText(c) {
  const figure = claims.figure[c];
  if (!figure) return "";
  const [amount, measure, per] = figure.map(part => strings[part]);
  return [amount, measure && `(${measure}${per ? `, per ${per}` : ""})`, !measure && per && `per ${per}`].filter(Boolean).join(" ");
}

function entityName(entity) {
  return el("button", { type: "button", dir: "auto", onclick: () => openEntity(entity) }, entities.label[entity]);
}

function statement(c) {
  const subject = claims.subject[c] >= 0 ? entityName(claims.subject[c]) : "someone";
  const object = claims.object[c] >= 0 ? entityName(claims.object[c]) : objectText(c);
  const effect = strings[claims.effect[c]],
    office = strings[claims.office[c]];
  return el(
    "p",
    { class: "said" },
    subject,
    " ",
    claims.negated[c] ? [el("span", { class: "not" }, "not"), " "] : null,
    relationText(c),
    effect && ` (${effect})`,
    " ",
    object,
    office && `, as ${office}`,
  );
}

export function claimCard(c, here = false) {
  const sign = signOfClaim[c],
    modality = modalities[claims.modality[c]];
  const real = modality === "asserted" || modality === "assessed";
  const figure = figureText(c);
  const first = firstEvidence[c],
    count = claims.evidence[c];
  return el(
    "article",
    { class: `card c${sign}${real ? "" : " unreal"}${here ? " here" : ""}`, "data-claim": claims.id[c], "aria-label": sentence(c) },
    el(
      "div",
      { class: "meta" },
      el("span", { class: `sign g${sign}` }, `${SIGNS[sign].glyph} ${SIGNS[sign].label}`),
      claims.negated[c] ? el("span", { class: "chip not" }, "Negated") : null,
      modality !== "asserted" &&
        el("span", { class: real ? "chip" : "chip hedge" }, modality === "assessed" ? "Judged" : MODALITY_LABELS[modality]),
      claims.domain[c] >= 0 &&
        el(
          "button",
          { type: "button", class: "chip", title: "Show only this topic", onclick: () => showOnlyTopic(claims.domain[c]) },
          domains[claims.domain[c]][1],
        ),
      claims.when[c] > 0 && el("time", {}, strings[claims.when[c]]),
    ),
    statement(c),
    figure &&
      el("p", { class: "amount" }, el("b", {}, strings[claims.figure[c][0]]), figure.slice(strings[claims.figure[c][0]].length)),
    claims.by[c] >= 0 && el("p", { class: "meta" }, "according to ", entities.label[claims.by[c]]),
    count > 0 && quotation(first),
    count > 1 &&
      el(
        "details",
        {},
        el("summary", {}, `${plural(count - 1, "more place")} in the documents`),
        Array.from({ length: count - 1 }, (_, n) => quotation(first + 1 + n)),
      ),
    bearings(c),
    el(
      "div",
      { class: "foot" },
      el("span", {}, `Belief ${claims.belief[c]} %`),
      el("span", {}, plural(claims.documents[c], "document")),
      count > 0 &&
        evidence.document[first] >= 0 &&
        el("button", { type: "button", onclick: () => readInDocument(first, c) }, "Read in the document"),
      !here && el("button", { type: "button", onclick: () => openClaim(c) }, "Link to this claim"),
    ),
  );
}

// A quote in its sentence, the words for subject, relation and object marked, with where it stands and how it was read.
export function quotation(e) {
  const document = evidence.document[e];
  if (!evidenceIsHere(e)) return el("blockquote", { class: "waiting" }, el("p", {}, waitingText(document)));
  const quote = quoteOf(e),
    signs = signsIn(quote, document),
    shown = (from, to) => without(signs, quote, from, to),
    parts = [],
    marks = evidence.marks[e];
  let at = 0;
  for (let m = 0; m < marks.length; m += 3) {
    const start = marks[m + 1],
      end = start + marks[m + 2];
    if (start < at || end > quote.length) continue;
    parts.push(
      shown(at, start),
      el("mark", { class: `m${marks[m]}`, title: ["subject", "relation", "object"][marks[m]] }, shown(start, end)),
    );
    at = end;
  }
  parts.push(shown(at, quote.length));
  const cell = evidence.cell[e],
    resolved = evidence.resolved[e];
  const place = cell
    ? [
        strings[cell[1]] || `Table ${cell[0] + 1}`,
        strings[cell[2]] && `row “${strings[cell[2]]}”`,
        strings[cell[3]] && `column “${strings[cell[3]]}”`,
      ]
        .filter(Boolean)
        .join(", ")
    : "";
  const source =
    document >= 0 && documents[document][5] ? outward(documents[document][5], documentTitle(document)) : documentTitle(document);
  return el(
    "blockquote",
    {},
    el("p", { dir: directionOf(document) }, parts),
    el(
      "footer",
      {},
      source,
      strings[evidence.section[e]] && ` · ${strings[evidence.section[e]]}`,
      place && ` · ${place}`,
      ` · read by ${strings[evidence.rule[e]] || "an unnamed rule"}, ${evidence.confidence[e]} % sure`,
      resolved && el("span", { class: "resolved" }, "Names: ", resolved.map(reason => strings[reason]).join("; ")),
      signs.length > 0 && el("details", { class: "exact" }, el("summary", {}, "As it stands in the file"), el("q", {}, quote)),
    ),
  );
}

// What other claims say about the same thing.
function bearings(c) {
  const found = [...linksOfClaim(c)].map(number => {
    const [source, target, kind, aspects, reason] = links[number];
    return { other: source === c ? target : source, kind: linkKinds[kind], aspects: strings[aspects], reason: strings[reason] };
  });
  if (!found.length) return null;
  const order = ["contradicts", "differsIn", "refines", "corroborates"];
  found.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.other - b.other);
  const rows = found.map(({ other, kind, aspects, reason }) =>
    el(
      "div",
      { class: kind },
      el(
        "button",
        { type: "button", title: reason, onclick: () => openClaim(other) },
        el("b", {}, `${LINK_LABELS[kind]}${aspects ? ` in ${aspects}` : ""}: `),
        claimInShort(other),
      ),
    ),
  );
  if (rows.length <= 3) return el("div", { class: "bears" }, rows);
  return el(
    "div",
    { class: "bears" },
    rows.slice(0, 3),
    el("details", {}, el("summary", {}, `${number(rows.length - 3)} more that bear on it`), rows.slice(3)),
  );
}

function claimInShort(c) {
  const figure = figureText(c),
    when = strings[claims.when[c]],
    modality = modalities[claims.modality[c]];
  const paper = evidence.document[firstEvidence[c]];
  return [
    sentence(c),
    figure,
    when,
    modality !== "asserted" && MODALITY_LABELS[modality].toLowerCase(),
    claims.evidence[c] > 0 && documentTitle(paper),
  ]
    .filter(Boolean)
    .join(" · ");
}

const PAGE = 10;
export function cardList(list, first = null) {
  const box = el("div");
  let shown = 0;
  const more = () => {
    box.querySelector(":scope > .more")?.remove();
    const next = list.slice(shown, shown + PAGE);
    const cards = next.map(c => claimCard(c, c === first));
    box.append(...cards);
    if (shown) cards[0]?.querySelector("button")?.focus({ preventScroll: true });
    shown += next.length;
    if (shown < list.length)
      box.append(
        el(
          "button",
          { type: "button", class: "more", onclick: more },
          `Show ${Math.min(PAGE, list.length - shown)} more of ${number(list.length - shown)}`,
        ),
      );
  };
  more();
  return box;
}

export function kindLine(entity, label) {
  return el("div", { class: "kicker" }, shapeIcon(kinds[kindOf[entity]]), label);
}
