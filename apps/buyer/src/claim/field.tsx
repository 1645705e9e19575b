// Understands one question of a product's form, by what kind of answer it takes.

import { Checkbox, Field, MoneyField, RadioGroup, SelectField, TextArea, TextField } from "@anxin/ui/pieces/field";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { type FieldValue, type FormField, fromClock, toClock } from "./draft.js";

/** More choices than this are a list, and not cards. */
const CARDS_MAX = 5;

interface FieldProps {
  readonly field: FormField;
  readonly value: FieldValue | undefined;
  readonly onValue: (value: FieldValue | undefined) => void;
  readonly error: string | null;
}

/** A line of text; where names are known they are offered, and any other may be typed. */
function Line({ field, value, onValue, error }: FieldProps) {
  const { t } = useTranslation("buyer");
  const id = useId();
  const { title, options = [], example, required } = field;
  return (
    <>
      <TextField
        label={title}
        hint={example === undefined ? undefined : t("exampleOf", { example })}
        isOptional={!required}
        error={error}
        value={String(value ?? "")}
        autoComplete="off"
        maxLength={200}
        {...(field.type === "integer" ? { inputMode: "numeric" as const } : {})}
        {...(options.length === 0 ? {} : { list: id })}
        onChange={({ target }) => onValue(target.value)}
      />
      {options.length === 0 ? null : (
        <datalist id={id}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.title}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}

function OneOf({ field, value, onValue, error }: FieldProps) {
  const { t } = useTranslation("buyer");
  const { name, title, options = [], required } = field;
  const choices = options.map((option) => ({ value: option.value, label: option.title }));
  if (options.length > CARDS_MAX || !required) {
    return (
      <SelectField
        label={title}
        isOptional={!required}
        error={error}
        choices={[{ value: "", label: t("choose") }, ...choices]}
        value={String(value ?? "")}
        onChange={({ target }) => onValue(target.value === "" ? undefined : target.value)}
      />
    );
  }
  return (
    <div className="by-choice" data-field={name}>
      <RadioGroup
        legend={title}
        name={name}
        value={value === undefined ? null : String(value)}
        onValue={onValue}
        choices={choices}
      />
      {error === null ? null : (
        <p className="ax-field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

export function FormControl(props: FieldProps) {
  const { field, value, onValue, error } = props;
  const { title, required, type } = field;
  const common = { label: title, isOptional: !required, error };
  switch (type) {
    case "enum":
      return <OneOf {...props} />;
    case "boolean":
      return <Checkbox label={title} checked={value === true} onChange={({ target }) => onValue(target.checked)} />;
    case "money":
      return (
        <MoneyField
          {...common}
          value={typeof value === "number" ? value : null}
          onValue={(fen) => onValue(fen ?? undefined)}
        />
      );
    case "text":
      return <TextArea {...common} value={String(value ?? "")} onChange={({ target }) => onValue(target.value)} />;
    case "date":
      return (
        <TextField
          {...common}
          type="date"
          value={String(value ?? "")}
          onChange={({ target }) => onValue(target.value)}
        />
      );
    case "datetime":
      return (
        <Field {...common}>
          {(control) => (
            <input
              className="ax-input"
              type="datetime-local"
              {...control}
              value={toClock(typeof value === "string" ? value : null)}
              onChange={({ target }) => onValue(fromClock(target.value) ?? undefined)}
            />
          )}
        </Field>
      );
    default:
      return <Line {...props} />;
  }
}
