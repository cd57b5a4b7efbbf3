// Fails when what the browser must load grows beyond its budget (gzip, as it is sent).
import { readdirSync, readFileSync, statSync } from "node:fs";

const root = new URL(
  "../../saleor_personal_shopper/dashboard/static/personal_shopper/widget/",
  import.meta.url,
);
const sent = (file) => statSync(new URL(`${file}.gz`, root)).size;
const kilobytes = (files) => files.reduce((sum, file) => sum + sent(file), 0) / 1024;

/** A module of the bundle in a folder, with all that it imports. */
function files(name, folder = "", found = new Set()) {
  const manifest = JSON.parse(
    readFileSync(new URL(`${folder}.vite/manifest.json`, root)).toString(),
  );
  const { file, css = [], imports = [] } = manifest[name];
  for (const each of [file, ...css]) found.add(`${folder}${each}`);
  for (const each of imports) files(each, folder, found);
  return found;
}

/** The texts that weigh most. */
function longest(folder) {
  return readdirSync(new URL(`${folder}assets/`, root))
    .filter((name) => /^(en|es|pt|ca)-.*\.js$/.test(name))
    .map((name) => `${folder}assets/${name}`)
    .sort((a, b) => sent(b) - sent(a))[0];
}

const first = new Set([
  ...files("src/pages/call.ts"),
  ...files("src/pages/entrance.ts"),
  longest(""),
]);
const booking = [...files("src/pages/book.ts", "booking/"), longest("booking/")];
const room = [...files("src/pages/room.ts")].filter((file) => !first.has(file));
const budgets = [
  { name: "loader", limit: 15, files: ["personal-shopper.js"] },
  { name: "call page, up to its first words", limit: 49, files: [...first] },
  { name: "call page, the call itself", limit: 45, files: room },
  { name: "booking page", limit: 36, files: booking },
];

for (const { name, limit, files } of budgets) {
  const size = kilobytes(files);
  console.log(`${name}: ${size.toFixed(1)} KB gzip of ${limit} KB`);
  if (size > limit) {
    console.error(`${name} is over its budget of ${limit} KB.`);
    process.exitCode = 1;
  }
}
