// Understands one cover: what it pays and when, what is left of it, its papers, and what is worth keeping from today on.

import { addressOf } from "@anxin/client/client";
import {
  compareProducts,
  readClaimForm,
  readPolicy,
  readProductVersion,
  verifyPolicy,
} from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { ButtonLink } from "@anxin/ui/pieces/button";
import { Icon } from "@anxin/ui/pieces/icon";
import { Facts, Panel, Page as Sheet } from "@anxin/ui/pieces/page";
import { Answered } from "@anxin/ui/pieces/state";
import {
  ClaimStatus,
  type ClaimStatusCode,
  Money,
  PolicyStatus,
  type PolicyStatusCode,
  Time,
} from "@anxin/ui/pieces/words";
import { useNow } from "@anxin/ui/session";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { Form, Policy } from "../claim/draft.js";
import { Keep } from "./keep.js";
import { daysLeft } from "./left.js";
import { useNameOf } from "./names.js";
import { Returns } from "./returns.js";
import { languageOfLink, termsOf } from "./terms.js";

/** What the policy says of its one coverage, beside what the contract promises of it. */
interface Coverage {
  readonly left: number;
  readonly used: number;
  readonly claimsMax: number;
  readonly claimsUsed: number;
}
interface ClaimOfPolicy {
  readonly claimId: string;
  readonly status: ClaimStatusCode;
  readonly amount: number;
}

/** In plain words, as the sold version says; where it is still on sale, with what the comparison says of it. */
function Benefit({ policy }: { readonly policy: Policy }) {
  const { t } = useTranslation("buyer");
  const { product: code, productVersion: version } = policy;
  const product = useAnswer(readProductVersion, { path: { code, version: String(version) } });
  const comparison = useAnswer(compareProducts, {});
  const row = comparison.data?.body.rows.find((each) => each.product === code && each.version === version);
  return (
    <Panel title={t("whatItPays")}>
      <Answered of={product} lines={2}>
        {(sold) => (
          <>
            <p className="by-lead">{sold.summary}</p>
            <ul className="by-perils" aria-label={t("coversWhat")}>
              {sold.perils.map((peril) => (
                <li key={peril.code}>
                  <Icon name="check" size={16} /> {peril.title}
                </li>
              ))}
            </ul>
          </>
        )}
      </Answered>
      {row === undefined ? null : (
        <Facts
          facts={[
            { label: t("howMuch"), value: row.benefit },
            { label: t("mind"), value: row.mind },
            { label: t("untilWhen"), value: row.claimWindow },
            { label: t("whoDecides"), value: row.decidedBy },
          ]}
        />
      )}
    </Panel>
  );
}

function Standing({ policy, now }: { readonly policy: Policy; readonly now: number }) {
  const { t } = useTranslation(["buyer", "house"]);
  const coverage = policy.coverages[0] as Coverage | undefined;
  const left = policy.status === "in_force" ? daysLeft(policy.expiresAt, now) : null;
  return (
    <Panel>
      <div className="by-standing">
        <PolicyStatus status={policy.status as PolicyStatusCode} />
        {left === null ? null : <strong>{t("house:daysLeft", { count: left })}</strong>}
      </div>
      <Facts
        facts={[
          { label: t("upTo"), value: <Money fen={policy.sumInsured} strong /> },
          ...(coverage === undefined
            ? []
            : [
                { label: t("leftOf"), value: <Money fen={coverage.left} /> },
                {
                  label: t("claimsLeft"),
                  value: t("claimsLeftOf", { used: coverage.claimsUsed, max: coverage.claimsMax }),
                },
              ]),
          { label: t("from"), value: policy.effectiveAt === null ? t("notYet") : <Time at={policy.effectiveAt} /> },
          { label: t("until"), value: policy.expiresAt === null ? t("notYet") : <Time at={policy.expiresAt} /> },
          { label: t("premium"), value: <Money fen={policy.premium} /> },
          { label: t("paidBy"), value: t(`house:payer_${policy.payer as "buyer"}`) },
          { label: t("orderNo"), value: policy.orderId },
          { label: t("shop"), value: policy.merchantName ?? policy.merchantId },
          { label: t("policyNo"), value: policy.policyNo },
        ]}
      />
    </Panel>
  );
}

function Papers({ policy }: { readonly policy: Policy }) {
  const { t, i18n } = useTranslation("buyer");
  const language = languageOfLink(i18n.language);
  const certificate = policy.documents.find((each) => each.kind === "certificate" && each.language === language);
  const { product, productVersion, policyNo } = policy;
  const links = [
    ...(certificate === undefined ? [] : [{ url: certificate.url, name: t("certificate"), icon: "download" as const }]),
    { url: termsOf(product, productVersion, i18n.language), name: t("terms"), icon: "book" as const },
    {
      url: `${addressOf(verifyPolicy.path, { path: { policyNo } })}?language=${language}`,
      name: t("verify"),
      icon: "shield" as const,
    },
  ];
  return (
    <Panel title={t("papers")}>
      <ul className="by-links">
        {links.map(({ url, name, icon }) => (
          <li key={url}>
            <a className="by-row-link" href={url} target="_blank" rel="noreferrer">
              <Icon name={icon} /> <span>{name}</span> <Icon name="arrow" size={16} />
            </a>
          </li>
        ))}
      </ul>
      <p className="ax-quiet ax-small" lang="zh-CN">
        {policy.filing}
      </p>
    </Panel>
  );
}

function Claiming({ policy, form }: { readonly policy: Policy; readonly form: Form }) {
  const { t } = useTranslation("buyer");
  const isByItself = form.failedChecks.length > 0 && form.failedChecks.every(({ code }) => code === "files_itself");
  return (
    <Panel title={t("claiming")}>
      {form.failedChecks.length === 0 ? (
        <>
          {form.window.until === null ? null : (
            <p>
              {t("claimUntil")} <Time at={form.window.until} />
            </p>
          )}
          <ButtonLink to={`/covers/${policy.policyId}/claim`} look="primary" wide>
            {t("makeClaim")}
          </ButtonLink>
        </>
      ) : (
        <>
          <p className={isByItself ? "by-quiet-good" : "by-cannot"}>
            <Icon name={isByItself ? "check" : "info"} size={16} /> {isByItself ? t("byItselfTitle") : t("cannotTitle")}
          </p>
          <ul className="by-points">
            {form.failedChecks.map(({ code, detail }) => (
              <li key={code}>{detail}</li>
            ))}
          </ul>
        </>
      )}
      <Returns form={form} />
    </Panel>
  );
}

function Cover({ policy }: { readonly policy: Policy }) {
  const { t } = useTranslation("buyer");
  const now = useNow();
  const { policyId } = policy;
  const form = useAnswer(readClaimForm, { path: { policyId } });
  const claims = policy.claims as readonly unknown[] as readonly ClaimOfPolicy[];
  return (
    <>
      <Standing policy={policy} now={now} />
      {claims.length === 0 ? null : (
        <Panel title={t("claims")}>
          {claims.map(({ claimId, status, amount }) => (
            <Link key={claimId} to={`/claims/${claimId}`} className="by-row-link">
              <span>{t("claim")}</span>
              <ClaimStatus status={status} />
              {amount > 0 ? <Money fen={amount} /> : null}
              <Icon name="arrow" size={16} />
            </Link>
          ))}
        </Panel>
      )}
      <Benefit policy={policy} />
      <Answered of={form} lines={3}>
        {(asked) => (
          <>
            <Claiming policy={policy} form={asked} />
            {asked.documents.length === 0 ? null : <Keep orderId={policy.orderId} form={asked} />}
          </>
        )}
      </Answered>
      <Papers policy={policy} />
    </>
  );
}

export function Page() {
  const { t } = useTranslation("buyer");
  const { policyId = "" } = useParams();
  const policy = useAnswer(readPolicy, { path: { policyId } });
  const nameOf = useNameOf();
  const known = policy.data?.body;
  return (
    <Sheet
      title={known === undefined ? t("cover") : nameOf(known.productName)}
      lead={known?.line?.title}
      trail={<Link to="/">{t("title")}</Link>}
    >
      <Answered of={policy} lines={8}>
        {(found) => <Cover policy={found} />}
      </Answered>
    </Sheet>
  );
}
