// Understands the first step of a claim: what happened. Cards to tap; what is known stands there already.

import { formatInstant, instant } from "@anxin/core/time";
import { Button } from "@anxin/ui/pieces/button";
import { Field, RadioGroup, TextArea } from "@anxin/ui/pieces/field";
import { Icon } from "@anxin/ui/pieces/icon";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Fault, type FormField, faultsOf, fromClock, storyField, storyOf, toClock } from "./draft.js";
import { FormControl } from "./field.js";
import { Known } from "./known.js";
import type { StepProps } from "./step.js";

const STORY_LENGTH_MAX = 2_000;

/** What is wrong with a part of the page, in words; null for nothing, and as long as nobody tried to go on. */
type Wrong = (fault: Fault) => string | null;

/** Goes on where nothing is wrong; else shows what is, and puts the focus on the first of it. */
function useTry(
  { draft, form, goods, now }: Pick<StepProps, "form" | "goods" | "now"> & Pick<StepProps["drafting"], "draft">,
  onNext: () => void,
): { readonly sheet: RefObject<HTMLFormElement | null>; readonly wrong: Wrong; go(): void } {
  const { t } = useTranslation("buyer");
  const [tries, setTries] = useState(0);
  const sheet = useRef<HTMLFormElement>(null);
  const faults = faultsOf(draft, form, goods, now);
  useEffect(() => {
    if (tries > 0) sheet.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-fault] input")?.focus();
  }, [tries]);
  return {
    sheet,
    wrong: (fault) =>
      tries === 0 || !faults.includes(fault) ? null : t(fault === "time" ? "faultTime" : "faultMissing"),
    go: () => (faults.length === 0 ? onNext() : setTries((count) => count + 1)),
  };
}

interface PartProps extends Pick<StepProps, "form" | "goods" | "now" | "drafting"> {
  readonly wrong: Wrong;
}

function Perils({ form, drafting: { draft, change }, wrong }: PartProps) {
  const { t } = useTranslation("buyer");
  const [only, ...more] = form.perils;
  const fault = wrong("peril");
  if (more.length === 0) {
    return (
      <p className="by-peril-only">
        <Icon name="shield" /> {only?.title}
      </p>
    );
  }
  return (
    <div data-fault={fault === null ? undefined : ""}>
      <RadioGroup
        legend={t("whatHappened")}
        name="peril"
        value={draft.peril}
        onValue={(peril) => void change((before) => ({ ...before, peril }))}
        choices={form.perils.map(({ code, title }) => ({ value: code, label: title }))}
      />
      {fault === null ? null : (
        <p className="ax-field-error" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

function Controls({
  fields,
  drafting: { draft, change },
  wrong,
}: PartProps & { readonly fields: readonly FormField[] }) {
  return fields.map((field) => {
    const { name } = field;
    const fault = wrong(`field ${name}`);
    return (
      <div key={name} data-fault={fault === null ? undefined : ""}>
        <FormControl
          field={field}
          value={draft.answers[name]}
          error={fault}
          onValue={(value) =>
            void change((before) => {
              const { [name]: _old, ...rest } = before.answers;
              return { ...before, answers: value === undefined ? rest : { ...rest, [name]: value } };
            })
          }
        />
      </div>
    );
  });
}

function WhenAndHow({ form, goods, now, drafting: { draft, change }, wrong }: PartProps) {
  const { t } = useTranslation("buyer");
  return (
    <>
      <Field label={t("whenHappened")} hint={t("whenHint")} error={wrong("time")}>
        {(tied) => (
          <input
            className="ax-input"
            type="datetime-local"
            {...tied}
            max={toClock(formatInstant(instant(Math.floor(now))))}
            value={toClock(draft.occurredAt)}
            onChange={({ target }) => void change((before) => ({ ...before, occurredAt: fromClock(target.value) }))}
          />
        )}
      </Field>
      <TextArea
        label={storyField(form)?.title ?? t("story")}
        hint={t("storyHint")}
        error={wrong("story")}
        maxLength={STORY_LENGTH_MAX}
        value={storyOf(draft, form, goods)}
        onChange={({ target }) => void change((before) => ({ ...before, description: target.value }))}
      />
    </>
  );
}

export function StepWhat({ onNext, ...step }: StepProps & { readonly onNext: () => void }) {
  const { t } = useTranslation(["buyer", "house"]);
  const { policy, order, form, drafting } = step;
  const { sheet, wrong, go } = useTry({ ...step, draft: drafting.draft }, onNext);
  const story = storyField(form);
  const asked = form.fields.filter(({ name }) => name !== story?.name);
  const more = asked.filter(({ required }) => !required);
  const part = { ...step, wrong };
  return (
    <form
      ref={sheet}
      noValidate
      className="by-step"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <Known policy={policy} order={order} />
      <Perils {...part} />
      <Controls {...part} fields={asked.filter(({ required }) => required)} />
      <WhenAndHow {...part} />
      {more.length === 0 ? null : (
        <details className="by-more">
          <summary>{t("moreFields", { count: more.length })}</summary>
          <div>
            <Controls {...part} fields={more} />
          </div>
        </details>
      )}
      <footer className="by-step-foot">
        <Button look="primary" type="submit" wide>
          {t("house:next")}
        </Button>
      </footer>
    </form>
  );
}
