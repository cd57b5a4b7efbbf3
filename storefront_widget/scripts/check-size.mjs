// Fails when what the browser must load grows beyond its budget (gzip -9).
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const root = new URL(
  "../../saleor_personal_shopper/dashboard/static/personal_shopper/widget/",
  import.meta.url,
);
const read = (path) => readFileSync(new URL(path, root));
const kilobytes = (bytes) =>
  bytes.reduce((sum, b) => sum + gzipSync(b, { level: 9 }).length, 0) / 1024;

const manifest = JSON.parse(read(".vite/manifest.json").toString());
const entry = manifest["src/pages/call.ts"];
const budgets = [
  { name: "loader", limit: 15, files: ["personal-shopper.js"] },
  { name: "call page", limit: 75, files: [entry.file, ...(entry.css ?? [])] },
];

for (const { name, limit, files } of budgets) {
  const size = kilobytes(files.map(read));
  console.log(`${name}: ${size.toFixed(1)} KB gzip of ${limit} KB`);
  if (size > limit) {
    console.error(`${name} is over its budget of ${limit} KB.`);
    process.exitCode = 1;
  }
}
