// Talks to Alipay's transfer API through alipay-sdk: signed requests out, verified answers in, never a guess in between.

import { isDeepStrictEqual } from "node:util";
import { assert } from "@anxin/core/assert";
import { formatYuan } from "@anxin/core/money";
import { ALIPAY_POLICY } from "@anxin/core/payout/channel";
import { type Instant, shanghaiClock } from "@anxin/core/time";
import { AlipayRequestError, AlipaySdk, type AlipaySdkConfig } from "alipay-sdk";
import { type AlipayReply, isRecord, readQuery, readTransfer, type Unknown, unknown } from "./alipay-answers.js";
import type { AlipayConfig } from "./alipay-config.js";
import {
  type PreparedTransfer,
  problemsOf,
  sha256Of,
  type TransferChannel,
  type TransferRequest,
} from "./transfer-channel.js";

const TRANSFER = "alipay.fund.trans.uni.transfer";
const QUERY = "alipay.fund.trans.common.query";
const PRODUCT = { product_code: "TRANS_ACCOUNT_NO_PWD", biz_scene: "DIRECT_TRANSFER" } as const;

/** The user id of an account, as opposed to a name that people sign in with. */
const USER_ID = /^2088\d{12}$/;

/** Makes the channel. Keeps connections alive in the background; nothing has to be closed. */
export function alipayChannel(config: AlipayConfig): TransferChannel {
  const sdk = new VerifyingSdk(sdkConfig(config));
  const ask = (question: Question) => exchange(sdk, config.timeoutMs, question);
  const problems = (request: TransferRequest) =>
    problemsOf(ALIPAY_POLICY, request, !USER_ID.test(request.payee.account));
  return {
    policy: ALIPAY_POLICY,
    problems,
    prepare(request) {
      const found = problems(request);
      assert(found.length === 0, `a transfer is sound before it is prepared: ${found.join(", ")}`);
      return prepared(request);
    },
    async send(transfer, at) {
      assertUndamaged(transfer);
      const heard = await ask({ method: TRANSFER, bizContent: transfer.bizContent, at });
      return "doubt" in heard ? heard.doubt : readTransfer(heard.reply, transfer.outBizNo);
    },
    async query(outBizNo, at) {
      const heard = await ask({ method: QUERY, bizContent: JSON.stringify({ out_biz_no: outBizNo, ...PRODUCT }), at });
      return "doubt" in heard ? heard.doubt : readQuery(heard.reply, outBizNo);
    },
  };
}

function sdkConfig({ appId, gateway, privateKey, trust, timeoutMs }: AlipayConfig): AlipaySdkConfig {
  const common = { appId, gateway, privateKey, timeout: timeoutMs, keyType: "PKCS1", camelcase: false } as const;
  return trust.mode === "key"
    ? { ...common, alipayPublicKey: trust.alipayPublicKey }
    : {
        ...common,
        appCertContent: trust.appCertificate,
        alipayRootCertContent: trust.rootCertificates,
        alipayPublicCertContent: trust.alipayCertificate,
      };
}

/** The order of keys is part of the bytes: never reorder it, stored transfers are compared with nothing but themselves. */
function prepared(request: TransferRequest): PreparedTransfer {
  const { outBizNo, amount, payee, title, remark } = request;
  const identityType = USER_ID.test(payee.account) ? "ALIPAY_USER_ID" : "ALIPAY_LOGON_ID";
  const bizContent = JSON.stringify({
    out_biz_no: outBizNo,
    trans_amount: formatYuan(amount),
    ...PRODUCT,
    order_title: title,
    payee_info: {
      identity: payee.account,
      identity_type: identityType,
      ...(payee.name.trim() === "" ? {} : { name: payee.name }),
    },
    ...(remark === "" ? {} : { remark }),
  });
  return { outBizNo, bizContent, sha256: sha256Of(bizContent) };
}

/** The SDK takes an object and serializes it once more: bytes that JSON would write differently must not get that far. */
function assertUndamaged({ outBizNo, bizContent, sha256 }: PreparedTransfer): void {
  assert(sha256Of(bizContent) === sha256, "a stored transfer is undamaged");
  const content: unknown = JSON.parse(bizContent);
  assert(JSON.stringify(content) === bizContent, "a stored transfer is written as JSON writes it");
  assert(isRecord(content) && content["out_biz_no"] === outBizNo, "a stored transfer carries its own number");
}

class BadSignature extends Error {}

/**
 * The SDK verifies a cut-out of the raw answer, but then uses what JSON.parse makes of the whole: with a name written twice
 * the two differ, and an old signature would carry a forged body. Here only what was verified counts. (Missing signatures
 * and missing keys, which the SDK trips over or skips with a warning, end here too.)
 */
class VerifyingSdk extends AlipaySdk {
  override checkResponseSign(raw: string, responseKey: string, signature: string, traceId: string): void {
    if (typeof signature !== "string" || signature === "") throw new BadSignature("the answer is not signed");
    if (!this.config.alipayPublicKey) throw new BadSignature("there is no key to verify with");
    const whole: unknown = JSON.parse(raw);
    const verified = this.getSignStr(raw, responseKey);
    if (!isRecord(whole) || !isSame(verified, whole[responseKey])) throw new BadSignature("the answer says two things");
    super.checkResponseSign(raw, responseKey, signature, traceId);
  }
}

function isSame(text: string, value: unknown): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(text), value);
  } catch {
    return false;
  }
}

interface Question {
  readonly method: string;
  readonly bizContent: string;
  readonly at: Instant;
}

type Exchanged = { readonly reply: AlipayReply } | { readonly doubt: Unknown };

/**
 * The one place that calls the SDK. China time goes along explicitly, because the SDK would write the local zone. Should the
 * connection break, the SDK's HTTP client repeats the very same signed request once: harmless, as Alipay counts a number once.
 */
async function exchange(sdk: AlipaySdk, timeoutMs: number, question: Question): Promise<Exchanged> {
  const params = { bizContent: JSON.parse(question.bizContent), timestamp: shanghaiClock(question.at) };
  const answer = sdk.exec(question.method, params, { validateSign: true });
  try {
    const reply: unknown = await withDeadline(answer, 3 * timeoutMs);
    return isRecord(reply) ? { reply } : { doubt: unknown("unreadable", null, "the answer is no object") };
  } catch (error) {
    return { doubt: fault(error) };
  }
}

class DeadlinePassed extends Error {}

/** Ends waiting for an answer that trickles in, each byte within the client's own limits. */
async function withDeadline<T>(answer: Promise<T>, deadlineMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlinePassed()), deadlineMs);
  });
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whatever went wrong on the way: the transfer may have happened. The details name no person and quote no answer. */
function fault(error: unknown): Unknown {
  if (error instanceof DeadlinePassed) return unknown("timeout", null, "no whole answer in time");
  if (error instanceof BadSignature) return unknown("bad_signature", null, error.message);
  if (!(error instanceof AlipayRequestError)) return unknown("unreadable", null, nameOf(error));
  if (error.message.startsWith("验签失败")) return unknown("bad_signature", null, "the signature does not fit");
  const status = /^HTTP 请求错误, status: (\d{3})/.exec(error.message)?.[1];
  if (status !== undefined) return unknown("http_status", status, `HTTP ${status}`);
  if (error.message.startsWith("HttpClient Request error")) {
    const name = nameOf(error.cause);
    return unknown(/timeout/i.test(name) ? "timeout" : "connection_lost", null, name);
  }
  return unknown("unreadable", null, "the answer is not of the agreed form");
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  return "code" in error && typeof error.code === "string" ? `${error.name} ${error.code}` : error.name;
}
