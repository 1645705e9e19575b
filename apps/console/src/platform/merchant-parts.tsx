// Understands what a merchant took out, and what went differently on insured goods.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { listEnrolments, readMerchantEffects } from "@anxin/client/operations.generated";
import { useAnswer, useList } from "@anxin/ui/api";
import { count, percent } from "@anxin/ui/format/money";
import { day } from "@anxin/ui/format/time";
import { apiLanguage } from "@anxin/ui/language";
import { Answered, Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Badge, type Tone, useProductName } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";

type Enrolment = AnswerOf<operations["listEnrolments"]>["data"][number];
type Effect = AnswerOf<operations["readMerchantEffects"]>["data"][number];
type Text = Effect["title"];

const TONES: Readonly<Record<string, Tone>> = { active: "good", paused: "warn" };

export function Enrolments({ merchantId }: { readonly merchantId: string }) {
  const { t, i18n } = useTranslation("platform");
  const productName = useProductName();
  const list = useList(listEnrolments, { path: { merchantId }, query: { limit: 50 } });
  const statusOf = ({ status }: Enrolment): string =>
    i18n.exists(`platform:enrolment_${status}`) ? t(`enrolment_${status}` as "enrolment_active") : status;
  const categoryOf = (code: string): string => t(`category_${code}` as "category_other");
  const scopeOf = ({ scope }: Enrolment): string =>
    scope.all === true
      ? t("scopeAll")
      : [...(scope.categories ?? []).map(categoryOf), ...(scope.skus ?? [])].join(" · ");
  return (
    <DataTable
      id="merchant-enrolments"
      isPlain
      label={t("enrolments")}
      rows={list.items}
      rowKey={(row) => row.product}
      query={list.query}
      hasMore={list.hasMore}
      more={list.more}
      empty={<Empty icon="shield">{t("noEnrolments")}</Empty>}
      columns={[
        {
          id: "product",
          title: t("colProduct"),
          cell: (row) => productName(row.product),
          text: (row) => row.product,
        },
        {
          id: "status",
          title: t("colStatus"),
          cell: (row) => <Badge tone={TONES[row.status] ?? "plain"}>{statusOf(row)}</Badge>,
          text: statusOf,
        },
        { id: "scope", title: t("colScope"), cell: scopeOf, text: scopeOf },
        { id: "since", title: t("colSince"), cell: (row) => day(row.since), text: (row) => row.since },
      ]}
    />
  );
}

const textOf = (text: Text): string => (apiLanguage() === "en" ? text.en : text.zh);

function useFigure(): (figure: Effect["insured"] | null, unit: Effect["unit"]) => string {
  const { t } = useTranslation("platform");
  return (figure, unit) => {
    if (figure === null || figure.value === null) return "–";
    const { value, tooFew } = figure;
    const written =
      unit === "share" || unit === "ratio"
        ? percent(value, 1)
        : unit === "count"
          ? count(value)
          : String(Math.round(value * 10) / 10);
    return tooFew ? `${written} (${t("tooFew")})` : written;
  };
}

export function Effects({ merchantId }: { readonly merchantId: string }) {
  const { t } = useTranslation("platform");
  const figure = useFigure();
  const found = useAnswer(readMerchantEffects, { path: { merchantId } });
  return (
    <Answered of={found}>
      {(body) => (
        <>
          <p className="ax-quiet ax-small">
            {day(body.from)} – {day(body.until)}. {textOf(body.caveat)}
          </p>
          <DataTable
            id="merchant-effects"
            isPlain
            label={t("effects")}
            rows={body.data}
            rowKey={(row) => row.metric}
            empty={<Empty icon="scale">{t("effectsNone")}</Empty>}
            columns={[
              {
                id: "metric",
                title: t("colMetric"),
                cell: (row) => (
                  <>
                    {textOf(row.title)}
                    <span className="ax-quiet ax-small ax-block">{textOf(row.definition)}</span>
                  </>
                ),
                text: (row) => textOf(row.title),
              },
              {
                id: "insured",
                title: t("colInsured"),
                align: "end",
                cell: (row) => figure(row.insured, row.unit),
                text: (row) => figure(row.insured, row.unit),
              },
              {
                id: "other",
                title: t("colOther"),
                align: "end",
                cell: (row) => figure(row.uninsured, row.unit),
                text: (row) => figure(row.uninsured, row.unit),
              },
            ]}
          />
        </>
      )}
    </Answered>
  );
}
