// Understands texts that come in both languages: the one of the page is shown.

import { useTranslation } from "react-i18next";

interface BothTexts {
  readonly zh: string;
  readonly en: string;
}

export function useNameOf(): (text: BothTexts) => string {
  const { i18n } = useTranslation();
  return ({ zh, en }) => (i18n.language === "zh-CN" ? zh : en);
}
