// Talks to Alipay's transfer API through alipay-sdk: signed requests out, verified answers in, never a guess in between.

import { assert } from "@anxin/core/assert";
import { formatYuan } from "@anxin/core/money";
import { ALIPAY_POLICY } from "@anxin/core/payout/channel";
import { isRecord, readQuery, readTransfer } from "./alipay-answers.js";
import type { AlipayConfig } from "./alipay-config.js";
import { alipayLine } from "./alipay-exchange.js";
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
  const { ask } = alipayLine(config);
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
