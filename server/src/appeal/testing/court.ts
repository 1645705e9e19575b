// What the tests of refusals and appeals share: claims that were refused, and the calls of those who disagree.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DAY_MS, plus } from "@anxin/core/time";
import { expect } from "vitest";
import {
  type ClaimAnswer,
  claimOf,
  freshKey,
  NOW,
  rawClaimId,
  TRANSIT_FIELDS,
  TRANSIT_PHOTOS,
} from "../../claim/testing/shop.js";
import { noticeRoutes } from "../../notice/routes.js";
import { sendNotices } from "../../notice/send.js";
import { type DeliveredNotice, noticeBook } from "../../outside/notice-channel-book.js";
import { type Desk, openDesk } from "../../review/testing/desk.js";
import type { Answer, TestServerOptions, TestStaff } from "../../testing/server.js";
import { contactRoutes } from "../contact-routes.js";
import { deliverRefusals } from "../notice-deliver.js";
import { makeRefusalNotices } from "../notice-make.js";
import { refusalNoticeRoutes } from "../notice-routes.js";
import { appealRoutes } from "../routes.js";

/** An appeal as it is answered, so far as the tests look. */
export interface AppealAnswer {
  readonly appealId: string;
  readonly etag: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Court extends Desk {
  /** A quality claim that an adjuster refused: 516.00 yuan would be by the clauses, 600.00 is the cover. */
  refused(change?: object): Promise<ClaimAnswer>;
  /** A claim that rules refused: what happened came after the cover had ended. */
  refusedByRules(): Promise<ClaimAnswer>;
  appeal(claim: ClaimAnswer, body?: object, as?: string): Promise<Answer>;
  /** The only open appeal of a claim, as a colleague reads it. */
  opened(claim: ClaimAnswer): Promise<AppealAnswer>;
  answer(appeal: AppealAnswer, body: object, as: TestStaff): Promise<Answer>;
  /** Everything that follows from decisions: notices made, sent and told. */
  sweep(): Promise<void>;
  delivered(): Promise<readonly DeliveredNotice[]>;
  rows(sql: string, claim: ClaimAnswer): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

export const REFUSAL = { outcome: "reject", reasonCodes: ["not_covered"], note: "未见质量缺陷" };
export const OVERTURN = { decision: "overturn", outcome: "approve", amount: 51_600, note: "复检证实缺陷" };
export const UPHOLD = { decision: "uphold", note: "材料没有改变结论" };

export async function openCourt(more: TestServerOptions = {}): Promise<Court> {
  const folder = mkdtempSync(join(tmpdir(), "anxin-court-"));
  const book = noticeBook(folder);
  const rooms = [appealRoutes, refusalNoticeRoutes, contactRoutes, noticeRoutes];
  const desk = await openDesk({ noticeBook: book, ...more, rooms });
  const { server } = desk;
  return {
    ...desk,
    async refused(change = REFUSAL) {
      return claimOf(await desk.decide(await desk.reviewed(), change as Readonly<Record<string, unknown>>));
    },
    async refusedByRules() {
      // It happened a day after the cover ended.
      const cover = await desk.cover({ product: "transit-damage", expiresAt: plus(NOW, -3 * DAY_MS) });
      const evidence = await desk.evidence(TRANSIT_PHOTOS);
      const claim = claimOf(await desk.file(cover, { peril: "breakage", fields: TRANSIT_FIELDS, evidence }));
      expect(claim.body).toMatchObject({ status: "rejected", decision: { automatic: true } });
      return claim;
    },
    appeal: (claim, body = { reason: "检测报告证明了缺陷" }, as = desk.buyer) =>
      server.call("POST", `/v1/claims/${claim.claimId}/appeals`, { as, key: freshKey(), body }),
    async opened(claim) {
      const url = `/v1/appeals?state=open&claimId=${claim.claimId}`;
      const { body } = await desk.get(url);
      const [first] = (body as { data: { appealId: string }[] }).data;
      const read = await desk.get(`/v1/appeals/${first?.appealId ?? ""}`);
      return {
        appealId: first?.appealId ?? "",
        etag: String(read.headers["etag"]),
        body: read.body as Readonly<Record<string, unknown>>,
      };
    },
    answer: (appeal, body, as) =>
      desk.post(`/v1/appeals/${appeal.appealId}/decision`, body, as.token, { "if-match": appeal.etag }),
    async sweep() {
      await makeRefusalNotices(server.context);
      await sendNotices(server.context);
      await deliverRefusals(server.context);
    },
    delivered: async () =>
      [...(await book.delivered(server.tenant.tenantId, { recipientId: null, limit: 1_000 }))].reverse(),
    async rows(sql, claim) {
      return (await server.database.owner.query<Record<string, unknown>>(sql, [rawClaimId(claim.claimId)])).rows;
    },
    async close() {
      await desk.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
