import { defineConfig } from "vite";

/** The mock page in dev/: every state of the call page without a server. Never shipped. */
export default defineConfig({
  root: "dev",
  server: { host: "127.0.0.1", port: 5178, strictPort: true },
  build: { target: "es2022", cssTarget: ["chrome123", "firefox120", "safari17.5"] },
});
