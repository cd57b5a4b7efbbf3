// When the desk's session ends: the page stays as it is, asks to sign in again in the Dashboard,
// and goes on when that is done. What was typed is also kept for an hour on this device, since a
// phone may have to leave the page to do it.

import { notes, typedForm } from "./pages.js";

const DRAFT = "personal-shopper:draft";
const DRAFT_MS = 3_600_000;
const CHECK_MS = 5_000;
const { desk: base, staffMember } = document.body.dataset;
const dialog = document.getElementById("session-over");
const word = dialog.querySelector("[role=status]");
const listeners = [];
let timer;

/** Has `listener` called each time the session is there again. */
export const whenSignedIn = (listener) => listeners.push(listener);

/** Tells that the session has ended, and waits for the next one. */
export function askToSignIn() {
  keepDraft();
  if (dialog.open) return;
  word.textContent = "";
  dialog.showModal();
  timer = setInterval(() => void check(), CHECK_MS);
}

async function check() {
  const response = await fetch(`${base}/token`, { method: "POST" }).catch(() => null);
  if (response?.status === 403) return location.reload();
  if (!response?.ok) return (word.textContent = dialog.dataset.notYet);
  const { staffMember: who } = await response.json();
  // Somebody else signed in: the page, with what it shows, is not his.
  if (String(who) !== staffMember) return location.reload();
  goOn();
}

function goOn() {
  if (!dialog.open) return;
  dialog.close();
  localStorage.removeItem(DRAFT);
  notes.show("success", dialog.dataset.back);
  for (const listener of listeners) listener();
}

function keepDraft() {
  const form = typedForm();
  if (form === null) return;
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const draft = { path: location.pathname, staffMember, at: Date.now(), fields };
  localStorage.setItem(DRAFT, JSON.stringify(draft));
}

function readDraft() {
  const draft = JSON.parse(localStorage.getItem(DRAFT) ?? "null");
  if (draft === null) return null;
  if (draft.staffMember === staffMember && Date.now() - draft.at < DRAFT_MS) return draft;
  localStorage.removeItem(DRAFT);
  return null;
}

function fill(form, fields) {
  for (const [name, value] of fields) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === value;
      else field.value = value;
    }
  }
  form.dataset.typed = "";
}

/** Puts the draft back into its page's form, or offers the way there. */
function offerDraft() {
  const offer = document.getElementById("draft");
  const draft = readDraft();
  const form = draft === null ? null : formWith(draft.fields);
  offer.hidden = draft === null || form !== null;
  if (draft === null) return;
  offer.querySelector("[data-draft-link]").href = draft.path;
  if (form === null || location.pathname !== draft.path) return;
  fill(form, draft.fields);
  localStorage.removeItem(DRAFT);
}

function formWith(fields) {
  const names = fields.map(([name]) => `[name="${CSS.escape(name)}"]`);
  const forms = [...document.querySelectorAll("#content form")];
  return forms.find((form) => names.every((name) => form.querySelector(name))) ?? null;
}

document.addEventListener("htmx:responseError", ({ detail: { xhr } }) => {
  if (xhr.status === 401) askToSignIn();
});
document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (target.id === "content") offerDraft();
});
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-session-check]")) void check();
  if (target.closest("[data-draft-drop]")) {
    localStorage.removeItem(DRAFT);
    document.getElementById("draft").hidden = true;
  }
});
document.addEventListener("visibilitychange", () => {
  if (dialog.open && document.visibilityState === "visible") void check();
});
// Escape would hide that nothing works; the page is useless without a session.
dialog.addEventListener("cancel", (event) => event.preventDefault());
dialog.addEventListener("close", () => clearInterval(timer));
offerDraft();
