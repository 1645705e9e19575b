// Understands how notices go out: taken and committed, sent with nothing open, and what was answered committed.
//
// A notice goes out at least once. One whose sender died is found again when its lease has run out, and is sent again under the
// same id. What its recipient chose, the quiet hours and its own end are looked at when it is taken, so that the latest wish
// counts. Statements a page: 2 to lock and read, 1 each for what is taken and what is put aside; 1 to store the answers,
// and 1 where refusals are among them.

import { formatId } from "@anxin/core/id";
import {
  type Audience,
  dispatch,
  NOTICE_RULES,
  type NoticeData,
  type NoticeKind,
  retryAt,
} from "@anxin/core/notice/notice";
import { wordNotice } from "@anxin/core/notice/text";
import type { Instant } from "@anxin/core/time";
import {
  DUE_NOTICES_PAGE_MAX,
  type DueNoticeRow,
  leaseNotices,
  lockDueNotices,
  moveNotices,
  type NoticeMove,
  tenantsWithDueNotices,
} from "@anxin/store/notice";
import { keepToIndexes } from "@anxin/store/plan";
import { noteRefusalsTaken } from "@anxin/store/refusal-notice";
import { findTenant, type Tenant } from "@anxin/store/tenant";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { wallClockMs } from "../clock.js";
import type { Context } from "../context.js";
import { failpoint } from "../failpoint.js";
import type { NoticeAnswer, NoticeChannel, OutgoingNotice } from "../outside/notice-channel.js";
import { nameOfCover } from "./name.js";
import { openSecret } from "./secret.js";
import { subjectOf } from "./subject.js";

/** Notices of one page that are sent at a time. */
const EXCHANGES_AT_ONCE = 16;
/** Notices that one sweep sends for a tenant; the rest waits for the next one, so that other work has its turn. */
const NOTICES_A_SWEEP_MAX = 2_000;
/** A page is given up after this long; then what was not tried goes back. Far within the lease, whatever a timeout is. */
const PAGE_MS_MAX = 20_000;
export const NOTICE_LEASE_MS = 60_000;

/** Sends what is due, for all tenants; answers how many notices came further. */
export async function sendNotices(context: Context, stop?: AbortSignal): Promise<number> {
  let moved = 0;
  for (const tenantId of await tenantsWithDueNotices(context.owner, context.clock.now())) {
    const tenant = await findTenant(context.owner, tenantId);
    for (let sent = 0; sent < NOTICES_A_SWEEP_MAX && stop?.aborted !== true; ) {
      const page = await sendPage(context, tenant, stop);
      sent += page.moved;
      moved += page.moved;
      if (page.isLast) break;
    }
  }
  return moved;
}

async function sendPage(
  context: Context,
  tenant: Tenant,
  stop: AbortSignal | undefined,
): Promise<{ readonly moved: number; readonly isLast: boolean }> {
  const { taken, aside } = await inTransaction(context.db, tenant.tenantId, (tx) => takeDue(context, tx));
  const { notices: channel } = context;
  if (channel === null || taken.length === 0) return { moved: aside, isLast: aside < DUE_NOTICES_PAGE_MAX };
  failpoint("notice.before_send");
  const answers = await exchange(context, channel, tenant, taken, stop);
  if (answers.size > 0) failpoint("notice.after_send");
  const now = context.clock.now();
  const moves = taken.map((notice) => moveOf(notice, answers.get(notice.notice_id), now));
  await inTransaction(context.db, tenant.tenantId, async (tx) => {
    await moveNotices(tx, moves);
    await noteRefusalsTaken(tx, refusalsSent(taken, moves));
  });
  // Where nobody answers, the rest need not be tried at once.
  const wasHeard = [...answers.values()].some(({ kind }) => kind !== "unavailable");
  const isLast = taken.length + aside < DUE_NOTICES_PAGE_MAX || !wasHeard;
  return { moved: answers.size + aside, isLast };
}

/** Whoever owes a refusal in writing has to know when it was delivered. */
const refusalsSent = (taken: readonly DueNoticeRow[], moves: readonly NoticeMove[]): readonly DueNoticeRow[] =>
  taken.filter(({ kind }, i) => kind === "claim_refused" && moves[i]?.state === "sent");

/** Takes what is due and to be sent, and puts aside what is not: both are committed before anything goes out. */
async function takeDue(
  context: Context,
  tx: Tx,
): Promise<{ readonly taken: readonly DueNoticeRow[]; readonly aside: number }> {
  const now = context.clock.now();
  const { notices: channel } = context;
  const taken: DueNoticeRow[] = [];
  await keepToIndexes(tx);
  const aside: NoticeMove[] = [];
  for (const notice of await lockDueNotices(tx, now)) {
    const kind = notice.kind as NoticeKind;
    const found = dispatch({ kind, closesAt: notice.closes_at }, notice.wanted, now);
    if (found.kind === "suppress") aside.push(ended(notice, "suppressed", found.reason));
    else if (found.kind === "wait") aside.push(waiting(notice, "", found.until));
    else if (channel === null) aside.push(ended(notice, "suppressed", "no_channel"));
    else taken.push(notice);
  }
  if (channel !== null) await leaseNotices(tx, now, taken, { channel: channel.name, leaseMs: NOTICE_LEASE_MS });
  await moveNotices(tx, aside);
  return { taken, aside: aside.length };
}

const ended = (notice: DueNoticeRow, state: "failed" | "suppressed", reason: string): NoticeMove => ({
  notice,
  state,
  reason,
  nextAt: null,
  sentAt: null,
  unmade: 0,
});
const waiting = (notice: DueNoticeRow, reason: string, nextAt: Instant): NoticeMove => ({
  notice,
  state: "queued",
  reason,
  nextAt,
  sentAt: null,
  unmade: 0,
});

/** What becomes of a notice that was taken; without an answer it was not tried, and is due as before. */
function moveOf(notice: DueNoticeRow, answer: NoticeAnswer | undefined, now: Instant): NoticeMove {
  if (answer === undefined) return { ...waiting(notice, "", now), unmade: 1 };
  if (answer.kind === "accepted") {
    return { notice, state: "sent", reason: "", nextAt: null, sentAt: now, unmade: 0 };
  }
  const next = answer.kind === "refused" ? null : retryAt(notice.attempts + 1, now);
  return next === null ? ended(notice, "failed", answer.code) : waiting(notice, answer.code, next);
}

/** Sends notices, some at a time; answers what was heard of each. Ends early where the page takes too long or nobody answers. */
async function exchange(
  context: Context,
  channel: NoticeChannel,
  tenant: Tenant,
  notices: readonly DueNoticeRow[],
  stop: AbortSignal | undefined,
): Promise<ReadonlyMap<bigint, NoticeAnswer>> {
  const answers = new Map<bigint, NoticeAnswer>();
  const beganMs = wallClockMs();
  let unheard = 0;
  const queue = notices.values();
  const lane = async (): Promise<void> => {
    for (const notice of queue) {
      const isOver = wallClockMs() - beganMs > PAGE_MS_MAX || unheard >= EXCHANGES_AT_ONCE;
      if (isOver || stop?.aborted === true) return;
      const answer = await channel.send(outgoing(context, tenant, notice)).catch((error: unknown): NoticeAnswer => {
        context.log.warn({ err: error, noticeId: notice.notice_id.toString() }, "a notice could not be handed over");
        return { kind: "unavailable", code: "internal_error" };
      });
      answers.set(notice.notice_id, answer);
      unheard = answer.kind === "unavailable" ? unheard + 1 : 0;
    }
  };
  await Promise.all(Array.from({ length: EXCHANGES_AT_ONCE }, lane));
  return answers;
}

function outgoing(context: Context, { tenantId, code }: Tenant, notice: DueNoticeRow): OutgoingNotice {
  const { catalogue } = context;
  const data = openSecret(context, tenantId, JSON.parse(notice.data) as NoticeData);
  return {
    ...wordNotice(data, nameOfCover(catalogue)),
    noticeId: formatId("notice", notice.notice_id),
    tenantId,
    tenant: code,
    audience: notice.audience as Audience,
    recipientId: notice.recipient_id,
    kind: data.kind,
    subject: subjectOf(notice.subject),
    isMandatory: NOTICE_RULES[data.kind].mandatory,
    createdAt: notice.created_at,
  };
}
