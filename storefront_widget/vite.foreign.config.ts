import { defineConfig } from "vite";

/** Clients that others wrote, for the tests that hold our media doors to the standard. */
export default defineConfig({
  publicDir: false,
  build: {
    target: "es2022",
    minify: false,
    lib: { entry: "dev/foreign-clients.js", formats: ["iife"], name: "foreignClients" },
  },
});
