// The panel of everything that passes the filters, and of a group.

import { openClaim, openEntity, openGroup, openTriad } from "./choose.js";
import { claimCount, claims, entities, groups, linkKinds, links, relations, signOfClaim, strings } from "./data.js";
import { byId, el, number, plural, signBar } from "./dom.js";
import { counts, entityClaims, passing } from "./filters.js";
import { big, heading, hint, key, pairRow, sumTallies, tieRow } from "./panel_parts.js";
import { partnersOf, strongestPairs } from "./partners.js";
import { groupName } from "./scene.js";
import { changed, state } from "./state.js";
import { triadText, unbalancedTriads } from "./triads.js";

export function overview() {
  const tally = [0, 0, 0],
    incoming = new Map();
  for (let c = 0; c < claimCount; c++) if (passing[c]) tally[signOfClaim[c]]++;
  const top = [...entityClaims.keys()]
    .filter(e => entityClaims[e])
    .sort((a, b) => entityClaims[b] - entityClaims[a] || a - b)
    .slice(0, 8);
  for (const e of top) incoming.set(e, sumTallies(partnersOf(e)));
  const clashes = links.filter(([one, two, kind]) => linkKinds[kind] === "contradicts" && (passing[one] || passing[two]));
  return [
    el("div", { class: "kicker" }, "Overview"),
    el("h2", {}, counts.passing ? plural(counts.passing, "claim") : "Nothing to show"),
    counts.drawnActors > 0 &&
      el(
        "p",
        { class: "aliases" },
        `${number(counts.drawn)} of them tie ${plural(counts.drawnActors, "actor, agreement, event or project", "actors, agreements, events and projects")} together`,
      ),
    counts.passing > 0 && [signBar(tally, true), key(tally)],
    top.length > 0 && [heading("Most spoken of"), top.map(e => tieRow(e, incoming.get(e), () => openEntity(e)))],
    top.length > 0 && [heading("Strongest ties"), strongestPairs(7).map(pairRow)],
    clashes.length > 0 && [
      heading("Where sources contradict each other", clashes.length),
      el("div", { class: "bears" }, clashes.slice(0, 6).map(clashRow)),
    ],
    counts.drawn > 2 && triads(),
    groups.length > 1 && top.length > 0 && [heading("Groups", groups.filter(([members]) => members > 2).length), groupRows()],
    counts.passing > 0 &&
      hint(
        "Choose an actor or a line to read the sentences behind it. The width of a line follows the number of claims; solid is cooperation, dashed conflict, dotted neither. What is only intended, proposed or possible is not drawn until you ask for it.",
      ),
  ];
}

function clashRow([one, two, , aspects, reason]) {
  const label = `${claims.subject[one] >= 0 ? entities.label[claims.subject[one]] : "someone"} ${relations[claims.relation[one]][1]} ${claims.object[one] >= 0 ? entities.label[claims.object[one]] : "…"}`;
  return el(
    "div",
    { class: "contradicts" },
    el(
      "button",
      { type: "button", onclick: () => openClaim(passing[one] ? one : two) },
      label,
      ": ",
      el("b", {}, strings[reason] || strings[aspects] || "they cannot both hold"),
    ),
  );
}

// Looked for only when somebody asks: on large graphs it takes a moment.
function triads() {
  const toggle = text =>
    el(
      "button",
      {
        type: "button",
        class: "link triads-switch",
        "aria-pressed": String(state.triads),
        onclick: () => {
          state.triads = !state.triads;
          changed("view");
          byId("panel").querySelector(".triads-switch")?.focus({ preventScroll: true });
        },
      },
      text,
    );
  if (!state.triads) return [heading("Unbalanced triads"), toggle("Look for two friends of a third who clash")];
  const found = unbalancedTriads();
  return [
    heading("Unbalanced triads", found.length, toggle("Hide")),
    !found.length && hint("None among what passes the filters."),
    el(
      "div",
      { class: "bears" },
      found
        .slice(0, 12)
        .map(({ members }) =>
          el("div", {}, el("button", { type: "button", onclick: () => openTriad(members) }, triadText(members))),
        ),
    ),
    found.length > 12 && hint(`${number(found.length - 12)} more: filter to fewer topics, documents or years to see them.`),
  ];
}

function groupRows() {
  return groups.flatMap(([members, , total], group) =>
    members > 2 && group < 8
      ? [
          el(
            "button",
            { type: "button", class: "tie pair", onclick: () => openGroup(group) },
            el("span", { class: "name" }, groupName(group)),
            el("span", { class: "count" }, plural(members, "member")),
            el("span", { class: "count" }, number(total)),
          ),
        ]
      : [],
  );
}

export function groupPanel(group) {
  const members = entities.group
    .flatMap((g, e) => (g === group && entityClaims[e] ? [e] : []))
    .sort((a, b) => entityClaims[b] - entityClaims[a]);
  const outside = new Map();
  for (const e of members)
    for (const { partner, tally } of partnersOf(e)) {
      const other = entities.group[partner];
      if (other !== group)
        outside.set(
          other,
          (outside.get(other) ?? [0, 0, 0]).map((part, s) => part + tally[s]),
        );
    }
  const ties = [...outside].sort((a, b) => sum3(b[1]) - sum3(a[1])).slice(0, 8);
  return [
    el("div", { class: "kicker" }, "Group of actors with many ties among themselves"),
    el("h2", {}, groupName(group)),
    el(
      "div",
      { class: "numbers" },
      big(members.length, "members"),
      big(
        members.reduce((sum, e) => sum + entityClaims[e], 0),
        "mentions in claims",
      ),
    ),
    heading("Members", members.length),
    members.slice(0, 40).map(e => tieRow(e, sumTallies(partnersOf(e)), () => openEntity(e))),
    members.length > 40 && hint(`${number(members.length - 40)} more: find them by name.`),
    ties.length > 0 && [
      heading("Ties to other groups"),
      ties.map(([other, tally]) =>
        el(
          "button",
          { type: "button", class: "tie pair", onclick: () => openGroup(other) },
          el("span", { class: "name" }, groupName(other)),
          signBar(tally),
          el("span", { class: "count" }, number(sum3(tally))),
        ),
      ),
    ],
  ];
}
const sum3 = ([a, b, c]) => a + b + c;
