// Firefox for the tests in Python: reads one command a line from standard input, does it in the
// page, and answers with one line. Things are found by role and name as people know them, through
// shadow roots too.
//
//   {"do": "goto", "with": ["https://…"]}  →  {"value": null} or {"error": "…"}

import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import puppeteer from "puppeteer-core";

const WAIT_MS = Number(process.env["WAIT_MS"] ?? 15_000);
const PREFERENCES = {
  "media.navigator.streams.fake": true,
  "media.navigator.permission.disabled": true,
  "media.peerconnection.ice.loopback": true,
  "media.peerconnection.ice.obfuscate_host_addresses": false,
  "media.autoplay.default": 0,
  "intl.accept_languages": "en-US",
  "datareporting.policy.dataSubmissionEnabled": false,
  "app.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: process.argv[2],
  headless: true,
  extraPrefsFirefox: PREFERENCES,
  defaultViewport: { width: 1280, height: 800 },
});
const page = await browser.newPage();

/** Runs in the page: the visible elements of a role and name, in the order of the document. */
function findAll(role, name) {
  const SELECTORS = {
    button: "button, [role=button], summary",
    link: "a[href]",
    field: "input, textarea, select",
    heading: "h1, h2, h3",
    text: "*",
  };
  const nameOf = (element) => {
    const label = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent;
    return (label ?? element.textContent ?? "").replace(/\s+/g, " ").trim();
  };
  const isOwnText = (element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.includes(name));
  const fits = (element) => {
    if (role === "text") return isOwnText(element);
    const own = nameOf(element);
    const isLonger = /^\W/.test(own.slice(name.length)) && own.startsWith(name);
    return own === name || isLonger || (role === "field" && own.includes(name));
  };
  const found = [];
  const walk = (root) => {
    for (const element of root.querySelectorAll("*")) {
      const isOfRole = element.matches(SELECTORS[role]);
      if (isOfRole && fits(element) && element.getClientRects().length > 0) found.push(element);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(globalThis.document);
  return found;
}

async function find(role, name) {
  const source = `(${findAll.toString()})(...${JSON.stringify([role, name])})[0]`;
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const handle = await page.evaluateHandle(source);
    const element = handle.asElement();
    if (element !== null) return element;
    if (Date.now() > deadline) throw new Error(`there is no ${role} “${name}” on the page`);
    await pause(100);
  }
}

const COMMANDS = {
  before: async (code) => void (await page.evaluateOnNewDocument(code)),
  goto: async (url) => void (await page.goto(url, { waitUntil: "load" })),
  click: async (role, name) => {
    const element = await find(role, name);
    await element.scrollIntoView();
    await element.click();
  },
  fill: async (name, text) => {
    const field = await find("field", name);
    await field.click();
    await field.type(text);
  },
  press: async (key) => page.keyboard.press(key),
  see: async (role, name) => void (await find(role, name)),
  evaluate: async (code) => page.evaluate(code),
  picture: async (path) => void (await page.screenshot({ path })),
  address: async () => page.url(),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { do: command, with: given } = JSON.parse(line);
  let answer;
  try {
    answer = { value: (await COMMANDS[command](...given)) ?? null };
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
