// Understands terms of which only the numbers of the clauses are known yet.

import type { Text } from "@anxin/core/product/product";

const TO_WRITE: Text = { zh: "【待写】", en: "[to be written]" };

/** Terms with a line for each clause that a product cites, for somebody to write. */
export function termsToWrite(name: Text, clauses: Iterable<string>): Text {
  const ids = [...new Set(clauses)].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  return {
    zh: [`# ${name.zh}条款`, ...ids.map((id) => `${id} 条款：${TO_WRITE.zh}`)].join("\n\n"),
    en: [`# Terms of ${name.en}`, ...ids.map((id) => `${id} Clause: ${TO_WRITE.en}`)].join("\n\n"),
  };
}

/** Whether somebody still has to write a part of them. */
export const isUnwritten = (terms: Text): boolean => terms.zh.includes(TO_WRITE.zh) || terms.en.includes(TO_WRITE.en);
