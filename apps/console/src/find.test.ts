import { composeId, formatId, formatPolicyNo } from "@anxin/core/id";
import { expect, test } from "vitest";
import { findByNumber } from "./find.js";
import type { Role, Room, RoomPage } from "./room.js";

const page = (path: string, ...roles: readonly Role[]): RoomPage => ({
  path,
  roles,
  load: () => Promise.reject(new Error("no page is shown here")),
});
const ROOMS: readonly Room[] = [
  {
    words: "merchant",
    pages: [
      page("merchant/claims/:claimId", "merchant"),
      page("merchant/orders/:orderId", "merchant"),
      page("merchants/:merchantId/policies/:policyId", "finance"),
      page("merchant/policies/:policyId", "merchant"),
    ],
  },
  { words: "finance", pages: [page("finance/payouts/:payoutId", "finance")] },
];
const ID = composeId(1_790_000_000_000, 7, 42);
const CLAIM = formatId("claim", ID);

test("a claim is found by its id, however it was pasted", () => {
  const found = { kind: "claim", id: CLAIM, to: `/merchant/claims/${CLAIM}` };
  expect(findByNumber(ROOMS, "merchant", CLAIM)).toEqual([found]);
  expect(findByNumber(ROOMS, "merchant", ` ${CLAIM.toUpperCase()} `)).toEqual([found]);
});

test("a policy is found by the number that people read, and not by one that is mistyped", () => {
  const number = formatPolicyNo(ID);
  const policyId = formatId("policy", ID);
  expect(findByNumber(ROOMS, "merchant", number.toLowerCase())[0]).toMatchObject({ kind: "policy", id: policyId });
  const wrong = `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`;
  expect(findByNumber(ROOMS, "merchant", wrong).map(({ kind }) => kind)).not.toContain("policy");
});

test("nothing is found where the role has no page for it", () => {
  expect(findByNumber(ROOMS, "finance", CLAIM)).toEqual([]);
  // A page that needs to know the shop too is no answer.
  expect(findByNumber(ROOMS, "finance", formatPolicyNo(ID))).toEqual([]);
});

test("what is no number of ours may be an order, unless it is words", () => {
  expect(findByNumber(ROOMS, "merchant", "TM-2026/1")).toEqual([]);
  expect(findByNumber(ROOMS, "merchant", "TM-20261")).toEqual([
    { kind: "order", id: "TM-20261", to: "/merchant/orders/TM-20261" },
  ]);
  expect(findByNumber(ROOMS, "merchant", "wallet")).toEqual([]);
});
