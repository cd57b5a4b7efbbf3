// The agenda: puts everything where its minutes are, keeps the place that was scrolled to, and lets
// calls be dragged to another time or person. Whoever has no mouse opens a call and moves it there.

const STEP_MINUTES = 15;
const FAR = 5;
const BEFORE = 45;
const MORNING = 8 * 60;
let scrolled = null;
let drag = null;

const number = (element, name) => Number(element.dataset[name]);
const percent = (part, whole) => `${(part / whole) * 100}%`;

function draw() {
  for (const grid of document.querySelectorAll(".agenda-grid:not([data-drawn])")) {
    const length = number(grid, "minutes");
    grid.style.setProperty("--length", length);
    grid.style.setProperty("--columns", number(grid, "columns"));
    for (const element of grid.querySelectorAll("[data-from]")) place(element, length);
    grid.dataset.drawn = "";
    scrollToPlace(grid.closest("[data-agenda-scroll]"));
  }
}

function place(element, length) {
  const { from, until, lane, lanes } = element.dataset;
  element.style.top = percent(from, length);
  if (until) element.style.height = percent(until - from, length);
  if (lanes > 1) {
    element.style.left = percent(lane, lanes);
    element.style.right = percent(lanes - lane - 1, lanes);
  }
}

/** Where it was before, or where the day begins; today where it is now. */
function scrollToPlace(box) {
  const grid = box.firstElementChild;
  if (scrolled?.place === box.dataset.place) {
    box.scrollTo(scrolled.left, scrolled.top);
    return;
  }
  const first = [...grid.querySelectorAll(".agenda-event, .agenda-hours[data-from]")];
  const day = Math.min(...first.map((one) => number(one, "from")), MORNING + BEFORE);
  const now = grid.querySelector(".agenda-now");
  const begin = now ? Math.max(day, number(now, "from")) : day;
  const height = grid.querySelector(".agenda-column").clientHeight;
  box.scrollTo(0, Math.max(0, ((begin - BEFORE) / number(grid, "minutes")) * height));
}

document.addEventListener(
  "scroll",
  ({ target }) => {
    if (!("agendaScroll" in (target.dataset ?? {}))) return;
    scrolled = { place: target.dataset.place, left: target.scrollLeft, top: target.scrollTop };
  },
  { capture: true, passive: true },
);

// Dragging: with the mouse only, since fingers scroll.
function columnAt(grid, x) {
  const columns = [...grid.querySelectorAll(".agenda-column")];
  return columns.find((one) => x < one.getBoundingClientRect().right) ?? columns.at(-1);
}

/** The moment that stands at a minute of the column; null in a gap. */
function momentAt(column, minute) {
  const segments = JSON.parse(column.dataset.segments);
  const found = segments.find(([from, until]) => from <= minute && minute < until);
  return found ? new Date((found[2] + (minute - found[0]) * 60) * 1000) : null;
}

function start({ target, pointerType, button, clientX, clientY }) {
  const block = target.closest?.("[data-may-move]");
  if (!block || pointerType !== "mouse" || button !== 0) return;
  const grab = clientY - block.getBoundingClientRect().top;
  drag = { block, grab, x: clientX, y: clientY, ghost: null, target: null };
}

function move({ clientX, clientY }) {
  if (drag === null) return;
  const isFar = Math.hypot(clientX - drag.x, clientY - drag.y) > FAR;
  if (drag.ghost === null && !isFar) return;
  drag.ghost ??= makeGhost();
  drag.block.classList.add("is-dragged");
  aim(clientX, clientY);
}

function makeGhost() {
  const ghost = document.createElement("div");
  ghost.className = "agenda-ghost";
  return ghost;
}

function aim(x, y) {
  const { block, ghost, grab } = drag;
  const grid = block.closest(".agenda-grid");
  const length = number(grid, "minutes");
  const column = columnAt(grid, x);
  const box = column.getBoundingClientRect();
  const minute = ((y - grab - box.top) / box.height) * length;
  const lasts = number(block, "until") - number(block, "from");
  const from = Math.max(0, Math.min(length - lasts, snapped(minute)));
  const at = momentAt(column, from);
  drag.target = at && { at, person: column.dataset.person };
  ghost.style.top = percent(from, length);
  ghost.style.height = percent(lasts, length);
  ghost.textContent = at ? timeOf(at) : "–";
  column.append(ghost);
}

const snapped = (minute) => Math.round(minute / STEP_MINUTES) * STEP_MINUTES;
const timeOf = (at) =>
  new Intl.DateTimeFormat(document.documentElement.lang || "en", { timeStyle: "short" }).format(at);

function end() {
  if (drag?.ghost) drop();
  drag = null;
}

/** Asks before it moves anything, since the customer gets mail of it. */
function drop() {
  const { block, ghost, target } = drag;
  ghost.remove();
  block.classList.remove("is-dragged");
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
  if (target === null) return;
  const values = { starts_at: target.at.toISOString(), person: target.person };
  const address = block.getAttribute("hx-get").replace(/sheet$/, "drop");
  void htmx.ajax("GET", address, { target: "#sheet", swap: "innerHTML", values });
}

/** The click that ends a drag opens nothing. */
const swallow = (event) => {
  event.preventDefault();
  event.stopPropagation();
};

function cancel() {
  drag?.ghost?.remove();
  drag?.block.classList.remove("is-dragged");
  drag = null;
}

document.addEventListener("pointerdown", start);
document.addEventListener("pointermove", move);
document.addEventListener("pointerup", end);
document.addEventListener("pointercancel", cancel);
document.addEventListener("keydown", ({ key }) => key === "Escape" && cancel());
document.addEventListener("htmx:afterSwap", draw);
draw();
