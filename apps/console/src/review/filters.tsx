// Understands how the queue is narrowed; all of it stands in the address.

import { listProducts } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { MoneyField, SelectField, TextField } from "@anxin/ui/pieces/field";
import { useProductName } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { DUE_WITHIN, QUEUE_STATUSES, type QueueState } from "./queue-state.js";

interface FiltersProps {
  readonly state: QueueState;
  readonly onState: (state: QueueState) => void;
}

export function Filters({ state, onState }: FiltersProps) {
  const { t } = useTranslation(["review", "house"]);
  const productName = useProductName();
  const products = useAnswer(listProducts, {}).data?.body.data ?? [];
  const all = { value: "", label: t("house:all") };
  /** Choosing nothing leaves the question out. */
  const set = (name: keyof QueueState, value: string | number | null): void => {
    const { [name]: _before, ...rest } = state;
    onState(value === "" || value === null ? rest : ({ ...rest, [name]: value } as QueueState));
  };
  const select = (name: "product" | "status" | "due" | "holder") => ({
    value: state[name] ?? "",
    onChange: ({ target }: { readonly target: { readonly value: string } }) => set(name, target.value),
  });
  const isNarrowed = Object.keys(state).some((name) => name !== "view" && name !== "sort");
  return (
    <search className="rv-filters" aria-label={t("filters")}>
      <SelectField
        label={t("product")}
        {...select("product")}
        choices={[all, ...products.map(({ code }) => ({ value: code, label: productName(code) }))]}
      />
      <SelectField
        label={t("status")}
        {...select("status")}
        choices={[all, ...QUEUE_STATUSES.map((value) => ({ value, label: t(`house:claimStatus_${value}`) }))]}
      />
      <SelectField
        label={t("due")}
        {...select("due")}
        choices={[all, ...DUE_WITHIN.map((value) => ({ value, label: t("dueWithin", { hours: value }) }))]}
      />
      <SelectField
        label={t("holder")}
        {...select("holder")}
        choices={[all, { value: "none", label: t("holderNone") }, { value: "me", label: t("holderMe") }]}
      />
      <TextField
        label={t("minScore")}
        type="number"
        min={0}
        max={100}
        value={state.minScore ?? ""}
        onChange={({ target }) =>
          set("minScore", target.value === "" ? null : Math.min(100, Math.max(0, Math.trunc(Number(target.value)))))
        }
      />
      <MoneyField label={t("minAmount")} value={state.minAmount ?? null} onValue={(fen) => set("minAmount", fen)} />
      {isNarrowed ? (
        <Button look="quiet" icon="cross" onClick={() => onState(state.view === undefined ? {} : { view: state.view })}>
          {t("filtersClear")}
        </Button>
      ) : null}
    </search>
  );
}
