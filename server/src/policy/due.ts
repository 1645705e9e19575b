// Understands the sweep that tells the world which cover began and which ended by time, each once.
//
// Issuance leaves nothing for it. The sweep reads the outbox: whatever was issued or endorsed is looked at, and a row beside
// the policy keeps what was told and when to look again. What falls due is then taken in the order of its time, a page in a
// transaction of its own: told, kept, and so never told again. One worker at a time has a tenant; another one waits for it.
// Statements for a page, whatever its size: 3 to lock and read, 1 for endorsements, 1 to keep, 1 each for events and reminders.

import { present } from "@anxin/core/assert";
import type { Id } from "@anxin/core/id";
import { reminderOf } from "@anxin/core/notice/reminder";
import { type DueLook, lookAt, type Passage, type Told } from "@anxin/core/policy/due";
import { type Endorsement, fold, initialState } from "@anxin/core/policy/policy";
import type { Instant } from "@anxin/core/time";
import { type BatchEvents, insertOutbox } from "@anxin/store/outbox";
import { lockReader } from "@anxin/store/outbox-reader";
import { keepToIndexes } from "@anxin/store/plan";
import { endorsementsOf } from "@anxin/store/policy";
import {
  DUE_POLICIES_PAGE_MAX,
  duePolicies,
  POLICY_CHANGES,
  POLICY_DUE_READER,
  type PolicyLookedAt,
  policiesToLookAt,
  putPolicyDue,
  tenantsWithDuePolicies,
} from "@anxin/store/policy-due";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import type { Catalogue, Context } from "../context.js";
import { failpoint } from "../failpoint.js";
import { type Follower, followOutbox } from "../follow.js";
import { type ReminderDue, remind } from "../notice/remind.js";

/** Policies that one sweep looks at for a tenant; the rest waits for the next one, so that other work has its turn. */
const LOOKS_A_SWEEP_MAX = 4_000;

const CHANGES: Follower = {
  reader: POLICY_DUE_READER,
  types: POLICY_CHANGES,
  async take(context, tx, batches) {
    const ids = new Set(batches.flatMap((events) => events.flatMap((event) => event.ids)));
    return look(context, tx, await policiesToLookAt(tx, ids), context.clock.now());
  },
};

/** Looks at what was issued or endorsed, then at what fell due. Answers how many policies had something new. */
export async function runDuePolicies(context: Context, stop?: AbortSignal): Promise<number> {
  let done = await followOutbox(context, CHANGES, stop);
  const now = context.clock.now();
  for (const tenantId of await tenantsWithDuePolicies(context.owner, now)) {
    for (let looks = 0; looks < LOOKS_A_SWEEP_MAX && stop?.aborted !== true; ) {
      const page = await inTransaction(context.db, tenantId, (tx) => lookAtDue(context, tx, now));
      looks += page;
      done += page;
      if (page < DUE_POLICIES_PAGE_MAX) break;
    }
  }
  return done;
}

/** One page of what is due. A full page goes no further in time than its last policy, so that the pages are in order too. */
async function lookAtDue(context: Context, tx: Tx, now: Instant): Promise<number> {
  await keepToIndexes(tx);
  await lockReader(tx, POLICY_DUE_READER);
  const policies = await duePolicies(tx, now);
  const until = policies.length < DUE_POLICIES_PAGE_MAX ? now : (policies.at(-1)?.due_at ?? now);
  await look(context, tx, policies, until);
  return policies.length;
}

interface Looked {
  readonly policy: PolicyLookedAt;
  readonly until: Instant;
  readonly look: DueLook;
  readonly reminder: ReminderDue | null;
}

/** Looks at policies as of an instant, tells what has to be told, and keeps it. Answers how many had something new. */
async function look(context: Context, tx: Tx, policies: readonly PolicyLookedAt[], until: Instant): Promise<number> {
  if (policies.length === 0) return 0;
  const named = policies.map((policy) => ({ book: policy.book, policyId: policy.policy_id }));
  const endorsements = await endorsementsOf(tx, tx.tenantId, named);
  const looked = policies.map((policy) => {
    const changes = (endorsements.get(policy.policy_id) ?? []).map(({ change }) => change);
    return lookedAt(context.catalogue, policy, changes, until);
  });
  const changed = await putPolicyDue(tx, looked.map(kept));
  const events = passagesInOrder(looked);
  await insertOutbox(tx, {
    tenantId: tx.tenantId,
    batchId: context.ids.next(0),
    recordedAt: context.clock.now(),
    events,
  });
  await remind(
    context,
    tx,
    looked.flatMap(({ reminder }) => (reminder === null ? [] : [reminder])),
  );
  failpoint("policy_due.before_commit");
  return changed;
}

function lookedAt(
  catalogue: Catalogue,
  policy: PolicyLookedAt,
  changes: readonly Endorsement[],
  asOf: Instant,
): Looked {
  const { premium, sum_insured: sumInsured, effective_at: effectiveAt, expires_at: expiresAt, due_at: dueAt } = policy;
  // Only an endorsement takes back what was told, and no clock that runs behind another.
  const until = policy.looked_until !== null && policy.looked_until > asOf ? policy.looked_until : asOf;
  // By which factors it was rated says nothing about time.
  const terms = { premium, sumInsured, effectiveAt, expiresAt, rating: "" };
  const state = changes.length === 0 ? initialState(terms) : fold(terms, changes);
  const product = present(catalogue.version(policy.product, policy.product_version), "a sold version is known");
  const found = reminderOf(product, { boundAt: policy.bound_at }, state);
  const look = lookAt(state, (policy.told ?? "pending") as Told, until, found?.at ?? null);
  // A reminder is made while cover is in force; also where a sweep came too late, so that the book of notices says so.
  const isRunning = state.cancelledAt === null && state.exhaustedAt === null;
  const wasExpected = found !== null && dueAt !== null && dueAt <= found.at;
  const isDue = found !== null && isRunning && found.at <= until && (until < found.endsAt || wasExpected);
  return { policy, until, look, reminder: isDue ? { policy, ...found } : null };
}

function kept({ policy, until, look: { passages, told, dueAt } }: Looked) {
  const count = (kind: Passage["kind"]): number => passages.filter((passage) => passage.kind === kind).length;
  return {
    book: policy.book,
    policyId: policy.policy_id,
    told,
    dueAt,
    lookedUntil: until,
    inForceCount: (policy.in_force_count ?? 0) + count("in_force"),
    expiredCount: (policy.expired_count ?? 0) + count("expired"),
  };
}

const EVENT_TYPES = { in_force: "policy.in_force", expired: "policy.expired" } as const;

/** Events in the order of the time that brought them: runs of one type, as an outbox row holds them. */
function passagesInOrder(looked: readonly Looked[]): BatchEvents[] {
  const passages = looked.flatMap(({ policy, look }) =>
    look.passages.map((passage) => ({ ...passage, policyId: policy.policy_id })),
  );
  passages.sort((a, b) => a.at - b.at || (a.policyId < b.policyId ? -1 : a.policyId > b.policyId ? 1 : 0));
  const runs: { type: BatchEvents["type"]; ids: Id[] }[] = [];
  for (const { kind, policyId } of passages) {
    const last = runs.at(-1);
    if (last?.type === EVENT_TYPES[kind]) last.ids.push(policyId);
    else runs.push({ type: EVENT_TYPES[kind], ids: [policyId] });
  }
  return runs;
}
