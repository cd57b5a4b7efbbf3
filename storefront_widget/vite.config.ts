import { defineConfig } from "vitest/config";
import { precompress } from "./vite.precompress.ts";
import { tightCss } from "./vite.tightcss.ts";

/** Where Django finds the built files (git-ignored). */
export const STATIC_DIR = "../saleor_personal_shopper/dashboard/static/personal_shopper/widget";

export default defineConfig({
  // Chunks are found relative to the module, so the app may serve them under any address.
  base: "./",
  build: {
    outDir: STATIC_DIR,
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    // The first versions that know light-dark().
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    modulePreload: false,
    rolldownOptions: { input: "src/pages/call.ts" },
  },
  plugins: [tightCss(), precompress(STATIC_DIR)],
  test: {
    // Tests that need a page say so in their first line.
    environment: "node",
    include: ["src/**/*.test.ts"],
    restoreMocks: true,
  },
});
