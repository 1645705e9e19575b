import { posix } from "node:path";
import type { Finding } from "../finding.js";
import type { Rule } from "../rule.js";
import type { Tree } from "../tree.js";

/** Links in Markdown, definitions of references, and the HTML that GitHub lets through for pictures. */
const LINKS = [
  /\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"]*")?\s*\)/g,
  /^\s*\[[^\]]+\]:\s+(\S+)/g,
  /\b(?:href|src|srcset)="([^"]+)"/g,
];
const ELSEWHERE = /^[a-z][a-z0-9+.-]*:/i;

/** Headings, and lines outside of code, each with its number. */
function proseLines(text: string): readonly { readonly line: number; readonly text: string }[] {
  let fence: string | null = null;
  return text.split("\n").flatMap((raw, index) => {
    const opens = /^\s*(```+|~~~+)/.exec(raw)?.[1]?.slice(0, 3);
    if (opens !== undefined && (fence === null || fence === opens)) {
      fence = fence === null ? opens : null;
      return [];
    }
    return fence === null ? [{ line: index + 1, text: raw }] : [];
  });
}

/** As GitHub makes them: lower case, letters and digits of any script, spaces to hyphens, a number behind a repeated one. */
export function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  const times = new Map<string, number>();
  for (const { text: line } of proseLines(text)) {
    for (const [, id] of line.matchAll(/\bid="([^"]+)"/g)) if (id !== undefined) anchors.add(id);
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1];
    if (heading === undefined) continue;
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const slug = words.replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "").replaceAll(" ", "-");
    const before = times.get(slug) ?? 0;
    times.set(slug, before + 1);
    anchors.add(before === 0 ? slug : `${slug}-${before}`);
  }
  return anchors;
}

function brokenBecause(tree: Tree, from: string, target: string): string | null {
  if (target.startsWith("/")) return "starts at the root of a disk; write it relative to this file";
  const [file = "", anchor] = target.split("#");
  const path =
    file === "" ? from : posix.normalize(posix.join(posix.dirname(from), decodeURIComponent(file))).replace(/\/$/, "");
  const isFile = tree.paths.includes(path);
  if (!isFile && path !== "." && !tree.paths.some((each) => each.startsWith(`${path}/`))) return "leads to nothing";
  if (anchor === undefined || !path.endsWith(".md") || !isFile) return null;
  return anchorsOf(tree.text(path)).has(decodeURIComponent(anchor))
    ? null
    : `there is no heading #${anchor} in ${path}`;
}

export const links: Rule = {
  name: "links",
  why: "A link that leads nowhere tells the reader that nobody reads this.",
  check: (tree) =>
    tree.paths
      .filter((path) => path.endsWith(".md"))
      .flatMap((path) =>
        proseLines(tree.text(path)).flatMap(({ line, text }): Finding[] => {
          const spoken = text.replace(/`[^`]*`/g, "");
          const targets = LINKS.flatMap((pattern) => [...spoken.matchAll(pattern)].map((match) => match[1] ?? ""));
          return targets.flatMap((target) => {
            const reason = ELSEWHERE.test(target) ? null : brokenBecause(tree, path, target);
            return reason === null ? [] : [{ path, line, message: `${target} ${reason}` }];
          });
        }),
      ),
};
