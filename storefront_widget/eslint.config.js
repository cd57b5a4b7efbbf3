import js from "@eslint/js";
import { configs as lit } from "eslint-plugin-lit";
import tseslint from "typescript-eslint";

const noDom = ["document", "window", "HTMLElement", "customElements", "location", "history"].map(
  (name) => ({ name, message: "src/call and src/api never touch the DOM." }),
);

export default tseslint.config(
  { ignores: ["node_modules", "dev/dist", "types"] },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [...tseslint.configs.strictTypeChecked, lit["flat/recommended"]],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
    },
  },
  {
    files: ["src/call/**/*.ts", "src/api/**/*.ts"],
    ignores: ["**/*.test.ts"],
    rules: {
      "no-restricted-globals": ["error", ...noDom],
      "no-restricted-imports": [
        "error",
        { patterns: ["lit", "lit/*", "**/components/**", "**/loader/**"] },
      ],
    },
  },
  {
    files: ["src/loader/**/*.ts"],
    rules: {
      "no-restricted-imports": ["error", { patterns: ["lit", "lit/*", "**/components/**"] }],
    },
  },
  {
    files: ["**/*.test.ts", "dev/**"],
    rules: { "max-lines-per-function": "off", "@typescript-eslint/no-non-null-assertion": "off" },
  },
  { files: ["src/translations/*.ts"], rules: { "max-lines": "off" } },
  {
    files: ["scripts/*.mjs", "*.js"],
    languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly" } },
    rules: { "no-console": "off" },
  },
  {
    files: ["dev/*.js"],
    languageOptions: {
      globals: Object.fromEntries(
        ["window", "document", "navigator", "RTCPeerConnection"].map((name) => [name, "readonly"]),
      ),
    },
  },
);
