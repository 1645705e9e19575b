// Understands the closed list of reasons, in words, of which any number may be ticked.

import { REASON_CODES } from "@anxin/core/claim/finding";
import { reasonText } from "@anxin/core/claim/reasons";
import { apiLanguage } from "@anxin/ui/language";
import { Icon } from "@anxin/ui/pieces/icon";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { ReasonCode } from "./case.js";

interface ReasonsProps {
  readonly ticked: readonly ReasonCode[];
  /** Reasons that the clauses gave: they come first. */
  readonly suggested: readonly ReasonCode[];
  readonly onTicked: (codes: readonly ReasonCode[]) => void;
  readonly error: string | null;
  /** Whether the first of them is where one begins. */
  readonly isFirst?: boolean;
}

export function Reasons({ ticked, suggested, onTicked, error, isFirst = false }: ReasonsProps) {
  const { t } = useTranslation("review");
  const id = useId();
  const language = apiLanguage() === "zh-CN" ? "zh" : "en";
  const codes = [...new Set([...suggested, ...REASON_CODES])];
  return (
    <fieldset className="rv-reason-list" aria-describedby={error === null ? undefined : `${id}-error`}>
      <legend>{t("reasons")}</legend>
      {error === null ? null : (
        <p id={`${id}-error`} className="ax-field-error">
          <Icon name="warning" size={16} />
          {error}
        </p>
      )}
      <div className="rv-reason-box">
        {codes.map((code, place) => (
          <label key={code}>
            <input
              type="checkbox"
              checked={ticked.includes(code)}
              aria-invalid={error === null ? undefined : true}
              {...(isFirst && place === 0 ? { ref: begin } : {})}
              onChange={({ target }) =>
                onTicked(target.checked ? [...ticked, code] : ticked.filter((each) => each !== code))
              }
            />
            <span>
              {reasonText(code)[language]} <code className="ax-quiet ax-small">{code}</code>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Has a dialog begin here: the browser looks for the attribute when it opens one. */
export const begin = (element: HTMLElement | null): void => element?.setAttribute("autofocus", "");
