// What the staff's pages share, framed or at the desk: times and amounts in the reader's own way,
// dialogs, copying, forms with unsaved changes, and passing notes.

const content = () => document.getElementById("content");
export const texts = () => document.getElementById("texts")?.dataset ?? {};
let waiting = 0;

/** How a passing note is shown; the bridge has the Dashboard show it instead. */
export const notes = { show: ownNote };

/** Shows a passing note on our own page. */
export function ownNote(status, text) {
  const shelf = document.querySelector(".notes") ?? document.body.appendChild(shelfOfNotes());
  const note = document.createElement("p");
  note.className = `note ${status}`;
  note.textContent = text;
  shelf.append(note);
  setTimeout(() => note.remove(), 6000);
}

function shelfOfNotes() {
  const shelf = document.createElement("div");
  shelf.className = "notes";
  shelf.setAttribute("role", "status");
  return shelf;
}

/** Has the lists that change by themselves read again. */
export function refreshLists() {
  if (document.visibilityState !== "visible") return;
  for (const list of document.querySelectorAll("[data-live]")) refresh(list);
}

function refresh(list) {
  const isTyping = list.contains(document.activeElement?.closest("input, select"));
  if (list.classList.contains("htmx-request")) outrunLists.add(list.id);
  else if (!isTyping) htmx.trigger(list, "staff:refresh");
}

// Lists that were being read when they changed again: what comes is old, so they are read anew,
// each by itself, or they would set one another off for ever.
const outrunLists = new Set();
const catchUp = (id) => {
  const list = outrunLists.delete(id) ? document.getElementById(id) : null;
  if (list !== null) refresh(list);
};
document.addEventListener("htmx:afterSettle", ({ target }) => catchUp(target.id));

// A list that is as before stays in its place, so that no click on it is lost.
const shownLists = new WeakMap();
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { target, serverResponse, xhr } = detail;
  if (!target.matches("[data-live]") || xhr.status !== 200) return;
  if (shownLists.get(target) === serverResponse) {
    detail.shouldSwap = false;
    setTimeout(() => catchUp(target.id));
  } else {
    const { id } = target;
    setTimeout(() => shownLists.set(document.getElementById(id) ?? {}, serverResponse));
  }
});

/** Shows in the tab's title how many customers wait. */
export function setWaiting(count) {
  waiting = count;
  paintTitle();
}

function paintTitle() {
  const page = content()?.querySelector("[data-title]")?.dataset.title;
  if (!page) return;
  document.title = `${waiting > 0 ? `(${waiting}) ` : ""}${page} · Personal Shopper`;
}

// Times and amounts.
const STYLES = {
  datetime: { dateStyle: "medium", timeStyle: "short" },
  date: { dateStyle: "medium" },
  time: { timeStyle: "short" },
  day: { day: "numeric" },
  month: { month: "short" },
  hour: { hour: "numeric" },
};
const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];
const language = () => document.documentElement.lang || "en";
const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";

function timeText(moment, kind) {
  if (kind !== "since") return new Intl.DateTimeFormat(language(), STYLES[kind]).format(moment);
  const seconds = Math.max(0, Math.round((Date.now() - moment.getTime()) / 1000));
  const [unit, size] = UNITS.find(([, least]) => seconds >= least) ?? ["second", 1];
  const style = { style: "unit", unit, unitDisplay: "short" };
  return new Intl.NumberFormat(language(), style).format(Math.floor(seconds / size));
}

function writeTimes(root, selector = "time[data-time]") {
  for (const element of root.querySelectorAll(selector)) {
    const moment = new Date(element.dateTime);
    element.textContent = timeText(moment, element.dataset.time);
    element.title = timeText(moment, "datetime");
  }
}

function writeAmounts(root) {
  for (const element of root.querySelectorAll("data[data-currency]")) {
    const style = { style: "currency", currency: element.dataset.currency };
    element.textContent = new Intl.NumberFormat(language(), style).format(Number(element.value));
  }
}

function nameTimeZone(root) {
  for (const element of root.querySelectorAll("[data-time-zone]")) {
    element.textContent = timeZone();
  }
  for (const input of root.querySelectorAll("input[name=time_zone]")) input.value = timeZone();
  for (const select of root.querySelectorAll("select[data-own-zone]")) offerOwnZone(select);
}

/** Chooses the reader's own zone where none is set yet; later choices stay. */
function offerOwnZone(select) {
  delete select.dataset.ownZone;
  const isKnown = [...select.options].some(({ value }) => value === timeZone());
  if (select.value === "" && isKnown) select.value = timeZone();
}

function enhance(root) {
  writeTimes(root);
  writeAmounts(root);
  nameTimeZone(root);
  for (const dialog of root.querySelectorAll("dialog[data-open]:not([open]):not([data-shown])")) {
    dialog.dataset.shown = "";
    dialog.showModal();
    dialog.querySelector("[aria-invalid=true]")?.focus();
    const { expires } = dialog.dataset;
    if (expires) setTimeout(() => dialog.classList.add("expired"), Number(expires) * 1_000);
  }
  // The Dashboard's frame may not share.
  const mayShare = "share" in navigator && window.parent === window;
  for (const button of root.querySelectorAll("[data-shares]")) button.hidden = !mayShare;
  paintTitle();
}

setInterval(() => writeTimes(document, "time[data-time=since]"), 10_000);

// Dialogs, copying and forms.
async function copy(field, button) {
  field.select();
  if (!(await hasCopied(field.value))) {
    notes.show("info", texts().copyYourself);
    return;
  }
  const before = button.innerHTML;
  button.textContent = texts().copied;
  say(`${texts().copied}: ${field.labels[0].textContent}`);
  setTimeout(() => (button.innerHTML = before), 2000);
}

async function hasCopied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission, as in the Dashboard's frame; the old way copies what is selected.
    return document.execCommand("copy");
  }
}

/** Reads something out that is seen anyway. */
function say(text) {
  const said = document.getElementById("said");
  if (said !== null) said.textContent = text;
}

function share(field) {
  navigator.share({ url: field.value }).catch(() => {
    // Closed without sending it, which is nobody's fault.
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-opens], [data-closes], [data-copies], [data-shares]");
  if (button === null) return;
  if ("opens" in button.dataset) document.getElementById(button.dataset.opens).showModal();
  if ("closes" in button.dataset) button.closest("dialog").close();
  if ("copies" in button.dataset) {
    void copy(document.getElementById(button.dataset.copies), button);
  }
  if ("shares" in button.dataset) share(document.getElementById(button.dataset.shares));
});

// Ctrl, Shift and ⌘ open links in another tab or window, as anywhere; htmx would not let them.
document.addEventListener(
  "click",
  (event) => {
    const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (isElsewhere && event.target.closest("a[hx-get]")) event.stopPropagation();
  },
  { capture: true },
);

document.addEventListener("change", (event) => {
  if ("submits" in event.target.dataset) event.target.form.requestSubmit();
});
document.addEventListener("input", (event) => {
  if ("passing" in event.target.dataset) return;
  event.target.closest("form[data-saves]")?.classList.add("is-dirty");
  const form = event.target.closest("#content form");
  if (form) form.dataset.typed = "";
});

/** The form in which something was typed that the server has not got. */
export const typedForm = () => content()?.querySelector("form[data-typed]") ?? null;
document.addEventListener("reset", (event) => event.target.classList.remove("is-dirty"));

// The browser's own question is forbidden in the Dashboard's frame.
document.addEventListener("htmx:confirm", (event) => {
  if (!event.detail.question) return;
  event.preventDefault();
  const dialog = document.getElementById("confirm");
  dialog.querySelector("h2").textContent = event.detail.question;
  dialog.returnValue = "";
  dialog.addEventListener(
    "close",
    () => dialog.returnValue === "yes" && event.detail.issueRequest(true),
    { once: true },
  );
  dialog.showModal();
});

/** Puts one of the frame's own pages in the place of the content. */
export function showTemplate(id) {
  const page = document.getElementById(id).content.cloneNode(true);
  content().removeAttribute("aria-busy");
  content().replaceChildren(page);
}

/** A request failed: what is there stays, or where there is nothing yet, a page says so. */
function tellFailure(text) {
  if (content().querySelector(".skeleton") === null) notes.show("error", text);
  else showTemplate("unreachable");
}

// What was typed stays on the page when the server cannot take it just now.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status !== 503 || typedForm() === null) return;
  detail.shouldSwap = false;
  ownNote("error", texts().later);
});

// The server groups and draws by the reader's days.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  detail.headers["Time-Zone"] = timeZone();
});

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.target === content()) content().setAttribute("aria-busy", "true");
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.target === content() && !detail.successful) content().removeAttribute("aria-busy");
});

// htmx. Times are written before the new part is painted.
document.addEventListener("htmx:afterSwap", () => enhance(document));
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target !== content()) return;
  content().removeAttribute("aria-busy");
  // Screen readers and the keyboard go on where the new page begins, or where it is wrong.
  (content().querySelector("[aria-invalid=true]") ?? content()).focus({ preventScroll: true });
});
document.addEventListener("staff:note", (event) => {
  notes.show(event.detail.status, event.detail.text);
});
document.addEventListener("htmx:sendError", () => tellFailure(texts().unreachable));
document.addEventListener("htmx:timeout", () => tellFailure(texts().unreachable));
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status !== 401) tellFailure(texts().failed);
});

enhance(document);
