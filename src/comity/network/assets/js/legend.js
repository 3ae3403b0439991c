// The legend is the filter: signs, kinds and ways of saying are switches; topics, relations and documents are choices.

import { KIND_LABELS, MODALITY_LABELS, SIGNS, children, documents, domains, kinds, known, modalities, relations } from "./data.js";
import { byId, el, icon, lineIcon, number, shapeIcon, shortened, signBar } from "./dom.js";
import { counts, withNarrower } from "./filters.js";
import { changed, clearFilters, filtersAreSet, state } from "./state.js";

const opened = new Set(),
  wholeLists = new Set();
const FIRST_ROWS = 8;

export function drawLegend() {
  const legend = byId("legend");
  const focused = legend.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const scrolled = legend.scrollTop;
  legend.replaceChildren(
    ...[
      el("button", { type: "button", class: "handle", "aria-label": "Close filters", onclick: closeLegend }),
      el("button", { type: "button", class: "close", "aria-label": "Close filters", onclick: closeLegend }, icon("close")),
      ...section(
        "Ties",
        [
          ...SIGNS.map((sign, s) =>
            switchRow(
              `sign${s}`,
              lineIcon(s),
              sign.label,
              counts.sign[s],
              !state.signsOff.has(s),
              () => toggle(state.signsOff, s),
              sign.hint,
            ),
          ),
          known.length > 0 &&
            switchRow(
              "known",
              lineIcon(3),
              "Known members",
              known.length,
              state.known,
              () => {
                state.known = !state.known;
              },
              "memberships and parties by reference knowledge, which no document here speaks of",
            ),
        ],
      ),
      ...section(
        "Who and what",
        kinds.map(
          (kind, k) =>
            (counts.kind[k] || state.kindsOff.has(k)) &&
            hasKind(k) &&
            switchRow(`kind${k}`, shapeIcon(kind), KIND_LABELS[kind], counts.kind[k], !state.kindsOff.has(k), () =>
              toggle(state.kindsOff, k),
            ),
        ),
      ),
      ...section("How it is said", [
        ...modalities.map((modality, m) =>
          switchRow(`said${m}`, null, MODALITY_LABELS[modality], counts.modality[m], state.modalities.has(m), () =>
            toggle(state.modalities, m),
          ),
        ),
        switchRow(
          "negated",
          null,
          "Negated",
          counts.negated,
          state.negated,
          () => {
            state.negated = !state.negated;
          },
          "what a text says is not so",
        ),
      ]),
      ...choices("Topics", state.domains, topicTree()),
      ...choices(
        "Relations",
        state.relations,
        ranked(
          "relation",
          relations.map((relation, r) => [r, capital(relation[1]), counts.relation[r]]),
          state.relations,
        ),
      ),
      ...choices(
        "Documents",
        state.documents,
        ranked(
          "document",
          documents.map((paper, d) => [d, paper[1], counts.document[d]]),
          state.documents,
        ),
      ),
      filtersAreSet() &&
        el(
          "div",
          { class: "actions" },
          el(
            "button",
            {
              type: "button",
              "data-key": "clear",
              onclick: () => {
                clearFilters();
                changed("filters");
              },
            },
            "Clear all filters",
          ),
        ),
    ].filter(Boolean),
  );
  legend.scrollTop = scrolled;
  if (focused) legend.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

const capital = text => text[0].toUpperCase() + text.slice(1);
let presentKinds = null;
export function setPresentKinds(found) {
  presentKinds = found;
}
const hasKind = k => presentKinds.has(k);

function toggle(set, member) {
  if (set.has(member)) set.delete(member);
  else set.add(member);
}

function section(title, rows) {
  return [el("h2", {}, title), el("div", { class: "rows", role: "group", "aria-label": title }, rows)];
}

function switchRow(key, sample, label, count, pressed, flip, hint) {
  return el(
    "button",
    {
      type: "button",
      class: `row${pressed ? "" : " off"}${sample ? "" : " plain"}`,
      "aria-pressed": String(pressed),
      "data-key": key,
      title: hint,
      onclick: () => {
        flip();
        changed("filters");
      },
    },
    sample && el("span", { class: "icon" }, sample),
    el("span", { class: "name" }, label),
    el("span", { class: "count" }, number(count)),
    el("span", { class: "tick" }, icon("tick")),
  );
}

function choices(title, chosen, rows) {
  const none = rows.length === 0;
  return none
    ? []
    : [
        el(
          "h2",
          {},
          title,
          chosen.size > 0 &&
            el(
              "button",
              {
                type: "button",
                "data-key": `all${title}`,
                "aria-label": `All ${title.toLowerCase()}`,
                onclick: () => {
                  chosen.clear();
                  changed("filters");
                },
              },
              "All",
            ),
        ),
        el("div", { class: "rows", role: "group", "aria-label": title }, rows),
      ];
}

function choiceRow(key, label, tally, chosen, member, most, within) {
  const total = Array.isArray(tally) ? tally[0] + tally[1] + tally[2] : tally;
  const bar = signBar(Array.isArray(tally) ? tally : [0, tally, 0]);
  bar.setAttribute("aria-hidden", "true");
  bar.removeAttribute("role");
  bar.removeAttribute("aria-label");
  bar.style.setProperty("width", `${Math.max(total ? 3 : 0, (42 * total) / most)}px`);
  const pressed = chosen.has(member);
  return el(
    "button",
    {
      type: "button",
      class: `row choice${(chosen.size && !pressed && !within) || !total ? " faded" : ""}`,
      "aria-pressed": String(pressed),
      "data-key": key,
      title: label,
      onclick: () => {
        toggle(chosen, member);
        changed("filters");
      },
    },
    el("span", { class: "name", dir: "auto" }, shortened(label, 60)),
    bar,
    el("span", { class: "count" }, number(total)),
  );
}

const sum = tally => tally[0] + tally[1] + tally[2];

function topicTree() {
  const most = Math.max(1, ...counts.domain.map(sum));
  const within = withNarrower(state.domains);
  const branch = domain => {
    const inner = children[domain].filter(child => sum(counts.domain[child]) || state.domains.has(child));
    const row = choiceRow(
      `topic${domain}`,
      domains[domain][1],
      counts.domain[domain],
      state.domains,
      domain,
      most,
      within.has(domain),
    );
    const open = opened.has(domain) || inner.some(child => hasChosen(child));
    const twist = inner.length
      ? el(
          "button",
          {
            type: "button",
            class: "twist",
            "data-key": `twist${domain}`,
            "aria-expanded": String(open),
            "aria-label": `Narrower topics of ${domains[domain][1]}`,
            onclick: () => {
              toggle(opened, domain);
              drawLegend();
            },
          },
          icon("twist"),
        )
      : el("span");
    return el("div", { class: "branch" }, twist, row, open && el("div", { class: "inner" }, inner.map(branch)));
  };
  return domains.flatMap(([, , broader], domain) =>
    broader < 0 && (sum(counts.domain[domain]) || hasChosen(domain)) ? [branch(domain)] : [],
  );
}

const hasChosen = domain => state.domains.has(domain) || children[domain].some(hasChosen);

function ranked(name, all, chosen) {
  const total = tally => (Array.isArray(tally) ? sum(tally) : tally);
  const rows = all
    .filter(([member, , tally]) => total(tally) > 0 || chosen.has(member))
    .sort((a, b) => total(b[2]) - total(a[2]) || (a[1] < b[1] ? -1 : 1));
  const most = Math.max(1, ...rows.map(row => total(row[2])));
  const shown = wholeLists.has(name) ? rows : rows.filter(([member], place) => place < FIRST_ROWS || chosen.has(member));
  const list = shown.map(([member, label, tally]) => choiceRow(`${name}${member}`, label, tally, chosen, member, most));
  if (rows.length > FIRST_ROWS) {
    const open = wholeLists.has(name);
    list.push(
      el(
        "button",
        {
          type: "button",
          class: "link",
          "data-key": `more${name}`,
          "aria-expanded": String(open),
          onclick: () => {
            toggle(wholeLists, name);
            drawLegend();
          },
        },
        open ? "Show fewer" : `Show all ${number(rows.length)}`,
      ),
    );
  }
  return list;
}

export function openLegend() {
  byId("legend").classList.add("open");
  byId("filters-button").setAttribute("aria-expanded", "true");
  byId("legend").focus();
}
export function closeLegend() {
  byId("legend").classList.remove("open");
  byId("filters-button").setAttribute("aria-expanded", "false");
}
