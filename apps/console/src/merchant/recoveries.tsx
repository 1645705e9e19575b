// Understands what a shop owes for claims: each debt, until when it may object, what is set off and where from; and its deposit.

import { listRecoveries, readDeposit, readRecoveryTerms } from "@anxin/client/operations.generated";
import { useAnswer, useList, useListIn } from "@anxin/ui/api";
import { day, moment } from "@anxin/ui/format/time";
import { Facts, Panel, Stat, Stats } from "@anxin/ui/pieces/page";
import { Answered, Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Tabs } from "@anxin/ui/pieces/tabs";
import { Badge, Money, Time, type Tone, useProductName } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { ShopPage, useCodeWord, useShop } from "./shop.js";

const PAGE_ROWS = 100;
export const RECOVERY_TONES: Readonly<Record<string, Tone>> = {
  opened: "warn",
  submitted: "warn",
  accepted: "info",
  partly_accepted: "info",
  partly_received: "info",
  denied: "plain",
  written_off: "plain",
  closed: "good",
};

function Owed() {
  const { t } = useTranslation("merchant");
  const { merchantId, base } = useShop();
  const word = useCodeWord();
  const product = useProductName();
  const list = useList(listRecoveries, { query: { merchantId, debtorKind: "merchant", limit: PAGE_ROWS } });
  return (
    <DataTable
      id="merchant-recoveries"
      label={t("owed")}
      columns={[
        {
          id: "recovery",
          title: t("recoveryId"),
          cell: ({ recoveryId }) => recoveryId,
          text: ({ recoveryId }) => recoveryId,
        },
        {
          id: "product",
          title: t("product"),
          cell: (row) => product(row.product),
          text: (row) => product(row.product),
        },
        {
          id: "status",
          title: t("status"),
          cell: ({ status }) => <Badge tone={RECOVERY_TONES[status] ?? "plain"}>{word("recovery", status)}</Badge>,
          text: ({ status }) => word("recovery", status),
        },
        {
          id: "claimed",
          title: t("claimed"),
          align: "end",
          cell: ({ claimed }) => <Money fen={claimed} />,
          text: ({ claimed }) => claimed / 100,
        },
        {
          id: "netted",
          title: t("netted"),
          align: "end",
          cell: ({ netted }) => <Money fen={netted} />,
          text: ({ netted }) => netted / 100,
        },
        {
          id: "left",
          title: t("receivable"),
          align: "end",
          cell: ({ receivable }) => <Money fen={receivable} />,
          text: ({ receivable }) => receivable / 100,
        },
        {
          id: "netFrom",
          title: t("netFrom"),
          cell: ({ netFrom }) => (netFrom === null ? "–" : day(netFrom)),
          text: ({ netFrom }) => netFrom,
        },
        {
          id: "at",
          title: t("openedAt"),
          cell: ({ openedAt }) => <Time at={openedAt} />,
          text: ({ openedAt }) => moment(openedAt),
        },
        {
          id: "order",
          title: t("order"),
          isExtra: true,
          cell: ({ orderId }) => orderId,
          text: ({ orderId }) => orderId,
        },
      ]}
      rows={list.items}
      rowKey={({ recoveryId }) => recoveryId}
      rowHref={({ recoveryId }) => `${base}/recoveries/${recoveryId}`}
      query={list.query}
      hasMore={list.hasMore}
      more={list.more}
      exportName="recoveries"
      empty={<Empty icon="check" title={t("owedNothing")} />}
    />
  );
}

function Terms() {
  const { t } = useTranslation("merchant");
  const { merchantId } = useShop();
  const terms = useAnswer(readRecoveryTerms, { path: { merchantId } });
  return (
    <Panel title={t("recoveryTerms")} help={t("recoveryTermsHelp")}>
      <Answered of={terms}>
        {({ netting, agreedOn, source, monthMax, noticeDays }) => (
          <Facts
            facts={[
              { label: t("netting"), value: t(netting ? "nettingAgreed" : "nettingNot") },
              ...(netting
                ? [
                    { label: t("agreedOn"), value: agreedOn === null ? "–" : day(`${agreedOn}T12:00:00+08:00`) },
                    { label: t("nettingSource"), value: t(source === "wallet" ? "source_wallet" : "source_deposit") },
                    { label: t("monthMax"), value: monthMax === null ? t("noLimit") : <Money fen={monthMax} /> },
                    { label: t("noticeDays"), value: t("days", { count: noticeDays }) },
                  ]
                : []),
            ]}
          />
        )}
      </Answered>
    </Panel>
  );
}

function Deposit() {
  const { t } = useTranslation("merchant");
  const { merchantId } = useShop();
  const word = useCodeWord();
  const deposit = useAnswer(readDeposit, { path: { merchantId } });
  const list = useListIn(
    readDeposit,
    { path: { merchantId }, query: { limit: PAGE_ROWS } },
    ({ movements }) => movements,
  );
  return (
    <>
      <Answered of={deposit}>
        {({ balance }) => (
          <Stats>
            <Stat label={t("depositBalance")} value={<Money fen={balance} />} />
          </Stats>
        )}
      </Answered>
      <DataTable
        id="deposit"
        label={t("deposit")}
        columns={[
          {
            id: "at",
            title: t("when"),
            cell: ({ movedAt }) => <Time at={movedAt} />,
            text: ({ movedAt }) => moment(movedAt),
          },
          {
            id: "kind",
            title: t("cause"),
            cell: ({ kind }) => word("deposit", kind),
            text: ({ kind }) => word("deposit", kind),
          },
          {
            id: "amount",
            title: t("amount"),
            align: "end",
            cell: ({ amount }) => <Money fen={amount} />,
            text: ({ amount }) => amount / 100,
          },
          {
            id: "balance",
            title: t("balanceAfter"),
            align: "end",
            cell: ({ balanceAfter }) => <Money fen={balanceAfter} />,
            text: ({ balanceAfter }) => balanceAfter / 100,
          },
          {
            id: "reference",
            title: t("reference"),
            cell: ({ reference }) => reference ?? "–",
            text: ({ reference }) => reference,
          },
        ]}
        rows={list.items}
        rowKey={({ movementId }) => movementId}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        exportName="deposit"
        empty={<Empty icon="money">{t("depositEmpty")}</Empty>}
      />
    </>
  );
}

export function Page() {
  const { t } = useTranslation("merchant");
  return (
    <ShopPage title={t("nav_recoveries")} lead={t("recoveriesLead")}>
      <Terms />
      <Tabs
        label={t("nav_recoveries")}
        tabs={[
          { id: "owed", title: t("owed"), content: <Owed /> },
          { id: "deposit", title: t("deposit"), content: <Deposit /> },
        ]}
      />
    </ShopPage>
  );
}
