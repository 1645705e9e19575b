// Understands one field of a content: how its value is typed or read, and what is wrong with it.

import { formatYuan, parseYuan } from "@anxin/core/money";
import { yuan } from "@anxin/ui/format/money";
import { Checkbox, SelectField, TextArea, TextField } from "@anxin/ui/pieces/field";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ContentField } from "./fields.js";
import { titleText, useValueName } from "./names.js";
import { parsePremium, percentOf } from "./premium.js";
import { useDesk } from "./use-editing.js";

interface Given {
  readonly field: ContentField;
  readonly error: string | null;
  readonly onValue: (value: unknown) => void;
}

const INTEGER = /^-?\d{1,15}$/;

/** A value as letters, and back; undefined for letters that are no such value. */
const TYPED = {
  fen: {
    text: (value: unknown) => formatYuan(BigInt(value as number)),
    parse: (typed: string) => {
      const fen = parseYuan(typed.replaceAll(",", ""));
      return fen === null ? undefined : Number(fen);
    },
  },
  ppm: {
    text: (value: unknown) => percentOf(value as number).slice(0, -1),
    parse: (typed: string) => {
      if (/^0+(\.0*)?$/.test(typed)) return 0;
      const share = parsePremium(`${typed}%`);
      return share?.kind === "rate" ? share.ppm : undefined;
    },
  },
  whole: {
    text: String,
    parse: (typed: string) => (INTEGER.test(typed) ? Number(typed) : undefined),
  },
  numbers: {
    text: (value: unknown) => (value as readonly number[]).join(", "),
    parse: (typed: string) => {
      const parts = typed.split(/[,，、\s]+/).filter((part) => part !== "");
      return parts.every((part) => INTEGER.test(part)) ? parts.map(Number) : undefined;
    },
  },
} as const;
type TypedKind = keyof typeof TYPED;
const isTyped = (kind: ContentField["kind"]): kind is TypedKind => Object.hasOwn(TYPED, kind);

/** Letters that stand for a number; while they are none, the content keeps what it had and cannot be saved. */
function Figures({ field, kind, error, onValue }: Given & { readonly kind: TypedKind }) {
  const { t } = useTranslation("actuary");
  const { setBroken, broken } = useDesk();
  const [typed, setTyped] = useState<string | null>(null);
  const { text, parse } = TYPED[kind];
  const { pointer, value, isNullable } = field;
  useEffect(() => () => setBroken(pointer, false), [pointer, setBroken]);
  const isBroken = broken.has(pointer);
  const change = (letters: string): void => {
    setTyped(letters);
    const trimmed = letters.trim();
    const next = trimmed === "" && isNullable ? null : parse(trimmed);
    setBroken(pointer, next === undefined);
    if (next !== undefined) onValue(next);
  };
  const units = { fen: t("unitYuan"), ppm: t("unitPercent"), whole: undefined, numbers: t("unitList") };
  const unit = units[kind];
  return (
    <TextField
      label={titleText(field.title)}
      {...(unit === undefined ? {} : { hint: unit })}
      inputMode={kind === "numbers" ? "text" : "decimal"}
      autoComplete="off"
      data-pointer={pointer}
      isOptional={isNullable}
      value={typed ?? (value === null ? "" : text(value))}
      error={isBroken ? t("notReadable") : error}
      onChange={({ target }) => change(target.value)}
      onBlur={() => (isBroken ? undefined : setTyped(null))}
    />
  );
}

function Choices({ field, error, onValue }: Given) {
  const valueName = useValueName();
  const held = field.value as readonly string[];
  return (
    <fieldset className="ac-choices" data-pointer={field.pointer} tabIndex={-1}>
      <legend>{titleText(field.title)}</legend>
      {field.choices.map((choice) => (
        <Checkbox
          key={choice}
          label={valueName(choice)}
          checked={held.includes(choice)}
          onChange={({ target }) =>
            onValue(field.choices.filter((each) => (each === choice ? target.checked : held.includes(each))))
          }
        />
      ))}
      {error === null ? null : <p className="ax-field-error">{error}</p>}
    </fieldset>
  );
}

function Letters({ field, error, onValue }: Given) {
  const valueName = useValueName();
  const { t } = useTranslation("actuary");
  const shared = { label: titleText(field.title), error, "data-pointer": field.pointer };
  const value = field.value === null ? "" : String(field.value);
  const put = (text: string): void => onValue(text === "" && field.isNullable ? null : text);
  if (field.kind === "choice") {
    const none = field.isNullable ? [{ value: "", label: t("nobody") }] : [];
    return (
      <SelectField
        {...shared}
        value={value}
        onChange={({ target }) => put(target.value)}
        choices={[...none, ...field.choices.map((choice) => ({ value: choice, label: valueName(choice) }))]}
      />
    );
  }
  if (field.kind === "prose") {
    const isLong = field.pointer.startsWith("/terms/");
    return (
      <div className="ac-wide">
        <TextArea {...shared} rows={isLong ? 18 : 3} value={value} onChange={({ target }) => put(target.value)} />
      </div>
    );
  }
  return (
    <TextField
      {...shared}
      isOptional={field.isNullable}
      type={field.kind === "day" ? "date" : "text"}
      value={value}
      onChange={({ target }) => put(target.value)}
    />
  );
}

/** What a field says, for those who read. */
export function useFieldText(): (field: ContentField) => string {
  const { t } = useTranslation(["actuary", "house"]);
  const valueName = useValueName();
  return ({ kind, value }) => {
    if (value === null) return "—";
    if (kind === "fen") return yuan(value as number);
    if (kind === "ppm") return percentOf(value as number);
    if (typeof value === "boolean") return value ? t("house:yes") : t("house:no");
    if (Array.isArray(value))
      return value.length === 0 ? "—" : value.map((each) => valueName(String(each))).join(t("and"));
    return valueName(String(value));
  };
}

export function ContentFieldControl({ field, error, onValue }: Given) {
  const fieldText = useFieldText();
  const { kind } = field;
  if (isTyped(kind)) return <Figures {...{ field, kind, error, onValue }} />;
  if (kind === "choices") return <Choices {...{ field, error, onValue }} />;
  if (kind === "flag")
    return (
      <Checkbox
        label={titleText(field.title)}
        data-pointer={field.pointer}
        checked={field.value === true}
        onChange={({ target }) => onValue(target.checked)}
      />
    );
  if (kind === "fixed")
    return (
      <p className="ac-fixed" data-pointer={field.pointer} tabIndex={-1}>
        <span className="ax-quiet ax-small ax-block">{titleText(field.title)}</span>
        {fieldText(field)}
      </p>
    );
  return <Letters {...{ field, error, onValue }} />;
}
