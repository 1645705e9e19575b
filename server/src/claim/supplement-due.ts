// Understands what silence leads to: reminders, and in the end a case that is closed until the first answer.
//
// Each list is followed up in a transaction of its own, which holds the claim's order as every other change of the claim does:
// whoever adds documents at the same moment either comes first, and is heard, or opens the case again.

import { missingDocuments } from "@anxin/core/claim/missing";
import { nextStepAt, openDocuments, silenceAt, supplementTerms } from "@anxin/core/claim/supplement";
import { formatId, type Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import { insertOutbox } from "@anxin/store/outbox";
import {
  dueSupplements,
  moveSupplement,
  type SupplementRow,
  supplementsOfClaims,
  tenantsWithDueSupplements,
} from "@anxin/store/supplement";
import { inTransaction, isConnectionFailure, type Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { failpoint } from "../failpoint.js";
import type { Principal } from "../http/api.js";
import { BY_RULES } from "./actor.js";
import { type HeldCase, holdCase } from "./case.js";
import { batchOf } from "./decide.js";
import { takeStep } from "./move.js";
import { tellClaimant } from "./supplement-notice.js";

/** Lists that are looked up at a time. */
const PAGE_MAX = 100;

/** Who follows up what nobody answers. */
const house = (tenantId: number): Principal => ({ tenantId, role: "server", subject: "system", caller: "system" });

/** Follows up the lists that are due, of all tenants; answers how many. One that fails is logged and harms no other. */
export async function followUpSupplements(context: Context, stop?: AbortSignal): Promise<number> {
  let done = 0;
  for (const tenantId of await tenantsWithDueSupplements(context.owner, context.clock.now())) {
    const failed: Id[] = [];
    while (stop?.aborted !== true) {
      const now = context.clock.now();
      const page = await inTransaction(context.db, tenantId, (tx) => dueSupplements(tx, now, failed, PAGE_MAX));
      if (page.length === 0) break;
      for (const { claimId } of page) {
        if (await followUp(context, tenantId, claimId)) done += 1;
        else failed.push(claimId);
      }
    }
  }
  return done;
}

async function followUp(context: Context, tenantId: number, claimId: Id): Promise<boolean> {
  try {
    await inTransaction(context.db, tenantId, (tx) => follow(context, tx, claimId));
    failpoint("supplement.after_commit");
    return true;
  } catch (error) {
    if (isConnectionFailure(error)) throw error;
    const name = formatId("claim", claimId);
    context.log.error({ err: error, claimId: name }, "a list of documents could not be followed up");
    return false;
  }
}

async function follow(context: Context, tx: Tx, claimId: Id): Promise<void> {
  const now = context.clock.now();
  const held = await holdCase(context, tx, house(tx.tenantId), formatId("claim", claimId), now);
  const lists = (await supplementsOfClaims(tx, [held.claim])).get(claimId) ?? [];
  const list = lists.at(-1);
  // Somebody answered, decided or gave up since it was looked up: nobody waits any more.
  for (const over of lists)
    if (over.nextAt !== null && over !== list) await moveSupplement(tx, { ...over, nextAt: null });
  if (list === undefined || list.nextAt === null) return;
  if (held.claim.status !== "evidence_requested") {
    await moveSupplement(tx, { ...list, nextAt: null });
    return;
  }
  const terms = supplementTerms(held.product);
  const since = list.heardAt ?? list.deliveredAt;
  const led = silenceAt({ ...list, since }, terms, now);
  if (led.kind === "lapse") {
    await lapse(context, tx, held, list, now);
  } else {
    const reminded = led.kind === "remind" ? led.reminded : list.reminded;
    if (led.kind === "remind") {
      await tellClaimant(context, tx, {
        kind: "evidence_reminder",
        claim: held.claim,
        list,
        count: openCount(held, list),
        now,
      });
    }
    await moveSupplement(tx, { ...list, reminded, nextAt: nextStepAt({ ...list, since, reminded }, terms) });
  }
  failpoint("supplement.before_commit");
}

function openCount({ product, facts: { claim } }: HeldCase, { documents }: SupplementRow): number {
  const missing = missingDocuments(product, claim.evidence, claim.fields);
  return openDocuments(product, documents, missing, claim.evidence).length;
}

async function lapse(context: Context, tx: Tx, held: HeldCase, list: SupplementRow, now: Instant): Promise<void> {
  const event = { kind: "lapsed", actor: "system", detail: "" } as const;
  const { claim } = await takeStep(context, tx, held, { kind: "lapse" }, BY_RULES, event, now);
  await moveSupplement(tx, { ...list, lapsedAt: now, nextAt: null });
  await tellClaimant(context, tx, { kind: "claim_lapsed", claim, list, count: 0, now });
  const events = [{ type: "claim.closed", ids: [claim.claimId] } as const];
  await insertOutbox(tx, { ...batchOf(context, tx, now), events });
}
