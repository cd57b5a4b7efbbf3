import { defineConfig } from "vite";
import { STATIC_DIR } from "./vite.config.ts";
import { precompress } from "./vite.precompress.ts";
import { tightCss } from "./vite.tightcss.ts";

/** The booking page: a bundle of its own, so that neither page waits for what the other needs. */
const BOOKING_DIR = `${STATIC_DIR}/booking`;

export default defineConfig({
  base: "./",
  build: {
    outDir: BOOKING_DIR,
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    // The first versions that know light-dark().
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    modulePreload: false,
    rolldownOptions: { input: "src/pages/book.ts" },
  },
  plugins: [tightCss(), precompress(BOOKING_DIR)],
});
