// Understands one policy as a shop sees it: what it covers and has paid, how it changed, its documents, and its cancellation.

import { listClaims, readPolicy } from "@anxin/client/operations.generated";
import { useAnswer, useList } from "@anxin/ui/api";
import { apiLanguage } from "@anxin/ui/language";
import { Icon } from "@anxin/ui/pieces/icon";
import { Facts, Panel } from "@anxin/ui/pieces/page";
import { Answered, Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Timeline } from "@anxin/ui/pieces/timeline";
import { ClaimStatus, Money, PolicyStatus, type PolicyStatusCode, Time } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { useRole } from "../role.js";
import { Cancellation } from "./cancellation.js";
import { Consent } from "./consent.js";
import type { Policy } from "./policies.js";
import { ShopPage, useCodeWord, useShop } from "./shop.js";

function Summary({ policy }: { readonly policy: Policy }) {
  const { t } = useTranslation(["merchant", "house"]);
  const { base } = useShop();
  return (
    <Panel title={apiLanguage() === "en" ? policy.productName.en : policy.productName.zh}>
      <Facts
        facts={[
          { label: t("status"), value: <PolicyStatus status={policy.status as PolicyStatusCode} /> },
          {
            label: t("order"),
            value: <Link to={`${base}/orders/${encodeURIComponent(policy.orderId)}`}>{policy.orderId}</Link>,
          },
          { label: t("buyer"), value: policy.buyerId },
          { label: t("payer"), value: t(`house:payer_${policy.payer as "merchant"}`) },
          { label: t("premium"), value: <Money fen={policy.premium} /> },
          { label: t("sumInsured"), value: <Money fen={policy.sumInsured} /> },
          { label: t("issuedAt"), value: <Time at={policy.issuedAt} /> },
          { label: t("effectiveAt"), value: policy.effectiveAt === null ? "–" : <Time at={policy.effectiveAt} /> },
          { label: t("expiresAt"), value: policy.expiresAt === null ? "–" : <Time at={policy.expiresAt} /> },
          { label: t("filing"), value: `${policy.filing} · v${policy.productVersion}` },
        ]}
      />
    </Panel>
  );
}

function Coverages({ policy }: { readonly policy: Policy }) {
  const { t } = useTranslation("merchant");
  return (
    <Panel title={t("coverages")}>
      {policy.coverages.map((coverage) => (
        <Facts
          key={coverage.code}
          facts={[
            { label: t("coverage"), value: coverage.title[apiLanguage() === "en" ? "en" : "zh"] },
            { label: t("sumInsured"), value: <Money fen={coverage.sumInsured} /> },
            { label: t("used"), value: <Money fen={coverage.used} /> },
            { label: t("left"), value: <Money fen={coverage.left} /> },
            {
              label: t("claimsUsed"),
              value: `${coverage.claimsUsed} / ${coverage.claimsMax}`,
            },
          ]}
        />
      ))}
    </Panel>
  );
}

function Endorsements({ policy }: { readonly policy: Policy }) {
  const { t } = useTranslation("merchant");
  const word = useCodeWord();
  if (policy.endorsements.length === 0) return null;
  return (
    <Panel title={t("endorsements")}>
      <Timeline
        label={t("endorsements")}
        items={policy.endorsements.map((change) => {
          const { refund, charge } = change;
          return {
            at: change.recordedAt,
            title: word("endorsement", change.kind),
            detail: (
              <>
                {refund > 0 ? (
                  <>
                    {t("refunded")} <Money fen={refund} />{" "}
                  </>
                ) : null}
                {charge > 0 ? (
                  <>
                    {t("charged")} <Money fen={charge} />{" "}
                  </>
                ) : null}
                {change.reason}
              </>
            ),
            state: "done" as const,
          };
        })}
      />
    </Panel>
  );
}

function Documents({ policy }: { readonly policy: Policy }) {
  const { t } = useTranslation("merchant");
  const language = apiLanguage();
  const own = policy.documents.filter(
    (each) =>
      each.language === undefined ||
      each.language === (language === "en" ? "en" : "zh-CN") ||
      each.language === language.slice(0, 2),
  );
  return (
    <Panel title={t("documents")}>
      <ul className="mr-documents">
        {own.map(({ kind, url }) => (
          <li key={`${kind} ${url}`}>
            <a href={kind === "terms" ? `${url}?language=${language}` : url} target="_blank" rel="noreferrer">
              <Icon name={kind === "terms" ? "book" : "file"} />
              {t(kind === "terms" ? "terms" : "certificate")}
            </a>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Claims({ policyId }: { readonly policyId: string }) {
  const { t } = useTranslation("merchant");
  const { base } = useShop();
  const list = useList(listClaims, { query: { policyId } });
  return (
    <Panel title={t("nav_claims")}>
      <DataTable
        id="policy-claims"
        isPlain
        label={t("nav_claims")}
        columns={[
          { id: "claim", title: t("claimId"), cell: ({ claimId }) => claimId, text: ({ claimId }) => claimId },
          {
            id: "status",
            title: t("status"),
            cell: ({ status }) => <ClaimStatus status={status} />,
            text: ({ status }) => status,
          },
          {
            id: "amount",
            title: t("amount"),
            align: "end",
            cell: ({ amount }) => <Money fen={amount} />,
            text: ({ amount }) => amount / 100,
          },
          {
            id: "at",
            title: t("reportedAt"),
            cell: ({ reportedAt }) => <Time at={reportedAt} />,
            text: ({ reportedAt }) => reportedAt,
          },
        ]}
        rows={list.items}
        rowKey={({ claimId }) => claimId}
        rowHref={({ claimId }) => `${base}/claims/${claimId}`}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        empty={<Empty icon="flag">{t("policyClaimsEmpty")}</Empty>}
      />
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("merchant");
  const { policyId = "" } = useParams();
  const { base, mayAct } = useShop();
  const role = useRole();
  const found = useAnswer(readPolicy, { path: { policyId } });
  return (
    <ShopPage
      title={found.data === undefined ? t("policy") : t("policyTitle", { no: found.data.body.policyNo })}
      trail={<Link to={`${base}/policies`}>{t("nav_policies")}</Link>}
    >
      <Answered of={found} lines={8}>
        {(policy) => (
          <>
            <Summary policy={policy} />
            <div className="mr-two">
              <Coverages policy={policy} />
              <Documents policy={policy} />
            </div>
            <Endorsements policy={policy} />
            {policy.payer === "buyer" && role !== "merchant" ? <Consent policyId={policyId} /> : null}
            <Claims policyId={policyId} />
            {mayAct && (policy.status === "in_force" || policy.status === "pending") ? (
              <Cancellation policy={policy} />
            ) : null}
          </>
        )}
      </Answered>
    </ShopPage>
  );
}
