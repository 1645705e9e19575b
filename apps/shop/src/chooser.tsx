// Understands the guided choice: a few questions, and the covers that the answers speak for, with why.

import type { Answer, Goods } from "@anxin/shop/backend/wire";
import { useAct, useAnswer } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { Checkbox, RadioGroup } from "@anxin/ui/pieces/field";
import { Answered, Empty, ProblemNote } from "@anxin/ui/pieces/state";
import { Badge, Money } from "@anxin/ui/pieces/words";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ChooserAnswers, choose, readQuestions } from "./api.js";

type Questions = Answer<typeof import("@anxin/client/operations.generated")["readChooser"]>["questions"];
type Question = Questions[number];
type Given = Readonly<Record<string, readonly string[]>>;

/** The band of the chooser's question about the price, by its upper end in fen. */
const BANDS = [
  ["under_100", 10_000],
  ["100_to_500", 50_000],
  ["500_to_1000", 100_000],
  ["1000_to_3000", 300_000],
  ["over_3000", Number.POSITIVE_INFINITY],
] as const;

/** Worries that only some goods give: nobody who looks at a shirt is asked whether it may thaw. */
const WORRIES_OF: Readonly<Record<string, readonly string[]>> = {
  return: ["apparel", "shoes", "bags", "jewelry", "digital"],
  material_mismatch: ["apparel", "shoes", "bags", "home", "jewelry"],
  counterfeit: ["shoes", "bags", "beauty", "digital", "jewelry"],
  breakage: ["fragile", "home", "appliance", "digital", "other"],
  deformation: ["fragile", "home", "appliance", "digital", "other"],
  wetting: ["fragile", "home", "appliance", "digital", "other"],
  breakdown: ["digital", "appliance"],
  screen_crack: ["digital"],
  allergic_reaction: ["beauty"],
  spoilage: ["food"],
  death: ["food"],
  thawing: ["food"],
  crushing: ["food"],
};

const mayWorry = (goods: Goods | undefined, worry: string): boolean =>
  goods === undefined || (WORRIES_OF[worry]?.includes(goods.category) ?? true);

/** What is known of these goods is not asked. */
function known(goods: Goods | undefined): Given {
  if (goods === undefined) return {};
  const band = BANDS.find(([, until]) => goods.unitPrice < until)?.[0] ?? "over_3000";
  return { goods: [goods.category], price: [band] };
}

function answersOf(given: Given): ChooserAnswers {
  const one = (id: string): string | null => given[id]?.[0] ?? null;
  return {
    answers: { goods: one("goods"), price: one("price"), worries: given["worries"] ?? [], returns: one("returns") },
  } as unknown as ChooserAnswers;
}

interface AskedProps {
  readonly question: Question;
  readonly given: readonly string[];
  readonly onGiven: (values: readonly string[]) => void;
}

function Asked({ question: { id, title, kind, options }, given, onGiven }: AskedProps) {
  if (kind === "one") {
    return (
      <RadioGroup
        legend={title}
        name={id}
        value={given[0] ?? null}
        onValue={(value) => onGiven([value])}
        choices={options.map(({ value, title: label }) => ({ value, label }))}
      />
    );
  }
  return (
    <fieldset className="sh-many">
      <legend>{title}</legend>
      {options.map(({ value, title: label }) => (
        <Checkbox
          key={value}
          label={label}
          checked={given.includes(value)}
          onChange={({ target }) =>
            onGiven(target.checked ? [...given, value] : given.filter((each) => each !== value))
          }
        />
      ))}
    </fieldset>
  );
}

function Chosen({ covers }: { readonly covers: Answer<typeof choose>["data"] }) {
  const { t } = useTranslation("shop");
  if (covers.length === 0) return <Empty icon="shield" title={t("chosenNone")} />;
  return (
    <ol className="sh-covers">
      {covers.map(({ product, name, reasons, payers, benefit, period, premium, unitPrice, termsUrl }) => (
        <li key={product}>
          <p>
            <strong>{name}</strong>{" "}
            {payers.map((payer) => (
              <Badge key={payer} tone={payer === "buyer" ? "plain" : "good"}>
                {t(`given_${payer}`)}
              </Badge>
            ))}
          </p>
          <p>{t("why", { reason: reasons.map(({ text }) => text).join(t("listMark")) })}</p>
          <p className="ax-quiet">{benefit}</p>
          <p className="ax-quiet">{period}</p>
          <p className="ax-small">
            {t("exampleOf")} <Money fen={unitPrice} /> → {t("examplePremium")} <Money fen={premium} />
          </p>
          <a href={termsUrl} target="_blank" rel="noreferrer">
            {t("terms", { cover: name })}
          </a>
        </li>
      ))}
    </ol>
  );
}

function Questionnaire({ questions, goods }: { readonly questions: Questions; readonly goods?: Goods | undefined }) {
  const { t } = useTranslation("shop");
  const [given, setGiven] = useState<Given>(() => known(goods));
  const chosen = useAct(choose);
  const result = useRef<HTMLElement>(null);
  const asked = questions
    .filter(({ id }) => known(goods)[id] === undefined)
    .map((question) => ({
      ...question,
      options: question.options.filter(({ value }) => question.id !== "worries" || mayWorry(goods, value)),
    }));
  const isReady = questions.every(({ id, required }) => !required || (given[id]?.length ?? 0) > 0);
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) chosen.mutate({ body: answersOf(given) }, { onSuccess: () => result.current?.focus() });
  };
  return (
    <form onSubmit={ask} className="sh-chooser" noValidate>
      {asked.map((question) => (
        <Asked
          key={question.id}
          question={question}
          given={given[question.id] ?? []}
          onGiven={(values) => {
            setGiven({ ...given, [question.id]: values });
            chosen.reset();
          }}
        />
      ))}
      <p className="ax-quiet ax-small">{t("chooserNote")}</p>
      <Button type="submit" look="primary" isBusy={chosen.isPending} disabled={!isReady}>
        {t("chooserAsk")}
      </Button>
      <ProblemNote problem={chosen.error} />
      <section ref={result} tabIndex={-1} aria-label={t("chosenTitle")}>
        {chosen.data === undefined ? null : (
          <>
            <h3>{t("chosenTitle")}</h3>
            <Chosen covers={chosen.data.body.data} />
          </>
        )}
      </section>
    </form>
  );
}

/** Asks what is not known of these goods, or everything without them. */
export function Chooser({ goods }: { readonly goods?: Goods | undefined }) {
  const questions = useAnswer(readQuestions, {});
  return (
    <Answered of={questions} lines={6}>
      {({ questions: all }) => <Questionnaire questions={all} goods={goods} />}
    </Answered>
  );
}
