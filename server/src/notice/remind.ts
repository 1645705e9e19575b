// Understands notices that remind buyers of cover about to end.

import type { Reminder } from "@anxin/core/notice/reminder";
import { insertNotices } from "@anxin/store/notice";
import type { PolicyLookedAt } from "@anxin/store/policy-due";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { policySubject } from "./subject.js";

export interface ReminderDue extends Reminder {
  readonly policy: PolicyLookedAt;
}

/** Makes reminders, each once for each end of cover: one that moved is worth another. Answers how many were new. */
export async function remind(context: Context, tx: Tx, reminders: readonly ReminderDue[]): Promise<number> {
  const notices = reminders.map(({ policy, kind, at, endsAt }) => {
    const cover = { product: policy.product, productVersion: policy.product_version };
    return {
      noticeId: context.ids.next(policy.book),
      book: policy.book,
      audience: "buyer" as const,
      recipientId: policy.buyer_id,
      kind,
      subject: policySubject(policy.policy_id),
      occasion: String(endsAt),
      data: JSON.stringify({ kind, orderId: policy.order_id, cover, endsAt }),
      dueAt: at,
      closesAt: endsAt,
    };
  });
  return insertNotices(tx, context.clock.now(), notices);
}
