// Understands how a tenant's register begins in a sandbox: with the demo's institutions, appraisers and repairers.

import { DEMO_REGISTER } from "@anxin/products/register";
import { listRegister } from "@anxin/store/register";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { addEntry } from "./write.js";

/** Writes the demo's entries, unless the tenant has some: what people entered is theirs. */
export async function seedRegister(context: Context, tx: Tx): Promise<void> {
  const any = { kind: null, status: null, text: null, category: null, after: null, limit: 1 };
  if ((await listRegister(tx, { ...any, at: context.clock.now() })).length > 0) return;
  for (const terms of DEMO_REGISTER) await addEntry(context, tx, { caller: "system" }, terms, null);
}
