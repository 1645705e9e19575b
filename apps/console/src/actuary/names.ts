// Understands what values of a product are called on a page: factors, goods and bands by the house's names, choices by the room's words.

import { ROW_VALUES } from "@anxin/core/product/content-titles";
import type { Text } from "@anxin/core/product/product";
import type { Cell } from "@anxin/core/product/tariff-check";
import { apiLanguage } from "@anxin/ui/language";
import { useTranslation } from "react-i18next";
import { inLanguage } from "./content.js";

const CHOICES = {
  payment: "choice_payment",
  shipment: "choice_shipment",
  delivery: "choice_delivery",
  decision: "choice_decision",
  insurance: "choice_insurance",
  guarantee_service: "choice_guarantee_service",
  order: "choice_order",
  line: "choice_line",
  down: "choice_down",
  half_up: "choice_half_up",
  up: "choice_up",
  whole_difference: "choice_whole_difference",
  unexpired_share: "choice_unexpired_share",
  automatic: "choice_automatic",
  automatic_under_limit: "choice_automatic_under_limit",
  person: "choice_person",
  reject: "choice_reject",
  refer: "choice_refer",
  carrier: "choice_carrier",
  none: "choice_none",
  pro_rata: "choice_pro_rata",
  short_rate: "choice_short_rate",
  route_schedule: "choice_route_schedule",
  refund: "choice_refund",
  damage_degree: "choice_damage_degree",
  repair_cost: "choice_repair_cost",
  formula: "choice_formula",
  route_maximum: "choice_route_maximum",
  price_percent: "choice_price_percent",
} as const;
const isChoice = (value: string): value is keyof typeof CHOICES => Object.hasOwn(CHOICES, value);

/** What a value is called; one without a name says itself. */
export function useValueName(): (value: string) => string {
  const { t } = useTranslation("actuary");
  return (value) => {
    const named = ROW_VALUES[value];
    if (named !== undefined) return inLanguage(named, apiLanguage());
    return isChoice(value) ? t(CHOICES[value]) : value;
  };
}

/** A title in the language of the page, without the unit that the control shows itself. */
export const titleText = (title: Text): string =>
  inLanguage(title, apiLanguage())
    .replaceAll(/（(分|百万分之一)）/g, "")
    .replaceAll(/ \((fen|parts per million)\)/g, "");

/** "A 档、远途"; "band a, far". */
export function useCellName(): (cell: Cell | null | undefined) => string {
  const valueName = useValueName();
  const { t } = useTranslation("actuary");
  return (cell) =>
    Object.values(cell ?? {})
      .map(valueName)
      .join(t("and"));
}
