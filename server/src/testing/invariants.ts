// Lets any test end with the question whether everything that has to be true still is.

import { listTenants } from "@anxin/store/tenant";
import { expect } from "vitest";
import { type CheckedHouse, checkTenant, type GatewayBook } from "../invariant/checks.js";

/**
 * Fails, with everything that is wrong, unless every invariant holds for every tenant.
 *
 * @param gatewayBook the local gateway's book, where the test has one
 */
export async function expectInvariants(context: CheckedHouse, gatewayBook: GatewayBook | null = null): Promise<void> {
  const broken: object[] = [];
  for (const { tenantId } of await listTenants(context.owner)) {
    for (const { id, name, holds, violations, count } of await checkTenant(context, tenantId, {
      newestMax: null,
      gatewayBook,
    })) {
      if (!holds) broken.push({ tenantId, invariant: `${id} ${name.en}`, count, violations });
    }
  }
  expect(broken).toEqual([]);
}
