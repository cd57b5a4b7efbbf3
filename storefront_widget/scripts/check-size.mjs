// Fails when what the browser must load grows beyond its budget (gzip, as it is sent).
import { readdirSync, readFileSync, statSync } from "node:fs";

const root = new URL(
  "../../saleor_personal_shopper/dashboard/static/personal_shopper/widget/",
  import.meta.url,
);
const sent = (file) => statSync(new URL(`${file}.gz`, root)).size;
const kilobytes = (files) => files.reduce((sum, file) => sum + sent(file), 0) / 1024;

const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", root)).toString());

/** A module with all that it imports. */
function files(name, found = new Set()) {
  const { file, css = [], imports = [] } = manifest[name];
  for (const each of [file, ...css]) found.add(each);
  for (const each of imports) files(each, found);
  return found;
}

const longest = readdirSync(new URL("assets/", root))
  .filter((name) => /^(en|es|pt|ca)-.*\.js$/.test(name))
  .map((name) => `assets/${name}`)
  .sort((a, b) => sent(b) - sent(a))[0];
const first = new Set([...files("src/pages/call.ts"), ...files("src/pages/entrance.ts"), longest]);
const room = [...files("src/pages/room.ts")].filter((file) => !first.has(file));
const budgets = [
  { name: "loader", limit: 15, files: ["personal-shopper.js"] },
  { name: "call page, up to its first words", limit: 48, files: [...first] },
  { name: "call page, the call itself", limit: 44, files: room },
];

for (const { name, limit, files } of budgets) {
  const size = kilobytes(files);
  console.log(`${name}: ${size.toFixed(1)} KB gzip of ${limit} KB`);
  if (size > limit) {
    console.error(`${name} is over its budget of ${limit} KB.`);
    process.exitCode = 1;
  }
}
