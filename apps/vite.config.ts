// Builds the pages of all portals at once, so that what they share is fetched once.

import { relative } from "node:path";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const page = (portal: string): string => new URL(`${portal}/index.html`, import.meta.url).pathname;

/** Bytes below which packing does not pay. */
const PACKED_BYTES_MIN = 1_024;

/** Lays a packed copy beside every file, so that the server need not pack the same file for everybody. */
const packed: Plugin = {
  name: "packed",
  apply: "build",
  generateBundle: {
    order: "post",
    handler(_options, bundle) {
      for (const [fileName, output] of Object.entries(bundle)) {
        const source = output.type === "chunk" ? output.code : output.source;
        if (!/\.(js|css|svg)$/.test(fileName) || source.length < PACKED_BYTES_MIN) continue;
        this.emitFile({ type: "asset", fileName: `${fileName}.gz`, source: gzipSync(source, { level: 9 }) });
      }
    },
  },
};

const words = (...rooms: readonly string[]): readonly string[] => rooms.map((room) => `ui/src/messages/zh/${room}.ts`);

/** What a portal's own script asks for once it runs: words of the usual language, and its first page. */
const ASKED_NEXT: Readonly<Record<string, readonly string[]>> = {
  buyer: [...words("house", "pieces", "buyer"), "buyer/src/cover/home.tsx"],
  console: words("house", "pieces"),
  shop: [...words("house", "pieces", "shop"), "shop/src/store-front.tsx"],
};

/** Has a page fetch at once what it will ask for next; the console's early script comes before everything else. */
const fetchedAhead: Plugin = {
  name: "fetched-ahead",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler(html, { bundle = {}, path }) {
      const chunks = Object.values(bundle).filter((each) => each.type === "chunk");
      const holding = (file: string) => {
        const chunk = chunks.find(({ moduleIds }) => moduleIds.includes(`${import.meta.dirname}/${file}`));
        if (chunk === undefined) throw new Error(`${file} is in no chunk`);
        return chunk;
      };
      const portal = path.split("/")[1] ?? "";
      const next = (ASKED_NEXT[portal] ?? []).map(holding);
      const scripts = next.flatMap(({ fileName, imports }) => [fileName, ...imports]);
      const links = [...new Set(scripts)]
        .filter((file) => !html.includes(file))
        .map((file) => ({
          ...{ tag: "link", attrs: { rel: "modulepreload", crossorigin: true, href: `/portals/${file}` } },
          injectTo: "head" as const,
        }));
      if (portal !== "console") return links;
      const src = `/portals/${holding("console/src/early.ts").fileName}`;
      return [{ tag: "script", attrs: { type: "module", crossorigin: true, src } }, ...links];
    },
  },
};

/** What is no portal's own; but words are fetched room by room, and what needs a large library stays with it. */
const isShared = (file: string): boolean =>
  !/^(buyer|console|shop)\/|\/messages\/|react-aria|react-stately|\/pieces\/tabs\./.test(
    relative(import.meta.dirname, file),
  );

const shortened = (name: string): string => name.replace(/~.*|\.\w+$/, "");

export default defineConfig({
  plugins: [packed, fetchedAhead],
  root: import.meta.dirname,
  base: "/portals/",
  publicDir: false,
  resolve: { conditions: ["@anxin/source", "module", "browser", "development|production"] },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // Where a bundle comes from is for those who work on it.
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      // Libraries mark what is for browsers alone; here everything is.
      onLog: (level, log, tell) => {
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") tell(level, log);
      },
      output: {
        // What several pages share is named after all of them.
        chunkFileNames: ({ name }) => `assets/${shortened(name)}-[hash].js`,
        assetFileNames: ({ names }) => `assets/${shortened(names[0] ?? "asset")}-[hash][extname]`,
        codeSplitting: {
          groups: [
            // The shop's front needs this part of a table, and no table.
            { name: "address", test: /\/ui\/src\/table\/address\./, priority: 4 },
            {
              name: "first",
              test: isShared,
              tags: ["$initial"],
              priority: 3,
              entriesAware: true,
              entriesAwareMergeThreshold: 20_000,
            },
            {
              name: "shared",
              test: isShared,
              minShareCount: 2,
              priority: 2,
              entriesAware: true,
              entriesAwareMergeThreshold: 40_000,
            },
          ],
        },
      },
      input: {
        early: `${import.meta.dirname}/console/src/early.ts`,
        buyer: page("buyer"),
        console: page("console"),
        shop: page("shop"),
      },
    },
  },
});
