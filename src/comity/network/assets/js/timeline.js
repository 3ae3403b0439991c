// Claims along time: a histogram by sign, two handles, and a switch for claims without a date.

import { NO_MONTH, OPEN_END, SIGNS, claimCount, claims, signOfClaim } from "./data.js";
import { byId, el, isPhone, plural, svg } from "./dom.js";
import { counts, passesButTime } from "./filters.js";
import { changed, state } from "./state.js";

const STEPS = [1, 3, 12, 60, 120, 600];
const MOST_BUCKETS = 64;
let axis = null;

// First month, months a bucket, number of buckets; early stragglers share the first bucket.
function makeAxis() {
  const dated = [];
  let latest = -Infinity;
  for (let c = 0; c < claimCount; c++) {
    if (claims.first[c] === NO_MONTH) continue;
    if (claims.first[c] > -OPEN_END + 1) dated.push(claims.first[c]);
    latest = Math.max(latest, claims.last[c] < OPEN_END ? claims.last[c] : claims.first[c]);
  }
  if (!dated.length) return null;
  dated.sort((a, b) => a - b);
  const early = dated[Math.floor(dated.length * 0.04)];
  const stragglers = early - dated[0] > 1.5 * (latest - early + 12);
  const first = Math.floor((stragglers ? early : dated[0]) / 12) * 12,
    last = Math.floor(latest / 12) * 12 + 11;
  const step =
    STEPS.find(months => (last - first + 1) / months <= MOST_BUCKETS) ?? Math.ceil((last - first + 1) / MOST_BUCKETS / 12) * 12;
  const start = Math.floor(first / step) * step - (stragglers ? step : 0);
  return { start, step, buckets: Math.floor((last - start) / step) + 1, stragglers };
}

const bucketOf = month => Math.max(0, Math.min(axis.buckets - 1, Math.floor((month - axis.start) / axis.step)));

export function startTimeline() {
  axis = makeAxis();
  if (!axis) return byId("timeline").replaceChildren(el("div", { class: "time-head" }, "No claim has a date."));
  const handle = (id, label) =>
    el("input", { type: "range", id, min: 0, max: axis.buckets - 1, step: 1, "aria-label": label, oninput: moved });
  return byId("timeline").replaceChildren(
    el(
      "div",
      { class: "time-head" },
      el("span", { class: "long" }, `Claims by ${bucketName()}`),
      el("button", {
        type: "button",
        class: "pill",
        id: "undated",
        onclick: () => {
          state.undated = !state.undated;
          changed("filters");
        },
      }),
      el("output", { id: "period" }),
    ),
    el(
      "div",
      { class: "time-body" },
      svg("svg", { id: "histogram", preserveAspectRatio: "none", "aria-hidden": "true" }),
      el("div", { class: "range" }, el("i", { id: "span" }), handle("time-from", "From"), handle("time-to", "To")),
      el("div", { class: "ticks", id: "ticks", "aria-hidden": "true" }),
    ),
  );
}

const bucketName = () =>
  ({ 1: "month", 3: "quarter", 12: "year", 60: "five years", 120: "decade" })[axis.step] ?? `${axis.step / 12} years`;

let waiting = 0;
function moved(event) {
  const from = byId("time-from"),
    to = byId("time-to");
  let low = Number(from.value),
    high = Number(to.value);
  if (low > high) {
    if (event.target === from) low = high;
    else high = low;
  }
  state.from = low === 0 ? null : axis.start + low * axis.step;
  state.to = high === axis.buckets - 1 ? null : axis.start + (high + 1) * axis.step - 1;
  showHandles();
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => changed("filters"));
}

function showHandles() {
  const low = state.from == null ? 0 : bucketOf(state.from),
    high = state.to == null ? axis.buckets - 1 : bucketOf(state.to);
  byId("time-from").value = low;
  byId("time-to").value = high;
  byId("time-from").setAttribute("aria-valuetext", name(low));
  byId("time-to").setAttribute("aria-valuetext", name(high, true));
  const most = Math.max(1, axis.buckets - 1);
  byId("span").style.setProperty("left", `calc(10px + (100% - 20px) * ${low / most})`);
  byId("span").style.setProperty("right", `calc(10px + (100% - 20px) * ${1 - high / most})`);
  const whole = state.from == null && state.to == null;
  byId("period").textContent = whole
    ? `${name(0)} – ${name(axis.buckets - 1, true)}`
    : low === high
      ? name(low)
      : `${name(low)} – ${name(high, true)}`;
  return [low, high];
}

function name(bucket, end = false) {
  if (bucket === 0 && axis.stragglers && !end) return "earlier";
  const month = axis.start + (end ? (bucket + 1) * axis.step - 1 : bucket * axis.step);
  const year = Math.floor(month / 12);
  if (axis.step >= 12) return String(year);
  if (axis.step === 3) return `${year} Q${Math.floor((month % 12) / 3) + 1}`;
  return new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" }).format(
    new Date(Date.UTC(year, month % 12, 1)),
  );
}

export function drawTimeline() {
  if (!axis) return;
  const [low, high] = showHandles();
  const bars = Array.from({ length: axis.buckets }, () => [0, 0, 0]);
  for (let c = 0; c < claimCount; c++) {
    if (claims.first[c] !== NO_MONTH && passesButTime(c)) bars[bucketOf(claims.first[c])][signOfClaim[c]]++;
  }
  const most = Math.max(1, ...bars.map(bar => bar[0] + bar[1] + bar[2]));
  const drawing = byId("histogram");
  drawing.setAttribute("viewBox", `0 0 ${axis.buckets} 100`);
  const paths = SIGNS.map(() => ["", ""]);
  bars.forEach((bar, place) => {
    let y = 100;
    const lit = place >= low && place <= high ? 0 : 1;
    bar.forEach((count, sign) => {
      const height = (98 * count) / most;
      y -= height;
      if (count) paths[sign][lit] += `M${place + 0.1} ${y.toFixed(2)}h.8v${height.toFixed(2)}h-.8z`;
    });
  });
  drawing.replaceChildren(
    ...paths.flatMap((pair, sign) =>
      pair.map((d, dim) => svg("path", { d, fill: `var(--${SIGNS[sign].key})`, opacity: dim ? 0.25 : 1 })),
    ),
  );
  const undated = byId("undated");
  undated.hidden = counts.undated === 0 && state.undated;
  undated.setAttribute("aria-pressed", String(state.undated));
  undated.textContent = `${state.undated ? "with" : "without"} ${plural(counts.undated, "undated claim")}`;
  drawTicks();
}

function drawTicks() {
  const years = (axis.buckets * axis.step) / 12,
    room = isPhone() ? 5 : 11;
  const every = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500].find(step => years / step <= room) ?? 1000;
  const ticks = [];
  for (let year = Math.ceil(axis.start / 12); year * 12 < axis.start + axis.buckets * axis.step; year++) {
    const at = (year * 12 - axis.start) / (axis.buckets * axis.step);
    if (year % every === 0 && !(axis.stragglers && at < 0.04))
      ticks.push(
        el(
          "span",
          { style: { left: `${(100 * (year * 12 + Math.min(6, axis.step / 2) - axis.start)) / (axis.buckets * axis.step)}%` } },
          String(year),
        ),
      );
  }
  byId("ticks").replaceChildren(...ticks);
}
