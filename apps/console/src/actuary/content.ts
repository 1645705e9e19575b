// Understands the content of a version as it comes over the wire, and what the house's own tariff check makes of it.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import type { Text } from "@anxin/core/product/product";
import type { Tariff as CoreTariff, TariffRow } from "@anxin/core/product/tariff";
import { checkTariff, type TariffDomain, type TariffFinding, tariffDomain } from "@anxin/core/product/tariff-check";
import { parseDay } from "@anxin/core/time";

export type Version = AnswerOf<operations["readProductVersion"]>;
export type Draft = NonNullable<Version["draft"]>;
export type Content = Draft["content"];
export type Tariff = Content["tariff"];
export type Row = Tariff["rows"][number];
export type Premium = Row["premium"];
export type Factor = Tariff["by"][number];
export type Rated = AnswerOf<operations["rateExample"]>;

/** A text of the house in the language of the page. */
export const inLanguage = (text: Text, language: string): string => (language === "zh-CN" ? text.zh : text.en);

const rowOf = ({ match, premium }: Row): TariffRow => ({
  match,
  premium:
    premium.kind === "amount"
      ? { kind: "amount", amount: BigInt(premium.amount) }
      : { kind: "rate", ppm: BigInt(premium.ppm) },
});

const A_DAY = "2025-01-01";

/** The tariff in whole fen. Its dates say nothing here, so that one that is only half typed does no harm. */
function coreTariff(tariff: Tariff): CoreTariff {
  const day = parseDay(A_DAY);
  if (day === null) throw new Error(`broken promise: ${A_DAY} is a day`);
  return {
    ...tariff,
    validFrom: day,
    validUntil: null,
    rows: tariff.rows.map(rowOf),
    relativities: tariff.relativities.map(({ factor, ppm }) => ({
      factor,
      ppm: Object.fromEntries(Object.entries(ppm).map(([value, parts]) => [value, BigInt(parts)])),
    })),
    minimum: BigInt(tariff.minimum),
    maximum: BigInt(tariff.maximum),
  };
}

/** The lines that the product takes. */
const domainOf = ({ eligibility, payers }: Pick<Content, "eligibility" | "payers">): TariffDomain =>
  tariffDomain({
    eligibility: {
      categories: eligibility.categories,
      unitPriceMin: BigInt(eligibility.unitPriceMin),
      unitPriceMax: BigInt(eligibility.unitPriceMax),
    },
    payers,
  });

/** Everything that an actuary should see of the tariff as it is typed. */
export const findingsOf = (
  content: Pick<Content, "eligibility" | "payers"> & { tariff: Tariff },
): readonly TariffFinding[] => checkTariff(coreTariff(content.tariff), domainOf(content));
