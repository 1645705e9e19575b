// Biome lints everything it can without types. ESLint is here only for the four rules that need the type checker.
import tseslint from "typescript-eslint";

export default [
  {
    ignores: [
      "**/dist/",
      "**/*.generated.ts",
      "**/node_modules/",
      "**/.anxin/",
      ".stryker-tmp/",
      "reports/",
      "coverage/",
    ],
  },
  {
    files: [
      "core/**/*.ts",
      "products/**/*.ts",
      "store/**/*.ts",
      "server/**/*.ts",
      "apps/**/*.ts",
      "apps/**/*.tsx",
      "sim/**/*.ts",
      "bench/**/*.ts",
      "tidy/**/*.ts",
    ],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { "@typescript-eslint": tseslint.plugin },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    },
  },
];
