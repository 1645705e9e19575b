// Understands what a claimant says happened, to which goods, and how their parcels travelled.

import { useValueWord } from "@anxin/ui/case/value-words";
import { shortMoment } from "@anxin/ui/format/time";
import { InputValue, useInputName } from "@anxin/ui/pieces/findings";
import { type Fact, Facts, Panel } from "@anxin/ui/pieces/page";
import { Timeline } from "@anxin/ui/pieces/timeline";
import { Money, Time } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import type { CaseOrder, Claim, ProductVersion } from "./case.js";
import { goodsOf, type Parcel, parcelsOf } from "./parcels.js";

interface HappenedProps {
  readonly claim: Claim;
  readonly order: CaseOrder | undefined;
  readonly product: ProductVersion | undefined;
}

/** Answers to the product's own form, by the names that the form gives them. */
function useAnswers(claim: Claim, product: ProductVersion | undefined): readonly Fact[] {
  const inputName = useInputName(product);
  return Object.entries(claim.fields).map(([name, value]) => {
    const field = product?.fields.find((each) => each.name === name);
    const isMoney = field?.type === "money" && typeof value === "number";
    return {
      label: field?.title ?? inputName(name),
      value: isMoney ? <Money fen={value} /> : <InputValue name={name} value={value} words={product} />,
    };
  });
}

export function Happened({ claim, order, product }: HappenedProps) {
  const { t } = useTranslation("review");
  const goods = order === undefined ? null : goodsOf(order, claim.lineId);
  const peril =
    product?.perils.find(({ code }) => code === claim.peril)?.title ?? (product === undefined ? "" : claim.peril);
  const answers = useAnswers(claim, product);
  const word = useValueWord();
  return (
    <Panel title={t("happened")}>
      <p className="rv-said">
        <strong>{peril}</strong>
        {claim.description === null || claim.description === "" ? null : (
          <q>{word("returnReason", claim.description)}</q>
        )}
      </p>
      <Facts
        facts={[
          { label: t("occurredAt"), value: <Time at={claim.occurredAt} /> },
          { label: t("reportedAt"), value: <Time at={claim.reportedAt} /> },
          ...(goods === null
            ? []
            : [
                {
                  label: t("goods"),
                  value: (
                    <>
                      {goods.title || goods.sku} · <Money fen={goods.unitPrice} /> × {goods.quantity}
                    </>
                  ),
                },
              ]),
          { label: t("merchant"), value: claim.merchantName ?? claim.merchantId },
          { label: t("buyer"), value: claim.buyerId },
          { label: t("orderId"), value: claim.orderId },
          ...answers,
        ]}
      />
    </Panel>
  );
}

function OneParcel({ parcel }: { readonly parcel: Parcel }) {
  const { t, i18n } = useTranslation("review");
  const word = useValueWord();
  const scanWord = (kind: string): string => {
    const key = `scan_${kind}`;
    return i18n.exists(key, { ns: "review" }) ? t(key as "scan_picked_up") : kind;
  };
  const events = [
    ...parcel.times.map(({ what, at }) => ({ at, title: t(`parcel_${what}`), detail: null })),
    ...parcel.scans.map(({ at, kind, place, weightGrams }) => ({
      at,
      title: scanWord(kind),
      detail: [place, weightGrams === null ? "" : t("grams", { count: weightGrams })]
        .filter((each) => each !== "")
        .join(" · "),
    })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  const last = events.at(-1);
  return (
    <div className="rv-parcel">
      <h3>
        {t(parcel.isReturn ? "parcelBack" : "parcelOut")} {word("carrier", parcel.carrier)}{" "}
        <span className="rv-waybill">{parcel.waybill}</span>
      </h3>
      {parcel.mode === null ? null : (
        <p className="ax-small ax-quiet">
          {[word("mode", parcel.mode), word("returnReason", parcel.reason ?? "")].filter(Boolean).join(" · ")}
        </p>
      )}
      {last === undefined ? (
        <p className="ax-quiet">{t("noScans")}</p>
      ) : (
        <details open={events.length < 4}>
          <summary>
            {last.title} · {shortMoment(last.at)}
          </summary>
          <Timeline
            label={t(parcel.isReturn ? "parcelBack" : "parcelOut")}
            items={events.map((event) => ({ ...event, state: "done" as const }))}
          />
        </details>
      )}
    </div>
  );
}

export function Parcels({ order, lineId }: { readonly order: CaseOrder; readonly lineId: string }) {
  const { t } = useTranslation("review");
  const parcels = parcelsOf(order, lineId);
  return (
    <Panel title={t("parcels")}>
      {parcels.length === 0 ? <p className="ax-quiet">{t("noParcels")}</p> : null}
      <div className="rv-parcels">
        {parcels.map((parcel) => (
          <OneParcel key={`${parcel.isReturn} ${parcel.id}`} parcel={parcel} />
        ))}
      </div>
    </Panel>
  );
}
