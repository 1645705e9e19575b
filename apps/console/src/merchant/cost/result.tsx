// Understands what a simulation says: what cover costs, when it pays for itself, and how each figure is reckoned.

import { count, percent, yuan } from "@anxin/ui/format/money";
import { Banner } from "@anxin/ui/pieces/banner";
import { Panel, Stat, Stats } from "@anxin/ui/pieces/page";
import { DataTable } from "@anxin/ui/pieces/table";
import { Money } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { useCodeWord } from "../shop.js";
import { PPM } from "./input.js";
import type { Simulation } from "./simulation.js";

const share = (ppm: number): string => percent(ppm / PPM, 2);

/** Every figure with the sum that makes it, in the numbers of this simulation. */
function Formulas({ of }: { readonly of: Simulation }) {
  const { t } = useTranslation("merchant");
  const {
    premiumPerMonth,
    ordersPerMonth,
    costPerOrder,
    breakEvenReturnRatePpm,
    returnRatePpm,
    experience,
    expectedClaimsPerMonth,
  } = of;
  const { ownRatePpm, collectiveRatePpm, credibilityPpm, weightedRatePpm } = experience;
  return (
    <ul className="mr-formulas">
      <li>
        {t("formulaCost", { premium: yuan(premiumPerMonth), orders: count(ordersPerMonth), cost: yuan(costPerOrder) })}
      </li>
      {breakEvenReturnRatePpm === null ? null : (
        <li>
          {t("formulaBreakEven", {
            premium: yuan(premiumPerMonth),
            freight: yuan(Math.round((premiumPerMonth * PPM) / Math.max(1, breakEvenReturnRatePpm))),
            rate: share(breakEvenReturnRatePpm),
          })}
        </li>
      )}
      <li>
        {t("formulaReturned", {
          orders: count(ordersPerMonth),
          rate: share(returnRatePpm),
          returned: count(of.returnedOrdersPerMonth),
        })}
      </li>
      <li>
        {t("formulaBand", {
          z: share(credibilityPpm),
          own: ownRatePpm === null ? "–" : share(ownRatePpm),
          rest: share(PPM - credibilityPpm),
          all: share(collectiveRatePpm),
          weighted: share(weightedRatePpm),
        })}
      </li>
      {expectedClaimsPerMonth === null || premiumPerMonth === 0 ? null : (
        <li>
          {t("formulaPaid", {
            paid: yuan(expectedClaimsPerMonth),
            premium: yuan(premiumPerMonth),
            ratio: percent(expectedClaimsPerMonth / premiumPerMonth, 0),
          })}
        </li>
      )}
    </ul>
  );
}

function Bands({ of }: { readonly of: Simulation }) {
  const { t } = useTranslation("merchant");
  const word = useCodeWord();
  return (
    <DataTable
      id="bands"
      label={t("bandsTitle")}
      columns={[
        {
          id: "band",
          title: t("band"),
          cell: ({ band }) => (band === of.band ? t("bandYours", { band: word("band", band) }) : word("band", band)),
          text: ({ band }) => word("band", band),
        },
        {
          id: "premium",
          title: t("premiumPerMonth"),
          align: "end",
          cell: ({ premiumPerMonth }) => <Money fen={premiumPerMonth} />,
          text: ({ premiumPerMonth }) => premiumPerMonth / 100,
        },
        {
          id: "cost",
          title: t("costPerOrder"),
          align: "end",
          cell: ({ costPerOrder }) => <Money fen={costPerOrder} />,
          text: ({ costPerOrder }) => costPerOrder / 100,
        },
        {
          id: "breakEven",
          title: t("breakEven"),
          align: "end",
          cell: ({ breakEvenReturnRatePpm }) => (breakEvenReturnRatePpm === null ? "–" : share(breakEvenReturnRatePpm)),
          text: ({ breakEvenReturnRatePpm }) => (breakEvenReturnRatePpm === null ? null : breakEvenReturnRatePpm / PPM),
        },
      ]}
      rows={of.bands}
      rowKey={({ band }) => band}
      exportName="simulation"
    />
  );
}

export function CostResult({
  of,
  isComing,
  isShort = false,
}: {
  readonly of: Simulation;
  readonly isComing: boolean;
  readonly isShort?: boolean;
}) {
  const { t } = useTranslation("merchant");
  const word = useCodeWord();
  const { breakEvenReturnRatePpm, expectedClaimsPerMonth, notInsurable } = of;
  return (
    <>
      <output className="mr-result" aria-busy={isComing}>
        <Stats>
          <Stat
            label={t("premiumPerMonth")}
            value={<Money fen={of.premiumPerMonth} />}
            note={t("bandNote", { band: word("band", of.band) })}
          />
          <Stat
            label={t("costPerOrder")}
            value={<Money fen={of.costPerOrder} />}
            note={
              of.premiumShareOfSalesPpm === null ? undefined : t("ofSales", { share: share(of.premiumShareOfSalesPpm) })
            }
          />
          <Stat
            label={t("breakEven")}
            value={breakEvenReturnRatePpm === null ? "–" : share(breakEvenReturnRatePpm)}
            note={t("atRate", { rate: share(of.returnRatePpm) })}
          />
          <Stat
            label={t("expectedClaims")}
            value={expectedClaimsPerMonth === null ? "–" : <Money fen={expectedClaimsPerMonth} />}
            note={t("returnedOrders", { count: of.returnedOrdersPerMonth, total: count(of.returnedOrdersPerMonth) })}
          />
        </Stats>
        <p>{of.text}</p>
      </output>
      {notInsurable.length === 0 ? null : (
        <Banner tone="warn">
          {t("notInsurable", { list: notInsurable.map((each) => word("category", each)).join(t("listComma")) })}
        </Banner>
      )}
      {isShort ? null : (
        <>
          <Panel title={t("formulas")}>
            <Formulas of={of} />
          </Panel>
          {of.breakEvenReturnRatePpm === null ? null : (
            <Panel title={t("bandsTitle")} help={t("bandsHelp")}>
              <Bands of={of} />
            </Panel>
          )}
        </>
      )}
    </>
  );
}
