/* Moves the timeline: paints tiles of time on a canvas while they move, lays real links over them
   when they are still, and keeps address, list and words in step. Without it the page is whole. */

const stage = document.querySelector(".tl-stage");
const root = stage.closest(".tl");
const over = root.querySelector(".tl-over");
const status = document.getElementById("tl-said");
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const boot = read("tl-boot");
const said = read("tl-words");

const DEPTH = 20, MINUTES = 1440;
const BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const ROW = 30, FOOT = 92, BAND = 44, AXIS = 36, ICON = 15, GAP = 10, LONGEST = 160, HEAD = 14, SHORTER = [160, 110, 64];
const LEAST = 1 / 24, FIRST = dayOf(-9999, 1, 1), LAST = dayOf(10000, 1, 1);
const KEPT = 600, UNFOLDED = 520, TIGHT = 56, AT_ONCE = 8, REST = 250, SELDOM = 120, LATE = 4;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/* ---------------------------------------------------------------- days (proleptic Gregorian) */

function leap(year) { return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0); }

function dayOf(year, month, day) {
  const past = year - 1;
  const days = past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  return days + BEFORE[month - 1] + day + (month > 2 && leap(year) ? 1 : 0);
}

function ymd(day) {
  let year = Math.floor((day - 1) / 365.2425) + 1;
  while (dayOf(year, 1, 1) > day) year -= 1;
  while (dayOf(year + 1, 1, 1) <= day) year += 1;
  let month = 12;
  while (dayOf(year, month, 1) > day) month -= 1;
  return [year, month, day - dayOf(year, month, 1) + 1];
}

const two = (number) => String(number).padStart(2, "0");

function isoDay(day) {
  const [year, month, of] = ymd(day);
  return `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}-${two(month)}-${two(of)}`;
}

/** Writes an edge of a window as EDTF, to the minute where it is none of a day. */
function edgeText(day, closing) {
  const minute = Math.round(day * MINUTES), rest = ((minute % MINUTES) + MINUTES) % MINUTES;
  const whole = (minute - rest) / MINUTES;
  if (rest) return `${isoDay(whole)}T${two(Math.floor(rest / 60))}:${two(rest % 60)}`;
  return isoDay(closing ? whole - 1 : whole);
}

/** Rounds a window to what its address can say: to days where a day is narrower than a pixel. */
function rounded({ start, end }) {
  const unit = stageWidth() / (end - start) <= 1 ? 1 : MINUTES;
  return { start: Math.round(start * unit) / unit, end: Math.round(end * unit) / unit };
}

/* ---------------------------------------------------------------- widths of labels */

const widths = boot.widths;
let stretch = 1;

function advance(point) {
  for (const [start, run] of Object.entries(widths.runs)) {
    const at = point - start;
    if (at >= 0 && at < run.length) return run.charCodeAt(at) - widths.base;
  }
  const among = (ranges) => ranges.some(([first, last]) => point >= first && point <= last);
  if (among(widths.none)) return 0;
  return among(widths.full) ? widths.full_width : widths.other_width;
}

const advances = new Map();
function wide(letter) {
  let found = advances.get(letter);
  if (found === undefined) advances.set(letter, found = advance(letter.codePointAt(0)) * 13 / widths.unit);
  return found * stretch;
}

/** Cuts a title to a width. How far each letter reaches is worked out once, and a cut is made anew only where it
    falls on another letter: while labels slide out at an edge this is done many times a second. */
function clipped(mark, most) {
  if (mark.reach === undefined) {
    mark.reach = [0];
    mark.ends = [0];
    for (const letter of mark.title) {
      mark.reach.push(mark.reach[mark.reach.length - 1] + wide(letter));
      mark.ends.push(mark.ends[mark.ends.length - 1] + letter.length);
    }
    mark.whole = [mark.title, mark.reach[mark.reach.length - 1]];
  }
  if (mark.whole[1] <= most) return mark.whole;
  const room = most - wide("…");
  let low = 0, high = mark.reach.length - 1;
  while (low < high) { const middle = (low + high + 1) >> 1; if (mark.reach[middle] <= room) low = middle; else high = middle - 1; }
  if (mark.cutAt !== low) { mark.cutAt = low; mark.cut = [mark.title.slice(0, mark.ends[low]).trimEnd() + "…", mark.reach[low] + wide("…")]; }
  return mark.cut;
}

/* ---------------------------------------------------------------- marks */

/** Reads an event of a tile: id, title, weight, family, flags, days, minute, lane. */
function markOf(record, base) {
  const [id, title, weight, family, flags, when, minute, lane] = record;
  const days = (Array.isArray(when) ? when : [when, when, when, when]).map((day) => day === null ? null : day + base);
  const mark = { id, title, weight, family, flags, days, minute: minute ?? null, lane: lane ?? family };
  mark.tie = Math.imul(id & 0x7fffffff, 2654435761) >>> 0;
  mark.parts = partsOf(mark);
  if (!mark.parts.length) return null;
  mark.first = mark.parts[0][1];
  mark.last = mark.parts[mark.parts.length - 1][2];
  [mark.text, mark.length] = clipped(mark, LONGEST);
  return mark;
}

const byOrder = (a, b) => b.weight - a.weight || a.tie - b.tie || a.id - b.id;

/** Cuts a mark into what is certain of it and what is not: kind, first day, day after the last. */
function partsOf({ days: [begins, latest, ends, last], flags, minute }) {
  if (begins === null && last === null) return [];
  if (begins === null) {
    const day = ends ?? latest ?? last;
    return [["back", day, day + 1], ...(last === null || last <= day ? [] : [["out", day + 1, last + 1]])];
  }
  const sure = latest ?? begins;
  if (last === null) {
    return [...(sure > begins ? [["in", begins, sure]] : []), ["on", sure, Math.max(boot.today, ends ?? sure, sure) + 1]];
  }
  const done = ends ?? begins, about = flags & 4;
  if (sure > done || (about && begins === done && sure === last)) return [[about ? "about" : "maybe", begins, last + 1]];
  if (minute !== null && begins === last) return [["core", begins + minute / MINUTES, begins + minute / MINUTES]];
  return [
    ...(sure > begins ? [["in", begins, sure]] : []),
    ["core", sure, done + 1],
    ...(last > done ? [["out", done + 1, last + 1]] : []),
  ];
}

/* ---------------------------------------------------------------- tiles */

const tiles = new Map();
let busy = 0;
const daysOf = (z) => 2 ** (DEPTH - z);

function keep(written) {
  const [z, x, bins, placed, carried] = written;
  const first = x * daysOf(z);
  const marks = [...placed, ...carried].map((record) => markOf(record, first)).filter(Boolean);
  const days = daysOf(z), step = Math.max(1, days / 64);
  return { z, x, first, days, step, bins, marks };
}

let clock = 0;

function cached(z, x) {
  const found = tiles.get(`${z}/${x}`);
  if (found) found.used = clock += 1;
  return found;
}

/** Forgets tiles beyond those that are kept, the one first that was not looked at for longest. */
function forget() {
  while (tiles.size > KEPT) {
    let oldest = null;
    for (const [name, tile] of tiles) if (!oldest || tile.used < tiles.get(oldest).used) oldest = name;
    tiles.delete(oldest);
  }
}

async function ask(z, x) {
  const name = `${z}/${x}`;
  const set = (tile) => { tile.used = clock += 1; tiles.set(name, tile); };
  set({ asked: true });
  busy += 1;
  try {
    const answer = await fetch(`/t/${boot.version}/${z}/${x}.json${boot.query ? `?${boot.query}` : ""}`);
    if (!answer.ok) throw new Error(answer.status);
    set(keep(await answer.json()));
  } catch {
    set({ failed: performance.now() });
  }
  busy -= 1;
  forget();
  draw();
  rest();
}

const askable = (tile) => !tile || (tile.failed && performance.now() - tile.failed > 4000);

/** Chooses the zoom of the tiles; the present one is kept while it serves. */
function chooseZoom(width) {
  const span = view.end - view.start;
  const pixels = daysOf(zoom) / span * width;
  if ((span === zoomedAt && pixels < 900) || (pixels >= 170 && pixels <= 560)) return;
  zoomedAt = span;
  const best = Math.floor(Math.log2(Math.max(span * 400 / width, 1)));
  zoom = DEPTH - Math.max(0, Math.min(DEPTH, best));
}

/** Lists what to draw: tiles that are here, else the nearest ancestor for the stretch they cover. */
function covering() {
  const days = daysOf(zoom), first = Math.floor(view.start / days), last = Math.ceil(view.end / days) - 1;
  const found = [], wanted = [];
  for (let x = first; x <= last; x++) {
    const tile = cached(zoom, x);
    if (tile?.bins) { found.push({ tile, from: x * days, to: (x + 1) * days }); continue; }
    if (askable(tile)) wanted.push(x);
    for (let up = 1; up <= zoom; up++) {
      const parent = cached(zoom - up, Math.floor(x / 2 ** up));
      if (parent?.bins) { found.push({ tile: parent, from: x * days, to: (x + 1) * days }); break; }
    }
  }
  const middle = (view.start + view.end) / 2 / days;
  wanted.sort((a, b) => Math.abs(a + 0.5 - middle) - Math.abs(b + 0.5 - middle));
  if (!wanted.length && moved) for (const x of [first - 1, last + 1]) if (askable(tiles.get(`${zoom}/${x}`))) wanted.push(x);
  for (const x of wanted) if (busy < AT_ONCE) ask(zoom, x);
  return found;
}

let gatheredFor = "", gatheredAt = 0, gathered = [];

/** Gathers the marks of tiles, the most significant first, each once. */
function candidates(found) {
  const name = found.map(({ tile }) => `${tile.z}/${tile.x}`).join();
  if (name === gatheredFor) return gathered;
  gatheredFor = name;
  const once = new Map();
  for (const { tile } of found) for (const mark of tile.marks) if (!once.has(mark.id)) once.set(mark.id, mark);
  // What has a label keeps it when time is moved or brought nearer, even where its tile names others instead.
  if (zoom >= gatheredAt) for (const { mark } of shown.placed) if (!once.has(mark.id)) once.set(mark.id, mark);
  gatheredAt = zoom;
  gathered = [...once.values()].sort(byOrder);
  return gathered;
}

/* ---------------------------------------------------------------- layout */

const laneNames = boot.lanes;
const seats = new Map();

/** Seats labels where the server, or an earlier visit to this step of the history, has put them. */
function seat(rows) {
  for (const [id, row, closing, base] of rows) seats.set(id, { row, closing: Boolean(closing), length: 0, base, born: -1e9 });
}
/** Reads off the server's drawing where each label sits: event, row, and whether it stands before its mark. */
function drawnRows() {
  return [...stage.querySelectorAll(".tl-svg > .m")].map((label) => {
    const top = Number(label.getAttribute("y")), lane = Math.floor(top / (2 * ROW + HEAD));
    const row = laneNames.length ? lane * 2 + (top % (2 * ROW + HEAD) > ROW ? 1 : 0) : top / ROW;
    return [Number(label.firstElementChild.getAttribute("href").split(/[/?]/)[2]), row, label.querySelector(".end") ? 1 : 0];
  });
}

const rowTop = (row) => row * ROW + (laneNames.length ? (Math.floor(row / 2) + 1) * HEAD : 0);
const free = (taken, left, right) => taken.every((box) => right <= box[0] || left >= box[1]);

/** Gives the box of a label on its side of the mark. */
const boxOf = (at, until, length, closing) => closing
  ? [at - length - GAP, Math.max(at + ICON, until)]
  : [at, Math.max(at + ICON + length, until) + GAP];

/** Gives a label its side and length: those it has, shortened at the edge; else where there is room. */
function placeFor(mark, seat, at, until, width) {
  const rooms = { true: at - GAP, false: width - at - ICON }, base = seat?.base ?? mark.length, least = Math.min(base, TIGHT);
  const made = (closing, length, kept) => {
    const short = Math.min(length, base);
    return { mark, at, until, closing, length, base, box: boxOf(at, until, length, closing), short: boxOf(at, until, short, closing), kept };
  };
  if (seat) {
    const length = Math.min(seat.length || base, rooms[seat.closing]);
    if (length >= least) return made(seat.closing, length, true);
  }
  for (const closing of [false, true]) if (rooms[closing] >= mark.length) return made(closing, mark.length, false);
  return rooms.false >= least ? made(false, rooms.false, false) : null;
}

/** Sets labels in rows, the more significant first: each in the row it had, those whose mark is in view
    before those that hold on to the edge; a new one where it is in nobody's way. When all is still, gaps are filled with the beginnings of others. */
function layout(marks, width, rowCount, still) {
  const scale = width / (view.end - view.start);
  const lanes = Array.from({ length: laneNames.length || 1 }, () => []);
  const rows = Array.from({ length: rowCount }, () => []), held = Array.from({ length: rowCount }, () => []);
  rows.forEach((_, row) => lanes[laneNames.length ? Math.min(lanes.length - 1, row >> 1) : 0].push(row));
  const inView = [[], [], []];
  for (const mark of marks) {
    if (mark.last < view.start || mark.first >= view.end) continue;
    const at = Math.max(0, (mark.first - view.start) * scale), until = Math.min(width, (mark.last - view.start) * scale);
    const seat = seats.get(mark.id), place = placeFor(mark, seat, at, until, width);
    if (!place) { inView[2].push({ mark, at, until }); continue; }
    if (place.kept && seat.row < rowCount) { held[seat.row].push({ id: mark.id, box: place.short }); place.seat = seat; }
    inView[!place.seat ? 2 : mark.first < view.start ? 1 : 0].push(place);
  }
  const placed = [], left = [];
  for (const place of inView.flat()) {
    const row = place.box ? rowFor(place, rows, held, lanes) : -1;
    if (row < 0) { left.push(place); continue; }
    place.row = row;
    rows[row].push(place.box);
    placed.push(place);
  }
  const unseen = [];
  for (const place of left) {
    const short = still && shortFor(place, rows, lanes, width);
    if (short) placed.push(short); else unseen.push(place.at);
  }
  return { placed, unseen, rows };
}

/** Finds a gap for a label that has no room as a whole, for as many of its words as have. */
function shortFor({ mark, at, until }, rows, lanes, width) {
  const own = lanes[laneNames.length ? Math.min(mark.lane, lanes.length - 1) : 0];
  for (const most of SHORTER) {
    const length = Math.min(most, mark.length);
    for (const closing of [false, true]) {
      if (length > (closing ? at - GAP : width - at - ICON)) continue;
      const box = boxOf(at, until, length, closing), row = own.find((one) => free(rows[one], ...box)) ?? -1;
      if (row < 0) continue;
      rows[row].push(box);
      return { mark, at, until, closing, length, base: length, box, row };
    }
  }
  return null;
}

function rowFor(place, rows, held, lanes) {
  const { seat, mark } = place, open = (row) => free(rows[row], ...place.box);
  const quiet = (row) => held[row].every((one) => one.id === mark.id || place.box[0] >= one.box[1] || place.box[1] <= one.box[0]);
  if (seat) {
    if (place.box !== place.short && !(open(seat.row) && quiet(seat.row))) { place.box = place.short; place.length = Math.min(place.length, place.base); }
    if (open(seat.row)) return seat.row;
  }
  const own = lanes[laneNames.length ? Math.min(mark.lane, lanes.length - 1) : 0];
  return own.find((row) => open(row) && quiet(row)) ?? -1;
}

/** Remembers where each label sits, so that it keeps its row while it is seen. */
function remember(placed, now) {
  const kept = new Set();
  for (const { mark, row, closing, length, base } of placed) {
    kept.add(mark.id);
    const seat = seats.get(mark.id);
    if (seat) { seat.row = row; seat.closing = closing; seat.length = length; } else seats.set(mark.id, { row, closing, length, base, born: now });
  }
  for (const id of seats.keys()) if (!kept.has(id)) seats.delete(id);
}

/** Lets labels say more where there is room beside them; done when all is still. */
function unfold({ placed, rows }, width) {
  for (const place of placed) {
    const [left, right] = place.box, others = rows[place.row].filter((box) => box !== place.box);
    const before = Math.max(0, ...others.map((box) => box[1]).filter((x) => x <= left));
    const after = Math.min(width, ...others.map((box) => box[0]).filter((x) => x >= right));
    const room = place.closing ? place.at - GAP - before : after - (after === width ? 0 : GAP) - place.at - ICON;
    [place.text, place.length] = clipped(place.mark, Math.min(Math.max(place.length, room), UNFOLDED));
    place.box = boxOf(place.at, place.until, place.length, place.closing);
    rows[place.row] = [...others, place.box];
    seats.get(place.mark.id).length = place.length;
  }
}

/* ---------------------------------------------------------------- painting */

const canvas = document.createElement("canvas");
const links = document.createElement("div");
const pen = canvas.getContext("2d");
let ink = {}, glyphs = [], shown = { placed: [], unseen: [], rows: [] }, chosen = 0, peak = 0;

function readColours() {
  const style = getComputedStyle(document.documentElement), forced = matchMedia("(forced-colors: active)").matches;
  const get = (name, plain) => forced ? plain : style.getPropertyValue(name).trim();
  ink = {
    ink: get("--ink", "CanvasText"), soft: get("--soft", "CanvasText"), rule: get("--rule", "GrayText"),
    may: get("--may", "GrayText"), paper: get("--paper", "Canvas"), focus: get("--focus", "Highlight"),
    families: boot.families.map((name) => get(`--${name}`, "LinkText")),
    pale: boot.families.map((name) => forced ? "Canvas" : `${get(`--${name}`, "")}20`),
  };
}

function readGlyphs() {
  glyphs = boot.families.map((name) => {
    const shape = document.querySelector(`#g-${name} > *`), path = new Path2D(), drawn = new Path2D(shape.getAttribute("d") ?? "");
    if (shape.localName === "circle") drawn.arc(8, 8, shape.getAttribute("r"), 0, Math.PI * 2);
    path.addPath(drawn, new DOMMatrix([11 / 16, 0, 0, 11 / 16, 0, 0]));
    return path;
  });
}

const FONT = '13px Arial, "Liberation Sans", Helvetica, sans-serif';
const size = { width: 0, height: 0, left: 0 };
const stageWidth = () => size.width;

/** Reads the size of the stage: only when it may have changed, since reading it makes the browser lay out. */
function measure() {
  const box = stage.getBoundingClientRect();
  [size.width, size.height, size.left] = [box.width, box.height, box.left];
}

/** Gives the canvas as many pixels as the screen has, up to two for one: more is not seen. Where the machine does not
    keep up while all moves it gets one for one until all is still. */
function fit() {
  const { width, height } = size, ratio = Math.min(devicePixelRatio || 1, late >= LATE ? 1 : 2);
  if (!width || !height) return false;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  return true;
}

function paint(found, width, height, now) {
  const scale = width / (view.end - view.start), floor = height - AXIS;
  pen.clearRect(0, 0, width, height);
  const ticks = axisOf(width);
  pen.fillStyle = ink.rule;
  for (const { at } of ticks.minor) pen.fillRect(Math.round(at), 0, 1, height);
  paintLanes(width);
  const busyStill = paintCounts(found, scale, floor);
  pen.fillStyle = ink.soft;
  for (const at of shown.unseen) pen.fillRect(Math.round(at), height - 90, 1, 6);
  pen.fillRect(0, floor, width, 1);
  const fading = paintMarks(scale, width, now);
  paintAxis(ticks, height);
  return busyStill || fading;
}

function paintLanes(width) {
  pen.font = `11px ${FONT.slice(5)}`;
  laneNames.forEach((name, lane) => {
    const top = rowTop(lane * 2) - HEAD;
    pen.fillStyle = ink.rule;
    pen.fillRect(0, top, width, 1);
    pen.fillStyle = ink.soft;
    pen.fillText(name, 4, top + 11);
  });
}

/** Paints how many events there are as bars whose height follows the greatest one smoothly. */
function paintCounts(found, scale, floor) {
  let most = 0;
  const bars = [];
  for (const { tile, from, to } of found) {
    const begin = Math.max(from, view.start), end = Math.min(to, view.end);
    for (let n = Math.max(0, Math.floor((begin - tile.first) / tile.step)); n < tile.bins.length; n++) {
      const day = tile.first + n * tile.step;
      if (day >= end) break;
      if (!tile.bins[n]) continue;
      const height = tile.bins[n] / tile.step;
      most = Math.max(most, height);
      bars.push(Math.max(day, from), Math.min(day + tile.step, to), height);
    }
  }
  peak = peak && !calm.matches && moved ? peak + (most - peak) * 0.18 : most;
  pen.fillStyle = ink.may;
  pen.beginPath();
  for (let n = 0; n < bars.length; n += 3) {
    const left = (bars[n] - view.start) * scale, height = Math.max(1.5, Math.min(1, bars[n + 2] / (peak || 1)) * BAND);
    pen.rect(left, floor - height, Math.max((bars[n + 1] - bars[n]) * scale - (scale > 3 ? 1 : 0), 0.75), height);
  }
  pen.fill();
  return Math.abs(most - peak) > most * 0.01;
}

function paintMarks(scale, width, now) {
  let fading = false;
  pen.lineWidth = 1.25;
  for (const place of shown.placed) {
    const { mark, row, at } = place, age = calm.matches ? 1 : (now - seats.get(mark.id).born) / 160;
    if (age < 1) { fading = true; pen.globalAlpha = Math.max(0.05, age); }
    const top = rowTop(row), told = mark.flags & 3;
    pen.fillStyle = pen.strokeStyle = ink.families[mark.family];
    pen.translate(at, top + 2);
    if (told) { pen.fillStyle = ink.paper; pen.fill(glyphs[mark.family]); pen.stroke(glyphs[mark.family]); } else pen.fill(glyphs[mark.family]);
    pen.translate(-at, -top - 2);
    for (const part of mark.parts) paintPart(part, mark, scale, width, top + 17, told);
    pen.globalAlpha = 1;
  }
  for (const italic of [false, true]) {
    pen.font = (italic ? "italic " : "") + FONT;
    pen.fillStyle = ink.ink;
    for (const { mark, row, at, closing, text, length } of shown.placed) {
      if (Boolean(mark.flags & 3) !== italic) continue;
      const age = calm.matches ? 1 : (now - seats.get(mark.id).born) / 160;
      if (age < 1) pen.globalAlpha = Math.max(0.05, age);
      pen.fillText(text, closing ? at - 4 - length : at + ICON, rowTop(row) + 12);
      pen.globalAlpha = 1;
    }
  }
  const here = shown.placed.find(({ mark }) => mark.id === chosen);
  if (here) {
    pen.strokeStyle = ink.focus;
    pen.lineWidth = 2;
    pen.strokeRect(here.box[0] - 2, rowTop(here.row) - 1, Math.min(here.box[1], width) - here.box[0] - GAP + 8, 27);
  }
  return fading;
}

function paintPart([kind, start, end], mark, scale, width, top, told) {
  const from = (start - view.start) * scale, to = (end - view.start) * scale;
  const left = Math.max(-4, from), right = Math.min(width + 4, to), size = Math.max(right - left, 3);
  if (kind === "back") { arrow(from, top + 2.5, -7); return; }
  if (right < -3 || left > width + 3) return;
  const colour = ink.families[mark.family];
  if (told || kind === "maybe" || (kind === "about" && size < 6)) {
    pen.setLineDash(told === 1 ? [4, 2] : told === 2 ? [1.5, 2] : []);
    pen.fillStyle = ink.paper;
    pen.fillRect(left, top, Math.max(size, 6), 5);
    pen.strokeRect(left + 0.5, top + 0.5, Math.max(size, 6) - 1, 4);
    pen.setLineDash([]);
  } else if (kind === "core") {
    pen.fillStyle = colour;
    pen.fillRect(left, top, size, 5);
  } else {
    const fade = pen.createLinearGradient(from, 0, Math.max(to, from + 1), 0), pale = ink.pale[mark.family];
    fade.addColorStop(0, kind === "in" || kind === "about" ? pale : colour);
    if (kind === "about") fade.addColorStop(0.5, colour);
    fade.addColorStop(1, kind === "in" ? colour : pale);
    pen.fillStyle = fade;
    pen.fillRect(left, top, size, 5);
  }
  if (kind === "on" && to <= width) { pen.fillStyle = colour; arrow(to, top + 2.5, 7); }
}

function arrow(x, y, size) {
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x - size, y - 4);
  pen.lineTo(x - size, y + 4);
  pen.fill();
}

/* ---------------------------------------------------------------- axis */

const LEVELS = [
  ["hour", 1, 1 / 24], ["hour", 6, 1 / 4], ["day", 1, 1], ["day", 7, 7], ["month", 1, 30.4], ["month", 3, 91.3],
  ["year", 1, 365.25], ["year", 5, 1826], ["year", 10, 3652], ["year", 50, 18262], ["year", 100, 36525], ["year", 500, 182621], ["year", 1000, 365250],
];
const ABOVE = { hour: "day", day: "month", month: "year" };

function stepsOf(unit, step) {
  const found = [], add = (day) => { if (day >= view.start && day < view.end) found.push(day); };
  const [year, month] = ymd(Math.floor(view.start));
  if (unit === "hour") for (let n = Math.ceil(view.start * 24 / step); n * step / 24 < view.end; n++) add(n * step / 24);
  if (unit === "day") for (let day = Math.ceil(view.start); day < view.end; day++) { const of = ymd(day)[2]; if (step === 1 || (of % step === 1 && of < 25)) add(day); }
  if (unit === "month") for (let n = year * 12 + month - 1 - (month - 1) % step, day = 0; day < view.end; n += step) add(day = dayOf(Math.floor(n / 12), n - Math.floor(n / 12) * 12 + 1, 1));
  if (unit === "year") for (let n = Math.floor(year / step) * step, day = 0; day < view.end; n += step) add(day = dayOf(n, 1, 1));
  return found;
}

const yearName = (year) => year < 1 ? boot.tongue.before.replace("{y}", 1 - year) : String(year);

function nameOf(unit, day) {
  if (unit === "hour") return `${two(Math.round((day - Math.floor(day)) * 24))}:00`;
  const [year, month, of] = ymd(Math.round(day));
  return unit === "day" ? String(of) : unit === "month" ? boot.tongue.months[month - 1] : yearName(year);
}

function aboveName(unit, day) {
  const [year, month, of] = ymd(day);
  if (unit === "year") return yearName(year);
  const form = unit === "month" ? boot.tongue.month_years : boot.tongue.days;
  return form[month - 1].replace("{y}", yearName(year)).replace("{d}", of);
}

function axisOf(width) {
  const room = (view.end - view.start) * 58 / width, scale = width / (view.end - view.start);
  const [unit, step] = LEVELS.find((level) => level[2] >= room) ?? LEVELS[LEVELS.length - 1];
  const minor = stepsOf(unit, step).map((day) => ({ at: (day - view.start) * scale, text: nameOf(unit, day) }));
  const above = ABOVE[unit], major = above ? stepsOf(above, 1).map((day) => ({ at: (day - view.start) * scale, text: aboveName(above, Math.round(day)) })) : [];
  if (above) {
    const text = aboveName(above, Math.floor(view.start)), next = major[0]?.at ?? width;
    if (next > text.length * 8 + 12) major.unshift({ at: 0, text });
  }
  return { minor, major };
}

function paintAxis({ minor, major }, height) {
  pen.font = `12px ${FONT.slice(5)}`;
  pen.fillStyle = ink.soft;
  for (const { at, text } of minor) pen.fillText(text, at + 4, height - 22);
  pen.font = `600 12px ${FONT.slice(5)}`;
  pen.fillStyle = ink.ink;
  for (const { at, text } of major) pen.fillText(text, at + 4, height - 5);
}

/* ---------------------------------------------------------------- moving */

let view = { start: boot.window[0], end: boot.window[1] }, goal = null, drift = 0, last = 0, waiting = 0, resting = 0, restAt = 0, moved = false, late = 0;
let zoom = boot.tiles[0]?.[0] ?? 0, zoomedAt = view.end - view.start;

function bounded({ start, end }) {
  const span = Math.min(Math.max(end - start, LEAST), LAST - FIRST);
  const from = Math.min(Math.max((start + end - span) / 2, FIRST), LAST - span);
  return { start: from, end: from + span };
}

const moving = () => Boolean(goal || drift || grip?.far || hold);

function draw() { if (!waiting) waiting = requestAnimationFrame(frame); }

function frame(now) {
  waiting = 0;
  const passed = Math.min(now - last, 64);
  if (now - last < REST && late < LATE) late = Math.max(0, late + (passed > 24 ? 1 : -0.25));
  last = now;
  const going = step(passed);
  if (!fit()) return;
  const { width, height } = size;
  chooseZoom(width);
  const found = covering();
  shown = layout(candidates(found), width, rowsIn(height), !moving());
  for (const place of shown.placed) place.text = clipped(place.mark, place.length + 0.01)[0];
  remember(shown.placed, moved ? now : -1e9);
  const more = paint(found, width, height, now);
  placeBrush(now);
  if (going || more) draw();
}

const rowsIn = (height) => laneNames.length ? laneNames.length * 2 : Math.floor((height - FOOT) / ROW);

/** Moves one frame on towards where it is going; tells whether it is still going. */
function step(passed) {
  if (goal) {
    const part = calm.matches ? 1 : 1 - Math.exp(-passed / 60);
    const near = (goal.end - goal.start) / stageWidth() * 0.4;
    view = { start: view.start + (goal.start - view.start) * part, end: view.end + (goal.end - view.end) * part };
    if (Math.abs(view.start - goal.start) < near && Math.abs(view.end - goal.end) < near) { view = goal; goal = null; }
    rest();
    return true;
  }
  if (drift) {
    const days = drift * passed;
    view = bounded({ start: view.start + days, end: view.end + days });
    drift *= Math.exp(-passed / 180);
    if (Math.abs(drift) * 1000 < (view.end - view.start) * 0.01) drift = 0;
    rest();
    return true;
  }
  return false;
}

/** Goes to a window; a step of its own in the history if asked for. */
function go(to, { push = false } = {}) {
  goal = bounded(to);
  drift = 0;
  begin();
  pushing = pushing || push;
  draw();
}

function begin() {
  moved = true;
  links.replaceChildren();
  delete root.dataset.still;
  rest();
}

let pushing = false, asking = null;
const pan = (part) => { const from = goal ?? view, by = (from.end - from.start) * part; go({ start: from.start + by, end: from.end + by }); };

function zoomBy(factor, part = 0.5) {
  const from = goal ?? view, span = from.end - from.start, at = from.start + span * part;
  const to = Math.min(Math.max(span * factor, LEAST), LAST - FIRST);
  go({ start: at - to * part, end: at + to * (1 - part) });
}

/** Sees to it that `still` is called once nothing has moved for a while; one timer, set again only when it goes off. */
function rest() {
  restAt = performance.now() + REST;
  resting ||= setTimeout(rested, REST);
}

function rested() {
  const left = restAt - performance.now();
  resting = left > 4 ? setTimeout(rested, left) : 0;
  if (!resting) still();
}

/** When all is still: labels say what there is room for, links lie over them, all else follows. */
function still() {
  if (goal || drift || pointers.size) { rest(); return; }
  if (moved) view = rounded(view);
  late = 0;
  for (const seat of seats.values()) seat.length = 0;
  cancelAnimationFrame(waiting);
  frame(performance.now());
  unfold(shown, stageWidth());
  paint(covering(), size.width, size.height, performance.now());
  layLinks();
  if (moved) { writeAddress(); follow(); }
  if (!busy) root.dataset.still = "";
}

function layLinks() {
  links.replaceChildren(...shown.placed.map(({ mark, box, row, at, closing, length, text }) => {
    const link = document.createElement("a");
    link.href = eventAddress(mark);
    link.tabIndex = -1;
    link.draggable = false;
    link.textContent = text;
    if (text !== mark.title) link.title = mark.title;
    link.style.left = `${closing ? at - 4 - length : at}px`;
    link.style.top = `${rowTop(row)}px`;
    link.style.width = `${closing ? length + ICON + 4 : ICON + length}px`;
    if (closing) link.style.paddingLeft = "0";
    link.dataset.id = mark.id;
    link.dataset.box = `${box[0].toFixed(1)} ${box[1].toFixed(1)} ${row}`;
    return link;
  }));
}

const spoken = (query) => [query, boot.lang && `lang=${boot.lang}`].filter(Boolean).join("&");
const eventAddress = (mark) => { const query = spoken(boot.state); return `/event/${mark.id}${query ? `?${query}` : ""}`; };

function addressOf(path) {
  const edges = `from=${edgeText(view.start, false)}&to=${edgeText(view.end, true)}`;
  return `${path}?${spoken([boot.before, edges, boot.after].filter(Boolean).join("&"))}`;
}

const stateNow = () => ({ ...view, rows: shown.placed.map(({ mark, row, closing, base }) => [mark.id, row, Number(closing), Math.ceil(base)]) });

function writeAddress() {
  const address = addressOf("/timeline"), state = stateNow();
  if (pushing) history.pushState(state, "", address); else history.replaceState(state, "", address);
  pushing = false;
}

/* ---------------------------------------------------------------- list and words */

let told = "";

async function follow() {
  const address = addressOf("/timeline/view.json");
  if (address === told) return;
  told = address;
  asking?.abort();
  asking = new AbortController();
  try {
    const [{ tell }, answer] = await Promise.all([more(), fetch(address, { signal: asking.signal })]);
    if (!answer.ok) throw new Error(answer.status);
    const view = await answer.json();
    if (address !== told) return;
    tell(view);
    showFacets();
  } catch (error) {
    if (error.name !== "AbortError") { told = ""; status.textContent = said.away; }
  }
}

const own = (href) => boot.lang ? `${href}${href.includes("?") ? "&" : "?"}lang=${boot.lang}` : href;

/* ---------------------------------------------------------------- counts by value */

/** Fetches what is not needed before time is moved. */
const more = () => import("./timeline-more.js");
const narrow = document.getElementById("facets"), opener = narrow.querySelector("[data-facets]");
const narrowed = () => opener.getAttribute("aria-expanded") === "true";

/** Shows by what the events in view can be narrowed, where that is opened. */
async function showFacets() {
  if (!narrowed()) return;
  try {
    await (await more()).narrow(narrow, addressOf("/timeline/facets.json"));
  } catch (error) {
    if (error.name !== "AbortError") status.textContent = said.away;
  }
}

opener.addEventListener("click", async (event) => {
  if (aside(event)) return;
  event.preventDefault();
  const rest = boot.after.split("&").filter((part) => part && part !== "facets=1");
  opener.setAttribute("aria-expanded", String(!narrowed()));
  boot.after = [...rest, ...(narrowed() ? ["facets=1"] : [])].join("&");
  const to = new URL(opener.href);
  if (narrowed()) to.searchParams.delete("facets"); else to.searchParams.set("facets", "1");
  opener.href = to;
  writeAddress();
  if (narrowed()) await showFacets(); else (await more()).hide(narrow);
});

/* ---------------------------------------------------------------- hands */

const pointers = new Map();
let grip = null;

const partAt = (x) => Math.min(Math.max((x - size.left) / size.width, 0), 1);

function gripNow() {
  const xs = [...pointers.values()].map((pointer) => partAt(pointer.x));
  const span = view.end - view.start, low = Math.min(...xs), high = Math.max(...xs);
  grip = { days: [view.start + span * low, view.start + span * high], trail: [], far: grip?.far ?? false };
}

stage.addEventListener("pointerdown", (event) => {
  if (event.button || event.target.closest("a[href]") && event.pointerType === "mouse" && event.ctrlKey) return;
  pointers.set(event.pointerId, { x: event.clientX, from: event.clientX });
  goal = null;
  drift = 0;
  if (pointers.size === 1) grip = null;
  gripNow();
});

stage.addEventListener("pointermove", (event) => {
  const pointer = pointers.get(event.pointerId);
  if (!pointer) return;
  pointer.x = event.clientX;
  if (!grip.far) {
    if (pointers.size < 2 && Math.abs(pointer.x - pointer.from) < 4) return;
    grip.far = true;
    stage.classList.add("held");
    stage.setPointerCapture(event.pointerId);
    stage.focus({ preventScroll: true });
    begin();
  }
  const xs = [...pointers.values()].map((one) => partAt(one.x)), low = Math.min(...xs), high = Math.max(...xs);
  if (pointers.size > 1 && high - low > 0.02) {
    const span = Math.min(Math.max((grip.days[1] - grip.days[0]) / (high - low), LEAST), LAST - FIRST);
    const start = grip.days[0] - span * low;
    view = bounded({ start, end: start + span });
  } else {
    const span = view.end - view.start, start = grip.days[0] - span * low;
    view = bounded({ start, end: start + span });
    grip.trail.push([event.timeStamp, view.start]);
    if (grip.trail.length > 6) grip.trail.shift();
  }
  moved = true;
  rest();
  draw();
});

function release(event) {
  if (!pointers.delete(event.pointerId)) return;
  if (pointers.size) { gripNow(); return; }
  stage.classList.remove("held");
  const trail = grip?.trail ?? [], [first, end] = [trail[0], trail[trail.length - 1]];
  if (grip?.far && !calm.matches && first && end && event.timeStamp - end[0] < 60 && end[0] > first[0]) {
    drift = (end[1] - first[1]) / (end[0] - first[0]);
  }
  if (grip?.far) { swallow = true; setTimeout(() => { swallow = false; }, 50); }
  grip = null;
  if (moved) { rest(); draw(); }
}

let swallow = false;
stage.addEventListener("pointerup", release);
stage.addEventListener("pointercancel", release);
stage.addEventListener("click", (event) => {
  if (swallow) { event.preventDefault(); event.stopPropagation(); return; }
  stage.focus({ preventScroll: true });
}, true);
stage.addEventListener("dblclick", (event) => { if (!event.target.closest("a")) zoomBy(0.5, partAt(event.clientX)); });

stage.addEventListener("wheel", (event) => {
  const unit = event.deltaMode ? 30 : 1, sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
  if (!sideways && !event.ctrlKey && !event.metaKey && !stage.contains(document.activeElement)) return;
  event.preventDefault();
  if (sideways) pan(event.deltaX * unit / stageWidth());
  else zoomBy(Math.exp(Math.min(Math.max(event.deltaY * unit, -120), 120) * (event.ctrlKey ? 0.008 : 0.0025)), partAt(event.clientX));
}, { passive: false });

/** Chooses the event before or after the chosen one among those that have a label. */
function choose(by) {
  const order = [...shown.placed].sort((a, b) => a.mark.first - b.mark.first || a.mark.id - b.mark.id);
  const here = order.findIndex(({ mark }) => mark.id === chosen);
  const next = order[here < 0 ? (by > 0 ? 0 : order.length - 1) : here + by];
  if (!next) { pan(by * 0.5); return; }
  chosen = next.mark.id;
  const row = document.querySelector(`.tl-rows [data-id="${chosen}"] .when`);
  status.textContent = [row?.textContent, next.mark.title].filter(Boolean).join(": ");
  draw();
}

const help = document.getElementById("tl-help");
const KEYS = {
  ArrowLeft: () => pan(-0.1), ArrowRight: () => pan(0.1), a: () => pan(-0.1), d: () => pan(0.1),
  ArrowUp: () => zoomBy(0.7), ArrowDown: () => zoomBy(1 / 0.7), "+": () => zoomBy(0.7), "=": () => zoomBy(0.7), w: () => zoomBy(0.7),
  "-": () => zoomBy(1 / 0.7), "−": () => zoomBy(1 / 0.7), s: () => zoomBy(1 / 0.7),
  Home: () => edge(false), End: () => edge(true), f: () => go({ start: boot.whole[0], end: boot.whole[1] }),
  ".": () => choose(1), ",": () => choose(-1),
  Enter: () => { const here = shown.placed.find(({ mark }) => mark.id === chosen); if (here) location.assign(eventAddress(here.mark)); else choose(1); },
  Escape: () => { chosen = 0; help.hidden = true; draw(); }, "?": () => { help.hidden = !help.hidden; },
};

function edge(end) {
  const span = view.end - view.start, [first, last] = boot.whole;
  go(end ? { start: Math.max(last - span, first), end: Math.max(last, first + span) } : { start: first, end: first + span });
}

stage.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target !== stage) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const wide = event.shiftKey && { ArrowLeft: -0.5, ArrowRight: 0.5 }[key];
  if (wide) pan(wide); else if (KEYS[key]) KEYS[key](); else return;
  event.preventDefault();
});

/* ---------------------------------------------------------------- overview */

const brush = over.querySelector(".tl-brush rect"), [overStart, overStep, overBins] = boot.over, overSpan = overStep * overBins;

let brushed = "", brushedAt = 0;

/** Moves the brush, now and then only while all moves: each time the browser paints the overview anew, which costs
    more than the whole canvas does. */
function placeBrush(now) {
  if (moving() && now - brushedAt < SELDOM) return;
  brushedAt = now;
  const part = (day) => Math.round(Math.min(Math.max((day - overStart) / overSpan, 0), 1) * 2000) / 20;
  const left = part(view.start), wide = Math.max(part(view.end) - left, 0.2), name = `${left} ${wide}`;
  if (name === brushed) return;
  brushed = name;
  brush.setAttribute("x", `${left}%`);
  brush.setAttribute("width", `${wide}%`);
}

let hold = null;
const overDay = (event) => { const box = over.getBoundingClientRect(); return overStart + (event.clientX - box.left) / box.width * overSpan; };

over.addEventListener("pointerdown", (event) => {
  if (event.button) return;
  const day = overDay(event), near = overSpan / over.clientWidth * 8, span = view.end - view.start;
  over.setPointerCapture(event.pointerId);
  if (Math.abs(day - view.start) < near && span > near * 3) hold = { edge: "start" };
  else if (Math.abs(day - view.end) < near && span > near * 3) hold = { edge: "end" };
  else if (day > view.start && day < view.end) hold = { grab: day - view.start };
  else hold = { fresh: day };
});
over.addEventListener("pointermove", (event) => {
  if (!hold) return;
  const day = overDay(event);
  let to = view;
  if (hold.edge) to = { ...view, [hold.edge]: day };
  else if (hold.grab !== undefined) to = { start: day - hold.grab, end: day - hold.grab + view.end - view.start };
  else if (Math.abs(day - hold.fresh) > overSpan / over.clientWidth * 4) to = { start: hold.fresh, end: day };
  if (to.end < to.start) to = { start: to.end, end: to.start };
  if (to === view) return;
  hold.used = true;
  view = bounded(to);
  goal = null;
  begin();
  draw();
});
over.addEventListener("pointerup", (event) => {
  if (hold && !hold.used) { const half = (view.end - view.start) / 2, day = overDay(event); go({ start: day - half, end: day + half }); }
  hold = null;
});
over.addEventListener("pointercancel", () => { hold = null; });

/* ---------------------------------------------------------------- links, history, paper */

/** Tells whether a click is left to the browser: in another tab, to be kept. */
function aside(event) { return event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey; }

document.querySelector(".tl-moves").addEventListener("click", (event) => {
  const link = event.target.closest("a[data-window]");
  if (!link || aside(event)) return;
  event.preventDefault();
  const [start, end] = link.dataset.window.split(" ").map(Number);
  history.replaceState(stateNow(), "");
  go({ start, end }, { push: true });
});

addEventListener("popstate", (event) => {
  if (!event.state) return;
  seat(event.state.rows);
  go(event.state);
  pushing = false;
});

/* ---------------------------------------------------------------- begin */

function start() {
  measure();
  readColours();
  readGlyphs();
  pen.font = FONT;
  const sample = "Treaty signed in Vladivostok, 1956–2018";
  stretch = Math.max(1, pen.measureText(sample).width / [...sample].reduce((sum, letter) => sum + wide(letter), 0));
  for (const written of boot.tiles) tiles.set(`${written[0]}/${written[1]}`, { ...keep(written), used: 0 });
  canvas.setAttribute("aria-hidden", "true");
  links.className = "tl-links";
  links.setAttribute("aria-hidden", "true");
  stage.append(canvas, links);
  stage.tabIndex = 0;
  stage.setAttribute("role", "group");
  stage.setAttribute("aria-label", stage.dataset.label);
  stage.setAttribute("aria-roledescription", stage.dataset.role);
  stage.setAttribute("aria-describedby", "tl-said tl-keys");
  root.classList.add("tl-live");
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(query).addEventListener("change", () => { readColours(); draw(); });
  new ResizeObserver(() => {
    if (!stage.clientWidth || matchMedia("print").matches) return;
    measure();
    links.replaceChildren();
    draw();
    rest();
  }).observe(stage);
  const past = history.state;
  seat(past?.rows && Math.abs(past.start - view.start) + Math.abs(past.end - view.end) < 1e-3 ? past.rows : drawnRows());
  last = performance.now();
  frame(last);
  root.dataset.ready = Math.round(performance.now());
  rest();
}

/** Sets the labels of the window that is shown for a sheet of paper; on the screen all stays as it is. */
function paperLayout(width) {
  const kept = new Map(seats);
  seats.clear();
  const drawn = layout(candidates(covering()), width * 0.68, rowsIn(size.height), true);
  seats.clear();
  for (const [id, seat] of kept) seats.set(id, seat);
  return { view, drawn, ticks: axisOf(width) };
}

export { boot, clipped, own, paperLayout, rowTop, said, stage };

start();
