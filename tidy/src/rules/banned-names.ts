import type { Finding } from "../finding.js";
import type { Rule } from "../rule.js";

const BANNED = ["util", "utils", "common", "helper", "helpers", "shared", "misc", "manager", "impl", "mapper"];

export const bannedNames: Rule = {
  name: "banned-names",
  why: "Such a name fits anything, so everything ends up there; name the thing, or leave it where it is used.",
  check: (tree) => {
    const findings: Finding[] = [];
    const said = new Set<string>();
    for (const path of tree.paths) {
      const segments = path.split("/");
      segments.forEach((segment, index) => {
        const upTo = segments.slice(0, index + 1).join("/");
        const words = segment
          .replace(/([a-z])([A-Z])/g, "$1-$2")
          .toLowerCase()
          .split(/[-_.]/);
        const word = words.find((each) => BANNED.includes(each));
        if (word === undefined || said.has(upTo)) return;
        said.add(upTo);
        findings.push({ path: upTo, line: 0, message: `"${word}" names nothing` });
      });
    }
    return findings;
  },
};
