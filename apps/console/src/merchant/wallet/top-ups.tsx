// Understands how money comes into a wallet: an amount, where to pay it, and what became of it.

import { listTopUps, readTopUp, topUpWallet } from "@anxin/client/operations.generated";
import { useAct, useAnswer, useList } from "@anxin/ui/api";
import { yuan } from "@anxin/ui/format/money";
import { moment, shortMoment } from "@anxin/ui/format/time";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { MoneyField } from "@anxin/ui/pieces/field";
import { Icon } from "@anxin/ui/pieces/icon";
import { Panel } from "@anxin/ui/pieces/page";
import { Answered, Empty, ProblemNote } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Timeline } from "@anxin/ui/pieces/timeline";
import { Badge, Money, Time, type Tone } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useHref, useNavigate } from "react-router";
import { useCodeWord, useShop } from "../shop.js";
import type { TopUp } from "./wallet-answer.js";

const QUICK_FEN = [50_000, 200_000, 1_000_000] as const;
const AGAIN_MS = 2_000;
const TONES: Readonly<Record<string, Tone>> = { pending: "warn", settled: "good", failed: "bad" };

function TopUpStatus({ status }: { readonly status: string }) {
  const word = useCodeWord();
  return <Badge tone={TONES[status] ?? "plain"}>{word("topUp", status)}</Badge>;
}

export function TopUpDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(["merchant", "house"]);
  const { merchantId, base } = useShop();
  const navigate = useNavigate();
  const back = useHref(`${base}/wallet?tab=top-ups`);
  const [amount, setAmount] = useState<number | null>(null);
  const [isTold, setIsTold] = useState(false);
  const act = useAct(topUpWallet, ["/v1/merchants"]);
  const send = (): void => {
    setIsTold(true);
    if (amount === null || amount <= 0) return;
    act.mutate(
      { path: { merchantId }, body: { amount, returnUrl: `${location.origin}${back}` } },
      {
        onSuccess: ({ body }) => {
          onClose();
          void navigate(`${base}/wallet?tab=top-ups&topUp=${body.topUpId}`);
        },
      },
    );
  };
  return (
    <Dialog
      title={t("topUp")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("house:cancel")}</Button>
          <Button look="primary" isBusy={act.isPending} onClick={send}>
            {t("topUpGo")}
          </Button>
        </>
      }
    >
      <MoneyField
        label={t("topUpAmount")}
        hint={t("topUpHint")}
        error={isTold && (amount === null || amount <= 0) ? t("amountWrong") : null}
        value={amount}
        onValue={setAmount}
      />
      <div className="ax-actions mr-quick">
        {QUICK_FEN.map((fen) => (
          <Button key={fen} onClick={() => setAmount(fen)}>
            {yuan(fen)}
          </Button>
        ))}
      </div>
      <ProblemNote problem={act.error} />
    </Dialog>
  );
}

/** One top-up until it has come, or has not: asked again while it is on its way. */
export function TopUpFollowed({ topUpId }: { readonly topUpId: string }) {
  const { t } = useTranslation("merchant");
  const { merchantId } = useShop();
  const word = useCodeWord();
  const [isOpen, setIsOpen] = useState(true);
  const input = { path: { merchantId, topUpId } };
  const first = useAnswer(readTopUp, input);
  const isPending = first.data?.body.status === "pending";
  useAnswer(readTopUp, input, { enabled: isPending, everyMs: AGAIN_MS });
  if (!isOpen) return null;
  return (
    <Panel
      title={t("topUpFollowed")}
      actions={
        <Button look="quiet" onClick={() => setIsOpen(false)}>
          {t("hide")}
        </Button>
      }
    >
      <Answered of={first}>
        {({ amount, status, payUrl, exchanges, failure, expiresAt }) => (
          <>
            <p role="status" className="mr-line">
              <Money fen={amount} strong /> <TopUpStatus status={status} />
              {failure === null ? null : <span>{failure}</span>}
            </p>
            {status === "pending" && payUrl !== null ? (
              <p className="mr-line">
                <a className="ax-button ax-button-primary" href={payUrl}>
                  <Icon name="arrow" />
                  <span>{t("payNow")}</span>
                </a>
                {expiresAt === null ? null : (
                  <span className="ax-quiet">{t("payUntil", { at: shortMoment(expiresAt) })}</span>
                )}
              </p>
            ) : null}
            <Timeline
              label={t("topUpHistory")}
              items={exchanges.map(({ at, action, answer, detail }) => ({
                at,
                title: `${word("exchange", action)} · ${answer}`,
                detail,
                state: "done" as const,
              }))}
            />
          </>
        )}
      </Answered>
    </Panel>
  );
}

export function TopUps() {
  const { t } = useTranslation("merchant");
  const { merchantId, base } = useShop();
  const list = useList(listTopUps, { path: { merchantId } });
  const word = useCodeWord();
  return (
    <DataTable<TopUp>
      id="top-ups"
      label={t("topUps")}
      columns={[
        {
          id: "at",
          title: t("when"),
          cell: ({ createdAt }) => <Time at={createdAt} />,
          text: ({ createdAt }) => moment(createdAt),
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
          cell: ({ status }) => <TopUpStatus status={status} />,
          text: ({ status }) => word("topUp", status),
        },
        {
          id: "settled",
          title: t("settledAt"),
          cell: ({ settledAt }) => (settledAt === null ? "–" : <Time at={settledAt} />),
          text: ({ settledAt }) => (settledAt === null ? null : moment(settledAt)),
        },
        {
          id: "refunded",
          title: t("sentBack"),
          align: "end",
          cell: ({ refunded }) => <Money fen={refunded} />,
          text: ({ refunded }) => refunded / 100,
        },
        {
          id: "topUpId",
          title: t("topUpId"),
          isExtra: true,
          cell: ({ topUpId }) => topUpId,
          text: ({ topUpId }) => topUpId,
        },
      ]}
      rows={list.items}
      rowKey={({ topUpId }) => topUpId}
      rowHref={({ topUpId }) => `${base}/wallet?tab=top-ups&topUp=${topUpId}`}
      query={list.query}
      hasMore={list.hasMore}
      more={list.more}
      exportName="top-ups"
      empty={<Empty icon="money">{t("topUpsEmpty")}</Empty>}
    />
  );
}
