// What a portal may weigh before it shows anything: kilobytes of packed script, as they cross the network.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";

const BUILT = new URL("dist/", import.meta.url);
const KB = 1_000;
/** The page's own script and all that it imports at once. */
const BUDGETS = { buyer: 170 * KB, console: 400 * KB, shop: 170 * KB } as const;
/** Pictures of figures and editors, none of which may be there at the beginning. */
const LATE = /echarts|zrender/i;

function scriptsOf(portal: string): readonly string[] {
  const html = readFileSync(new URL(`${portal}/index.html`, BUILT), "utf8");
  const found = new Set<string>();
  const take = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    const script = readFileSync(new URL(`assets/${name}`, BUILT), "utf8");
    for (const [, imported] of script.matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)) take(imported ?? "");
  };
  for (const [, name] of html.matchAll(/\/portals\/assets\/([\w.-]+\.js)"/g)) take(name ?? "");
  return [...found];
}

const sourceOf = (name: string): Buffer => readFileSync(new URL(`assets/${name}`, BUILT));

it.each(Object.entries(BUDGETS))("%s begins within its budget", (portal, budget) => {
  const scripts = scriptsOf(portal);
  expect(scripts.length).toBeGreaterThan(0);
  const bytes = scripts
    .map((name) => gzipSync(sourceOf(name), { level: 9 }).length)
    .reduce((sum, each) => sum + each, 0);
  console.log(`${portal}: ${Math.ceil(bytes / KB)} of ${budget / KB} kB in ${scripts.length} files`);
  expect(bytes).toBeLessThanOrEqual(budget);
  for (const name of scripts) expect(LATE.test(sourceOf(name).toString()), `${name} brings charts at once`).toBe(false);
});
