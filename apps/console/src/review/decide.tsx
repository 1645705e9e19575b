// Understands how a person decides: outcome, amount, reasons, clauses and a note; and money only after it was confirmed.

import type { Problem } from "@anxin/client/problem";
import { yuan } from "@anxin/ui/format/money";
import { Banner } from "@anxin/ui/pieces/banner";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { MoneyField, TextArea } from "@anxin/ui/pieces/field";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { needsSecond } from "./authority.js";
import type { CaseFindings, Outcome, ProductVersion, QueueItem } from "./case.js";
import { type Draft, firstDraft } from "./draft.js";
import { begin, Reasons } from "./reasons.js";

const OUTCOMES: readonly Outcome[] = ["approve", "partly_approve", "reject"];

interface DecideProps {
  readonly isOpen: boolean;
  readonly draft: Draft;
  readonly findings: CaseFindings;
  readonly product: ProductVersion | undefined;
  readonly suggestion: QueueItem["suggestion"] | undefined;
  readonly authority: number;
  readonly problem: Problem | null;
  readonly isBusy: boolean;
  readonly onDraft: (draft: Draft) => void;
  readonly onDecide: () => void;
  readonly onClose: () => void;
}

/** What keeps a draft from being sent, by field. */
function faultsOf({ outcome, amount, reasonCodes }: Draft) {
  return {
    amount: outcome !== "reject" && (amount === null || amount === 0) ? ("amountMissing" as const) : null,
    reasons: outcome !== "approve" && reasonCodes.length === 0 ? ("reasonMissing" as const) : null,
  };
}

function Clauses({ product, draft, onDraft }: Pick<DecideProps, "product" | "draft" | "onDraft">) {
  const { t } = useTranslation("review");
  const chosen = draft.clauses ?? [];
  return (
    <details className="rv-clause-choice">
      <summary>
        {draft.clauses === null ? t("clausesByReasons") : t("clausesChosen", { ids: chosen.join(", ") })}
      </summary>
      <div className="rv-reason-box">
        {product?.clauses.map(({ id, title }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={({ target }) => {
                const clauses = target.checked ? [...chosen, id] : chosen.filter((each) => each !== id);
                onDraft({ ...draft, clauses: clauses.length === 0 ? null : clauses });
              }}
            />
            <span>
              {id} {title}
            </span>
          </label>
        ))}
      </div>
    </details>
  );
}

export function Decide(props: DecideProps) {
  const { isOpen, draft, findings, suggestion, authority, problem, isBusy, onDraft, onDecide, onClose } = props;
  const { t } = useTranslation("review");
  const form = useId();
  const [isTried, setTried] = useState(false);
  const { outcome, amount, reasonCodes, note } = draft;
  const faults = faultsOf(draft);
  const isGrant = outcome !== "reject";
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    if (faults.amount === null && faults.reasons === null) {
      onDecide();
      return;
    }
    const name = faults.amount === null ? "input[type=checkbox]" : "input[inputmode=decimal]";
    event.currentTarget.querySelector<HTMLElement>(name)?.focus();
  };
  return (
    <Dialog
      title={t(`decide_${outcome}`)}
      size="large"
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("later")}</Button>
          <Button
            look={isGrant ? "primary" : "danger"}
            type="submit"
            form={form}
            isBusy={isBusy}
            {...(faults.reasons === null && faults.amount === null ? { ref: begin } : {})}
          >
            {isGrant ? t("confirmGrant", { amount: yuan(amount ?? 0) }) : t("confirmRefusal")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="rv-decide" noValidate>
        <fieldset className="rv-outcomes">
          <legend className="ax-unseen">{t("outcome")}</legend>
          {OUTCOMES.map((each) => (
            <label key={each} className="ax-radio">
              <input
                type="radio"
                name={`${form}-outcome`}
                checked={outcome === each}
                onChange={() => onDraft({ ...firstDraft(each, findings), note, clauses: draft.clauses })}
              />
              {t(`outcome_${each}`)}
            </label>
          ))}
        </fieldset>
        {isGrant ? (
          <MoneyField
            label={t("amount")}
            value={amount}
            onValue={(fen) => onDraft({ ...draft, amount: fen })}
            hint={
              suggestion === undefined
                ? undefined
                : t("amountHint", { max: yuan(suggestion.amountMax), suggested: yuan(findings.amount) })
            }
            error={isTried && faults.amount !== null ? t(faults.amount) : null}
          />
        ) : null}
        {isGrant && needsSecond(amount ?? 0, authority, suggestion) ? (
          <Banner tone="warn">{t("willNeedSecond")}</Banner>
        ) : null}
        {outcome === "approve" ? null : (
          <Reasons
            ticked={reasonCodes}
            suggested={firstDraft(outcome, findings).reasonCodes}
            onTicked={(codes) => onDraft({ ...draft, reasonCodes: codes })}
            error={isTried && faults.reasons !== null ? t(faults.reasons) : null}
            isFirst={faults.reasons !== null}
          />
        )}
        <Clauses product={props.product} draft={draft} onDraft={onDraft} />
        <TextArea
          label={t("note")}
          hint={t("noteHint")}
          isOptional
          maxLength={2000}
          value={note}
          onChange={({ target }) => onDraft({ ...draft, note: target.value })}
        />
        <ProblemNote problem={problem} />
      </form>
    </Dialog>
  );
}
