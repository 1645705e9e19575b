// Understands what was decided, and what can be done about it: each with one tap.

import { fileAppeal, readRefusalNotice, requestReview, withdrawAppeal } from "@anxin/client/operations.generated";
import { useAct, useAnswer } from "@anxin/ui/api";
import { moment } from "@anxin/ui/format/time";
import { Banner } from "@anxin/ui/pieces/banner";
import { Button } from "@anxin/ui/pieces/button";
import { TextArea } from "@anxin/ui/pieces/field";
import { Panel } from "@anxin/ui/pieces/page";
import { Answered, ProblemNote } from "@anxin/ui/pieces/state";
import { Badge, Money, Time } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Claim } from "./progress.js";
import { Refusal } from "./refusal.js";

const REASON_LENGTH_MAX = 2_000;

/** Appeal and review: the words are there, and may be made one's own before. */
function Remedies({ claim }: { readonly claim: Claim }) {
  const { t } = useTranslation("buyer");
  const path = { claimId: claim.claimId };
  const appeal = useAct(fileAppeal, ["/v1/claims", "/v1/appeals"]);
  const review = useAct(requestReview, ["/v1/claims"]);
  const [typed, setTyped] = useState("");
  const until = (kind: "appeal" | "human_review") => claim.remedies.find((each) => each.kind === kind)?.until;
  const [appealUntil, reviewUntil] = [until("appeal"), until("human_review")];
  if (appealUntil === undefined && reviewUntil === undefined) return null;
  const words = typed.trim();
  return (
    <section className="by-remedies" aria-label={t("remediesTitle")}>
      {claim.decision?.outcome === "approve" ? null : <h3>{t("remediesTitle")}</h3>}
      {reviewUntil === undefined ? null : (
        <div>
          <Button
            look={appealUntil === undefined ? "primary" : "plain"}
            wide
            icon="people"
            isBusy={review.isPending}
            onClick={() => review.mutate({ path, body: words === "" ? {} : { reason: words } })}
          >
            {t("reviewAct")}
          </Button>
          <p className="ax-quiet ax-small">{t("reviewText", { at: moment(reviewUntil) })}</p>
        </div>
      )}
      {appealUntil === undefined ? null : (
        <div>
          <Button
            look="primary"
            wide
            icon="scale"
            isBusy={appeal.isPending}
            onClick={() => appeal.mutate({ path, body: { reason: words || t("appealWords") } })}
          >
            {t("appealAct")}
          </Button>
          <p className="ax-quiet ax-small">{t("appealText", { at: moment(appealUntil) })}</p>
        </div>
      )}
      <details className="by-more">
        <summary>{t("ownWords")}</summary>
        <TextArea
          label={t("ownWordsLabel")}
          hint={t("ownWordsHint", { words: t("appealWords") })}
          maxLength={REASON_LENGTH_MAX}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </details>
      <ProblemNote problem={appeal.error ?? review.error} />
    </section>
  );
}

function Appeals({ claim }: { readonly claim: Claim }) {
  const { t } = useTranslation("buyer");
  const back = useAct(withdrawAppeal, ["/v1/claims", "/v1/appeals"]);
  return (
    <ul className="by-appeals" aria-label={t("appeals")}>
      {claim.appeals.map(({ appealId, state, filedAt, dueAt, reason, note, decidedAt, amount }) => (
        <li key={appealId}>
          <p>
            <strong>{t("appeal")}</strong>{" "}
            <Badge tone={state === "overturned" ? "good" : state === "open" ? "info" : "plain"}>
              {t(`appeal_${state}`)}
            </Badge>
          </p>
          <p className="ax-quiet ax-small">
            {t("appealFiled")} <Time at={filedAt} />
          </p>
          {reason ? <p className="by-story">{reason}</p> : null}
          {state === "open" ? (
            <p>
              {t("appealDue")} <Time at={dueAt} />
            </p>
          ) : null}
          {decidedAt === null ? null : (
            <p className="ax-quiet ax-small">
              {t("appealAnswered")} <Time at={decidedAt} />
            </p>
          )}
          {amount === null ? null : <Money fen={amount} strong />}
          {note ? <p className="by-story">{note}</p> : null}
          {state === "open" ? (
            <Button look="quiet" isBusy={back.isPending} onClick={() => back.mutate({ path: { appealId }, body: {} })}>
              {t("appealBack")}
            </Button>
          ) : null}
        </li>
      ))}
      <ProblemNote problem={back.error} />
    </ul>
  );
}

/** Why it is less than was asked for; the notice is made for whoever reads it first. */
function Notice({ claim }: { readonly claim: Claim }) {
  const notice = useAnswer(readRefusalNotice, { path: { claimId: claim.claimId } });
  return (
    <Answered of={notice} lines={5}>
      {(found) => <Refusal notice={found} claim={claim} />}
    </Answered>
  );
}

export function Decision({ claim }: { readonly claim: Claim }) {
  const { t } = useTranslation("buyer");
  const { decision } = claim;
  if (decision === null || decision.state !== "standing") return null;
  const isWhole = decision.outcome === "approve";
  return (
    <Panel title={t("decision")}>
      <Banner tone={isWhole ? "good" : decision.outcome === "reject" ? "bad" : "warn"}>
        <p>
          <strong>{t(`outcome_${decision.outcome}`)}</strong>{" "}
          {decision.amount > 0 ? <Money fen={decision.amount} /> : null}
        </p>
        <p className="ax-small">
          {decision.automatic ? t("byRules") : t("byPerson")} · <Time at={decision.decidedAt} />
        </p>
      </Banner>
      {isWhole ? null : <Notice claim={claim} />}
      {decision.note && isWhole ? <p className="by-story">{decision.note}</p> : null}
      {claim.appeals.length === 0 ? null : <Appeals claim={claim} />}
      {!isWhole ? (
        <Remedies claim={claim} />
      ) : claim.remedies.length === 0 ? null : (
        <details className="by-more">
          <summary>{t("remediesTitle")}</summary>
          <Remedies claim={claim} />
        </details>
      )}
    </Panel>
  );
}
