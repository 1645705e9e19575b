// Understands the sweep that makes notices of what the outbox and the nightly rating tell; issuance knows nothing of it.

import { present } from "@anxin/core/assert";
import { bookOf, bookOfId } from "@anxin/core/id";
import type { NoticeData } from "@anxin/core/notice/notice";
import { scheduleOf } from "@anxin/core/product/notice";
import { type Day, shanghaiDay, startOfDay } from "@anxin/core/time";
import { insertNotices, type NewNotice } from "@anxin/store/notice";
import {
  bandsAhead,
  type DatedMerchantBand,
  type IssuedTogether,
  issuedTogether,
  markRunTold,
  untoldRuns,
} from "@anxin/store/notice-source";
import type { BatchEvents } from "@anxin/store/outbox";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { type AlertRow, alertsById } from "@anxin/store/wallet-alert";
import type { Context } from "../context.js";
import { type Follower, followOutbox } from "../follow.js";
import { merchantSubject, orderSubject } from "./subject.js";

const NEWS: Follower = {
  reader: "notice",
  types: ["policy.issued", "wallet.low"],
  async take(context, tx, batches) {
    const issued = await issuedTogether(
      tx,
      batches.map((events) => idsOf(events, "policy.issued")),
    );
    const alerts = await alertsById(
      tx,
      batches.flatMap((events) => idsOf(events, "wallet.low")).map((alertId) => ({ book: bookOfId(alertId), alertId })),
    );
    const notices = [
      ...issued.map((together) => issuedNotice(context, together)),
      ...alerts.map((alert) => alertNotice(context, tx.tenantId, alert)),
    ];
    return insertNotices(tx, context.clock.now(), notices);
  },
};

const idsOf = (events: readonly BatchEvents[], type: BatchEvents["type"]) =>
  events.filter((event) => event.type === type).flatMap((event) => event.ids);

/** Makes notices of what is new, for all tenants; answers how many. */
export async function makeNotices(context: Context, stop?: AbortSignal): Promise<number> {
  let made = await followOutbox(context, NEWS, stop);
  for (const run of await untoldRuns(context.owner)) {
    if (stop?.aborted === true) break;
    made += await inTransaction(context.db, run.tenant_id, (tx) => tellRises(context, tx, run));
  }
  return made;
}

const text = (data: NoticeData): string => JSON.stringify(data);

function issuedNotice(context: Context, together: IssuedTogether): NewNotice {
  const covers = together.products.map((product, i) => ({
    product,
    productVersion: present(together.versions[i], "every policy has a version"),
  }));
  return {
    noticeId: context.ids.next(together.book),
    book: together.book,
    audience: "buyer",
    recipientId: together.buyer_id,
    kind: "policy_issued",
    subject: orderSubject(together.order_id),
    occasion: together.policy_id.toString(),
    data: text({ kind: "policy_issued", orderId: together.order_id, covers }),
    dueAt: context.clock.now(),
    closesAt: null,
  };
}

function alertNotice(context: Context, tenantId: number, alert: AlertRow): NewNotice {
  const { merchant_id: merchantId, alert_id: alertId, balance, days_left: daysLeft } = alert;
  const book = bookOf(tenantId, merchantId);
  return {
    ...toMerchant(context, book, merchantId),
    kind: "wallet_low",
    occasion: alertId.toString(),
    data: text({ kind: "wallet_low", balance: balance.toString(), daysLeft }),
    closesAt: null,
  };
}

function toMerchant(context: Context, book: number, merchantId: string) {
  return {
    noticeId: context.ids.next(book),
    book,
    audience: "merchant" as const,
    recipientId: merchantId,
    subject: merchantSubject(merchantId),
    dueAt: context.clock.now(),
  };
}

/** Tells merchants of the rises that are announced after a nightly run; what was announced before is not told again. */
async function tellRises(context: Context, tx: Tx, run: Parameters<typeof markRunTold>[1]): Promise<number> {
  if (!(await markRunTold(tx, run, context.clock.now()))) return 0;
  const today = shanghaiDay(context.clock.now());
  const byMerchant = new Map<string, DatedMerchantBand[]>();
  for (const row of await bandsAhead(tx, today)) {
    byMerchant.set(row.merchantId, [...(byMerchant.get(row.merchantId) ?? []), row]);
  }
  const notices = [...byMerchant].flatMap(([merchantId, rows]) =>
    risesOf(context, tx.tenantId, merchantId, rows, today),
  );
  return insertNotices(tx, context.clock.now(), notices);
}

function risesOf(
  context: Context,
  tenantId: number,
  merchantId: string,
  rows: readonly DatedMerchantBand[],
  today: Day,
): NewNotice[] {
  const dated = rows.map((row) => ({ ...row, decidedOn: row.decidedOn as Day, effectiveOn: row.effectiveOn as Day }));
  const { band, announced } = scheduleOf(dated, today);
  return announced.map(({ band: to, effectiveOn }, step) => {
    const from = step === 0 ? band : present(announced[step - 1], "a later step has one before it").band;
    return {
      ...toMerchant(context, bookOf(tenantId, merchantId), merchantId),
      kind: "rate_rise",
      // A rise that is withdrawn and announced anew for the same day is the same rise.
      occasion: `${effectiveOn} ${to}`,
      data: text({ kind: "rate_rise", from, to, effectiveOn }),
      closesAt: startOfDay(effectiveOn),
    };
  });
}
