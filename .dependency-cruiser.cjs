// The floors. Imports only go down: core <- products, store <- server <- sim, bench; apps stand on core alone, in the browser,
// and their tests on the whole house; the demo shop's backend is mounted by the server; tidy stands beside and may look into
// the store.
// `tidy` runs this file and merges what it finds with its own rules; `npx depcruise --config .dependency-cruiser.cjs core` works too.

const TEST = "\\.test\\.ts$|(^|/)testing/";
const floors = ["core", "products", "store", "server", "apps", "sim", "bench", "tidy"];
const mayImport = {
  core: [],
  products: ["core"],
  store: ["core"],
  server: ["core", "products", "store"],
  apps: ["core"],
  sim: ["core", "products", "store", "server"],
  bench: ["core", "products", "store", "server"],
  tidy: ["store"],
};

/** A marketplace's server, which a sandbox runs for those who want to try the portals. */
const DEMO_SHOP = "apps/shop/backend/";

const floorRules = floors.map((floor) => {
  const banned = floors.filter((other) => other !== floor && !mayImport[floor].includes(other));
  return {
    name: `floor-${floor}`,
    comment: `${floor} may import ${mayImport[floor].join(", ") || "no other floor"}.`,
    severity: "error",
    // The portals' browser tests start the product, as a person would.
    from: { path: `^${floor}/`, ...(floor === "apps" ? { pathNot: TEST } : {}) },
    to: { path: `^(${banned.join("|")})/`, ...(floor === "server" ? { pathNot: `^${DEMO_SHOP}` } : {}) },
  };
});

module.exports = {
  forbidden: [
    ...floorRules,
    {
      name: "core-is-pure",
      comment: "core imports no library and no part of Node: facts come in as arguments.",
      severity: "error",
      from: { path: "^core/", pathNot: TEST },
      to: { dependencyTypes: ["core", "npm", "npm-dev", "npm-optional", "npm-peer", "npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "products-are-data",
      comment: "products import core and no library; they may read the terms that lie beside them.",
      severity: "error",
      from: { path: "^products/", pathNot: TEST },
      to: { dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer", "npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "tools-stay-at-home",
      comment: "What ships runs without the development tools of the root manifest.",
      severity: "error",
      from: { path: "^(core|products|store|server)/", pathNot: TEST },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "elements-bring-nothing",
      comment: "What a shop's page loads comes alone: no library, no part of Node, and of core no more than types.",
      severity: "error",
      from: { path: "^apps/elements/", pathNot: TEST },
      to: { pathNot: "^apps/elements/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "floors-by-name",
      comment: "One floor reaches another through the package name, so that the manifest has to declare it.",
      severity: "error",
      from: { path: `^(${floors.join("|")})/` },
      to: { path: `^(${floors.join("|")})/`, pathNot: "^$1/", dependencyTypesNot: ["aliased-workspace"] },
    },
    {
      name: "tests-stay-outside",
      comment: "What ships does not import tests or what only tests need.",
      severity: "error",
      from: { pathNot: TEST },
      to: { path: TEST },
    },
    {
      name: "no-cycle",
      comment: "No cycles, not even of types: a cycle is one file in many pieces.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "resolves",
      comment: "Every import leads somewhere.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "declared",
      comment: "A library is declared in the manifest of the floor that uses it, or in the root's when it is a tool.",
      severity: "error",
      from: { pathNot: TEST },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
  ],
  options: {
    exclude: { path: "(^|/)(dist|reports|coverage|\\.stryker-tmp)/" },
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    moduleSystems: ["es6"],
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["@anxin/source", "import", "types", "default"],
    },
  },
};
