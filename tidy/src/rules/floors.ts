import { reportedAs } from "../borrowed.js";
import type { Rule } from "../rule.js";

export const floors: Rule = {
  name: "floors",
  why: "Imports only go down, so that a decision can be read, tested and moved without the house around it.",
  check: (tree) => reportedAs(tree, (rule) => rule !== "no-cycle"),
};
