// Understands what a rule of the house is.
import type { Finding } from "./finding.js";
import type { Tree } from "./tree.js";

export interface Rule {
  /** As printed, and as its file is called. */
  readonly name: string;
  /** One sentence: the reason, for whoever meets the rule for the first time. */
  readonly why: string;
  readonly check: (tree: Tree) => readonly Finding[];
}
