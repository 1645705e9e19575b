import { describe, expect, test } from "vitest";
import type { Finding } from "../claim/finding.js";
import { at } from "../testing/moment.js";
import { PRODUCT } from "../testing/product.js";
import { COMPLAINT_CONTACTS, type NoticeFacts, refusalNotice } from "./notice.js";

const clause = (id: string) => ({
  id,
  title: { zh: "运单", en: "Waybill" },
  text: { zh: "一个包裹赔一次。", en: "A parcel pays once." },
});
const SOLD = { ...PRODUCT, clauses: [clause("4.2"), clause("5.1")] };
const CLAUSE = "4.2";
const finding = (change: Partial<Finding>): Finding => ({
  ...{ rule: "waybill_unused", clause: CLAUSE, productVersion: 1, outcome: "not_met", reason: "waybill_reused" },
  ...{ amount: null, inputs: { waybillKey: "7812345678", waybillHeldElsewhere: true } },
  ...change,
});
const FACTS: NoticeFacts = {
  ...{ number: "RN1", policyNo: "AX1", claimNo: "clm_1", orderId: "T1", product: SOLD, peril: "return" },
  occurredAt: at("2026-03-10T00:00:00Z"),
  reportedAt: at("2026-03-10T00:01:00Z"),
  decidedAt: at("2026-03-10T00:02:00Z"),
  issuedAt: at("2026-03-10T16:00:00Z"),
  ...{ outcome: "reject", automatic: true, requestedAmount: null, amount: 0n, reasonCodes: ["waybill_reused"] },
  ...{ findings: [finding({})], clauses: [], note: "", reviewPossible: true },
  appealUntil: at("2026-05-09T00:02:00Z"),
  contacts: COMPLAINT_CONTACTS.insurance,
};
const zh = (change: Partial<NoticeFacts> = {}) => refusalNotice({ ...FACTS, ...change }).zh;
const en = (change: Partial<NoticeFacts> = {}) => refusalNotice({ ...FACTS, ...change }).en;

describe("a refusal notice", () => {
  test("says in plain words what happened, who decided, why, and what would change it", () => {
    expect(zh().heading).toBe("拒赔通知书");
    expect(zh().summary).toContain("系统（没有人员参与）于 2026-03-10 08:02:00（北京时间）核定：不予赔付。");
    expect(zh().summary).toContain("一个包裹只赔一次。如果填错，请更正运单号。");
    expect(en().summary).toContain("The system, by the terms and without a person, decided at 2026-03-10 08:02:00");
    expect(en({ automatic: false }).summary).toContain("A claims adjuster decided at");
  });

  test("cites the clause whole, and the facts that it saw in words", () => {
    const [reason] = zh().reasons;
    expect(reason).toMatchObject({
      code: "waybill_reused",
      clause: { id: CLAUSE, title: "运单", text: "一个包裹赔一次。" },
      facts: [
        ["退货运单号", "7812345678"],
        ["已用于另一笔理赔", "是"],
      ],
    });
    expect(en().reasons[0]?.facts[1]).toEqual(["Used for another claim", "yes"]);
  });

  test("says times, amounts and what nobody told as people read them", () => {
    const inputs = { eventAt: at("2026-03-10T00:00:00Z"), cancelledAt: null, sumInsured: 1_205n, waitingDays: 7 };
    expect(zh({ findings: [finding({ inputs })] }).reasons[0]?.facts).toEqual([
      ["出险时间", "2026-03-10 08:00:00（北京时间）"],
      ["取消时间", "未提供"],
      ["等待期（天）", "7"],
      ["保障金额", "12.05 元"],
    ]);
  });

  test("tells nobody which signals raised a suspicion, nor names that only we know", () => {
    const inputs = { otherClaimId: "clm_secret", waybillKey: "7812345678" };
    const suspected = {
      reasonCodes: ["suspected_fraud"],
      findings: [finding({ reason: "suspected_fraud", inputs })],
    } as const;
    expect(zh(suspected).reasons[0]).toMatchObject({ clause: { id: CLAUSE }, facts: [] });
    expect(JSON.stringify(refusalNotice({ ...FACTS, findings: [finding({ inputs })] }))).not.toContain("clm_secret");
  });

  test("of a partial payment says what was asked, what each clause made of it, and what is granted", () => {
    const partly = zh({
      ...{ outcome: "partly_approve", requestedAmount: 2_000n, amount: 1_200n, reasonCodes: ["limit_exhausted"] },
      findings: [
        finding({ rule: "benefit_amount", outcome: "amount", reason: null, amount: 1_800n }),
        finding({ rule: "within_limits", outcome: "amount", reason: "limit_exhausted", amount: 1_200n }),
      ],
    });
    expect(partly.heading).toBe("部分赔付通知书");
    expect(partly.summary).toContain("核定：赔付 12.00 元，低于您申请的 20.00 元。");
    expect(partly.amounts.map(([, value]) => value)).toEqual(["20.00 元", "18.00 元", "12.00 元", "12.00 元"]);
  });

  test("names what can be done while it can be done", () => {
    const titles = (change: Partial<NoticeFacts>) => en(change).remedies.map(({ title }) => title);
    expect(titles({})).toEqual(["Ask for a person to look at it", "Appeal", "Complaint, mediation and court"]);
    expect(titles({ reviewPossible: false })).toEqual(["Appeal", "Complaint, mediation and court"]);
    expect(titles({ appealUntil: null })).toEqual(["Complaint, mediation and court"]);
    expect(en().remedies[1]?.text).toContain("before 2026-05-09 08:02:00, Beijing time");
    expect(en().remedies[1]?.text).toContain("within 15 days");
    expect(en().contacts).toEqual([{ name: "Financial regulator's consumer line (NFRA)", phone: "12378", url: "" }]);
  });

  test("by a person rests on the person's words, and on clauses that they named", () => {
    const said = zh({
      automatic: false,
      reasonCodes: ["no_loss"],
      findings: [],
      clauses: ["5.1", "5.1"],
      note: "未见损失",
    });
    expect(said).toMatchObject({ note: "未见损失", reasons: [{ code: "no_loss", clause: null, facts: [] }] });
    expect(said.clauses.map(({ id }) => id)).toEqual(["5.1"]);
  });
});
