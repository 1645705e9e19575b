// Understands a claim as a shop sees it: what is said to have happened, until when it is heard, its own word, and what came of it.

import { readClaim } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { Banner } from "@anxin/ui/pieces/banner";
import { Deadline } from "@anxin/ui/pieces/deadline";
import { EvidenceViewer } from "@anxin/ui/pieces/evidence";
import { Facts, Panel } from "@anxin/ui/pieces/page";
import { Answered } from "@anxin/ui/pieces/state";
import { Timeline } from "@anxin/ui/pieces/timeline";
import { ClaimStatus, Money, Time, useProductName } from "@anxin/ui/pieces/words";
import { useNow } from "@anxin/ui/session";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { Claim } from "./claim-view.js";
import { ShopPage, useCodeWord, useShop } from "./shop.js";
import { StatementForm } from "./statement.js";

function Happened({ claim }: { readonly claim: Claim }) {
  const { t } = useTranslation("merchant");
  const { base } = useShop();
  const word = useCodeWord();
  return (
    <Panel title={t("claimWhat")}>
      <Facts
        facts={[
          { label: t("status"), value: <ClaimStatus status={claim.status} /> },
          { label: t("peril"), value: word("peril", claim.peril) },
          {
            label: t("order"),
            value: <Link to={`${base}/orders/${encodeURIComponent(claim.orderId)}`}>{claim.orderId}</Link>,
          },
          { label: t("policy"), value: <Link to={`${base}/policies/${claim.policyId}`}>{claim.policyId}</Link> },
          { label: t("occurredAt"), value: <Time at={claim.occurredAt} /> },
          { label: t("reportedAt"), value: <Time at={claim.reportedAt} /> },
        ]}
      />
      {claim.description === null || claim.description === "" ? null : (
        <blockquote className="mr-quote">{claim.description}</blockquote>
      )}
    </Panel>
  );
}

function Heard({ claim }: { readonly claim: Claim }) {
  const { t } = useTranslation("merchant");
  const now = useNow();
  const { isOwn } = useShop();
  const asked = claim.merchantStatement;
  if (asked === null) return null;
  const clock = claim.clocks.find(({ code }) => code === "merchant_answer");
  const until = clock?.dueAt ?? asked.answerUntil;
  const isOpen = claim.decision === null && claim.category !== "closed";
  return (
    <Panel title={t("heardTitle")} help={t("heardHelp")}>
      {asked.answeredAt !== null || !isOpen ? null : until === null ? (
        <p className="ax-quiet ax-small">{t("answerSoon")}</p>
      ) : (
        <Deadline label={t("answerBy")} startedAt={clock?.startsAt ?? asked.askedAt} endsAt={until} now={now} />
      )}
      {asked.position === null ? null : (
        <>
          <Banner tone={asked.position === "accepts" ? "good" : "info"}>{t(`position_${asked.position}`)}</Banner>
          <blockquote className="mr-quote">{asked.statement}</blockquote>
          {asked.statedAt === null ? null : (
            <p className="ax-quiet ax-small">
              <Time at={asked.statedAt} /> · {t("wordings", { count: asked.wordings ?? 1 })}
            </p>
          )}
        </>
      )}
      {isOwn && isOpen ? <StatementForm claim={claim} /> : null}
    </Panel>
  );
}

function Evidence({ claim }: { readonly claim: Claim }) {
  const { t } = useTranslation("merchant");
  const word = useCodeWord();
  const files = claim.evidence.flatMap((each) =>
    each.evidenceId === null
      ? []
      : [
          {
            evidenceId: each.evidenceId,
            mediaType: each.mediaType,
            title: word("kind", each.kind),
            facts: [
              { label: t("givenBy"), value: word("party", each.party) },
              { label: t("addedAt"), value: <Time at={each.addedAt} /> },
            ],
          },
        ],
  );
  if (files.length === 0) return null;
  return (
    <Panel title={t("evidence")}>
      <EvidenceViewer files={files} />
    </Panel>
  );
}

/** What was decided stays so, whatever becomes of the case. */
const DECIDED = { approve: "approved", partly_approve: "partly_approved", reject: "rejected" } as const;

function Decided({ claim }: { readonly claim: Claim }) {
  const { t } = useTranslation("merchant");
  const { decision } = claim;
  if (decision === null) return null;
  return (
    <Panel title={t("decisionTitle")}>
      <Facts
        facts={[
          { label: t("decisionTitle"), value: <ClaimStatus status={DECIDED[decision.outcome]} /> },
          { label: t("granted"), value: <Money fen={decision.amount} strong /> },
          { label: t("decidedAt"), value: <Time at={decision.decidedAt} /> },
        ]}
      />
      <ul className="mr-list">
        {decision.reasons.map(({ code, text, clause }) => (
          <li key={code}>
            {text}
            {clause === null ? null : <span className="ax-quiet"> {clause.title}</span>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("merchant");
  const { claimId = "" } = useParams();
  const { base } = useShop();
  const product = useProductName();
  const found = useAnswer(readClaim, { path: { claimId } });
  return (
    <ShopPage
      title={found.data === undefined ? t("claim") : t("claimTitle", { product: product(found.data.body.product) })}
      lead={claimId}
      trail={<Link to={`${base}/claims`}>{t("nav_claims")}</Link>}
    >
      <Answered of={found} lines={8}>
        {(claim) => (
          <div className="mr-two">
            <div className="mr-stack">
              <Happened claim={claim} />
              <Heard claim={claim} />
              <Decided claim={claim} />
            </div>
            <div className="mr-stack">
              <Evidence claim={claim} />
              <Panel title={t("history")}>
                <Timeline
                  label={t("history")}
                  items={claim.timeline.map(({ at, text }, place) => ({
                    at,
                    title: text,
                    state:
                      place === claim.timeline.length - 1 && claim.category !== "closed" && claim.category !== "decided"
                        ? ("current" as const)
                        : ("done" as const),
                  }))}
                />
              </Panel>
            </div>
          </div>
        )}
      </Answered>
    </ShopPage>
  );
}
