// The port to whoever moves money to buyers' accounts. alipay.ts talks to Alipay; alipay-gateway.ts stands in for it.

import { createHash } from "node:crypto";
import type { Fen } from "@anxin/core/money";
import type { ChannelAnswer, ChannelPolicy } from "@anxin/core/payout/channel";
import type { Instant } from "@anxin/core/time";

export interface TransferPayee {
  /** Alipay: a user id (2088 and twelve digits), an e-mail address or a mobile number. */
  readonly account: string;
  /** The real name; empty when it is not known. */
  readonly name: string;
}

export interface TransferRequest {
  readonly outBizNo: string;
  /** Fen. */
  readonly amount: Fen;
  readonly payee: TransferPayee;
  /** What the payee reads in the bill. */
  readonly title: string;
  readonly remark: string;
}

/** A transfer as it goes over the wire. To be stored before the first send; every send repeats exactly these bytes. */
export interface PreparedTransfer {
  readonly outBizNo: string;
  /** The business content, JSON in UTF-8, byte for byte. */
  readonly bizContent: string;
  /** Of `bizContent`, in hex. */
  readonly sha256: string;
}

/** Why a channel cannot be asked for a transfer at all. Found before a number is spent on it. */
export type TransferProblem =
  | "number_malformed"
  | "amount_too_small"
  | "amount_too_large"
  | "account_missing"
  | "account_too_long"
  | "name_missing"
  | "name_too_long"
  | "title_missing"
  | "title_too_long"
  | "remark_too_long";

/**
 * A channel that moves money. `send` and `query` never throw for anything that the outside does: silence, garbage and
 * forgery are answers of the kind "unknown". They throw only when our own stored bytes are damaged.
 */
export interface TransferChannel {
  readonly policy: ChannelPolicy;
  /** The problems of a request, for a person to read; empty when it can be prepared. */
  problems(request: TransferRequest): readonly TransferProblem[];
  /** Serializes a request that has no problems; throws on one that has. */
  prepare(request: TransferRequest): PreparedTransfer;
  send(prepared: PreparedTransfer, at: Instant): Promise<ChannelAnswer>;
  query(outBizNo: string, at: Instant): Promise<ChannelAnswer>;
}

export function sha256Of(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** Characters as people count them: code points. */
const lengthOf = (text: string): number => [...text].length;

/** What a policy holds against a request. `signInName`: the account is a name that people sign in with, and may be mistyped. */
export function problemsOf(
  policy: ChannelPolicy,
  request: TransferRequest,
  signInName: boolean,
): readonly TransferProblem[] {
  const { outBizNo, amount, payee, title, remark } = request;
  const needsName =
    policy.payeeName === "required" || (policy.payeeName === "required_for_sign_in_names" && signInName);
  const found: readonly (readonly [boolean, TransferProblem])[] = [
    [!policy.numberPattern.test(outBizNo), "number_malformed"],
    [amount < policy.amountMin, "amount_too_small"],
    [amount > policy.amountMax, "amount_too_large"],
    [payee.account.trim() === "", "account_missing"],
    [lengthOf(payee.account) > policy.accountLengthMax, "account_too_long"],
    [needsName && payee.name.trim() === "", "name_missing"],
    [lengthOf(payee.name) > policy.nameLengthMax, "name_too_long"],
    [title.trim() === "", "title_missing"],
    [lengthOf(title) > policy.titleLengthMax, "title_too_long"],
    [lengthOf(remark) > policy.remarkLengthMax, "remark_too_long"],
  ];
  return found.flatMap(([holds, problem]) => (holds ? [problem] : []));
}
