// Understands how a shop says what it sells, for a simulation: categories with orders and prices, and how much comes back.

import { CATEGORIES, type Category } from "@anxin/core/product/product";
import { Button, IconButton } from "@anxin/ui/pieces/button";
import { Checkbox, Field, MoneyField, SelectField } from "@anxin/ui/pieces/field";
import { useTranslation } from "react-i18next";
import { useCodeWord } from "../shop.js";
import { type CostInput, type CostRow, nextCategory, ORDERS_MAX, PPM } from "./input.js";

interface CostFormProps {
  readonly input: CostInput;
  readonly onInput: (input: CostInput) => void;
  /** The rate that counts while none is given. */
  readonly ownRatePpm: number | null;
}

const SLIDER_ORDERS_MAX = 20_000;
const SLIDER_ORDERS_STEP = 50;
const PERCENT_PPM = PPM / 100;
const SLIDER_RATE_MAX = 60;
const RATE_STEP = 0.5;

/** A number and a slider for the same thing: the one is exact, the other quick. */
function Amount({
  label,
  value,
  max,
  sliderMax,
  step,
  disabled = false,
  onValue,
}: {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly sliderMax: number;
  readonly step: number;
  readonly disabled?: boolean;
  readonly onValue: (value: number) => void;
}) {
  const { t } = useTranslation("merchant");
  const change = ({ target }: { readonly target: HTMLInputElement }): void => {
    const given = target.valueAsNumber;
    if (Number.isFinite(given)) onValue(Math.min(max, Math.max(0, given)));
  };
  return (
    <Field label={label}>
      {(control) => (
        <span className="mr-amount">
          <input
            {...control}
            className="ax-input"
            type="number"
            min={0}
            max={max}
            step={step}
            value={value}
            disabled={disabled}
            onChange={change}
          />
          <input
            type="range"
            aria-label={t("sliderOf", { what: label })}
            min={0}
            max={sliderMax}
            step={step}
            value={Math.min(value, sliderMax)}
            disabled={disabled}
            onChange={change}
          />
        </span>
      )}
    </Field>
  );
}

function Row({
  row,
  rows,
  onRow,
  onDrop,
}: {
  readonly row: CostRow;
  readonly rows: readonly CostRow[];
  readonly onRow: (row: CostRow) => void;
  readonly onDrop: (() => void) | null;
}) {
  const { t } = useTranslation(["merchant", "house"]);
  const word = useCodeWord();
  const free = CATEGORIES.filter((each) => each === row.category || !rows.some(({ category }) => category === each));
  const name = word("category", row.category);
  return (
    <fieldset className="mr-cost-row">
      <legend className="ax-unseen">{name}</legend>
      <SelectField
        label={t("category")}
        value={row.category}
        onChange={({ target }) => onRow({ ...row, category: target.value as Category })}
        choices={free.map((value) => ({ value, label: word("category", value) }))}
      />
      <Amount
        label={t("ordersPerMonth")}
        value={row.ordersPerMonth}
        max={ORDERS_MAX}
        sliderMax={SLIDER_ORDERS_MAX}
        step={SLIDER_ORDERS_STEP}
        onValue={(ordersPerMonth) => onRow({ ...row, ordersPerMonth: Math.round(ordersPerMonth) })}
      />
      <MoneyField
        label={t("averagePrice")}
        value={row.averagePrice}
        onValue={(fen) => onRow({ ...row, averagePrice: fen ?? 0 })}
      />
      {onDrop === null ? null : <IconButton icon="cross" name={t("dropCategory", { name })} onClick={onDrop} />}
    </fieldset>
  );
}

export function CostForm({ input, onInput, ownRatePpm }: CostFormProps) {
  const { t } = useTranslation("merchant");
  const { rows, returnRatePpm } = input;
  const next = nextCategory(rows);
  const shownPpm = returnRatePpm ?? ownRatePpm ?? 0;
  return (
    <form className="mr-cost-form" onSubmit={(event) => event.preventDefault()}>
      {rows.map((row, place) => (
        <Row
          key={row.category}
          row={row}
          rows={rows}
          onRow={(changed) => onInput({ ...input, rows: rows.with(place, changed) })}
          onDrop={rows.length === 1 ? null : () => onInput({ ...input, rows: rows.toSpliced(place, 1) })}
        />
      ))}
      {next === null ? null : (
        <Button
          icon="plus"
          onClick={() =>
            onInput({ ...input, rows: [...rows, { category: next, ordersPerMonth: 200, averagePrice: 10_000 }] })
          }
        >
          {t("addCategory")}
        </Button>
      )}
      <div className="mr-rate">
        <Amount
          label={t("returnRate")}
          value={Math.round(shownPpm / 100) / 100}
          max={100}
          sliderMax={SLIDER_RATE_MAX}
          step={RATE_STEP}
          disabled={returnRatePpm === null}
          onValue={(percent) => onInput({ ...input, returnRatePpm: Math.round(percent * PERCENT_PPM) })}
        />
        <Checkbox
          label={t("ownRate")}
          checked={returnRatePpm === null}
          onChange={({ target }) => onInput({ ...input, returnRatePpm: target.checked ? null : shownPpm })}
        />
      </div>
    </form>
  );
}
