/* What the timeline needs once it has moved: the list and the words of a window, what is said where it is empty, the
   counts by which its events can be narrowed. Fetched when it is first needed. */

function made(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

const unseen = (text) => made("span", { class: "unseen" }, text);

function choice(one, removing, own) {
  const count = made("span", { class: "n" }, String(one.certain));
  if (one.possible) count.append(made("span", { class: "may" }, made("span", { "aria-hidden": "true" }, `+${one.possible}`), unseen(`, ${one.possibly}`)));
  const name = made("span", { class: "name", dir: "auto" }, one.name);
  const link = made("a", { href: own(one.href), rel: "nofollow", "aria-current": one.chosen && "true" }, name, " ", count);
  if (one.chosen) link.prepend(unseen(`${removing} `));
  return made("li", {}, link);
}

function panel({ title, first, more, rest }, open, removing, own) {
  const list = (values) => made("ul", {}, ...values.map((one) => choice(one, removing, own)));
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
export async function narrow(place, address, own) {
  asking?.abort();
  asking = new AbortController();
  const answer = await fetch(address, { signal: asking.signal });
  if (!answer.ok) throw new Error(answer.status);
  const { name, removing, facets } = await answer.json();
  const before = place.querySelector("nav"), nav = made("nav", { class: "facets", "aria-label": name });
  const open = new Set([...place.querySelectorAll("details[open]")].map((one) => one.dataset.of));
  nav.append(...facets.flatMap((one) => panel(one, open, removing, own)));
  if (before) before.replaceWith(nav); else place.append(nav);
}

/** Takes the counts away, and stops asking for them. */
export function hide(place) {
  asking?.abort();
  place.querySelector("nav")?.remove();
}

/** Brings list, sentence, form and ways on in line with the window that is shown. */
export function tell(view, said, own) {
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
  rows.replaceChildren(...view.entries.map((entry) => rowOf(entry, said, own)));
  if (view.empty) rows.after(nothing(view.empty, said.without, own));
}

/** Fills a copy of the row that the server has written, so that both write the same. */
function rowOf(entry, said, own) {
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
function nothing({ said, leading, outs, nearest }, without, own) {
  const box = made("div", { class: "empty tl-empty" }, made("p", {}, said));
  if (outs.length) {
    box.append(made("p", {}, leading), made("ul", {}, ...outs.map((one) => made("li", {},
      made("a", { href: own(one.href) }, `${without} `, made("span", { class: "kind" }, one.part), ...(one.name ? [" ", made("b", { dir: "auto" }, one.name)] : [])),
      `: ${one.total}`))));
  }
  if (nearest.length) {
    box.append(made("dl", { class: "nearest" }, ...nearest.flatMap((one) => [
      made("dt", {}, one.which), made("dd", {}, `${one.when}: `, made("a", { href: own(one.href), dir: "auto" }, one.title))])));
  }
  return box;
}
