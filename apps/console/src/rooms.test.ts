import { expect, test } from "vitest";
import type { Role } from "./room.js";
import { entriesOf, firstPageOf } from "./rooms.js";

const BEGINS: Readonly<Record<Role, string>> = {
  merchant: "merchant/overview",
  adjuster: "review",
  supervisor: "review",
  actuary: "actuary/products",
  finance: "finance/ledger",
  auditor: "audit/log",
  platform: "platform/board",
  admin: "admin/people",
};

test.each(Object.entries(BEGINS) as [Role, string][])(
  "%s begins at its own work, which is in its menu",
  (role, path) => {
    expect(firstPageOf(role)).toBe(path);
    expect(entriesOf(role).flatMap(({ pages }) => pages.map((page) => page.path))).toContain(path);
  },
);
