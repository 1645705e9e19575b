// Gives tests a real browser: the machine's Chromium, or else one from npm; with a font that has Chinese, and nothing kept.

import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import packedChromium from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

const INSTALLED = "/usr/bin/chromium";
const FONT_FOLDERS = ["400Regular", "700Bold"];
const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
];

/** Where a browser comes from. */
export type BrowserKind = "installed" | "packed";

interface Program {
  readonly path: string;
  /** Folder of libraries that a bare machine may lack. */
  readonly libraries: string | null;
}

const resolved = createRequire(import.meta.url).resolve;

/** Runs `work` with other settings of this process, which the packed browser's package reads. */
async function withEnvironment<T>(changes: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, changes);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(changes)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

const ownedByUs = (folder: string): boolean => existsSync(folder) && statSync(folder).uid === process.getuid?.();

/**
 * Unpacks the browser once for each user of the machine: into a folder of its own first, which then takes its name in one step,
 * so that neither another worker nor an interrupted run ever leaves half of it.
 */
async function unpack(): Promise<Program> {
  const version = dirname(dirname(dirname(resolved("@sparticuz/chromium"))));
  const { mtimeMs } = statSync(version);
  const home = join(tmpdir(), `anxin-chromium-${process.getuid?.() ?? 0}-${Math.trunc(mtimeMs)}`);
  if (!ownedByUs(home)) {
    const fresh = mkdtempSync(join(tmpdir(), "anxin-chromium-"));
    // The package unpacks its libraries too where it believes to be on a bare host.
    await withEnvironment({ TMPDIR: fresh, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x" }, () =>
      packedChromium.executablePath(),
    );
    try {
      renameSync(fresh, home);
    } catch {
      // Somebody else was faster.
      rmSync(fresh, { recursive: true, force: true });
    }
  }
  return { path: join(home, "chromium"), libraries: join(home, "al2023", "lib") };
}

/** Fonts that are the same on every machine. */
function writeFonts(folder: string): string {
  const fonts = dirname(resolved("@expo-google-fonts/noto-sans-sc/package.json"));
  const folders = FONT_FOLDERS.map((each) => `<dir>${join(fonts, each)}</dir>`).join("");
  const path = join(folder, "fonts.conf");
  const aliases = ["sans-serif", "serif", "monospace", "system-ui"].map(
    (name) => `<alias><family>${name}</family><prefer><family>Noto Sans SC</family></prefer></alias>`,
  );
  const cache = `<cachedir>${join(folder, "font-cache")}</cachedir>`;
  writeFileSync(path, `<?xml version="1.0"?><fontconfig>${folders}${cache}${aliases.join("")}</fontconfig>`);
  return path;
}

/** The machine's browser where there is one. */
const preferredBrowser = (): BrowserKind => (existsSync(INSTALLED) ? "installed" : "packed");

/** A browser with a profile of its own. Close it: its files go with it. */
export async function openBrowser(kind: BrowserKind = preferredBrowser()): Promise<Browser> {
  const program: Program = kind === "installed" ? { path: INSTALLED, libraries: null } : await unpack();
  const folder = mkdtempSync(join(tmpdir(), "anxin-browser-"));
  mkdirSync(join(folder, "home"));
  const { PATH = "" } = process.env;
  const browser = await chromium.launch({
    executablePath: program.path,
    headless: true,
    chromiumSandbox: false,
    args: FLAGS,
    env: {
      PATH,
      HOME: join(folder, "home"),
      FONTCONFIG_FILE: writeFonts(folder),
      ...(program.libraries === null ? {} : { LD_LIBRARY_PATH: program.libraries }),
    },
  });
  browser.on("disconnected", () => rmSync(folder, { recursive: true, force: true }));
  return browser;
}
