// Understands an example line: what it costs under a version, which row of the tariff says so, and what is charged today.

import { rateExample } from "@anxin/client/operations.generated";
import { CATEGORIES } from "@anxin/core/product/product";
import { BANDS } from "@anxin/core/product/rate";
import { FREIGHT_ZONES } from "@anxin/core/region";
import { useAct } from "@anxin/ui/api";
import { Banner } from "@anxin/ui/pieces/banner";
import { Button } from "@anxin/ui/pieces/button";
import { MoneyField, SelectField, TextField } from "@anxin/ui/pieces/field";
import { Facts, Panel } from "@anxin/ui/pieces/page";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { Money } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Content, Rated } from "./content.js";
import { useCellName, useValueName } from "./names.js";
import { percentOf } from "./premium.js";

interface WhatIfProps {
  readonly code: string;
  readonly version: string;
  readonly payers: Content["payers"];
  readonly isUnsaved: boolean;
  readonly onRow: (row: number | null) => void;
}

const Fen = ({ fen }: { readonly fen: number | null }) => (fen === null ? "—" : <Money fen={fen} />);

function Answer({ rated }: { readonly rated: Rated }) {
  const { t } = useTranslation("actuary");
  const valueName = useValueName();
  const cellName = useCellName();
  return (
    <div role="status" className="ac-answer">
      {rated.unrated === null ? null : <Banner tone="warn">{t(`unrated_${rated.unrated}`)}</Banner>}
      <Facts
        facts={[
          { label: t("colPremium"), value: rated.premium === null ? "—" : <Money fen={rated.premium} strong /> },
          { label: t("sumInsured"), value: <Fen fen={rated.sumInsured} /> },
          { label: t("cell"), value: cellName(rated.cell) },
          { label: t("litRow"), value: rated.row === null ? "—" : t("rowNumber", { n: rated.row + 1 }) },
          {
            label: t("otherRows"),
            value: rated.otherRows.length === 0 ? "—" : rated.otherRows.map((row) => row + 1).join(t("and")),
          },
          { label: t("base"), value: <Fen fen={rated.base} /> },
          {
            label: t("multipliers"),
            value:
              rated.factors
                .filter(({ ppm }) => ppm !== null)
                .map(({ factor, value, ppm }) => `${valueName(factor)} ${valueName(value)} × ${percentOf(ppm ?? 0)}`)
                .join(t("and")) || "—",
          },
          { label: t("bound"), value: rated.bound === null ? "—" : t(`bound_${rated.bound}`) },
          { label: t("chargedToday"), value: rated.live === null ? "—" : <Fen fen={rated.live.premium} /> },
        ]}
      />
    </div>
  );
}

export function WhatIf({ code, version, payers, isUnsaved, onRow }: WhatIfProps) {
  const { t } = useTranslation("actuary");
  const valueName = useValueName();
  const [line, setLine] = useState({
    category: "apparel" as (typeof CATEGORIES)[number],
    unitPrice: 12_900 as number | null,
    quantity: "1",
    zone: "far" as (typeof FREIGHT_ZONES)[number],
    merchantBand: "new" as (typeof BANDS)[number],
    buyerBand: "new" as (typeof BANDS)[number],
    payer: payers[0] ?? "merchant",
  });
  const act = useAct(rateExample);
  const choose = <Name extends keyof typeof line>(
    name: Name,
    label: string,
    values: readonly (typeof line)[Name][],
  ) => (
    <SelectField
      label={label}
      value={String(line[name])}
      onChange={({ target }) =>
        setLine({ ...line, [name]: values.find((each) => each === target.value) ?? line[name] })
      }
      choices={values.map((value) => ({ value: String(value), label: valueName(String(value)) }))}
    />
  );
  const run = (): void => {
    const { unitPrice, quantity } = line;
    if (unitPrice === null) return;
    act.mutate(
      { path: { code, version }, body: { ...line, unitPrice, quantity: Number(quantity) } },
      { onSuccess: ({ body }) => onRow(body.row), onError: () => onRow(null) },
    );
  };
  return (
    <Panel title={t("whatIf")} help={t("whatIfHelp")}>
      {isUnsaved ? <p className="ax-quiet">{t("whatIfSaved")}</p> : null}
      <form
        className="ac-fields"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        {choose("category", valueName("category"), CATEGORIES)}
        <MoneyField
          label={t("unitPrice")}
          value={line.unitPrice}
          onValue={(unitPrice) => setLine({ ...line, unitPrice })}
        />
        <TextField
          label={t("quantity")}
          type="number"
          min={1}
          value={line.quantity}
          onChange={({ target }) => setLine({ ...line, quantity: target.value })}
        />
        {choose("zone", valueName("zone"), FREIGHT_ZONES)}
        {choose("merchantBand", valueName("merchantBand"), BANDS)}
        {choose("buyerBand", valueName("buyerBand"), BANDS)}
        {choose("payer", valueName("term"), payers)}
        <Button type="submit" look="primary" isBusy={act.isPending} disabled={line.unitPrice === null}>
          {t("rate")}
        </Button>
      </form>
      <ProblemNote problem={act.error} />
      {act.data === undefined ? null : <Answer rated={act.data.body} />}
    </Panel>
  );
}
