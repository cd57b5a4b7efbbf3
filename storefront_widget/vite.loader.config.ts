import { copyFileSync, readdirSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";
import { STATIC_DIR } from "./vite.config.ts";
import { precompress } from "./vite.precompress.ts";

const typings: Plugin = {
  name: "element-typings",
  closeBundle() {
    for (const name of readdirSync("types")) copyFileSync(`types/${name}`, `${STATIC_DIR}/${name}`);
  },
};

/** The loader is one classic script with a fixed name: shops put it into their pages. */
export default defineConfig({
  build: {
    outDir: STATIC_DIR,
    emptyOutDir: false,
    target: "es2020",
    // The catalogues hold more texts than the loader's own.
    rolldownOptions: { treeshake: { propertyReadSideEffects: false } },
    lib: {
      entry: "src/loader/personal-shopper.ts",
      formats: ["iife"],
      name: "personalShopperLoader",
      fileName: () => "personal-shopper.js",
    },
  },
  plugins: [typings, precompress(STATIC_DIR)],
});
