// Understands how a premium is written in a cell: an amount in yuan, or a share of the price with a percent sign.

import { formatYuan, parseYuan } from "@anxin/core/money";
import type { Premium } from "./content.js";

const SHARE = /^(\d{1,5})(?:\.(\d{1,4}))?\s*[%％]$/;
const PPM_PER_PERCENT = 10_000;
const DIGITS = 4;

/** "0.2%"; exact, for a share is whole parts per million. */
export function percentOf(ppm: number): string {
  const whole = Math.floor(ppm / PPM_PER_PERCENT);
  const rest = String(ppm % PPM_PER_PERCENT)
    .padStart(DIGITS, "0")
    .replace(/0+$/, "");
  return `${whole}${rest === "" ? "" : `.${rest}`}%`;
}

/** As it is typed: without the sign of the currency. */
export const premiumText = (premium: Premium): string =>
  premium.kind === "amount" ? formatYuan(BigInt(premium.amount)) : percentOf(premium.ppm);

/** What was typed; null where it is no premium. A premium of nothing is none. */
export function parsePremium(typed: string): Premium | null {
  const text = typed
    .trim()
    .replaceAll(",", "")
    .replace(/^[¥￥]/, "");
  const share = SHARE.exec(text);
  if (share !== null) {
    const ppm = Number(share[1]) * PPM_PER_PERCENT + Number((share[2] ?? "").padEnd(DIGITS, "0"));
    return ppm < 1 ? null : { kind: "rate", ppm };
  }
  const fen = parseYuan(text);
  return fen === null || fen < 1n ? null : { kind: "amount", amount: Number(fen) };
}
