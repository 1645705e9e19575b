// Understands a shop at a glance: what waits for it, what is covered and claimed, what it spends, and what tomorrow costs.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { readMerchantOverview } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { count } from "@anxin/ui/format/money";
import { Icon, type IconName } from "@anxin/ui/pieces/icon";
import { Panel, Stat, Stats } from "@anxin/ui/pieces/page";
import { Answered, Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Money, useProductName } from "@anxin/ui/pieces/words";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Chart } from "../chart/chart.js";
import { ForecastView } from "./forecast.js";
import { ShopPage, useShop } from "./shop.js";
import { useEnrolments } from "./standing.js";

type Overview = AnswerOf<operations["readMerchantOverview"]>;

interface Task {
  readonly icon: IconName;
  readonly text: string;
  readonly to: string;
}

/** What the shop should look at, the most pressing first. */
function useTasks(): (of: Overview) => readonly Task[] {
  const { t } = useTranslation("merchant");
  const { base } = useShop();
  const enrolled = useEnrolments();
  // Nobody is sent to take out cover before it is known that they have none.
  const hasNone = enrolled.query.data !== undefined && enrolled.items.length === 0;
  return ({ wallet, claims, forecast, recoveries }) => [
    ...(wallet?.low === true ? [{ icon: "money" as const, text: t("taskWallet"), to: `${base}/wallet` }] : []),
    ...(claims.waitsForMerchant > 0
      ? [{ icon: "chat" as const, text: t("taskClaims", { count: claims.waitsForMerchant }), to: `${base}/claims` }]
      : []),
    ...(forecast !== null && forecast.announced.length + forecast.expected.length > 0
      ? [{ icon: "chart" as const, text: t("taskRate"), to: `${base}/covers/return-freight` }]
      : []),
    ...(recoveries.open > 0
      ? [{ icon: "refresh" as const, text: t("taskRecoveries", { count: recoveries.open }), to: `${base}/recoveries` }]
      : []),
    ...(hasNone ? [{ icon: "shield" as const, text: t("taskCovers"), to: `${base}/covers` }] : []),
  ];
}

function Tasks({ of }: { readonly of: Overview }) {
  const { t } = useTranslation("merchant");
  const tasks = useTasks()(of);
  return (
    <Panel title={t("tasks")}>
      {tasks.length === 0 ? (
        <Empty icon="check" title={t("tasksNone")} />
      ) : (
        <ul className="mr-tasks">
          {tasks.map(({ icon, text, to }) => (
            <li key={to}>
              <Link to={to}>
                <Icon name={icon} />
                <span>{text}</span>
                <Icon name="arrow" size={16} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Figures({ of }: { readonly of: Overview }) {
  const { t } = useTranslation("merchant");
  const { covers, claims, wallet, recoveries } = of;
  return (
    <Stats>
      <Stat label={t("inForce")} value={count(covers.inForce)} note={t("inForceNote")} />
      <Stat
        label={t("openClaims")}
        value={count(claims.open)}
        note={t("claimsOfMonth", { count: claims.reported, total: count(claims.reported) })}
      />
      <Stat
        label={t("paidThisMonth")}
        value={<Money fen={claims.paid} />}
        note={t("payoutsOfMonth", { count: claims.payouts, total: count(claims.payouts) })}
      />
      <Stat
        label={t("walletLasts")}
        value={wallet === null || wallet.daysLeft === null ? "–" : t("days", { count: wallet.daysLeft })}
        note={
          wallet === null ? undefined : (
            <>
              {t("walletBalance")} <Money fen={wallet.balance} />
            </>
          )
        }
      />
      {recoveries.open === 0 ? null : (
        <Stat
          label={t("receivable")}
          value={<Money fen={recoveries.receivable} />}
          note={t("recoveriesOpen", { count: recoveries.open })}
        />
      )}
    </Stats>
  );
}

function Spend({ days }: { readonly days: Overview["days"] }) {
  const { t } = useTranslation("merchant");
  const series = useMemo(
    () => [
      { name: t("spendSeries"), points: days.map(({ day, premiumSpent }) => [day, premiumSpent] as const) },
      { name: t("paidSeries"), points: days.map(({ day, paid }) => [day, paid] as const) },
    ],
    [days, t],
  );
  return (
    <Panel>
      <Chart title={t("spendTitle")} series={series} unit="fen" />
    </Panel>
  );
}

function CoversInForce({ of }: { readonly of: Overview }) {
  const { t } = useTranslation(["merchant", "house"]);
  const product = useProductName();
  return (
    <Panel title={t("inForceByProduct")}>
      <DataTable
        id="overview-covers"
        isPlain
        label={t("inForceByProduct")}
        columns={[
          {
            id: "product",
            title: t("product"),
            cell: (row) => product(row.product),
            text: (row) => product(row.product),
          },
          {
            id: "payer",
            title: t("payer"),
            cell: ({ payer }) => t(`house:payer_${payer as "merchant"}`),
            text: ({ payer }) => t(`house:payer_${payer as "merchant"}`),
          },
          {
            id: "inForce",
            title: t("inForce"),
            align: "end",
            cell: (row) => count(row.inForce),
            text: (row) => row.inForce,
          },
          {
            id: "sum",
            title: t("sumInsured"),
            align: "end",
            cell: ({ sumInsured }) => <Money fen={sumInsured} />,
            text: ({ sumInsured }) => sumInsured / 100,
          },
        ]}
        rows={of.covers.byProduct}
        rowKey={({ product: code, payer }) => `${code} ${payer}`}
        empty={<p className="ax-quiet">{t("policiesEmpty")}</p>}
      />
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("merchant");
  const { merchantId } = useShop();
  const found = useAnswer(readMerchantOverview, { path: { merchantId } });
  return (
    <ShopPage title={found.data?.body.name ?? t("nav_overview")} lead={t("overviewLead")}>
      <Answered of={found} lines={10}>
        {(body) => (
          <>
            <Figures of={body} />
            <div className="mr-two">
              <div className="mr-stack">
                <Tasks of={body} />
                <CoversInForce of={body} />
              </div>
              <Spend days={body.days} />
            </div>
            {body.forecast === null ? null : (
              <Panel title={t("rateTomorrow")} help={t("rateHelp")}>
                <ForecastView of={body.forecast} />
              </Panel>
            )}
          </>
        )}
      </Answered>
    </ShopPage>
  );
}
