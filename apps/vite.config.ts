// Builds the pages of all portals at once, so that what they share is fetched once.

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

export default defineConfig({
  plugins: [packed],
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
      input: { buyer: page("buyer"), console: page("console"), shop: page("shop") },
    },
  },
});
