// Understands how a marketplace's pages get <anxin-badge> and <anxin-covers>: as script files of this house, for any site to load.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { assert } from "@anxin/core/assert";
import type { Api } from "../http/api.js";
import { isUnchanged } from "../http/etag.js";

/** Where the compiler puts the elements; they run in browsers, and nothing here imports them. */
function elementsFolder(): string {
  const manifest = fileURLToPath(import.meta.resolve("@anxin/elements/package.json"));
  return join(dirname(manifest), "dist");
}

/** The scripts of the elements, by name; tests are compiled beside them and stay at home. */
function scripts(): readonly { readonly name: string; readonly bytes: Buffer }[] {
  const folder = elementsFolder();
  const names = readdirSync(folder).filter((name) => name.endsWith(".js") && !name.endsWith(".test.js"));
  assert(names.includes("anxin.js"), `the elements are built in ${folder}`);
  return names.map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}

/**
 * Serves `/elements/anxin.js` and what it imports. The address stays the same from release to release, so that a browser asks
 * each time whether its copy is still the one: 304 mostly.
 */
export function elementRoutes(api: Api): void {
  for (const { name, bytes } of scripts()) {
    const etag = `"${createHash("sha256").update(bytes).digest("base64url")}"`;
    api.get(`/elements/${name}`, { config: { access: "public" }, schema: { hide: true } }, (request, reply) => {
      reply
        .type("text/javascript; charset=utf-8")
        .header("etag", etag)
        .header("cache-control", "public, no-cache")
        .header("access-control-allow-origin", "*")
        .header("cross-origin-resource-policy", "cross-origin");
      if (isUnchanged(request, etag)) reply.code(304).send();
      else reply.send(bytes);
    });
  }
}
