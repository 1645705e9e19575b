// Understands the request of a payout as it is kept: its exact bytes and what they were made from, sealed for the tenant.

import { assert } from "@anxin/core/assert";
import { formatId, type Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { Payee } from "@anxin/core/order/order";
import type { PayoutRow } from "@anxin/store/payout";
import type { Context } from "../context.js";
import { maskAccount, maskName } from "../order/payee.js";
import { type PreparedTransfer, sha256Of, type TransferProblem } from "../outside/transfer-channel.js";

const PURPOSE = "payout_request";

/** What a request is made from. A retry makes the next one from it, perhaps with another payee. */
export interface PayoutOrigin {
  /** Null while nobody told where the money goes. */
  readonly payee: Payee | null;
  readonly title: string;
  readonly claimId: Id;
}

export interface MadeRequest {
  readonly sealed: Buffer;
  readonly sha256: Buffer;
  /** Why it can't be sent; empty when it can. */
  readonly problems: readonly TransferProblem[];
}

/** The one place where a payout's bytes are made. They are stored before the first send and never derived again. */
export function makeRequest(
  context: Context,
  tenantId: number,
  outBizNo: string,
  amount: Fen,
  origin: PayoutOrigin,
): MadeRequest {
  const { payee, title, claimId } = origin;
  const to = payee ?? { account: "", name: "" };
  const request = {
    outBizNo,
    amount,
    payee: { account: to.account, name: to.name },
    title,
    remark: formatId("claim", claimId),
  };
  const problems = context.channel.problems(request);
  const bizContent = problems.length === 0 ? context.channel.prepare(request).bizContent : "";
  const plain = JSON.stringify({ payee, title, bizContent } satisfies Kept);
  return {
    sealed: context.vault.seal(tenantId, PURPOSE, Buffer.from(plain)),
    sha256: Buffer.from(sha256Of(bizContent), "hex"),
    problems,
  };
}

interface Kept {
  readonly payee: Payee | null;
  readonly title: string;
  /** Empty for a request that never could be sent. */
  readonly bizContent: string;
}

type KeptRequest = Pick<PayoutRow, "request_sealed" | "request_sha256" | "out_biz_no" | "claim_id">;

function open(context: Context, tenantId: number, row: KeptRequest): Kept {
  return JSON.parse(context.vault.open(tenantId, PURPOSE, row.request_sealed).toString()) as Kept;
}

/** The stored bytes, checked against the hash that was stored beside them. */
export function openTransfer(context: Context, tenantId: number, row: KeptRequest): PreparedTransfer {
  const { bizContent } = open(context, tenantId, row);
  const sha256 = row.request_sha256.toString("hex");
  assert(
    bizContent !== "" && sha256Of(bizContent) === sha256,
    "a payout is sent with the bytes that were stored for it",
  );
  return { outBizNo: row.out_biz_no, bizContent, sha256 };
}

export function openOrigin(context: Context, tenantId: number, row: KeptRequest): PayoutOrigin {
  const { payee, title } = open(context, tenantId, row);
  return { payee, title, claimId: row.claim_id };
}

/** A payee as people may see it, "bu***@example.com 王**"; kept beside the sealed one so that no list has to open it. */
export function maskPayee(payee: Payee | null): string {
  return payee === null ? "" : `${maskAccount(payee.account)} ${maskName(payee.name)}`.trimEnd();
}
