/**
 * What the type checker does not see in the page's scripts: leftovers, shadows, loose comparisons, promises lost.
 */
import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["site/", "artefacts/", ".cache/", ".venv/", "node_modules/", "tests/**/golden/"] },
  js.configs.recommended,
  {
    files: ["**/*.mjs"],
    languageOptions: { ecmaVersion: 2024, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-implicit-globals": "error",
      "no-shadow": ["error", { hoist: "never", allow: ["event", "name", "top", "status"] }],
      "no-param-reassign": "error",
      "no-promise-executor-return": "error",
      "no-unused-expressions": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", caughtErrors: "none" }],
      "no-useless-rename": "error",
      "object-shorthand": "error",
      "prefer-template": "error",
      "no-alert": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-script-url": "error",
      "require-atomic-updates": "off",
    },
  },
  { files: ["site_overrides/**/*.mjs", "runtime/theme_shell.mjs"], languageOptions: { globals: globals.browser } },
  {
    // As wide as the Python beside it (the formatter breaks code, not comments); a sentence of the page is not broken.
    files: ["**/*.mjs"],
    rules: {
      "max-len": [
        "error",
        { code: 120, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true },
      ],
    },
  },
  { files: ["site_overrides/assets/selector/{worker,runtime}.mjs"], languageOptions: { globals: globals.worker } },
  { files: ["runtime/*.mjs", "tests/js/*.mjs", "eslint.config.mjs"], languageOptions: { globals: globals.node } },
];
