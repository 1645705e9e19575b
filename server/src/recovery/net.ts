// Understands how a merchant's recoveries are set off against wallet or deposit, by contract and only after notice.
//
// Each in a transaction of its own: wallet or deposit held first, as everywhere, then the recovery; the notice, the money, the recovery
// and its posting are written together, so that whoever dies in between did nothing, and whoever comes second finds it done.

import { formatId } from "@anxin/core/id";
import type { NettingSource } from "@anxin/core/ledger/templates";
import type { NoticeData } from "@anxin/core/notice/notice";
import { nettable, nettingFrom } from "@anxin/core/recovery/claimable";
import { DAY_MS, type Instant, parseDay, plus, shanghaiDay, startOfDay } from "@anxin/core/time";
import type { MerchantKey } from "@anxin/store/merchant";
import { insertNotices, type NewNotice } from "@anxin/store/notice";
import {
  dueNettings,
  holdRecovery,
  type RecoveryKey,
  type RecoveryRow,
  scheduleNetting,
  stateOf,
  tenantsWithDueNettings,
} from "@anxin/store/recovery";
import {
  holdDeposit,
  type MerchantTermsRow,
  merchantTerms,
  moveDeposit,
  nettedSince,
} from "@anxin/store/recovery-terms";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { fundWallet, holdWallet } from "@anxin/store/wallet";
import type { Context } from "../context.js";
import { failpoint } from "../failpoint.js";
import { merchantSubject } from "../notice/subject.js";
import { changeOf, follow, writeChanges } from "./follow.js";

/** Recoveries that are read at a time. */
const PAGE_MAX = 100;
/** When what could not be netted whole is looked at again. */
const AGAIN_MS = DAY_MS;
/** Who nets. */
const SYSTEM = "system";

/** Tells merchants of what will be netted, and nets what they were told of, for all tenants. Answers how many came further. */
export async function netRecoveries(context: Context, stop?: AbortSignal): Promise<number> {
  let done = 0;
  for (const tenantId of await tenantsWithDueNettings(context.owner, context.clock.now())) {
    for (;;) {
      const due = await inTransaction(context.db, tenantId, (tx) => dueNettings(tx, context.clock.now(), PAGE_MAX));
      let looked = 0;
      for (const row of due) {
        if (stop?.aborted === true) return done + looked;
        const key = { book: row.book, merchantId: row.merchant_id };
        try {
          const netted = await inTransaction(context.db, tenantId, (tx) => netOne(context, tx, key, row));
          looked += 1;
          if (netted) failpoint("recovery.after_netting");
        } catch (error) {
          const recoveryId = formatId("recovery", row.recovery_id);
          context.log.warn({ err: error, recoveryId }, "a recovery could not be netted; it stays due");
        }
      }
      done += looked;
      if (due.length < PAGE_MAX || looked === 0) break;
    }
  }
  return done;
}

/** One recovery: told of, netted, or put off; says whether money moved. What was looked at is never due again at the same time. */
async function netOne(context: Context, tx: Tx, key: MerchantKey, due: RecoveryKey): Promise<boolean> {
  const now = context.clock.now();
  const [terms] = await merchantTerms(tx, key, 1);
  const source = (terms?.source ?? "wallet") as NettingSource;
  const held = terms?.netting === true ? await balanceHeld(tx, key, source, now) : 0n;
  const row = await holdRecovery(tx, due);
  // Another worker was here, or a sandbox that starts over.
  if (row === null || row.next_at === null || row.next_at > now) return false;
  const putOff = (at: Instant | null): Promise<false> => scheduleNetting(tx, row, at).then(() => false);
  if (terms?.netting !== true || row.receivable === 0n) return putOff(null);
  if (row.told_at === null || row.net_from === null || terms.changed_at > row.told_at) {
    await tell(context, tx, row, terms, now);
    return false;
  }
  if (row.net_from > now) return putOff(row.net_from);
  const nettedThisMonth = await nettedSince(tx, key, monthBegan(now));
  const amount = nettable(row.receivable, { held, nettedThisMonth, terms: termsOf(terms) });
  if (amount === 0n) return putOff(plus(now, AGAIN_MS));
  await net(context, tx, row, { source, amount, now });
  failpoint("recovery.before_netting");
  return true;
}

const termsOf = ({ month_max: monthMax, notice_days: noticeDays }: MerchantTermsRow) => ({ monthMax, noticeDays });

/** The first instant of the calendar month in Shanghai. */
function monthBegan(now: Instant): Instant {
  const first = parseDay(`${shanghaiDay(now).slice(0, "2026-11".length)}-01`);
  if (first === null) throw new Error("broken promise: every month has a first day");
  return startOfDay(first);
}

/** What is there to set off against, held until the transaction ends. */
async function balanceHeld(tx: Tx, key: MerchantKey, source: NettingSource, now: Instant): Promise<bigint> {
  if (source === "deposit") return holdDeposit(tx, key, now);
  return (await holdWallet(tx, key))?.balance ?? 0n;
}

function noticeOf(context: Context, row: RecoveryRow, occasion: string, data: NoticeData): NewNotice {
  const { book, merchant_id: recipientId } = row;
  return {
    ...{ noticeId: context.ids.next(book), book, audience: "merchant", recipientId, kind: data.kind, occasion },
    ...{
      subject: merchantSubject(recipientId),
      data: JSON.stringify(data),
      dueAt: context.clock.now(),
      closesAt: null,
    },
  };
}

const named = ({ order_id: orderId, product, product_version: productVersion }: RecoveryRow) => ({
  orderId,
  cover: { product, productVersion },
});

async function tell(context: Context, tx: Tx, row: RecoveryRow, terms: MerchantTermsRow, now: Instant): Promise<void> {
  const netFrom = nettingFrom(now, termsOf(terms));
  const about = { told_at: now, net_from: netFrom, next_at: netFrom };
  const cause = { kind: "told", actor: SYSTEM, amount: row.receivable, about } as const;
  await writeChanges(tx, [changeOf(context, tx.tenantId, row, { state: stateOf(row), effects: [] }, cause, now)]);
  const amount = row.receivable.toString();
  const data: NoticeData = { kind: "recovery_netting_ahead", ...named(row), amount, netFrom };
  await insertNotices(tx, now, [noticeOf(context, row, `${row.recovery_id} ${now}`, data)]);
}

async function net(
  context: Context,
  tx: Tx,
  row: RecoveryRow,
  { source, amount, now }: { readonly source: NettingSource; readonly amount: bigint; readonly now: Instant },
): Promise<void> {
  const key = { book: row.book, merchantId: row.merchant_id };
  const rest = row.receivable - amount;
  const about = { next_at: rest > 0n ? plus(now, AGAIN_MS) : null };
  if (source === "wallet") await fundWallet(tx, key, -amount, now);
  else {
    const moved = { movementId: context.ids.next(row.book), reference: null, recoveryId: row.recovery_id };
    await moveDeposit(tx, { ...key, ...moved, kind: "netted", amount, by: SYSTEM, at: now });
  }
  const { event } = await follow(
    context,
    tx,
    row,
    { kind: "net", amount },
    {
      ...{ kind: "netted", actor: SYSTEM, amount, reason: source, source, about },
    },
  );
  const data: NoticeData = { kind: "recovery_netted", ...named(row), amount: amount.toString(), rest: rest.toString() };
  await insertNotices(tx, now, [noticeOf(context, row, `${row.recovery_id} ${event.sequence}`, data)]);
}
