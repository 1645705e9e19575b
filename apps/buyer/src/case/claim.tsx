// Understands one claim as its claimant sees it: where it stands, what comes next and when, and what they can do.

import { readClaim } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { useValueWord } from "@anxin/ui/case/value-words";
import { yuan } from "@anxin/ui/format/money";
import { shortMoment } from "@anxin/ui/format/time";
import { Banner } from "@anxin/ui/pieces/banner";
import { Facts, Panel, Page as Sheet } from "@anxin/ui/pieces/page";
import { Answered } from "@anxin/ui/pieces/state";
import { Timeline, type TimelineItem } from "@anxin/ui/pieces/timeline";
import { ClaimStatus, Money, Time, useProductName } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useParams } from "react-router";
import { Decision } from "./decision.js";
import { Files } from "./files.js";
import { Findings } from "./findings.js";
import { Payee } from "./payee.js";
import { Payouts } from "./payouts.js";
import { aheadOf, type Claim, happenedOf, isUnderWay, promisedAt, type Stage, stageOf } from "./progress.js";
import { Service, useWork } from "./service.js";
import { Supplement } from "./supplement.js";
import { Withdraw } from "./withdraw.js";

/** What comes next, in a sentence with its date. */
function NextStep({ claim, stage }: { readonly claim: Claim; readonly stage: Stage }) {
  const { t } = useTranslation("buyer");
  const at = promisedAt(claim, stage);
  return (
    <p className="by-next" data-testid="next-step">
      {at === null ? t(`next_${stage}`) : t(`next_${stage}_by`, { at: shortMoment(at) })}
    </p>
  );
}

function useSteps(claim: Claim, stage: Stage): readonly TimelineItem[] {
  const { t } = useTranslation("buyer");
  const happened = happenedOf(claim).map(({ at, said, amount }, place, all): TimelineItem => {
    const isLast = place === all.length - 1;
    const title =
      said === "checked" ? t("checked") : said === "paid" ? t("arrived", { amount: yuan(amount) }) : said.text;
    return { at, title, state: !isUnderWay(stage) && isLast ? "current" : "done" };
  });
  if (!isUnderWay(stage)) return happened;
  const at = promisedAt(claim, stage);
  const present: TimelineItem = {
    at: null,
    title: t(`now_${stage}`),
    detail: at === null ? null : t(stage === "evidence" ? "wantedBy" : "promised", { at: shortMoment(at) }),
    state: "current",
  };
  const ahead = aheadOf(claim, stage).map(({ step, at: due }): TimelineItem => {
    return {
      at: null,
      title: t(`ahead_${step}`),
      detail: due === null ? null : t("promised", { at: shortMoment(due) }),
      state: "next",
    };
  });
  return [...happened, present, ...ahead];
}

function Case({ claim }: { readonly claim: Claim }) {
  const { t } = useTranslation(["buyer", "house"]);
  const work = useWork(claim);
  const stage = stageOf(claim, work);
  const steps = useSteps(claim, stage);
  const isNew = (useLocation().state as { readonly isNew?: boolean } | null)?.isNew === true;
  // Said until something happens to the claim.
  const [status] = useState(claim.status);
  const word = useValueWord();
  return (
    <>
      {isNew && claim.status === status ? <Banner tone="good">{t("filed")}</Banner> : null}
      <Panel>
        <div className="by-standing">
          <ClaimStatus status={claim.status} />
          {claim.amount > 0 ? <Money fen={claim.amount} strong /> : null}
        </div>
        <NextStep claim={claim} stage={stage} />
      </Panel>
      <Supplement claim={claim} />
      <Decision claim={claim} />
      <Service claim={claim} work={work} />
      <Payouts claim={claim} />
      <Panel title={t("timeline")}>
        <Timeline items={steps} label={t("timeline")} />
      </Panel>
      <Panel title={t("aboutClaim")}>
        <Facts
          facts={[
            { label: t("claimNo"), value: <span data-testid="claim-no">{claim.claimId}</span> },
            { label: t("goods"), value: claim.line?.title || claim.line?.sku || "" },
            { label: t("orderNo"), value: claim.orderId },
            { label: t("whenHappened"), value: <Time at={claim.occurredAt} /> },
            { label: t("reportedAt"), value: <Time at={claim.reportedAt} /> },
          ]}
        />
        {claim.description ? <p className="by-story">{word("returnReason", claim.description)}</p> : null}
        <Link className="by-link" to={`/covers/${claim.policyId}`}>
          {t("toCover")}
        </Link>
      </Panel>
      <Files claim={claim} />
      <Payee claim={claim} stage={stage} />
      <Findings claimId={claim.claimId} />
      <Withdraw claim={claim} />
    </>
  );
}

export function Page() {
  const { t } = useTranslation("buyer");
  const { claimId = "" } = useParams();
  const productName = useProductName();
  const claim = useAnswer(readClaim, { path: { claimId } });
  const known = claim.data?.body;
  return (
    <Sheet
      title={known === undefined ? t("claim") : t("claimOf", { product: productName(known.product) })}
      lead={known?.line?.title}
      trail={<Link to="/claims">{t("claims")}</Link>}
    >
      <Answered of={claim} lines={10}>
        {(found) => <Case claim={found} />}
      </Answered>
    </Sheet>
  );
}
