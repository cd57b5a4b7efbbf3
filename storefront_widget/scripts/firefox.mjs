// Firefox for the tests in Python: reads one command a line from standard input, does it in the
// page, and answers with one line.
//
//   node firefox.mjs /usr/bin/firefox find_elements.js
//   {"do": "goto", "with": ["https://…"]}  →  {"value": null} or {"error": "…"}

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import puppeteer from "puppeteer-core";

const [, , executablePath, finder] = process.argv;
const FIND_ELEMENTS = readFileSync(finder, "utf8").trimEnd().replace(/;$/, "");
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
  executablePath,
  headless: true,
  extraPrefsFirefox: PREFERENCES,
  defaultViewport: { width: 1280, height: 800 },
});
const page = await browser.newPage();

async function find(role, name) {
  const source = `(${FIND_ELEMENTS})(...${JSON.stringify([role, name])})[0]`;
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const handle = await page.evaluateHandle(source);
    const element = handle.asElement();
    if (element !== null) return element;
    if (Date.now() > deadline) throw new Error(`there is no ${role} “${name}” on the page`);
    await pause(100);
  }
}

/** Scrolled to, and no longer moved by what comes in above it. */
async function findAtRest(role, name) {
  for (let before = null; ;) {
    const element = await find(role, name);
    await element.scrollIntoView();
    const place = JSON.stringify(await element.boundingBox());
    if (place === before) return element;
    before = place;
    await pause(100);
  }
}

const COMMANDS = {
  before: async (code) => void (await page.evaluateOnNewDocument(code)),
  cookies: async (cookies) => void (await browser.setCookie(...cookies)),
  goto: async (url) => void (await page.goto(url, { waitUntil: "load" })),
  reload: async () => void (await page.reload({ waitUntil: "load" })),
  click: async (role, name) => (await findAtRest(role, name)).click(),
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
