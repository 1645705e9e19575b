// Understands how an amount is written. Amounts are whole fen.

import { formatYuan } from "@anxin/core/money";
import { apiLanguage } from "../language.js";

const SIGNED = /^(-?)(\d+)\.(\d\d)$/;

/** `¥1,234.50`; a minus before the sign. Made from the digits, so that no amount is ever rounded. */
export function yuan(fen: number): string {
  const [, minus = "", whole = "0", cents = "00"] = SIGNED.exec(formatYuan(BigInt(fen))) ?? [];
  return `${minus === "" ? "" : "−"}¥${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${cents}`;
}

/** For axes and tiles, where a figure's size matters more than its last digit: `¥1.2万`, `¥12.3K`. */
export function yuanShort(fen: number): string {
  const format = new Intl.NumberFormat(apiLanguage(), { notation: "compact", maximumFractionDigits: 1 });
  return `${fen < 0 ? "−" : ""}¥${format.format(Math.abs(fen) / 100)}`;
}

/** Making one takes far longer than using it, and a table uses one for every row. */
const formats = new Map<string, Intl.NumberFormat>();
function format(value: number, options: Intl.NumberFormatOptions): string {
  const language = apiLanguage();
  const name = `${language} ${JSON.stringify(options)}`;
  const kept = formats.get(name) ?? new Intl.NumberFormat(language, options);
  formats.set(name, kept);
  return kept.format(value);
}

export const count = (value: number): string => format(value, {});
export const percent = (share: number, digits = 1): string =>
  format(share, { style: "percent", maximumFractionDigits: digits });
