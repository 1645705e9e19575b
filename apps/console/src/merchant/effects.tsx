// Understands what went differently on insured goods: each figure with what was counted, how sure it is, and that it is no proof.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { readMerchantEffects } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { count, percent } from "@anxin/ui/format/money";
import { day } from "@anxin/ui/format/time";
import { apiLanguage } from "@anxin/ui/language";
import { Banner } from "@anxin/ui/pieces/banner";
import { SelectField } from "@anxin/ui/pieces/field";
import { Panel } from "@anxin/ui/pieces/page";
import { Answered } from "@anxin/ui/pieces/state";
import { useNow } from "@anxin/ui/session";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { daysBefore } from "./days-before.js";
import { ShopPage, useShop } from "./shop.js";

type Effects = AnswerOf<operations["readMerchantEffects"]>;
type Effect = Effects["data"][number];
type Figure = Effect["insured"];
type Text = Effects["caveat"];

const PERIODS_DAYS = [30, 90, 180, 365] as const;
const FIRST_DAYS = 90;

const textOf = (text: Text): string => (apiLanguage() === "en" ? text.en : text.zh);

/** A value in its unit; a dash where nothing was counted. */
function written(value: number | null, unit: Effect["unit"]): string {
  if (value === null) return "–";
  if (unit === "share" || unit === "ratio") return percent(value, 1);
  return unit === "count" ? count(value) : String(Math.round(value * 10) / 10);
}

function FigureView({ figure, unit }: { readonly figure: Figure | null; readonly unit: Effect["unit"] }) {
  const { t } = useTranslation("merchant");
  if (figure === null) return <span className="ax-quiet">{t("notCounted")}</span>;
  const { value, interval, numerator, denominator, tooFew } = figure;
  return (
    <div className="mr-figure">
      <strong>
        {written(value, unit)}
        {unit === "days" && value !== null ? ` ${t("daysUnit")}` : null}
      </strong>
      {interval === null ? null : (
        <span className="ax-small ax-quiet">
          {t("between", { low: written(interval.low, unit), high: written(interval.high, unit) })}
        </span>
      )}
      {unit === "share" && denominator > 0 ? (
        <span className="ax-small ax-quiet">
          {t("ofCounted", { numerator: count(numerator), denominator: count(denominator) })}
        </span>
      ) : null}
      {tooFew && denominator > 0 ? <span className="ax-small mr-few">{t("tooFew")}</span> : null}
    </div>
  );
}

function EffectView({ effect }: { readonly effect: Effect }) {
  const { t } = useTranslation("merchant");
  return (
    <li className="ax-panel">
      <h2>{textOf(effect.title)}</h2>
      <div className="mr-sides">
        <div>
          <p className="ax-small ax-quiet">{t("insuredLines")}</p>
          <FigureView figure={effect.insured} unit={effect.unit} />
        </div>
        <div>
          <p className="ax-small ax-quiet">{t("otherLines")}</p>
          <FigureView figure={effect.uninsured} unit={effect.unit} />
        </div>
      </div>
      <p className="ax-small ax-quiet">
        <strong>{t("definition")}</strong> {textOf(effect.definition)}
      </p>
    </li>
  );
}

function usePeriod() {
  const [search, setSearch] = useSearchParams();
  const asked = Number(search.get("days"));
  const days = PERIODS_DAYS.find((each) => each === asked) ?? FIRST_DAYS;
  return {
    days,
    choose: (value: string): void =>
      setSearch(
        (before) => {
          before.set("days", value);
          return before;
        },
        { replace: true },
      ),
  };
}

export function Page() {
  const { t } = useTranslation("merchant");
  const { merchantId } = useShop();
  const { days, choose } = usePeriod();
  const from = daysBefore(useNow(), days);
  const found = useAnswer(readMerchantEffects, { path: { merchantId }, query: { from } }, { keepsLast: true });
  return (
    <ShopPage title={t("nav_effects")} lead={t("effectsLead")}>
      <div className="mr-month">
        <SelectField
          label={t("period")}
          value={String(days)}
          onChange={({ target }) => choose(target.value)}
          choices={PERIODS_DAYS.map((value) => ({ value: String(value), label: t("lastDays", { count: value }) }))}
        />
      </div>
      <Answered of={found} lines={8}>
        {(body) => (
          <>
            <p className="ax-quiet">{t("periodIs", { from: day(body.from), until: day(body.until) })}</p>
            <Banner tone="info">{textOf(body.caveat)}</Banner>
            {body.tooFew ? <Banner tone="warn">{t("tooFewAll")}</Banner> : null}
            <Panel title={t("effectsTitle")}>
              <ul className="mr-effects">
                {body.data.map((effect) => (
                  <EffectView key={effect.metric} effect={effect} />
                ))}
              </ul>
            </Panel>
          </>
        )}
      </Answered>
    </ShopPage>
  );
}
