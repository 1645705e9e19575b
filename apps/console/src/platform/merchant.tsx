// Understands one merchant as the house sees it: what is in force, what the wallet holds, and what cover changed.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { readMerchantOverview } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { count } from "@anxin/ui/format/money";
import { ButtonLink } from "@anxin/ui/pieces/button";
import { Facts, Page as Layout, Panel, Stat, Stats } from "@anxin/ui/pieces/page";
import { Answered } from "@anxin/ui/pieces/state";
import { Badge, Money, useProductName } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Chart } from "../chart/chart.js";
import { useRole } from "../role.js";
import { Effects, Enrolments } from "./merchant-parts.js";
import "./platform.css";

type Overview = AnswerOf<operations["readMerchantOverview"]>;

function Figures({ shop }: { readonly shop: Overview }) {
  const { t } = useTranslation("platform");
  const { covers, claims, recoveries } = shop;
  return (
    <Panel title={t("merchantFigures")}>
      <Stats>
        <Stat label={t("inForce")} value={count(covers.inForce)} />
        <Stat
          label={t("openClaims")}
          value={count(claims.open)}
          note={t("openClaimsNote", { count: claims.waitsForMerchant })}
        />
        <Stat
          label={t("reportedThisMonth")}
          value={count(claims.reported)}
          note={t("grantedRefused", { granted: count(claims.granted), refused: count(claims.refused) })}
        />
        <Stat label={t("paidThisMonth")} value={<Money fen={claims.paid} />} />
        <Stat label={t("recoveriesOpen")} value={count(recoveries.open)} note={<Money fen={recoveries.receivable} />} />
      </Stats>
    </Panel>
  );
}

function Wallet({ wallet }: { readonly wallet: Overview["wallet"] }) {
  const { t } = useTranslation("platform");
  if (wallet === null) return <p className="ax-quiet">{t("walletNone")}</p>;
  return (
    <>
      <Facts
        facts={[
          { label: t("colBalance"), value: <Money fen={wallet.balance} strong /> },
          { label: t("available"), value: <Money fen={wallet.available} /> },
          { label: t("creditLimit"), value: <Money fen={wallet.creditLimit} /> },
          { label: t("owed"), value: <Money fen={wallet.owed} /> },
          {
            label: t("lowMark"),
            value: wallet.lowBalance === null ? t("notSet") : <Money fen={wallet.lowBalance} />,
          },
        ]}
      />
      <p>
        <Badge tone={wallet.low ? "bad" : "good"}>{t(wallet.low ? "walletLow" : "walletEnough")}</Badge>{" "}
        {wallet.daysLeft === null ? null : t("daysLeft", { count: wallet.daysLeft })}
      </p>
    </>
  );
}

function ByProduct({ covers }: { readonly covers: Overview["covers"] }) {
  const { t } = useTranslation(["platform", "house"]);
  const productName = useProductName();
  if (covers.byProduct.length === 0) return <p className="ax-quiet">{t("house:none")}</p>;
  return (
    // biome-ignore lint/a11y: what scrolls has to be within reach of the keyboard, and is no landmark
    <div className="pf-scroll" role="group" aria-label={t("byProduct")} tabIndex={0}>
      <table className="pf-table">
        <thead>
          <tr>
            <th scope="col">{t("colProduct")}</th>
            <th scope="col">{t("colPayer")}</th>
            <th scope="col">{t("inForce")}</th>
            <th scope="col">{t("sumInsured")}</th>
          </tr>
        </thead>
        <tbody>
          {covers.byProduct.map(({ product, payer, inForce, sumInsured }) => (
            <tr key={`${product} ${payer}`}>
              <th scope="row">{productName(product)}</th>
              <td>{t(`house:payer_${payer as "merchant"}`)}</td>
              <td>{count(inForce)}</td>
              <td>
                <Money fen={sumInsured} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Spend({ days }: { readonly days: Overview["days"] }) {
  const { t } = useTranslation("platform");
  const series = [
    { name: t("premiumSpent"), points: days.map(({ day, premiumSpent }): [string, number] => [day, premiumSpent]) },
    { name: t("benefitsPaid"), points: days.map(({ day, paid }): [string, number] => [day, paid]) },
  ];
  return <Chart title={t("spendDays")} series={series} unit="fen" />;
}

export function Page() {
  const { t } = useTranslation("platform");
  const { merchantId = "" } = useParams();
  const role = useRole();
  const found = useAnswer(readMerchantOverview, { path: { merchantId } });
  // The others read what is here, and not the shop's own pages.
  const readsShop = role === "platform" || role === "finance" || role === "auditor" || role === "admin";
  return (
    <Layout
      title={found.data?.body.name ?? merchantId}
      trail={<Link to="/platform/merchants">{t("merchants")}</Link>}
      actions={
        readsShop ? (
          <ButtonLink icon="shop" to={`/merchants/${encodeURIComponent(merchantId)}/overview`}>
            {t("openShop")}
          </ButtonLink>
        ) : undefined
      }
    >
      <Answered of={found} lines={8}>
        {(shop) => (
          <>
            <Figures shop={shop} />
            <div className="pf-halves">
              <Panel title={t("wallet")}>
                <Wallet wallet={shop.wallet} />
              </Panel>
              <Panel title={t("byProduct")}>
                <ByProduct covers={shop.covers} />
              </Panel>
            </div>
            <Panel>
              <Spend days={shop.days} />
            </Panel>
          </>
        )}
      </Answered>
      {readsShop ? (
        <Panel title={t("enrolments")}>
          <Enrolments merchantId={merchantId} />
        </Panel>
      ) : null}
      <Panel title={t("effects")}>
        <Effects merchantId={merchantId} />
      </Panel>
    </Layout>
  );
}
