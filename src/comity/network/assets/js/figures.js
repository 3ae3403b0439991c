// Figures side by side, and for every two of one pair and relation whether they can be compared and how far they are apart.

import { claims, compared, documentTitle, evidence, firstEvidence, linkKinds, links, linksOfClaim, strings } from "./data.js";
import { el, plural } from "./dom.js";
import { relationText } from "./cards.js";
import { openClaim } from "./choose.js";

const AGREE = 0,
  DIFFER = 1,
  MOST = 3; // verdicts shown at once

// One figure that stands in claims of several topics is one figure.
function distinct(list) {
  const seen = new Set();
  return list.filter(c => {
    const first = firstEvidence[c];
    const key = [...claims.figure[c].slice(0, 4), claims.relation[c], claims.when[c], evidence.document[first]].join();
    return !seen.has(key) && seen.add(key);
  });
}

const amount = c => strings[claims.figure[c][0]];
const measure = c =>
  [strings[claims.figure[c][1]] || relationText(c), strings[claims.figure[c][2]] && `per ${strings[claims.figure[c][2]]}`]
    .filter(Boolean)
    .join(" ");

export function figuresTable(list) {
  const all = list.filter(c => claims.figure[c]);
  if (!all.length) return null;
  const rows = distinct(all).sort(
    (a, b) =>
      (strings[claims.figure[a][1]] < strings[claims.figure[b][1]] ? -1 : 1) * (claims.figure[a][1] !== claims.figure[b][1]) ||
      claims.figure[b][4] - claims.figure[a][4],
  );
  return [
    el(
      "table",
      { class: "figures" },
      el("caption", { class: "unseen" }, "Figures side by side"),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          ["Figure", "When", "Source"].map(title => el("th", { scope: "col" }, title)),
        ),
      ),
      el("tbody", {}, rows.map(figureRow)),
    ),
    verdicts(new Set(all)),
  ];
}

const clashes = c =>
  [...linksOfClaim(c)].some(
    number => linkKinds[links[number][2]] === "contradicts" && links[number].slice(0, 2).every(end => claims.figure[end]),
  );

function figureRow(c) {
  return el(
    "tr",
    {},
    el("td", {}, amount(c), el("small", {}, measure(c)), clashes(c) && el("div", { class: "clash" }, "in conflict")),
    el("td", {}, strings[claims.when[c]] || "–"),
    el(
      "td",
      {},
      el(
        "button",
        { type: "button", class: "link", onclick: () => openClaim(c) },
        documentTitle(evidence.document[firstEvidence[c]]),
      ),
    ),
  );
}

function verdicts(among) {
  const found = compared.filter(([one, two]) => among.has(one) && among.has(two));
  if (!found.length) return null;
  const rank = [1, 0, 2];
  found.sort((a, b) => rank[a[2]] - rank[b[2]]);
  const rows = found.map(([one, two, verdict, words]) =>
    el(
      "div",
      { class: verdict === DIFFER ? "contradicts" : verdict === AGREE ? "corroborates" : "" },
      el(
        "button",
        { type: "button", onclick: () => openClaim(one) },
        `${amount(one)} and ${amount(two)}: `,
        verdict === AGREE || verdict === DIFFER ? el("b", {}, strings[words].replace(/^comparable: /, "")) : strings[words],
      ),
    ),
  );
  const open = found.filter(([, , verdict]) => verdict === DIFFER || verdict === AGREE).length,
    shown = Math.max(MOST, open);
  return el(
    "div",
    { class: "bears verdicts" },
    rows.slice(0, shown),
    rows.length > shown &&
      el("details", {}, el("summary", {}, `${plural(rows.length - shown, "more pair")} compared`), rows.slice(shown)),
  );
}
