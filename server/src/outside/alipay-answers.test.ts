import { present } from "@anxin/core/assert";
import { parseInstant } from "@anxin/core/time";
import { describe, expect, it } from "vitest";
import { readQuery, readTransfer } from "./alipay-answers.js";

const PAID = present(parseInstant("2026-11-11T12:00:00+08:00"), "a fixed instant parses");
const success = { code: "10000", msg: "Success", out_biz_no: "pay_1", order_id: "2026", status: "SUCCESS" };
const business = (subCode: string) => ({ code: "40004", msg: "Business Failed", sub_code: subCode, sub_msg: "?" });

describe("an answer to a transfer", () => {
  const kind = (reply: Record<string, unknown>) => {
    const answer = readTransfer(reply, "pay_1");
    return answer.kind === "unknown" ? answer.cause : answer.kind;
  };

  it("succeeds only with code, state, our own number and an order number", () => {
    expect(readTransfer({ ...success, trans_date: "2026-11-11 12:00:00" }, "pay_1")).toEqual({
      kind: "succeeded",
      channelOrderNo: "2026",
      paidAt: PAID,
      amount: null,
    });
    expect(kind({ ...success, trans_date: "gestern" })).toBe("succeeded");
    expect(kind({ ...success, order_id: "" })).toBe("mismatched");
    expect(kind({ ...success, order_id: 2026 })).toBe("mismatched");
    expect(kind({ ...success, out_biz_no: "pay_2" })).toBe("mismatched");
    expect(kind({ ...success, out_biz_no: undefined })).toBe("mismatched");
    expect(kind({ ...success, status: undefined })).toBe("unlisted");
    expect(kind({ ...success, status: "REFUND" })).toBe("unlisted");
    expect(kind({ ...success, code: 10000 })).toBe("unlisted");
    expect(kind({})).toBe("unlisted");
  });

  it("may be in process, or accepted and failed", () => {
    expect(kind({ ...success, status: "DEALING" })).toBe("dealing");
    expect(kind({ ...success, status: "FAIL" })).toBe("failed");
  });

  it("is final only for codes on the list, and only as a business failure", () => {
    expect(readTransfer(business("PAYEE_NOT_EXIST"), "pay_1")).toMatchObject({
      kind: "failed",
      code: "PAYEE_NOT_EXIST",
    });
    expect(kind({ ...business("PAYEE_NOT_EXIST"), code: "20000" })).toBe("channel_unwell");
    expect(kind({ ...business("PAYEE_NOT_EXIST"), code: "40006" })).toBe("request_refused");
    expect(kind(business("PAYEE_NOT_EXIST_EITHER"))).toBe("unlisted");
    expect(kind(business("payee_not_exist"))).toBe("unlisted");
  });

  it("never decides on the message for people", () => {
    const text = { sub_msg: "收款账号不存在 PAYEE_NOT_EXIST" };
    expect(kind({ ...business("SYSTEM_ERROR"), ...text })).toBe("channel_unwell");
    expect(kind({ ...business("PAYEE_NOT_EXIST"), sub_msg: "系统繁忙 SYSTEM_ERROR" })).toBe("failed");
    expect(kind({ code: "40004", msg: "PAYEE_NOT_EXIST" })).toBe("unlisted");
  });

  it("parks what ran into the payer's allowance or balance", () => {
    for (const code of ["EXCEED_LIMIT_DM_MAX_AMOUNT", "PAYER_BALANCE_NOT_ENOUGH", "EXCEED_LIMIT_MM_MAX_AMOUNT"]) {
      expect(readTransfer(business(code), "pay_1")).toEqual({ kind: "capped", until: "next_day", code });
    }
  });

  it("tells an unwell channel from a house that is turned away", () => {
    expect(kind({ code: "20000", sub_code: "isp.unknow-error" })).toBe("channel_unwell");
    expect(kind({ code: "40005", sub_code: "isv.app-call-limited" })).toBe("channel_unwell");
    expect(kind(business("PAYMENT_INFO_INCONSISTENCY"))).toBe("inconsistent");
    expect(kind({ code: "40002", sub_code: "isv.invalid-signature" })).toBe("request_refused");
    expect(kind(business("PAYER_STATUS_ERROR"))).toBe("request_refused");
    expect(kind(business("REQUEST_PROCESSING"))).toBe("unlisted");
  });
});

describe("an answer to a query", () => {
  const kind = (reply: Record<string, unknown>) => {
    const answer = readQuery(reply, "pay_1");
    return answer.kind === "unknown" ? answer.cause : answer.kind;
  };

  it("reads amount and time of a success", () => {
    const reply = { ...success, trans_amount: "10.00", pay_date: "2026-11-11 12:00:00" };
    expect(readQuery(reply, "pay_1")).toEqual({
      kind: "succeeded",
      channelOrderNo: "2026",
      paidAt: PAID,
      amount: 1_000n,
    });
    expect(kind({ ...reply, trans_amount: "10.001" })).toBe("unreadable");
    expect(kind({ ...reply, out_biz_no: "pay_2" })).toBe("mismatched");
  });

  it("has not found it only by one code", () => {
    expect(kind(business("ORDER_NOT_EXIST"))).toBe("not_found");
    expect(kind({ ...business("ORDER_NOT_EXIST"), code: "20000" })).toBe("channel_unwell");
    expect(kind(business("PAYEE_NOT_EXIST"))).toBe("unlisted");
    expect(kind(business("SYSTEM_ERROR"))).toBe("channel_unwell");
  });

  it("knows the states that it may be in, and leaves the others open", () => {
    const states = ["SUCCESS", "FAIL", "DEALING", "INIT", "REFUND", "CLOSED", "WAIT_PAY", ""];
    expect(states.map((status) => kind({ ...success, status }))).toEqual([
      "succeeded",
      "failed",
      "dealing",
      "dealing",
      "returned",
      "unlisted",
      "unlisted",
      "unlisted",
    ]);
    const failed = { ...success, status: "FAIL", error_code: "PAYEE_USER_INFO_ERROR" };
    expect(readQuery(failed, "pay_1")).toMatchObject({ kind: "failed", code: "PAYEE_USER_INFO_ERROR" });
  });
});
