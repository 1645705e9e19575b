// Understands the guided choice: a few questions to tap, and the covers that the answers speak for. Nothing is kept, nothing is ticked.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { chooseCovers, readChooser } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { Panel, Page as Sheet } from "@anxin/ui/pieces/page";
import { Answered, Empty } from "@anxin/ui/pieces/state";
import { Money } from "@anxin/ui/pieces/words";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { languageOfLink } from "../cover/terms.js";
import { GuideNav } from "./nav.js";

type Question = AnswerOf<operations["readChooser"]>["questions"][number];
type Asked = operations["chooseCovers"]["requestBody"]["content"]["application/json"]["answers"];
type Chosen = Readonly<Record<string, readonly string[]>>;

function Options({
  question: { id, title, kind, options },
  chosen,
  onChosen,
}: {
  readonly question: Question;
  readonly chosen: readonly string[];
  readonly onChosen: (values: readonly string[]) => void;
}) {
  const name = useId();
  const toggled = (value: string): readonly string[] =>
    chosen.includes(value) ? chosen.filter((each) => each !== value) : kind === "one" ? [value] : [...chosen, value];
  return (
    <fieldset className="by-chips" data-question={id}>
      <legend>{title}</legend>
      {options.map(({ value, title: label }) => (
        <label key={value} className="by-chip">
          <input
            type={kind === "one" ? "radio" : "checkbox"}
            name={name}
            value={value}
            checked={chosen.includes(value)}
            onChange={() => onChosen(toggled(value))}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Answers as they are asked; null before the first question is answered. */
function answersOf(chosen: Chosen): Asked | null {
  const [goods] = chosen["goods"] ?? [];
  if (goods === undefined) return null;
  const [price] = chosen["price"] ?? [];
  const [returns] = chosen["returns"] ?? [];
  return {
    goods: goods as Asked["goods"],
    ...(price === undefined ? {} : { price: price as Exclude<Asked["price"], undefined> }),
    ...(returns === undefined ? {} : { returns: returns as Exclude<Asked["returns"], undefined> }),
    worries: [...(chosen["worries"] ?? [])],
  };
}

function Choices({ answers }: { readonly answers: Asked }) {
  const { t, i18n } = useTranslation(["buyer", "house"]);
  const choices = useAnswer(chooseCovers, { body: { answers } }, { keepsLast: true });
  return (
    <Answered of={choices} lines={4}>
      {({ data }) =>
        data.length === 0 ? (
          <Empty icon="search" title={t("chooseNone")} />
        ) : (
          <ol className="by-choices" aria-label={t("chooseFound")} aria-live="polite">
            {data.map((choice) => (
              <li key={choice.product} className="ax-panel">
                <h2>{choice.name}</h2>
                <p>{choice.reason}</p>
                <p className="ax-small">{choice.benefit}</p>
                <p className="ax-quiet ax-small">
                  {t("chooseExample")} <Money fen={choice.unitPrice} /> · {t("premium")} <Money fen={choice.premium} />{" "}
                  · {t("upTo")} <Money fen={choice.sumInsured} />
                </p>
                <p className="ax-quiet ax-small">
                  {choice.payers.map((payer) => t(`house:payer_${payer}`)).join(" / ")} · {choice.period}
                </p>
                <a
                  href={`${choice.termsUrl}?language=${languageOfLink(i18n.language)}`}
                  target="_blank"
                  rel="noreferrer"
                >
                  {t("termsOfProduct", { product: choice.name })}
                </a>
              </li>
            ))}
          </ol>
        )
      }
    </Answered>
  );
}

export function Page() {
  const { t } = useTranslation("buyer");
  const [chosen, setChosen] = useState<Chosen>({});
  const chooser = useAnswer(readChooser, {});
  const answers = answersOf(chosen);
  return (
    <Sheet title={t("chooseTitle")} lead={t("chooseLead")}>
      <GuideNav />
      <Panel>
        <Answered of={chooser} lines={8}>
          {({ questions }) => (
            <>
              {questions.map((question) => (
                <Options
                  key={question.id}
                  question={question}
                  chosen={chosen[question.id] ?? []}
                  onChosen={(values) => setChosen((before) => ({ ...before, [question.id]: values }))}
                />
              ))}
            </>
          )}
        </Answered>
      </Panel>
      {answers === null ? <p className="ax-quiet">{t("chooseFirst")}</p> : <Choices answers={answers} />}
    </Sheet>
  );
}
