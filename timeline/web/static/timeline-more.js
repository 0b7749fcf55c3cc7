/* What the timeline needs once it has moved: the list and the words of a window, what is said where it is empty, the
   counts by which its events can be narrowed. Fetched when it is first needed. */

import { boot, clipped, own, paperLayout, rowTop, said, stage } from "./timeline.js";

function made(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

const unseen = (text) => made("span", { class: "unseen" }, text);

function choice(one, removing) {
  const count = made("span", { class: "n" }, String(one.certain));
  if (one.possible) count.append(made("span", { class: "may" }, made("span", { "aria-hidden": "true" }, `+${one.possible}`), unseen(`, ${one.possibly}`)));
  const name = made("span", { class: "name", dir: "auto" }, one.name);
  const link = made("a", { href: own(one.href), rel: "nofollow", "aria-current": one.chosen && "true" }, name, " ", count);
  if (one.chosen) link.prepend(unseen(`${removing} `));
  return made("li", {}, link);
}

function panel({ title, first, more, rest }, open, removing) {
  const list = (values) => made("ul", {}, ...values.map((one) => choice(one, removing)));
  const found = [made("h3", {}, title), list(first)];
  if (more.length) {
    const details = made("details", { "data-of": title }, made("summary", {}, rest, unseen(` – ${title}`)), list(more));
    details.open = open.has(title);
    found.push(details);
  }
  return found;
}

let asking = null;

/** Shows the counts of a window in place of those before; lists that were opened stay so. */
export async function narrow(place, address) {
  asking?.abort();
  asking = new AbortController();
  const answer = await fetch(address, { signal: asking.signal });
  if (!answer.ok) throw new Error(answer.status);
  const { name, removing, facets } = await answer.json();
  const before = place.querySelector("nav"), nav = made("nav", { class: "facets", "aria-label": name });
  const open = new Set([...place.querySelectorAll("details[open]")].map((one) => one.dataset.of));
  nav.append(...facets.flatMap((one) => panel(one, open, removing)));
  if (before) before.replaceWith(nav); else place.append(nav);
}

/** Takes the counts away, and stops asking for them. */
export function hide(place) {
  asking?.abort();
  place.querySelector("nav")?.remove();
}

/** Brings list, sentence, form and ways on in line with the window that is shown. */
export function tell(view) {
  document.getElementById("tl-said").textContent = view.said;
  for (const way of view.ways) {
    const link = document.querySelector(`[data-way="${way.name}"]`);
    link.href = own(way.href);
    link.dataset.window = `${way.start} ${way.end}`;
  }
  for (const link of document.querySelectorAll("[data-lanes], [data-facets]")) {
    const to = new URL(link.href);
    to.searchParams.set("from", view.first);
    to.searchParams.set("to", view.last);
    link.href = to;
  }
  document.getElementById("tl-all").href = own(view.chronology);
  document.getElementById("from").value = view.first;
  document.getElementById("to").value = view.last;
  document.querySelector(".tl-empty")?.remove();
  const rows = document.querySelector(".tl-rows");
  rows.replaceChildren(...view.entries.map((entry) => rowOf(entry)));
  if (view.empty) rows.after(nothing(view.empty));
}

/** Fills a copy of the row that the server has written, so that both write the same. */
function rowOf(entry) {
  const row = document.getElementById("tl-row").content.firstElementChild.cloneNode(true), get = (name) => row.querySelector(name);
  row.dataset.id = entry.id;
  get(".when").textContent = entry.when;
  get(".mark").setAttribute("class", `mark f-${entry.family}${entry.happened ? "" : " hollow"}`);
  get("use").setAttribute("href", `#g-${entry.family}`);
  get(".to").href = own(entry.href);
  get(".to").textContent = entry.title;
  if (entry.badges.length) get(".badge").textContent = entry.badges[0]; else get(".badge").remove();
  const by = get(".by");
  entry.sources.forEach((source, place) => {
    const link = document.createElement("a");
    link.href = own(source.href);
    link.dir = "auto";
    link.textContent = source.name;
    by.append(...(place ? [", "] : []), link);
    if (source.url) { const url = document.createElement("span"); url.className = "printed"; url.textContent = ` ${source.url}`; by.append(url); }
  });
  if (entry.more) by.append(`, ${said.more.replace("{n}", entry.more)}`);
  return row;
}

/** Says what a window without events would have without a part of the filter, and what is nearest. */
function nothing({ said: first, leading, outs, nearest }) {
  const box = made("div", { class: "empty tl-empty" }, made("p", {}, first));
  if (outs.length) {
    box.append(made("p", {}, leading), made("ul", {}, ...outs.map((one) => made("li", {},
      made("a", { href: own(one.href) }, `${said.without} `, made("span", { class: "kind" }, one.part), ...(one.name ? [" ", made("b", { dir: "auto" }, one.name)] : [])),
      `: ${one.total}`))));
  }
  if (nearest.length) {
    box.append(made("dl", { class: "nearest" }, ...nearest.flatMap((one) => [
      made("dt", {}, one.which), made("dd", {}, `${one.when}: `, made("a", { href: own(one.href), dir: "auto" }, one.title))])));
  }
  return box;
}

/* ---------------------------------------------------------------- paper */

const MASKS = { in: "up", out: "down", about: "both", on: "down" };

/** Draws the window that is shown into the picture that paper has. */
function forPaper() {
  const svg = stage.querySelector(".tl-svg"), width = 1000, all = [];
  const make = (name, attributes, text) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    all.push(made);
  };
  const { view, drawn, ticks } = paperLayout(width), span = view.end - view.start, percent = (day) => (day - view.start) / span * 100;
  for (const { at } of ticks.minor) make("line", { class: "g", x1: `${at / 10}%`, x2: `${at / 10}%`, y2: "100%" });
  for (const { mark, row, at, closing, length } of drawn.placed) {
    const x = at / (width * 0.68) * 100, top = rowTop(row);
    make("text", { x: `${x}%`, dx: closing ? -4 : 15, y: top + 12, class: closing ? "end" : "" }, clipped(mark, length + 0.01)[0]);
    make("use", { href: `#g-${boot.families[mark.family]}`, x: `${x}%`, y: top + 2, width: 11, height: 11, class: `f-${boot.families[mark.family]} m` });
    for (const [kind, start, end] of mark.parts) {
      const left = Math.max(percent(start), 0), right = Math.min(percent(end), 100);
      if (right > left) make("rect", { class: `m f-${boot.families[mark.family]} ${kind}`, ...(MASKS[kind] && { mask: `url(#tl-m${MASKS[kind]})` }), x: `${left}%`, y: top + 17, width: right - left < 0.3 ? 3 : `${right - left}%`, height: 5 });
    }
  }
  const foot = all.length;
  for (const { at, text } of ticks.minor) make("text", { x: `${at / 10}%`, dx: 4, y: -22 }, text);
  for (const { at, text } of ticks.major) make("text", { x: `${at / 10}%`, dx: 4, y: -5, class: "up" }, text);
  const group = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  group.setAttribute("class", "foot");
  group.setAttribute("y", "100%");
  group.append(...all.splice(foot));
  svg.replaceChildren(svg.querySelector("defs"), ...all, group);
}

addEventListener("beforeprint", forPaper);
matchMedia("print").addEventListener("change", (event) => { if (event.matches) forPaper(); });
