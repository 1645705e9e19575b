// Talks to Alipay's gateway through alipay-sdk: the one place that calls it. What was not verified is no answer.

import { isDeepStrictEqual } from "node:util";
import { type Instant, shanghaiClock } from "@anxin/core/time";
import { AlipayRequestError, AlipaySdk, type AlipaySdkConfig } from "alipay-sdk";
import { type AlipayReply, isRecord, type Unknown, unknown } from "./alipay-answers.js";
import type { AlipayConfig } from "./alipay-config.js";

/** A line to Alipay, under our application and keys. */
export interface AlipayLine {
  readonly sdk: AlipaySdk;
  /** Asks, and answers what was verified, or why nothing was. Throws for nothing that the outside does. */
  ask(question: Question): Promise<Exchanged>;
}

/** Makes a line. Keeps connections alive in the background; nothing has to be closed. */
export function alipayLine(config: AlipayConfig): AlipayLine {
  const sdk = new VerifyingSdk(sdkConfig(config));
  return { sdk, ask: (question) => exchange(sdk, config.timeoutMs, question) };
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

export interface Question {
  readonly method: string;
  readonly bizContent: string;
  readonly at: Instant;
}

export type Exchanged = { readonly reply: AlipayReply } | { readonly doubt: Unknown };

/**
 * China time goes along explicitly, because the SDK would write the local zone. Should the
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
