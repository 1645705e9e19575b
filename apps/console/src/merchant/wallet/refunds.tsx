// Understands how what nobody needs goes back from a wallet, to where it was paid from.

import { listWalletRefunds, refundWallet } from "@anxin/client/operations.generated";
import { useAct, useList } from "@anxin/ui/api";
import { yuan } from "@anxin/ui/format/money";
import { moment } from "@anxin/ui/format/time";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { MoneyField } from "@anxin/ui/pieces/field";
import { Empty, ProblemNote } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { say } from "@anxin/ui/pieces/toast";
import { Badge, Money, Time, type Tone } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCodeWord, useShop } from "../shop.js";
import type { Refund } from "./wallet-answer.js";

const TONES: Readonly<Record<string, Tone>> = {
  pending: "info",
  succeeded: "good",
  partly_succeeded: "warn",
  failed: "bad",
};
const AGAIN_MS = 3_000;

export function RefundDialog({ balance, onClose }: { readonly balance: number; readonly onClose: () => void }) {
  const { t } = useTranslation(["merchant", "house"]);
  const { merchantId } = useShop();
  const [amount, setAmount] = useState<number | null>(balance);
  const [isTold, setIsTold] = useState(false);
  const act = useAct(refundWallet, ["/v1/merchants"]);
  const isWrong = amount === null || amount <= 0 || amount > balance;
  const send = (): void => {
    setIsTold(true);
    if (isWrong) return;
    act.mutate(
      { path: { merchantId }, body: { amount } },
      {
        onSuccess: () => {
          say(t("refundAsked", { amount: yuan(amount) }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      title={t("refund")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("house:cancel")}</Button>
          <Button look="primary" isBusy={act.isPending} onClick={send}>
            {t("refundGo")}
          </Button>
        </>
      }
    >
      <p>{t("refundText")}</p>
      <MoneyField
        label={t("refundAmount")}
        hint={t("refundMost", { amount: yuan(balance) })}
        error={isTold && isWrong ? t("refundWrong", { amount: yuan(balance) }) : null}
        value={amount}
        onValue={setAmount}
      />
      <ProblemNote problem={act.error} />
    </Dialog>
  );
}

/** To how many of its payments a refund went back, and how many of them have arrived. */
function Parts({ parts }: { readonly parts: Refund["parts"] }) {
  const { t } = useTranslation("merchant");
  return (
    <>{t("refundParts", { done: parts.filter(({ status }) => status === "succeeded").length, count: parts.length })}</>
  );
}

export function Refunds() {
  const { t } = useTranslation("merchant");
  const { merchantId } = useShop();
  const word = useCodeWord();
  const list = useList(listWalletRefunds, { path: { merchantId } }, { everyMs: AGAIN_MS * 10 });
  return (
    <DataTable<Refund>
      id="wallet-refunds"
      label={t("refunds")}
      columns={[
        {
          id: "at",
          title: t("when"),
          cell: ({ requestedAt }) => <Time at={requestedAt} />,
          text: ({ requestedAt }) => moment(requestedAt),
        },
        {
          id: "amount",
          title: t("amount"),
          align: "end",
          cell: ({ amount }) => <Money fen={amount} />,
          text: ({ amount }) => amount / 100,
        },
        {
          id: "status",
          title: t("status"),
          cell: ({ status }) => <Badge tone={TONES[status] ?? "plain"}>{word("refund", status)}</Badge>,
          text: ({ status }) => word("refund", status),
        },
        {
          id: "parts",
          title: t("refundWhere"),
          cell: ({ parts }) => <Parts parts={parts} />,
          text: ({ parts }) => parts.length,
        },
        {
          id: "refundId",
          title: t("refundId"),
          isExtra: true,
          cell: ({ refundId }) => refundId,
          text: ({ refundId }) => refundId,
        },
      ]}
      rows={list.items}
      rowKey={({ refundId }) => refundId}
      query={list.query}
      hasMore={list.hasMore}
      more={list.more}
      exportName="wallet-refunds"
      empty={<Empty icon="money">{t("refundsEmpty")}</Empty>}
    />
  );
}
