import type { Plugin } from "vite";

const STYLES = /\bcss`[^`]*`/g;
const LINE_BREAK = /\s*\n\s*/g;

/** Takes the indentation out of the styles of components, which no minifier looks into. */
export function tightCss(): Plugin {
  return {
    name: "tight-css",
    apply: "build",
    transform: (code, id) =>
      id.endsWith(".ts") && code.includes("css`")
        ? { code: code.replace(STYLES, (styles) => styles.replace(LINE_BREAK, " ")), map: null }
        : null,
  };
}
