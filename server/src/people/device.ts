// Understands which browser somebody came in with, in a word each for it and for its system: enough to tell one's own.

export const BROWSERS = ["wechat", "alipay", "edge", "firefox", "chrome", "safari", "other"] as const;
export const SYSTEMS = ["harmony", "android", "ios", "windows", "macos", "linux", "other"] as const;

/** Nothing more is kept of what a browser says of itself. */
export interface Device {
  readonly browser: (typeof BROWSERS)[number];
  readonly system: (typeof SYSTEMS)[number];
}

/** The first that fits: most of them also claim to be Chrome, Safari or both. */
const BROWSER_SIGNS: readonly (readonly [Device["browser"], RegExp])[] = [
  ["wechat", /MicroMessenger/i],
  ["alipay", /AlipayClient/i],
  ["edge", /\bEdg(?:e|A|iOS)?\//],
  ["firefox", /\b(?:Firefox|FxiOS)\//],
  ["chrome", /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ["safari", /\bSafari\//],
];
const SYSTEM_SIGNS: readonly (readonly [Device["system"], RegExp])[] = [
  ["harmony", /HarmonyOS|OpenHarmony/i],
  ["android", /Android/],
  ["ios", /iPhone|iPad|iPod/],
  ["windows", /Windows/],
  ["macos", /Macintosh|Mac OS X/],
  ["linux", /Linux|X11/],
];

const firstOf = <T>(signs: readonly (readonly [T, RegExp])[], text: string): T | null =>
  signs.find(([, sign]) => sign.test(text))?.[0] ?? null;

/** What a `User-Agent` names. */
export function deviceOf(userAgent: string | undefined): Device {
  const text = userAgent ?? "";
  return { browser: firstOf(BROWSER_SIGNS, text) ?? "other", system: firstOf(SYSTEM_SIGNS, text) ?? "other" };
}
