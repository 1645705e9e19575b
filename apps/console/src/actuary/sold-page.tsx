// Understands a version that was sold: what it covers, what it costs and what it has to do, to be read.

import { yuan } from "@anxin/ui/format/money";
import { calendarDay } from "@anxin/ui/format/time";
import { Facts, Page as Layout, Panel } from "@anxin/ui/pieces/page";
import { Tabs } from "@anxin/ui/pieces/tabs";
import { Money } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Tariff, Version } from "./content.js";
import { useValueName } from "./names.js";
import { SoldScenarios } from "./scenarios-part.js";
import { SoldTariff } from "./tariff-part.js";

const FACTORS = ["merchantBand", "buyerBand", "category", "priceBand", "zone", "term"] as const;
const PAYERS = ["merchant", "buyer", "platform"] as const;
const ROUNDINGS = ["down", "half_up", "up"] as const;

/** The answer names factors as texts; here they are the closed list that they come from. */
function tariffOf({ tariff }: Version): Tariff {
  return {
    ...tariff,
    by: FACTORS.filter((factor) => tariff.by.includes(factor)).sort(
      (a, b) => tariff.by.indexOf(a) - tariff.by.indexOf(b),
    ),
    relativities: tariff.relativities.flatMap(({ factor, ppm }) => {
      const known = FACTORS.find((each) => each === factor);
      return known === undefined ? [] : [{ factor: known, ppm: ppm as Record<string, number> }];
    }),
    rounding: ROUNDINGS.find((each) => each === tariff.rounding) ?? "half_up",
  };
}

function Cover({ version }: { readonly version: Version }) {
  const { t } = useTranslation("actuary");
  const valueName = useValueName();
  const names = (values: readonly string[]): string => values.map(valueName).join(t("and")) || t("everything");
  const { period, cancellation, sumInsured, unitPriceMin, unitPriceMax } = version;
  const from = unitPriceMin === 0 ? "" : t("pricesFrom", { amount: yuan(unitPriceMin) });
  const upTo = unitPriceMax === Number.MAX_SAFE_INTEGER ? "" : t("pricesUpTo", { amount: yuan(unitPriceMax) });
  const prices = `${from} ${upTo}`.trim() || t("everything");
  return (
    <>
      <Panel title={t("tabCover")}>
        <Facts
          facts={[
            { label: t("payers"), value: names(version.payers) },
            { label: t("goods"), value: names(version.categories) },
            { label: t("prices"), value: prices },
            { label: t("inception"), value: period.inception },
            { label: t("expiry"), value: period.expiry },
            { label: t("waitingDays"), value: t("days", { count: period.waitingDays }) },
            { label: t("reportingDays"), value: t("days", { count: version.reportingDays }) },
            { label: t("openDaysMax"), value: t("days", { count: period.openDaysMax }) },
            {
              label: t("sumInsured"),
              value: (
                <>
                  {valueName(sumInsured.kind)}
                  {sumInsured.percent === null ? "" : ` ${sumInsured.percent}%`}
                  {sumInsured.maximum === null ? null : (
                    <>
                      {t("atMost")} <Money fen={sumInsured.maximum} />
                    </>
                  )}
                </>
              ),
            },
            { label: t("cancelledBy"), value: cancellation.payers.map(valueName).join(t("and")) || "—" },
            { label: t("refund"), value: valueName(cancellation.refund) },
            { label: t("filing"), value: version.filing },
          ]}
        />
      </Panel>
      {version.coverages.map((coverage) => (
        <Panel key={coverage.code} title={coverage.title}>
          <Facts
            facts={[
              { label: t("perils"), value: coverage.perils.map(({ title }) => title).join(t("and")) },
              { label: t("claimsMax"), value: coverage.claimsMax },
              {
                label: t("claimLimit"),
                value: coverage.claimLimit === null ? "—" : <Money fen={coverage.claimLimit} />,
              },
            ]}
          />
        </Panel>
      ))}
    </>
  );
}

function Bounds({ tariff }: { readonly tariff: Tariff }) {
  const { t } = useTranslation("actuary");
  const valueName = useValueName();
  return (
    <Panel title={t("bounds")}>
      <Facts
        facts={[
          { label: t("firstDay"), value: calendarDay(tariff.validFrom) },
          { label: t("lowest"), value: <Money fen={tariff.minimum} /> },
          { label: t("highest"), value: <Money fen={tariff.maximum} /> },
          { label: t("rounding"), value: valueName(tariff.rounding) },
          ...tariff.relativities.map(({ factor, ppm }) => ({
            label: t("multipliersOf", { factor: valueName(factor) }),
            value: Object.entries(ppm)
              .map(([value, parts]) => `${valueName(value)} ×${parts / 1_000_000}`)
              .join(t("and")),
          })),
        ]}
      />
    </Panel>
  );
}

export function SoldPage({ version }: { readonly version: Version }) {
  const { t } = useTranslation("actuary");
  const { code } = version;
  const n = String(version.version);
  const tariff = tariffOf(version);
  return (
    <Layout
      title={t("versionTitle", { name: version.name, n: version.version })}
      lead={t("soldLead")}
      trail={
        <>
          <Link to="/actuary/products">{t("products")}</Link>
          <Link to={`/actuary/products/${code}`}>{version.name}</Link>
        </>
      }
    >
      <Tabs
        label={t("parts")}
        tabs={[
          { id: "cover", title: t("tabCover"), content: <Cover version={version} /> },
          {
            id: "tariff",
            title: t("tabTariff"),
            content: (
              <>
                <SoldTariff
                  {...{ code, version: n, tariff }}
                  payers={PAYERS.filter((payer) => version.payers.includes(payer))}
                />
                <Bounds tariff={tariff} />
              </>
            ),
          },
          { id: "scenarios", title: t("scenarios"), content: <SoldScenarios code={code} version={n} /> },
          {
            id: "terms",
            title: t("terms"),
            content: (
              <Panel title={t("terms")}>
                {version.clauses.map(({ id, title, text }) => (
                  <section key={id} className="ac-clause">
                    <h3>
                      {id} {title}
                    </h3>
                    <p>{text}</p>
                  </section>
                ))}
              </Panel>
            ),
          },
        ]}
      />
    </Layout>
  );
}
