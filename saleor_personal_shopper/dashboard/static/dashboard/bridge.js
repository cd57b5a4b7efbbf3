// Speaks with the Dashboard that frames the page. The staff token stays in this script's memory
// and goes with each request as its bearer; browsers block cookies and storage in such a frame.
//
// The Dashboard's origin is pinned by the first handshake whose token our server verified. Where
// the server knows the Dashboards of the shop already, no other origin is even listened to.
// Messages come more than once and in any order; `redirect` says nothing that we need.

import { notes, ownNote, refreshLists, showTemplate, texts, typedForm } from "./pages.js";

const ANSWER_MS = 10_000;
const LISTS_MS = 10_000;
const RETRY_HEADER = "Staff-Retry";
const dashboard = window.parent;
const { content: contentUrl, dashboardOrigins } = document.body.dataset;
const knownOrigins = dashboardOrigins.split(" ").filter(Boolean);
const answers = new Map();
let pinnedOrigin = null;
let token = null;
let locale = "";
let tokensTaken = Promise.resolve();
let tokenArrived = () => {};
let asked = 0;

/** Asks the Dashboard to do something; false when it did not, or said nothing. */
function ask(type, payload = {}) {
  asked += 1;
  const actionId = `personal-shopper-${asked}`;
  const origins = pinnedOrigin ? [pinnedOrigin] : knownOrigins;
  const message = { type, payload: { ...payload, actionId } };
  // Only the greeting goes out before an origin is known, and it holds nothing.
  for (const origin of origins.length > 0 ? origins : ["*"]) dashboard.postMessage(message, origin);
  return new Promise((resolve) => {
    answers.set(actionId, resolve);
    setTimeout(resolve, ANSWER_MS, false);
  }).finally(() => answers.delete(actionId));
}

function isExpected(event) {
  if (event.source !== dashboard) return false;
  if (pinnedOrigin !== null) return event.origin === pinnedOrigin;
  return knownOrigins.length === 0 || knownOrigins.includes(event.origin);
}

const handlers = {
  handshake: ({ token: given }, origin) => receiveToken(given, origin),
  tokenRefresh: ({ token: given }, origin) => receiveToken(given, origin),
  response: ({ actionId, ok }) => answers.get(actionId)?.(ok === true),
  theme: ({ theme }) => showTheme(theme),
  localeChanged: ({ locale: wanted }) => speak(wanted),
};

window.addEventListener("message", (event) => {
  if (!isExpected(event)) return;
  const { type, payload } = Object(event.data);
  if (Object.hasOwn(handlers, type)) handlers[type](Object(payload), event.origin);
});

/** One after the other: several handshakes come at once, and an early one may be stale. */
function receiveToken(given, origin) {
  if (typeof given !== "string" || given === "") return;
  tokensTaken = tokensTaken.then(() => takeToken(given, origin));
}

async function takeToken(given, origin) {
  if (pinnedOrigin === null && !(await isVerified(given, origin))) return;
  const isFirst = token === null;
  token = given;
  tokenArrived();
  if (isFirst) load();
}

/** Pins the origin if our server says that the token is good. */
async function isVerified(given, origin) {
  const response = await fetch("/dashboard/session", {
    method: "POST",
    headers: { Authorization: `Bearer ${given}` },
    body: new URLSearchParams({ origin }),
  }).catch(() => null);
  if (response?.ok) pinnedOrigin = origin;
  else if (response === null || response.status === 500) showTemplate("unreachable");
  else document.getElementById("content").innerHTML = await response.text();
  return pinnedOrigin !== null;
}

function load() {
  void htmx.ajax("GET", contentUrl, { target: "#content", swap: "innerHTML" });
}

function showTheme(theme) {
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
}

function speak(wanted) {
  if (typeof wanted !== "string" || wanted === locale) return;
  locale = wanted;
  const isLoaded = document.querySelector("#content [data-title]") !== null;
  const isTyping = document.querySelector("form.is-dirty, dialog[open], .form") !== null;
  if (token !== null && isLoaded && !isTyping) load();
}

// Requests: the bearer on each; after a 401 once more with a fresh token.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  detail.headers["Authorization"] = `Bearer ${token}`;
  if (locale) detail.headers["Accept-Language"] = locale;
});
document.addEventListener("htmx:responseError", async ({ detail: { xhr, requestConfig } }) => {
  if (xhr.status !== 401) return;
  if (requestConfig.headers[RETRY_HEADER] || !(await freshToken())) {
    if (typedForm() === null) showTemplate("silent");
    else ownNote("error", texts().silent);
    return;
  }
  const { verb, path, elt, target } = requestConfig;
  void htmx.ajax(verb, path, { source: elt, target, headers: { [RETRY_HEADER]: "1" } });
});
document.addEventListener("htmx:afterRequest", ({ detail: { xhr } }) => {
  const spoken = xhr.getResponseHeader("Content-Language");
  if (spoken) document.documentElement.lang = spoken;
});

function freshToken() {
  return new Promise((resolve) => {
    tokenArrived = () => resolve(true);
    setTimeout(resolve, ANSWER_MS, false);
    void ask("notifyReady");
  });
}

// What the pages want of the Dashboard.
notes.show = (status, text) => void ask("notification", { status, text });
document.addEventListener("staff:open-desk", async ({ detail: { url } }) => {
  const isOpen = await ask("redirect", { to: url, newContext: true });
  if (!isOpen) notes.show("error", texts().popup);
});
document.addEventListener("click", async ({ target }) => {
  const wanted = target.closest("[data-permissions]")?.dataset.permissions;
  if (!wanted) return;
  // The Dashboard puts a slash of its own before it.
  const redirectPath = location.pathname.slice(1);
  const asked = { permissions: wanted.split(" "), redirectPath };
  if (!(await ask("requestPermissions", asked))) notes.show("error", texts().permissions);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-dashboard-path]");
  if (link === null) return;
  event.preventDefault();
  void ask("redirect", { to: link.dataset.dashboardPath });
});

function followHeight() {
  let height = 0;
  new ResizeObserver(() => {
    const wanted = Math.ceil(document.body.getBoundingClientRect().height);
    if (wanted > 0 && wanted !== height) void ask("widgetResize", { height: (height = wanted) });
  }).observe(document.body);
}

const isStillLoading = () =>
  token === null && document.querySelector("#content .skeleton") !== null;

function start() {
  showTheme(new URLSearchParams(location.search).get("theme"));
  if (dashboard === window) {
    showTemplate("outside");
    return;
  }
  if (document.body.classList.contains("widget")) followHeight();
  void ask("notifyReady");
  setInterval(refreshLists, LISTS_MS);
  setTimeout(() => isStillLoading() && showTemplate("silent"), ANSWER_MS);
}

start();
