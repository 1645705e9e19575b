import type { Finding } from "../finding.js";
import type { Rule } from "../rule.js";
import { isForTests } from "../syntax.js";

/** A file of a folder called `rules`, on any floor: a clause of adjudication in core, or a rule of this lint. */
const RULE_FILE = /(^|\/)rules\/[^/]+\.ts$/;

export const listedRules: Rule = {
  name: "listed-rules",
  why: "A rule that is in no list never runs, and one without a test may as well not.",
  check: (tree) => {
    const { imports } = tree.graph();
    const listed = new Set([...imports].filter(([from]) => !isForTests(from)).flatMap(([, to]) => to));
    const findings: Finding[] = [];
    for (const path of tree.paths.filter((each) => RULE_FILE.test(each) && !isForTests(each))) {
      const test = path.replace(/\.ts$/, ".test.ts");
      if (!tree.paths.includes(test)) findings.push({ path, line: 0, message: `has no test beside it, ${test}` });
      if (!listed.has(path) && !/\/index\.ts$/.test(path))
        findings.push({ path, line: 0, message: "is in no list of rules" });
    }
    return findings;
  },
};
