// Understands a cell that is typed into: one of a factor's values, or a premium.

import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Premium, Tariff } from "./content.js";
import { after, type Place, valuesFor } from "./grid.js";
import { useValueName } from "./names.js";
import { parsePremium, premiumText } from "./premium.js";

/** Where somebody types, and the letter that began it. */
export interface Edited {
  readonly place: Place;
  readonly typed: string | null;
}

interface EditorProps {
  readonly tariff: Tariff;
  readonly place: Place;
  readonly typed: string | null;
  /** Keeps a value, or nothing; `to` is the cell where one stands afterwards. */
  readonly end: (keep: string | Premium | null, to?: Place) => void;
}

/** Enter and Tab keep, Escape gives up; whoever goes elsewhere keeps what can be kept. */
function useEnding(
  { tariff, place, end }: EditorProps,
  read: () => string | Premium | null,
  wrong: () => void,
): { readonly onKeyDown: (event: KeyboardEvent) => void; readonly onBlur: () => void } {
  const isOver = useRef(false);
  const finish = (keep: string | Premium | null, to?: Place): void => {
    if (isOver.current) return;
    isOver.current = true;
    end(keep, to);
  };
  const keep = (to?: Place): void => {
    const value = read();
    if (value === null) wrong();
    else finish(value, to);
  };
  return {
    onKeyDown: (event) => {
      event.stopPropagation();
      const size = { rows: tariff.rows.length, columns: tariff.by.length + 1 };
      if (event.key === "Escape") finish(null);
      else if (event.key === "Enter") keep();
      else if (event.key === "Tab") keep(after(place, event.shiftKey ? -1 : 1, size));
      else return;
      event.preventDefault();
    },
    onBlur: () => finish(read()),
  };
}

function ValueEditor(props: EditorProps) {
  const { tariff, place } = props;
  const { t } = useTranslation("actuary");
  const valueName = useValueName();
  const factor = tariff.by[place.column];
  const held = tariff.rows[place.row]?.match[place.column] ?? "";
  const [value, setValue] = useState(held);
  const control = useRef<HTMLSelectElement>(null);
  useEffect(() => control.current?.focus(), []);
  const ending = useEnding(
    props,
    () => value,
    () => undefined,
  );
  if (factor === undefined) return null;
  return (
    <select
      ref={control}
      className="ax-input ac-editor"
      aria-label={t("cellOf", { column: valueName(factor), row: place.row + 1 })}
      value={value}
      onChange={({ target }) => setValue(target.value)}
      {...ending}
    >
      {valuesFor(factor, held).map((each) => (
        <option key={each} value={each}>
          {valueName(each)}
        </option>
      ))}
    </select>
  );
}

function PremiumEditor(props: EditorProps) {
  const { tariff, place, typed: began } = props;
  const { t } = useTranslation("actuary");
  const id = useId();
  const premium = tariff.rows[place.row]?.premium;
  const [typed, setTyped] = useState(began ?? (premium === undefined ? "" : premiumText(premium)));
  const [isWrong, setWrong] = useState(false);
  const control = useRef<HTMLInputElement>(null);
  useEffect(() => {
    control.current?.focus();
    if (began === null) control.current?.select();
  }, [began]);
  const ending = useEnding(
    props,
    () => parsePremium(typed),
    () => setWrong(true),
  );
  return (
    <>
      <input
        ref={control}
        className="ax-input ac-editor"
        aria-label={t("cellOf", { column: t("colPremium"), row: place.row + 1 })}
        aria-invalid={isWrong || undefined}
        aria-describedby={`${id}-hint`}
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setWrong(false);
        }}
        {...ending}
      />
      <span id={`${id}-hint`} className={isWrong ? "ac-mark ac-mark-error" : "ax-quiet ax-small"} aria-live="polite">
        {isWrong ? t("premiumWrong") : t("premiumHint")}
      </span>
    </>
  );
}

export const CellEditor = (props: EditorProps) =>
  props.place.column === props.tariff.by.length ? <PremiumEditor {...props} /> : <ValueEditor {...props} />;
