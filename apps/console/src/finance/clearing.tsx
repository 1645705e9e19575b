// Understands how long money has been on its way: what the clearing account holds, by age, down to the payouts.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { readAccountAges } from "@anxin/client/operations.generated";
import { parseInstant } from "@anxin/core/time";
import { useAnswer } from "@anxin/ui/api";
import { count, yuan } from "@anxin/ui/format/money";
import { duration, moment } from "@anxin/ui/format/time";
import { Banner } from "@anxin/ui/pieces/banner";
import { ButtonLink } from "@anxin/ui/pieces/button";
import { Page as Layout, Panel, Stat, Stats } from "@anxin/ui/pieces/page";
import { Answered, Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Badge, Id, Money, PayoutStatus, Time, type Tone } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ClaimLink } from "./claim-link.js";
import { TaskLines, useTaskWords } from "./human-task.js";
import "./finance.css";

type Ages = AnswerOf<operations["readAccountAges"]>;
type Bucket = Ages["buckets"][number];
type Item = Bucket["oldest"][number];

/** Of all accounts, the one whose items wait for an answer of the channel. */
const CLEARING = "1231";
const EVERY_MS = 10_000;
const TONES: Readonly<Record<Bucket["code"], Tone>> = {
  under_10_minutes: "good",
  under_24_hours: "warn",
  older: "bad",
};

function Figures({ ages }: { readonly ages: Ages }) {
  const { t } = useTranslation("finance");
  return (
    <>
      <Stats>
        <Stat label={t("clearingOpen")} value={count(ages.open)} />
        <Stat label={t("clearingAmount")} value={<Money fen={ages.amount} />} />
        <Stat label={t("clearingBalance")} value={<Money fen={ages.balance} />} />
        <Stat
          label={t("clearingOldest")}
          value={ages.oldestSince === null ? "–" : <Time at={ages.oldestSince} />}
          note={t("asOf", { at: moment(ages.asOf) })}
        />
      </Stats>
      <Banner tone={ages.difference === 0 ? "good" : "bad"}>
        {ages.difference === 0 ? t("clearingAgrees") : t("clearingDiffers", { amount: yuan(ages.difference) })}
      </Banner>
    </>
  );
}

function Oldest({ bucket, asOf }: { readonly bucket: Bucket; readonly asOf: string }) {
  const { t } = useTranslation("finance");
  const wordsOf = useTaskWords();
  const waits = ({ since }: Item): string => duration((parseInstant(asOf) ?? 0) - (parseInstant(since) ?? 0));
  return (
    <DataTable
      id={`clearing-${bucket.code}`}
      label={`${t(`bucket_${bucket.code}`)} · ${t("oldestOf")}`}
      rows={bucket.oldest}
      rowKey={(row) => row.payoutId}
      exportName={`clearing-${bucket.code}`}
      empty={<Empty icon="clock">{t("bucketEmpty")}</Empty>}
      columns={[
        {
          id: "payout",
          title: t("colPayout"),
          cell: (row) => (
            <Link to={`/finance/payouts/${row.payoutId}`}>
              <Id>{row.payoutId}</Id>
            </Link>
          ),
          text: (row) => row.payoutId,
        },
        {
          id: "claim",
          title: t("colClaim"),
          cell: (row) => <ClaimLink claimId={row.claimId} merchantId={row.merchantId} />,
          text: (row) => row.claimId,
        },
        { id: "merchant", title: t("colMerchant"), cell: (row) => row.merchantId, text: (row) => row.merchantId },
        {
          id: "status",
          title: t("colStatus"),
          cell: (row) => <PayoutStatus status={row.status as "sending"} />,
          text: (row) => row.status,
        },
        {
          id: "amount",
          title: t("colAmount"),
          align: "end",
          cell: (row) => <Money fen={row.amount} />,
          text: (row) => yuan(row.amount),
        },
        { id: "since", title: t("colSince"), cell: (row) => <Time at={row.since} />, text: (row) => row.since },
        { id: "waits", title: t("colWaits"), cell: waits, text: waits },
        {
          id: "task",
          title: t("colTask"),
          cell: ({ humanTask }) => (humanTask === null ? "" : <TaskLines {...wordsOf(humanTask, "payout")} />),
          text: ({ humanTask }) => (humanTask === null ? "" : wordsOf(humanTask, "payout").name),
        },
      ]}
    />
  );
}

function Buckets({ ages }: { readonly ages: Ages }) {
  const { t } = useTranslation("finance");
  return (
    <>
      <ul className="fi-summary" aria-label={t("clearing")}>
        {ages.buckets.map(({ code, items, amount }) => (
          <li key={code}>
            <Badge tone={items === 0 ? "plain" : TONES[code]}>{t(`bucket_${code}`)}</Badge>
            <Money fen={amount} strong />
            <span className="ax-quiet ax-small">{t("bucketItems", { count: items, total: count(items) })}</span>
          </li>
        ))}
      </ul>
      {ages.open === 0 ? (
        <Empty icon="check" title={t("clearingEmptyTitle")}>
          {t("clearingEmpty")}
        </Empty>
      ) : null}
      {ages.buckets
        .filter(({ items }) => items > 0)
        .toReversed()
        .map((bucket) => (
          <Panel key={bucket.code} title={t(`bucket_${bucket.code}`)}>
            <Oldest bucket={bucket} asOf={ages.asOf} />
          </Panel>
        ))}
    </>
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const found = useAnswer(readAccountAges, { path: { code: CLEARING } }, { everyMs: EVERY_MS });
  const name = found.data?.body.name ?? "";
  return (
    <Layout
      title={t("clearing")}
      lead={t("clearingLead", { code: CLEARING, name })}
      actions={
        <ButtonLink icon="list" to={`/finance/ledger/${CLEARING}`}>
          {t("transactions")}
        </ButtonLink>
      }
    >
      <Answered of={found} lines={8}>
        {(ages) => (
          <>
            <Figures ages={ages} />
            <Buckets ages={ages} />
          </>
        )}
      </Answered>
    </Layout>
  );
}
