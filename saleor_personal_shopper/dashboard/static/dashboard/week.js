// The week editor: times of each day in fields and as a picture that can be drawn into, days copied
// to others, and dates that differ. The fields are what is sent; the picture only shows them.

const DAY_MINUTES = 24 * 60;
const STEP_MINUTES = 30;

const editorOf = (element) => element.closest("[data-week]");
const timesOf = (row) => [...row.querySelectorAll("[data-time]")];
const minutesOf = (text) => {
  const [hours, minutes] = text.split(":").map(Number);
  return hours * 60 + minutes;
};
const clock = (minutes) => {
  const of = (number) => String(number).padStart(2, "0");
  return `${of(Math.floor(minutes / 60) % 24)}:${of(minutes % 60)}`;
};

/** Start and end of a row in minutes, midnight as an end being 24 hours; null while unfinished. */
function span(time) {
  const [from, until] = [...time.querySelectorAll("input")].map(({ value }) => value);
  if (!from || !until) return null;
  const end = minutesOf(until) || DAY_MINUTES;
  return end > minutesOf(from) ? [minutesOf(from), end] : null;
}

function addTime(row, from, until) {
  const editor = editorOf(row);
  const template = editor.querySelector("[data-time-template]").content;
  const time = template.firstElementChild.cloneNode(true);
  const name = row.getAttribute("aria-label");
  for (const input of time.querySelectorAll("input")) {
    const isStart = input.name.startsWith("from-");
    input.name = `${isStart ? "from" : "until"}-${row.dataset.times}`;
    input.value = isStart ? from : until;
    input.setAttribute("aria-label", `${name}, ${input.getAttribute("aria-label")}`);
  }
  row.querySelector("[data-list]").append(time);
  return time;
}

/** An hour after the last time of the day, or a day's work where there is none. */
function nextTime(row) {
  const last = Math.max(-1, ...timesOf(row).map((time) => span(time)?.[1] ?? -1));
  if (last < 0) return ["09:00", "17:00"];
  const from = Math.min(last + 60, DAY_MINUTES - 60);
  return [clock(from), clock(Math.min(from + 120, DAY_MINUTES))];
}

function paint(row) {
  const times = timesOf(row);
  const closed = row.querySelector("[data-closed]");
  if (closed !== null) closed.hidden = times.length > 0;
  const track = row.querySelector("[data-track]");
  if (track === null) return;
  const bars = times.map(span).filter(Boolean).map(([from, until]) => bar(from, until));
  track.replaceChildren(...bars);
}

function bar(from, until) {
  const element = document.createElement("i");
  element.style.left = `${(from / DAY_MINUTES) * 100}%`;
  element.style.width = `${((until - from) / DAY_MINUTES) * 100}%`;
  return element;
}

const paintAll = (root) => {
  for (const row of root.querySelectorAll("[data-times]")) paint(row);
};

/** What a person typing would have set off: unsaved changes show. */
function changed(row) {
  paint(row);
  row.dispatchEvent(new Event("input", { bubbles: true }));
}

function copyDay(row) {
  const editor = editorOf(row);
  const times = timesOf(row).map((time) => [...time.querySelectorAll("input")].map((one) => one.value));
  for (const box of row.querySelectorAll("[data-copy-to]:checked")) {
    const day = editor.querySelector(`[data-day="${box.dataset.copyTo}"]`);
    for (const time of timesOf(day)) time.remove();
    for (const [from, until] of times) addTime(day, from, until);
    changed(day);
  }
  const menu = row.querySelector(".copy-menu");
  menu.open = false;
  menu.querySelector("summary").focus();
  const said = editor.querySelector("[data-week-said]");
  said.textContent = said.dataset.copied;
}

function addDate(editor) {
  const template = editor.querySelector("[data-date-template]").content;
  const row = template.firstElementChild.cloneNode(true);
  const keys = [...editor.querySelectorAll("[data-date-key]")].map(({ value }) => Number(value) || 0);
  const key = String(Math.max(0, ...keys) + 1);
  row.dataset.times = `date-${key}`;
  row.querySelector("[data-date-key]").value = key;
  editor.querySelector("[data-dates]").append(row);
  row.querySelector("input[type=date]").focus();
  changed(row);
}

function remove(element, row, next) {
  element.remove();
  if (row.isConnected) changed(row);
  next?.focus();
}

const actions = {
  "[data-time-add]": (button) => {
    const row = button.closest("[data-times]");
    addTime(row, ...nextTime(row)).querySelector("input").focus();
    changed(row);
  },
  "[data-time-remove]": (button) => {
    const row = button.closest("[data-times]");
    remove(button.closest("[data-time]"), row, row.querySelector("[data-time-add]"));
  },
  "[data-date-add]": (button) => addDate(editorOf(button)),
  "[data-date-remove]": (button) => {
    const editor = editorOf(button);
    button.dispatchEvent(new Event("input", { bubbles: true }));
    button.closest("[data-times]").remove();
    editor.querySelector("[data-date-add]").focus();
  },
  "[data-copy-day]": (button) => copyDay(button.closest("[data-times]")),
};

document.addEventListener("click", ({ target }) => {
  for (const [selector, act] of Object.entries(actions)) {
    const button = target.closest(selector);
    if (button !== null) return act(button);
  }
});
document.addEventListener("input", ({ target }) => {
  const row = target.closest("[data-times]");
  if (row !== null) paint(row);
  if ("repeats" in target.dataset) showWeek(editorOf(target), target.checked);
});

function showWeek(editor, repeats) {
  editor.querySelector("[data-every-week]").hidden = !repeats;
  editor.querySelector("[data-only-dates]").hidden = repeats;
}

// Drawing with mouse, pen or finger: from where it goes down to where it goes up.
let drawn = null;

function minutesAt(track, x) {
  const { left, width } = track.getBoundingClientRect();
  const share = Math.min(1, Math.max(0, (x - left) / width));
  return Math.round((share * DAY_MINUTES) / STEP_MINUTES) * STEP_MINUTES;
}

const drawnSpan = (x) => {
  const now = minutesAt(drawn.track, x);
  return [Math.min(drawn.from, now), Math.max(drawn.from, now)];
};

document.addEventListener("pointerdown", (event) => {
  const track = event.target.closest("[data-track]");
  if (track === null || event.button !== 0) return;
  event.preventDefault();
  const element = bar(0, 0);
  element.className = "drawn";
  track.append(element);
  drawn = { track, element, from: minutesAt(track, event.clientX) };
  track.setPointerCapture(event.pointerId);
});
document.addEventListener("pointermove", (event) => {
  if (drawn === null) return;
  const [from, until] = drawnSpan(event.clientX);
  const { style } = drawn.element;
  style.left = `${(from / DAY_MINUTES) * 100}%`;
  style.width = `${((until - from) / DAY_MINUTES) * 100}%`;
});
document.addEventListener("pointerup", (event) => {
  if (drawn === null) return;
  const [from, until] = drawnSpan(event.clientX);
  const row = drawn.track.closest("[data-times]");
  drawn = null;
  if (until > from) addMerged(row, from, until);
  changed(row);
});
document.addEventListener("pointercancel", () => {
  if (drawn !== null) paint(drawn.track.closest("[data-times]"));
  drawn = null;
});

/** What was drawn and what it touches become one. */
function addMerged(row, from, until) {
  let [start, end] = [from, until];
  for (const time of timesOf(row)) {
    const found = span(time);
    if (found === null || found[0] > end || found[1] < start) continue;
    [start, end] = [Math.min(start, found[0]), Math.max(end, found[1])];
    time.remove();
  }
  const added = addTime(row, clock(start), clock(end));
  const later = timesOf(row).find((time) => time !== added && (span(time)?.[0] ?? 0) > start);
  if (later !== undefined) later.before(added);
}

// "Discard" brings the fields back, but rows that came or went are ours to bring back.
const saved = new WeakMap();

function remember(root) {
  for (const editor of root.querySelectorAll("[data-week]")) {
    if (!saved.has(editor)) saved.set(editor, editor.innerHTML);
  }
  paintAll(root);
}

document.addEventListener("reset", ({ target }) => {
  for (const editor of target.querySelectorAll("[data-week]")) {
    editor.innerHTML = saved.get(editor) ?? editor.innerHTML;
    paintAll(editor);
  }
});
document.addEventListener("htmx:afterSwap", () => remember(document));
remember(document);
