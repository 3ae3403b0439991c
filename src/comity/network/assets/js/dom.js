// The only place where elements are made. Text goes in as text nodes, styles as properties: nothing is parsed.

export const byId = id => document.getElementById(id);

export function el(tag, attributes, ...content) {
  return made(document.createElement(tag), attributes, content);
}

export function svg(tag, attributes, ...content) {
  return made(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, content);
}

function made(element, attributes, content) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value == null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [property, text] of Object.entries(value)) element.style.setProperty(property, text);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const part of content.flat(9)) if (part != null && part !== false) element.append(part);
  return element;
}

export const plural = (count, one, many = one + "s") => `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
export const number = count => count.toLocaleString("en-GB");
export const shortened = (text, most) => (text.length > most ? text.slice(0, most - 1).trimEnd() + "…" : text);
export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
export const isPhone = () => innerWidth <= 900;

export function announce(text) {
  byId("announce").textContent = text;
}

// Addresses come from documents: only plain web addresses become links.
export function outward(address, ...content) {
  const plain = /^https?:\/\/[^\s]+$/i.test(address);
  return plain ? el("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, content) : el("span", {}, content);
}

const ICONS = {
  plus: ["M8 3v10", "M3 8h10"],
  minus: ["M3 8h10"],
  fit: ["M2.5 6V2.5H6", "M10 2.5h3.5V6", "M13.5 10v3.5H10", "M6 13.5H2.5V10"],
  groups: ["M6 9.2a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2z", "M10.2 14a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8z"],
  theme: ["M8 2a6 6 0 1 0 0 12z", "M8 2a6 6 0 0 1 0 12"],
  save: ["M8 2v8", "m5 7.5 3 3 3-3", "M3 13.5h10"],
  filter: ["M2.5 4h11", "M4.5 8h7", "M6.5 12h3"],
  close: ["M3 3l10 10", "M13 3 3 13"],
  tick: ["m3 8.5 3.2 3.2L13 4.6"],
  twist: ["M5 3l6 5-6 5z"],
};
export function icon(name) {
  const filledIn = name === "theme" ? [svg("path", { d: ICONS.theme[0], fill: "currentColor" })] : [];
  return svg(
    "svg",
    { viewBox: "0 0 16 16", "aria-hidden": "true" },
    ICONS[name].map(d => svg("path", { d })),
    filledIn,
  );
}

export const SHAPE_PATHS = {
  State: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z",
  Organization: "M2.5 2.5h11v11h-11z",
  Person: "M1 2.4h14L8 14.6z",
  ActorGroup: "M4.4 1.8h7.2L15.2 8l-3.6 6.2H4.4L.8 8z",
  Agreement: "M8 .6 15.4 8 8 15.4.6 8z",
  Event: "M8 1.4 15 13.6H1z",
  Project: "m8 .8 2.1 4.7 5.1.5-3.9 3.4 1.2 5L8 11.8l-4.5 2.6 1.2-5L.8 6l5.1-.5z",
  Place: "M8 2.6a5.4 5.4 0 1 0 0 10.8A5.4 5.4 0 0 0 8 2.6z",
};
export function shapeIcon(kind, size = 16) {
  const colour = `var(--${kind.toLowerCase()})`;
  const ring = kind === "Place";
  return svg(
    "svg",
    { width: size, height: size, viewBox: "0 0 16 16", "aria-hidden": "true" },
    svg("path", {
      d: SHAPE_PATHS[kind],
      fill: ring ? "none" : colour,
      stroke: ring ? colour : "none",
      "stroke-width": ring ? 2.4 : 0,
    }),
  );
}

export function lineIcon(sign) {
  const dash = [null, "0.1 5", "6 4.5", "1 4"][sign];
  const colour = `var(--${["cooperation", "neutral", "conflict", "quiet"][sign]})`;
  return svg(
    "svg",
    { width: 26, height: 14, viewBox: "0 0 26 14", "aria-hidden": "true" },
    svg("path", {
      d: "M2 11Q13 0 24 11",
      fill: "none",
      stroke: colour,
      "stroke-width": sign === 3 ? 1.4 : 2.8,
      "stroke-linecap": sign >= 2 ? "butt" : "round",
      "stroke-dasharray": dash,
    }),
  );
}

export function signBar(tally, wide) {
  const total = tally[0] + tally[1] + tally[2] || 1;
  const label = `${tally[0]} cooperation, ${tally[1]} neutral, ${tally[2]} conflict`;
  return el(
    "span",
    { class: wide ? "bar wide" : "bar", role: "img", "aria-label": label },
    tally.map((part, sign) => part > 0 && el("i", { class: `s${sign}`, style: { width: `${(100 * part) / total}%` } })),
  );
}
