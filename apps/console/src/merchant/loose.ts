// Understands parts of answers that the contract leaves open: reads what is there, and nothing where something else is.

import { apiLanguage } from "@anxin/ui/language";

type Part = Readonly<Record<string, unknown>>;

export const textIn = (part: Part, name: string): string | null => {
  const value = part[name];
  return typeof value === "string" && value !== "" ? value : null;
};

export const numberIn = (part: Part, name: string): number | null => {
  const value = part[name];
  return typeof value === "number" ? value : null;
};

/** A text in both languages, in the page's. */
export function titleIn(part: Part, name: string): string | null {
  const value = part[name];
  if (typeof value !== "object" || value === null) return textIn(part, name);
  return textIn(value as Part, apiLanguage() === "en" ? "en" : "zh");
}
