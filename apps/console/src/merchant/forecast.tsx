// Understands tomorrow's rate and why: what was counted, how much the shop's own figures weigh, and how near the next band is.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { forecastRate } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { count, percent } from "@anxin/ui/format/money";
import { Banner } from "@anxin/ui/pieces/banner";
import { Facts, Panel } from "@anxin/ui/pieces/page";
import { Answered } from "@anxin/ui/pieces/state";
import { useTranslation } from "react-i18next";
import { PPM } from "./cost/input.js";
import { useCodeWord, useShop } from "./shop.js";

type ForecastAnswer = AnswerOf<operations["forecastRate"]>;
const share = (ppm: number): string => percent(ppm / PPM, 2);

export function ForecastView({ of }: { readonly of: ForecastAnswer }) {
  const { t } = useTranslation("merchant");
  const word = useCodeWord();
  const { today, tomorrow, experience, thresholds, announced, expected } = of;
  const rises = new Map([...announced, ...expected].map((rise) => [`${rise.band} ${rise.effectiveOn}`, rise]));
  const next = thresholds.find(({ band }) => band === tomorrow.band);
  return (
    <>
      {[...rises].map(([key, { band, effectiveOn }]) => (
        <Banner key={key} tone="warn">
          {t("rateRises", { band: word("band", band), day: effectiveOn })}
        </Banner>
      ))}
      <p>{of.text}</p>
      <Facts
        facts={[
          { label: t("bandToday"), value: word("band", today.band) },
          { label: t("bandTomorrow"), value: word("band", tomorrow.band) },
          {
            label: t("ownRateLabel"),
            value:
              experience.ownRatePpm === null
                ? "–"
                : t("ownRateOf", {
                    rate: share(experience.ownRatePpm),
                    returns: count(experience.returns),
                    exposures: count(experience.exposures),
                  }),
          },
          { label: t("allRate"), value: share(experience.collectiveRatePpm) },
          { label: t("credibility"), value: share(experience.credibilityPpm) },
          { label: t("weighted"), value: share(experience.weightedRatePpm) },
          ...(next === undefined || next.returnsMax === null || next.returnsMax < experience.returns
            ? []
            : [
                {
                  label: t("bandRoom"),
                  value: t("bandRoomText", { count: next.returnsMax - experience.returns }),
                },
              ]),
        ]}
      />
    </>
  );
}

export function Forecast() {
  const { t } = useTranslation("merchant");
  const { merchantId } = useShop();
  const found = useAnswer(forecastRate, { path: { merchantId, product: "return-freight" } });
  return (
    <Panel title={t("rateTomorrow")} help={t("rateHelp")}>
      <Answered of={found}>{(body) => <ForecastView of={body} />}</Answered>
    </Panel>
  );
}
