// Understands the last step of a claim: what it would pay and why, where the money goes, and the word that all of it is true.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { estimateClaim } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { Banner } from "@anxin/ui/pieces/banner";
import { Button } from "@anxin/ui/pieces/button";
import { Icon } from "@anxin/ui/pieces/icon";
import { Facts } from "@anxin/ui/pieces/page";
import { Answered, ProblemNote } from "@anxin/ui/pieces/state";
import { Money, Time } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { termsOf } from "../cover/terms.js";
import { bodyOf, countsOf, fieldsOf } from "./draft.js";
import { PayeeShown } from "./known.js";
import type { StepProps } from "./step.js";
import type { useFiling } from "./use-filing.js";

type Estimate = AnswerOf<operations["estimateClaim"]>;

/** The amount, and line by line which clause makes it. */
function EstimateBox({ estimate }: { readonly estimate: Estimate }) {
  const { t, i18n } = useTranslation("buyer");
  const { amount, outcome, steps, failedChecks, missing, looks, automatic, product, productVersion } = estimate;
  return (
    <section className="by-estimate" aria-labelledby="estimate-title">
      <h3 id="estimate-title">{t("estimate")}</h3>
      <p className="by-estimate-amount" data-testid="estimate">
        {amount === null ? t("estimateOpen") : <Money fen={amount} strong />}
      </p>
      <ul className="by-formula" aria-label={t("formula")} data-testid="formula">
        {steps.map(({ clause, amount: part }) => (
          <li key={`${clause.id} ${part}`}>
            <a href={termsOf(product, productVersion, i18n.language, clause.id)} target="_blank" rel="noreferrer">
              {t("clauseNamed", { id: clause.id, title: clause.title })}
            </a>
            <Money fen={part} />
          </li>
        ))}
        {steps.length === 0 ? <li className="ax-quiet">{t("formulaOpen")}</li> : null}
      </ul>
      {failedChecks.length === 0 ? null : (
        <Banner tone={outcome === "reject" ? "bad" : "warn"}>
          <p>{outcome === "reject" ? t("estimateRefused") : t("estimateReduced")}</p>
          <ul className="by-points">
            {failedChecks.map(({ code, detail }) => (
              <li key={`${code} ${detail}`}>{detail}</li>
            ))}
          </ul>
        </Banner>
      )}
      {missing.length === 0 ? null : (
        <Banner tone="warn">{t("estimateMissing", { titles: missing.map(({ title }) => title).join("、") })}</Banner>
      )}
      <p className="by-when">
        <Icon name="clock" /> {automatic && missing.length === 0 ? t("whenAtOnce") : t("whenPerson")}
      </p>
      {looks.length === 0 ? null : (
        <details className="by-more">
          <summary>{t("looks")}</summary>
          <ul className="by-points">
            {looks.map(({ code, detail }) => (
              <li key={`${code} ${detail}`}>{detail}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

interface CheckProps extends StepProps {
  readonly filing: ReturnType<typeof useFiling>;
  readonly isOnline: boolean;
  readonly onBack: () => void;
}

export function StepCheck({ order, form, goods, drafting: { draft }, filing, isOnline, onBack }: CheckProps) {
  const { t } = useTranslation(["buyer", "house"]);
  const body = draft.sent ?? bodyOf(draft, form, goods);
  const estimate = useAnswer(estimateClaim, {
    path: { policyId: draft.policyId },
    body: {
      peril: body.peril,
      occurredAt: body.occurredAt,
      fields: fieldsOf(draft, form, goods),
      evidence: countsOf(draft.files),
    },
  });
  const peril = form.perils.find(({ code }) => code === body.peril)?.title ?? body.peril;
  return (
    <div className="by-step">
      <Facts
        facts={[
          { label: t("goods"), value: goods },
          { label: t("whatHappened"), value: peril },
          { label: t("whenHappened"), value: <Time at={body.occurredAt} /> },
          { label: t("filesSent"), value: t("house:items", { count: body.evidence?.length ?? 0 }) },
          ...(order.payee === null ? [] : [{ label: t("payee"), value: <PayeeShown payee={order.payee} /> }]),
        ]}
      />
      <p className="by-story">{body.description}</p>
      <Answered of={estimate} lines={4}>
        {(answer) => <EstimateBox estimate={answer} />}
      </Answered>
      <section className="by-declaration" aria-labelledby="declaration-title">
        <h3 id="declaration-title">{t("declaration")}</h3>
        <p>{form.declaration.text}</p>
      </section>
      {isOnline ? null : <Banner tone="warn">{t("offlineSubmit")}</Banner>}
      {filing.problem === null ? null : <ProblemNote problem={filing.problem} />}
      <footer className="by-step-foot">
        <Button onClick={onBack} disabled={filing.isSending}>
          {t("house:previous")}
        </Button>
        {filing.problem?.isPassing === true && draft.sent !== null ? (
          <Button look="primary" icon="refresh" onClick={filing.again}>
            {t("sendAgain")}
          </Button>
        ) : (
          <Button look="primary" isBusy={filing.isSending} onClick={() => filing.send(body)}>
            {t("declareAndSubmit")}
          </Button>
        )}
      </footer>
    </div>
  );
}
