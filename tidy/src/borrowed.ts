// Understands how an objection of dependency-cruiser becomes a finding of ours.
import type { Finding } from "./finding.js";
import type { Tree } from "./tree.js";

export function reportedAs(tree: Tree, admits: (rule: string) => boolean): readonly Finding[] {
  return tree
    .graph()
    .violations.filter((violation) => admits(violation.rule))
    .map(({ rule, from, to, why }) => ({ path: from, line: 0, message: `${rule}: imports ${to}. ${why}` }));
}
