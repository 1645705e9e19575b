// Understands what all products of the launch have in common: their first day and the language of their filings.

import { present } from "@anxin/core/assert";
import { type Day, parseDay } from "@anxin/core/time";

/** The day from which the launch versions are sold and their tariffs hold (launch decision). */
export const LAUNCH_DAY: Day = present(parseDay("2025-01-01"), "the launch day is a day of the calendar");

/**
 * Filed name and number of terms and rates (Insurance Law art. 135). The number is fictional and says so: a licensed insurer
 * puts its own in.
 */
export function demoFiling(nameZh: string, number: number): string {
  return `${nameZh}条款及费率（2025版），演示备案号 DEMO-${String(number).padStart(2, "0")}-2025-01（虚构，非真实备案）`;
}

/** Name and number of a platform's service agreement. It is filed with nobody: a guarantee service is no insurance. */
export function demoService(nameZh: string, number: number): string {
  return `${nameZh}服务协议（2025版），演示协议编号 DEMO-${String(number).padStart(2, "0")}-2025-01（虚构）`;
}
