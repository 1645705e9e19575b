// Understands how a simulation is said to the owner of a shop.

import { formatYuan, PPM } from "../money.js";
import type { Text } from "../product/product.js";
import { bandName, percentText } from "./forecast-text.js";
import type { Simulation } from "./simulation.js";

/** What cover costs, what it pays, and when it is worth it. */
export function simulationText(simulation: Simulation, returnRatePpm: bigint): Text {
  const { band, premium, costPerOrder, orders, expectedClaims, breakEvenPpm } = simulation;
  const name = bandName(band);
  const zh = `按每月 ${orders} 单、退货率 ${percentText(returnRatePpm)} 测算，等级为${name.zh}：每月保费 ${formatYuan(premium)} 元，每单 ${formatYuan(costPerOrder)} 元。`;
  const en = `With ${orders} orders a month and a return rate of ${percentText(returnRatePpm)} you are rated as ${name.en}: ¥${formatYuan(premium)} a month, ¥${formatYuan(costPerOrder)} an order.`;
  if (expectedClaims === null || breakEvenPpm === null) return { zh, en };
  const paid = {
    zh: `预计每月赔付退货运费 ${formatYuan(expectedClaims)} 元。`,
    en: `About ¥${formatYuan(expectedClaims)} a month is paid for returns.`,
  };
  if (breakEvenPpm > PPM) {
    return {
      zh: `${zh}${paid.zh}在该等级，即使全部退货，保费也高于自担运费。`,
      en: `${en} ${paid.en} In this band cover costs more than the freight even if everything comes back.`,
    };
  }
  const worth = returnRatePpm > breakEvenPpm;
  return {
    zh: `${zh}${paid.zh}盈亏平衡退货率为 ${percentText(breakEvenPpm)}：${worth ? "按此退货率，投保比自担运费便宜" : "按此退货率，自担运费更便宜，投保换来的是稳定的成本"}。`,
    en: `${en} ${paid.en} Break-even is a return rate of ${percentText(breakEvenPpm)}: ${worth ? "at yours, cover is cheaper than paying the freight" : "at yours, paying the freight is cheaper; cover buys a steady cost"}.`,
  };
}
