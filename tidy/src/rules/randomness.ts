import type { Rule } from "../rule.js";
import { isMember, judgeNodes } from "../syntax.js";

export const randomness: Rule = {
  name: "randomness",
  why: "Math.random can neither be replayed nor trusted: ids come from the server's generator, test data from a seed.",
  check: (tree) =>
    judgeNodes(
      tree,
      () => true,
      (node) =>
        isMember(node, "Math", "random") ? "take ids as arguments, and random test data from fast-check" : null,
    ),
};
