import fc from "fast-check";
import { expect, test } from "vitest";
import {
  CLAIM_STATUSES,
  type ClaimStatus,
  categoryOf,
  DECISION_OUTCOMES,
  isUndecided,
  mayFollow,
  statusAfter,
} from "./claim.js";

/** The whole machine once more, so that a change of it is a change of two places. */
const EDGES: Readonly<Record<ClaimStatus, string>> = {
  filed: "evidence_requested in_review approved partly_approved rejected withdrawn",
  evidence_requested: "in_review withdrawn closed",
  in_review: "evidence_requested awaiting_second approved partly_approved rejected withdrawn",
  awaiting_second: "in_review approved partly_approved rejected withdrawn",
  approved: "closed",
  partly_approved: "in_review closed approved",
  rejected: "in_review closed approved partly_approved",
  withdrawn: "",
  closed: "in_review evidence_requested",
};

test("exactly these statuses may follow each other", () => {
  for (const from of CLAIM_STATUSES) {
    const next = CLAIM_STATUSES.filter((to) => mayFollow(from, to));
    expect([...next].sort(), from).toEqual(
      EDGES[from]
        .split(" ")
        .filter((name) => name !== "")
        .sort(),
    );
  }
});

test("no status follows itself, every status is reached from filed, and money once agreed is not put back to review", () => {
  const reached = new Set<ClaimStatus>(["filed"]);
  for (const from of reached) for (const to of CLAIM_STATUSES) if (mayFollow(from, to)) reached.add(to);
  expect(reached.size).toBe(CLAIM_STATUSES.length);
  for (const status of CLAIM_STATUSES) expect(mayFollow(status, status)).toBe(false);
  expect(mayFollow("approved", "in_review")).toBe(false);
});

test.each<[ClaimStatus, string, boolean]>([
  ["filed", "open", true],
  ["evidence_requested", "action_required", true],
  ["in_review", "open", true],
  ["awaiting_second", "open", true],
  ["approved", "decided", false],
  ["partly_approved", "decided", false],
  ["rejected", "decided", false],
  ["withdrawn", "closed", false],
  ["closed", "closed", false],
])("%s is %s to integrators", (status, category, undecided) => {
  expect(categoryOf(status)).toBe(category);
  expect(isUndecided(status)).toBe(undecided);
});

test("an unknown status is a bug", () => {
  expect(() => categoryOf("paid" as ClaimStatus)).toThrow("unhandled case");
});

test("every decision leads from review to its status", () => {
  expect(DECISION_OUTCOMES.map(statusAfter)).toEqual(["approved", "partly_approved", "rejected"]);
  for (const outcome of DECISION_OUTCOMES) expect(mayFollow("in_review", statusAfter(outcome))).toBe(true);
});

test("on any walk through the machine a withdrawn claim stays withdrawn", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 20 }), (choices) => {
      let status: ClaimStatus = "filed";
      for (const choice of choices) {
        const next: readonly ClaimStatus[] = CLAIM_STATUSES.filter((to) => mayFollow(status, to));
        if (next.length === 0) expect(status).toBe("withdrawn");
        status = next[choice % Math.max(next.length, 1)] ?? status;
      }
    }),
  );
});
