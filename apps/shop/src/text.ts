// Understands which of two languages a text of the shop is shown in.

import type { Text } from "@anxin/shop/backend/wire";
import { useTranslation } from "react-i18next";

/** Picks the words of the page's language. */
export function useSay(): (text: Text) => string {
  const { i18n } = useTranslation();
  return (text) => (i18n.language === "zh-CN" ? text.zh : text.en);
}
