// Understands what a person chooses for themselves: language, light or dark, roomy or dense.

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeLanguage, type Language } from "../language.js";
import { chooseDensity, chooseTheme, DENSITIES, keptDensity, keptTheme, THEMES } from "../theme.js";
import { SelectField } from "./field.js";

export function Looks({ withDensity = false }: { readonly withDensity?: boolean }) {
  const { t, i18n } = useTranslation();
  const [theme, setTheme] = useState(keptTheme);
  const [density, setDensity] = useState(keptDensity);
  return (
    <div className="ax-looks">
      <SelectField
        label={t("language")}
        value={i18n.language === "zh-CN" ? "zh-CN" : "en"}
        onChange={({ target }) => void changeLanguage(target.value as Language)}
        choices={[
          { value: "zh-CN", label: "简体中文" },
          { value: "en", label: "English" },
        ]}
      />
      <SelectField
        label={t("theme")}
        value={theme}
        onChange={({ target }) => {
          const chosen = THEMES.find((each) => each === target.value) ?? "auto";
          chooseTheme(chosen);
          setTheme(chosen);
        }}
        choices={THEMES.map((value) => ({ value, label: t(`theme_${value}`) }))}
      />
      {withDensity ? (
        <SelectField
          label={t("density")}
          value={density}
          onChange={({ target }) => {
            const chosen = DENSITIES.find((each) => each === target.value) ?? "comfortable";
            chooseDensity(chosen);
            setDensity(chosen);
          }}
          choices={DENSITIES.map((value) => ({ value, label: t(`density_${value}`) }))}
        />
      ) : null}
    </div>
  );
}
