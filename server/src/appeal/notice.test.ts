// What a refusal in writing promises: made for every refusal, in words, delivered once, and for nobody else's eyes.

import { DAY_MS, formatInstant, HOUR_MS, plus } from "@anxin/core/time";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ClaimAnswer, claimOf, NOW } from "../claim/testing/shop.js";
import { sendNotices } from "../notice/send.js";
import type { NoticeAnswer, NoticeChannel } from "../outside/notice-channel.js";
import { expectProblem } from "../testing/problem.js";
import type { Answer } from "../testing/server.js";
import { deliverRefusals } from "./notice-deliver.js";
import { makeRefusalNotices } from "./notice-make.js";
import { type Court, openCourt, REFUSAL } from "./testing/court.js";

let court: Court;
beforeAll(async () => {
  court = await openCourt();
});
afterAll(() => court.close());
beforeEach(() => court.server.clock.set(NOW));

const at = (ms: number): string => formatInstant(plus(NOW, ms));
const read = (claim: ClaimAnswer, as = court.buyer, query = "", headers: Readonly<Record<string, string>> = {}) =>
  court.server.call("GET", `/v1/claims/${claim.claimId}/refusal-notice${query}`, { as, headers });
const kept = (claim: ClaimAnswer) =>
  court.rows("select delivered_by, sent_at, delivered_at, opened_at from refusal_notice where claim_id = $1", claim);
const clockOf = async (claim: ClaimAnswer): Promise<object | undefined> =>
  ((await court.read(claim)).body["clocks"] as { code: string }[]).find(({ code }) => code === "refusal_notice");
const kindsOf = async (claim: ClaimAnswer): Promise<readonly string[]> =>
  ((await court.read(claim)).body["timeline"] as { kind: string }[]).map(({ kind }) => kind);

describe("every refusal", () => {
  test("is explained in writing, and its delivery is recorded with both times", async () => {
    const claim = await court.refused();
    expect(claim.body).toMatchObject({ refusalNotice: null });
    court.server.clock.advance(HOUR_MS);
    await court.sweep();
    expect((await court.read(claim, court.buyer)).body["refusalNotice"]).toEqual({
      number: expect.stringMatching(/^RN\d{21}$/) as string,
      decisionId: (claim.body["decision"] as { decisionId: string }).decisionId,
      sentAt: at(HOUR_MS),
      deliveredAt: at(HOUR_MS),
      url: `/v1/claims/${claim.claimId}/refusal-notice`,
    });
    expect(await clockOf(claim)).toMatchObject({ state: "met", metAt: at(HOUR_MS) });
    expect((await kindsOf(claim)).filter((kind) => kind === "notice_delivered")).toEqual(["notice_delivered"]);
    const sent = (await court.delivered()).filter(({ kind }) => kind === "claim_refused");
    expect(sent.at(-1)).toMatchObject({ recipientId: "b-42", template: "claim_refused_1" });
  });

  test("is explained once, however often whoever explains it begins again", async () => {
    const claim = await court.refused();
    const { context, database } = court.server;
    await makeRefusalNotices(context);
    // As if whoever reads the outbox had died before it noted how far it is.
    await database.owner.query("delete from outbox_reader where reader = 'refusal-notice'");
    expect(await makeRefusalNotices(context)).toBe(0);
    expect(await kept(claim)).toHaveLength(1);
    await sendNotices(context);
    expect(await deliverRefusals(context)).toBe(1);
    expect(await deliverRefusals(context)).toBe(0);
  });

  test("by rules says so, and that a person can be asked", async () => {
    const claim = await court.refusedByRules();
    const { body } = await read(claim, court.server.tenant.apiKey, "", { "accept-language": "zh" });
    expect(body).toMatchObject({
      heading: "拒赔通知书",
      summary: expect.stringContaining("系统（没有人员参与）") as string,
      reasons: [
        { code: "not_in_force", clause: { id: "2.1" } },
        { code: "outside_window", clause: { id: "2.2" } },
      ],
      contacts: [{ phone: "12378" }],
    });
    const { remedies, reasons } = body as { remedies: { title: string }[]; reasons: { facts: object[] }[] };
    expect(remedies.map(({ title }) => title)).toEqual(["申请人工复核", "申诉", "投诉、调解与诉讼"]);
    expect(reasons[0]?.facts).toEqual([
      { label: "出险时间", value: "2026-11-20 12:00:00（北京时间）" },
      { label: "保障开始", value: "2026-11-16 12:00:00（北京时间）" },
      { label: "保障结束", value: "2026-11-19 12:00:00（北京时间）" },
      { label: "取消时间", value: "未提供" },
    ]);
    expect(claim.body["remedies"]).toEqual([
      { kind: "human_review", until: at(60 * DAY_MS), url: `/v1/claims/${claim.claimId}/reviews` },
      { kind: "appeal", until: at(60 * DAY_MS), url: `/v1/claims/${claim.claimId}/appeals` },
    ]);
  });

  test("in part is explained too; a grant of all that was asked is not", async () => {
    const partly = claimOf(
      await court.decide(await court.reviewed(), {
        ...{
          outcome: "partly_approve",
          amount: 30_000,
          reasonCodes: ["no_loss"],
          clauses: ["5.1"],
          note: "仅部分缺陷",
        },
      }),
    );
    const whole = claimOf(await court.decide(await court.reviewed(), { outcome: "approve", amount: 51_600 }));
    await court.sweep();
    expect((await read(partly)).body).toMatchObject({
      heading: "Notice of partial payment",
      amounts: expect.arrayContaining([{ label: "Granted", value: "CNY 300.00" }]) as object[],
      clauses: [{ id: "5.1" }],
      note: "仅部分缺陷",
    });
    expect((await court.delivered()).at(-1)?.text.zh).toContain("部分赔付300.00元");
    expectProblem(await read(whole), "not_found");
    expect((await court.read(whole, court.buyer)).body["refusalNotice"]).toBeNull();
  });
});

describe("delivery", () => {
  test("happens when the buyer opens it, if it did not before; nobody else's look delivers it", async () => {
    const claim = await court.refused();
    const { apiKey, staff } = court.server.tenant;
    for (const as of [apiKey, staff.adjuster.token]) {
      expect((await read(claim, as)).body).toMatchObject({ deliveredAt: null, openedAt: null, sentAt: null });
    }
    court.server.clock.advance(5);
    const opened = { deliveredAt: at(5), deliveredBy: "buyer", openedAt: at(5), sentAt: null };
    expect((await read(claim)).body).toMatchObject(opened);
    court.server.clock.advance(5);
    expect((await read(claim)).body).toMatchObject(opened);
    // The message goes out all the same, and changes nothing about when it was delivered.
    await court.sweep();
    expect((await read(claim)).body).toMatchObject({ ...opened, sentAt: at(10) });
    expect((await kindsOf(claim)).filter((kind) => kind === "notice_delivered")).toHaveLength(1);
    expect(await clockOf(claim)).toMatchObject({ metAt: at(5) });
  });

  test("by the channel counts from when it took the message, also where the case learns of it later", async () => {
    const claim = await court.refused();
    await makeRefusalNotices(court.server.context);
    await sendNotices(court.server.context);
    court.server.clock.advance(DAY_MS);
    expect((await read(claim)).body).toMatchObject({
      deliveredAt: at(0),
      deliveredBy: "channel",
      openedAt: at(DAY_MS),
    });
    expect(await deliverRefusals(court.server.context)).toBe(0);
    expect(await clockOf(claim)).toMatchObject({ metAt: at(0) });
  });

  test("has not happened while nobody takes the message, and the clock shows it", async () => {
    const claim = await court.refused();
    const gone: NoticeChannel = {
      name: "test",
      send: async (): Promise<NoticeAnswer> => ({ kind: "unavailable", code: "gone" }),
    };
    const context = { ...court.server.context, notices: gone };
    await makeRefusalNotices(context);
    await sendNotices(context);
    expect(await deliverRefusals(context)).toBe(0);
    court.server.clock.advance(4 * DAY_MS);
    expect(await clockOf(claim)).toMatchObject({ state: "overdue", metAt: null });
    await court.sweep();
    expect(await clockOf(claim)).toMatchObject({ state: "met_late" });
  });

  test("is told once of many at a time", async () => {
    const claims: ClaimAnswer[] = [];
    for (let i = 0; i < 5; i++) claims.push(await court.refused());
    await makeRefusalNotices(court.server.context);
    await sendNotices(court.server.context);
    const both = await Promise.all([deliverRefusals(court.server.context), deliverRefusals(court.server.context)]);
    expect(Math.max(...both)).toBe(5);
    for (const claim of claims)
      expect((await kindsOf(claim)).filter((kind) => kind === "notice_delivered")).toHaveLength(1);
  });
});

describe("who may read it", () => {
  let claim: ClaimAnswer;
  beforeAll(async () => {
    claim = await court.refused();
  });

  test("the insured, the marketplace and the insurer; not the shop, another buyer, another marketplace or a stranger", async () => {
    const { tenant, other } = court.server;
    for (const as of [court.buyer, tenant.apiKey, tenant.staff.adjuster.token, tenant.staff.auditor.token])
      expect((await read(claim, as)).status).toBe(200);
    for (const as of [court.merchant, tenant.staff.finance.token, tenant.staff.actuary.token])
      expectProblem(await read(claim, as), "forbidden");
    for (const as of [court.otherBuyer, other.apiKey]) expectProblem(await read(claim, as), "not_found");
    expectProblem(await court.server.call("GET", `/v1/claims/${claim.claimId}/refusal-notice`), "unauthenticated");
  });

  test("of an earlier decision by its id; of one that refused nothing there is none", async () => {
    const { decisionId } = claim.body["decision"] as { decisionId: string };
    expect((await read(claim, court.buyer, `?decisionId=${decisionId}`)).body).toMatchObject({ decisionId });
    for (const id of ["dec_0000000000000", "clm_0000000000000"])
      expectProblem(await read(claim, court.buyer, `?decisionId=${id}`), "not_found");
    expectProblem(await read({ ...claim, claimId: "clm_0000000000000" }), "not_found");
    expectProblem(await read(await court.reviewed()), "not_found");
    expectProblem(await read(claim, court.buyer, "?language=fr"), "validation_failed");
  });
});

describe("as a page", () => {
  test("it says the same in both languages, without scripts, and what strangers wrote is text", async () => {
    const evil = `<img src=x onerror=alert(1)> & "quoted"`;
    const claim = await court.refused({ ...REFUSAL, note: evil });
    const page = (language: string): Promise<Answer> =>
      court.server.call("GET", `/v1/claims/${claim.claimId}/refusal-notice.html?language=${language}`, {
        as: court.buyer,
      });
    const [zh, en] = [await page("zh"), await page("en")];
    expect(zh.headers).toMatchObject({ "content-type": "text/html; charset=utf-8", "content-language": "zh-CN" });
    expect(zh.headers["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; /);
    const { body } = await read(claim, court.buyer, "?language=zh");
    const { heading, summary, number } = body as Readonly<Record<string, string>>;
    for (const text of [heading, summary, number, "12378", "王小明"]) expect(zh.body).toContain(text);
    expect(en.body).toContain("Refusal notice");
    expect(en.body).toContain('<html lang="en">');
    for (const { body: html } of [zh, en]) {
      expect(html).not.toMatch(/<script|<img|style=|https?:\/\//);
      expect(html).toContain("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;quoted&quot;");
    }
    const staff = await court.server.call("GET", `/v1/claims/${claim.claimId}/refusal-notice.html`, {
      as: court.server.tenant.staff.adjuster.token,
    });
    expect(staff.body).toContain("王**");
    expect(staff.body).not.toContain("王小明");
    expectProblem(await page("fr"), "validation_failed");
    const foreign = { as: court.otherBuyer };
    expectProblem(
      await court.server.call("GET", `/v1/claims/${claim.claimId}/refusal-notice.html`, foreign),
      "not_found",
    );
  });
});

describe("where to complain", () => {
  const url = "/v1/tenants/complaint-contacts";
  const admin = () => court.server.tenant.staff.admin.token;
  const own = { name: { zh: "平台投诉专线", en: "Our line" }, phone: "400-000", url: "" };

  test("is what the tenant says from then on; notices that were made stay as they are", async () => {
    const before = await court.refused();
    await court.sweep();
    const { body, headers } = await court.get(url);
    expect(body).toMatchObject({ insurance: [{ phone: "12378" }], guarantee_service: [{ phone: "12315" }] });
    const changed = { ...(body as object), insurance: [...(body as { insurance: object[] }).insurance, own] };
    const etag = String(headers["etag"]);
    const put = await court.put(url, changed, { "if-match": etag });
    expect(put).toMatchObject({ status: 200, body: changed });
    expectProblem(await court.put(url, changed, { "if-match": etag }), "if_match_stale");
    const after = await court.refused();
    expect((await read(after)).body).toMatchObject({
      contacts: [{ phone: "12378" }, { name: "Our line", phone: "400-000" }],
    });
    expect((await read(before)).body).toMatchObject({ contacts: [{ phone: "12378" }] });
    expect((await court.get(url, court.server.other.apiKey)).body).toMatchObject({ insurance: [{ phone: "12378" }] });
  });

  test("is said by who may, and whole", async () => {
    for (const as of [court.buyer, court.server.tenant.apiKey, court.server.tenant.staff.adjuster.token])
      expectProblem(await court.put(url, { insurance: [own], guarantee_service: [own] }, {}, as), "forbidden");
    for (const body of [
      {},
      { insurance: [], guarantee_service: [own] },
      { insurance: [own], guarantee_service: [{ ...own, x: 1 }] },
    ])
      expectProblem(await court.put(url, body, {}, admin()), "validation_failed");
  });
});
