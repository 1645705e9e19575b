// Understands what happened before: other claims of the buyer, of the shop, and of the same order and its parcels.

import { listClaims } from "@anxin/client/operations.generated";
import { useList } from "@anxin/ui/api";
import { day } from "@anxin/ui/format/time";
import { Panel } from "@anxin/ui/pieces/page";
import { Loading, ProblemNote } from "@anxin/ui/pieces/state";
import { ClaimStatus, Money, useProductName } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CaseFindings, Claim } from "./case.js";
import { type QueueState, withQueue } from "./queue-state.js";

const SHOWN_MAX = 5;

interface ListProps {
  readonly title: string;
  readonly of: { readonly buyerId: string } | { readonly merchantId: string } | { readonly orderId: string };
  readonly claimId: string;
  readonly state: QueueState;
}

function Claims({ title, of, claimId, state }: ListProps) {
  const { t } = useTranslation("review");
  const productName = useProductName();
  const { items, query, hasMore } = useList(listClaims, { query: { ...of, limit: SHOWN_MAX + 1 } });
  const others = items.filter((each) => each.claimId !== claimId).slice(0, SHOWN_MAX);
  return (
    <section className="rv-history">
      <h3>
        {title}{" "}
        <span className="ax-quiet ax-small">
          {hasMore ? t("historyMore", { count: others.length }) : t("historyCount", { count: others.length })}
        </span>
      </h3>
      <ProblemNote problem={query.error} />
      {query.isPending ? <Loading lines={2} /> : null}
      <ul>
        {others.map((claim) => (
          <li key={claim.claimId}>
            <Link to={withQueue(`/review/claims/${claim.claimId}`, state)}>{productName(claim.product)}</Link>
            <ClaimStatus status={claim.status} />
            {claim.decidedAt === null ? null : <Money fen={claim.amount} />}
            <time className="ax-quiet ax-small" dateTime={claim.reportedAt}>
              {day(claim.reportedAt)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where else the claim's return parcel was seen. */
function parcelElsewhere(findings: CaseFindings | undefined): string {
  const seen = findings?.data.find(({ rule }) => rule === "parcel_seen_once")?.inputs ?? {};
  return [seen["outboundOfOrders"], seen["returnOfClaims"]]
    .filter((each) => typeof each === "string" && each !== "")
    .join(" ");
}

interface HistoryProps {
  readonly claim: Claim;
  readonly findings: CaseFindings | undefined;
  readonly state: QueueState;
}

export function History({ claim, findings, state }: HistoryProps) {
  const { t } = useTranslation("review");
  const { claimId, buyerId, merchantId, orderId } = claim;
  const elsewhere = parcelElsewhere(findings);
  return (
    <Panel title={t("history")}>
      <div className="rv-histories">
        <Claims title={t("historyBuyer")} of={{ buyerId }} claimId={claimId} state={state} />
        <Claims title={t("historyMerchant")} of={{ merchantId }} claimId={claimId} state={state} />
        <Claims title={t("historyOrder")} of={{ orderId }} claimId={claimId} state={state} />
      </div>
      <p className="ax-small">
        {t("historyParcel")}{" "}
        {elsewhere === "" ? <span className="ax-quiet">{t("parcelUnseen")}</span> : <strong>{elsewhere}</strong>}
      </p>
    </Panel>
  );
}
