// Understands the three ways to learn about covers: questions, a table, and a few taps.

import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";

const WAYS = [
  { to: "/guide", name: "guideQuestions" },
  { to: "/guide/compare", name: "guideCompare" },
  { to: "/guide/choose", name: "guideChoose" },
] as const;

export function GuideNav() {
  const { t } = useTranslation("buyer");
  return (
    <nav className="by-ways" aria-label={t("guideTitle")}>
      {WAYS.map(({ to, name }) => (
        <NavLink key={to} to={to} end>
          {t(name)}
        </NavLink>
      ))}
    </nav>
  );
}
