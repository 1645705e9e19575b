// Understands an entry of the register of which tests change only what they are about: it counts, since long, for everything.

import type { RegisterEntry } from "../register/entry.js";
import { dayOf } from "./moment.js";

export function registered({
  scope,
  ...change
}: Partial<Omit<RegisterEntry, "scope">> & { readonly scope?: Partial<RegisterEntry["scope"]> }): RegisterEntry {
  return {
    entryId: "reg_1",
    revision: 1,
    kind: "test_institution",
    name: "Honest Lab",
    aliases: [],
    accreditations: [],
    region: "",
    validFrom: dayOf("2020-01-01"),
    validUntil: null,
    status: "active",
    statusReason: "",
    reportMask: null,
    rateCard: [],
    ...change,
    scope: { categories: [], perils: [], standards: [], brands: [], ...scope },
  };
}
