import { AUDIT_KINDS } from "@anxin/core/audit/entry";
import { expect, it } from "vitest";
import { ACTS } from "./acts.js";

it("every act with a name is of a kind that the log knows, and there is one of every kind", () => {
  const kindOf = (act: string) => AUDIT_KINDS.find((kind) => act.startsWith(`${kind}_`));
  expect(ACTS.filter((act) => kindOf(act) === undefined)).toEqual([]);
  expect(new Set(ACTS.map(kindOf))).toEqual(new Set(AUDIT_KINDS));
  expect(new Set(ACTS).size).toBe(ACTS.length);
});
