// Understands what a campaign would have done: figures first, then each day.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { count } from "@anxin/ui/format/money";
import { Banner } from "@anxin/ui/pieces/banner";
import { Stat, Stats } from "@anxin/ui/pieces/page";
import { Money } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Chart } from "../chart/chart.js";

export function DryRun({ found }: { readonly found: AnswerOf<operations["dryRunCampaign"]> }) {
  const { t } = useTranslation("platform");
  return (
    <>
      {found.truncated ? <Banner tone="warn">{t("dryRunTruncated", { seen: count(found.seen.orders) })}</Banner> : null}
      <Stats>
        <Stat label={t("dryRunGifts")} value={count(found.gifts)} />
        <Stat label={t("dryRunCost")} value={<Money fen={found.cost} />} />
        <Stat label={t("dryRunOrders")} value={count(found.lines)} />
        <Stat label={t("dryRunCovered")} value={count(found.covered)} />
        <Stat label={t("dryRunOver")} value={count(found.overBudget)} />
        <Stat label={t("dryRunShare")} value={count(found.overShare)} />
      </Stats>
      {found.perDay.length === 0 ? null : (
        <Chart
          title={t("dryRunPerDay")}
          unit="count"
          kind="bar"
          series={[{ name: t("dryRunGifts"), points: found.perDay.map(({ day, gifts }) => [day, gifts]) }]}
        />
      )}
    </>
  );
}
