import { describe, expect, test } from "vitest";
import { CLAIM_STATUSES } from "./claim.js";
import { type Side, TIMELINE_KINDS, type TimelineFact, timelineWords } from "./timeline-words.js";

const SIDES: readonly Side[] = ["buyer", "merchant", "insurer"];
const fact = (change: Partial<TimelineFact>): TimelineFact => ({
  kind: "filed",
  to: "filed",
  by: "buyer",
  actor: { zh: "张三", en: "Zhang San" },
  amount: 12_345n,
  about: [{ zh: "检测报告", en: "Test report" }],
  note: "staff:9",
  ...change,
});
const BY: readonly TimelineFact["by"][] = ["buyer", "merchant", "marketplace", "insurer", "rules", "system"];
const everything = TIMELINE_KINDS.flatMap((kind) =>
  BY.flatMap((by) => CLAIM_STATUSES.map((to) => fact({ kind, by, to }))),
);

describe("the timeline", () => {
  test("leaves no place open, and nobody without words for what concerns them", () => {
    for (const each of everything) {
      for (const side of SIDES) {
        const words = timelineWords(each, side);
        if (words === null) {
          expect(side).not.toBe("insurer");
          continue;
        }
        expect(words.zh).toMatch(/\p{Script=Han}/u);
        expect(words.en).toMatch(/^[A-Z0-9T]/);
        for (const text of [words.zh, words.en]) expect(text).not.toMatch(/[{}]|undefined|null/);
      }
    }
  });

  test("names nobody to buyer and merchant, and shows them no remark of the insurer", () => {
    for (const each of everything) {
      for (const side of ["buyer", "merchant"] as const) {
        const words = timelineWords(each, side);
        for (const text of [words?.zh ?? "", words?.en ?? ""]) expect(text).not.toMatch(/张三|Zhang San|staff:/);
      }
    }
  });

  test("tells the parties nothing of leases, reserves, escalations and what was sent back", () => {
    for (const kind of ["leased", "reserve_adjusted", "escalated", "sent_back"] as const) {
      expect(timelineWords(fact({ kind }), "buyer")).toBeNull();
      expect(timelineWords(fact({ kind }), "merchant")).toBeNull();
    }
  });

  test.each<[Omit<Partial<TimelineFact>, "amount">, Side, string]>([
    [{ kind: "decided", to: "approved" }, "buyer", "123.45 yuan were granted to you."],
    [{ kind: "decided", to: "approved" }, "merchant", "123.45 yuan were granted to the buyer."],
    [{ kind: "decided", to: "approved" }, "insurer", "Decided by Zhang San: 123.45 yuan granted."],
    [
      { kind: "decided", to: "rejected" },
      "buyer",
      "Nothing could be paid. The decision says why and by which clause, and you can appeal.",
    ],
    [{ kind: "filed", by: "system" }, "merchant", "You confirmed the return, and the buyer's claim began by itself."],
    [{ kind: "filed", by: "marketplace" }, "buyer", "The marketplace made the claim for you."],
    [
      { kind: "evidence_requested" },
      "buyer",
      "Please send: Test report. The review goes on once all is there; until then its time stands still.",
    ],
    [{ kind: "evidence_requested" }, "merchant", "The buyer was asked for documents."],
    [{ kind: "evidence_added", by: "buyer" }, "buyer", "Received from you: Test report."],
  ])("%j for the %s", (change, side, words) => {
    expect(timelineWords(fact(change), side)?.en).toBe(words);
  });
});
