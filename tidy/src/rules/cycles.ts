import { reportedAs } from "../borrowed.js";
import type { Rule } from "../rule.js";

export const cycles: Rule = {
  name: "cycles",
  why: "Files in a cycle are one file in many pieces: none can be understood before the others.",
  check: (tree) => reportedAs(tree, (rule) => rule === "no-cycle"),
};
