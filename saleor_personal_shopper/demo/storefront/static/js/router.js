/** Client-side routing by the History API, so that a call in the corner outlives a change of page. */

import { h } from "./html.js";
import { session } from "./session.js";

/** What a page throws for something that this shop, or this channel, does not have. */
export class NotHere extends Error {}

const routes = [];
const content = document.getElementById("content");
let visit = 0;

/**
 * Adds a page.
 *
 * @param {RegExp} pattern matched with the path; its groups are the page's arguments
 * @param {(...groups: string[]) => Promise<{title: string, body: Node[]}>} page
 */
export function route(pattern, page) {
  routes.push({ pattern, page });
}

export function navigate(address) {
  if (session.loadsWholePages) {
    location.assign(address);
    return;
  }
  history.pushState(null, "", address);
  show();
}

/** Shows the page of the current address. */
export async function show() {
  const mine = ++visit;
  const { title, body } = await load();
  // A slow page must not replace the one that the visitor has gone on to.
  if (mine !== visit) return;
  document.title = `${title} · Maison Lumen`;
  content.replaceChildren(...body);
  window.scrollTo(0, 0);
  dispatchEvent(new CustomEvent("page-shown"));
}

async function load() {
  const path = location.pathname.replace(/(.)\/$/, "$1");
  for (const { pattern, page } of routes) {
    const match = pattern.exec(path);
    if (!match) continue;
    try {
      return await page(...match.slice(1).map(decodeURIComponent));
    } catch (error) {
      const isMissing = error instanceof NotHere;
      return failure(isMissing ? "Not sold here" : "The shop does not answer", error.message);
    }
  }
  return failure("We could not find this page", "It may have been renamed or sold out for good.");
}

function failure(title, text) {
  const link = h("a.button", { href: "/" }, "To the shop");
  return { title, body: [h("div.message", {}, h("h1", {}, title), h("p", {}, text), link)] };
}

function isOwnLink(link, event) {
  return (
    link &&
    link.origin === location.origin &&
    !link.hasAttribute("download") &&
    !link.target &&
    !(event.metaKey || event.ctrlKey || event.shiftKey || event.button)
  );
}

export function start() {
  addEventListener("popstate", show);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!isOwnLink(link, event) || link.hash || session.loadsWholePages) return;
    event.preventDefault();
    navigate(link.href);
    content.focus({ preventScroll: true });
  });
  return show();
}
