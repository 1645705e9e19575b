// Understands how something is filled in: a label, the control, a hint and what is wrong, each tied to the control.

import { formatYuan, parseYuan } from "@anxin/core/money";
import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./icon.js";

interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong and how to mend it; shown beside the control and read with it. */
  readonly error?: string | null | undefined;
  readonly isOptional?: boolean;
}

interface Control {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean | undefined;
}

/** Any control with its label; `children` is given what ties them. */
export function Field({
  label,
  hint,
  error,
  isOptional = false,
  children,
}: FieldProps & { readonly children: (control: Control) => ReactNode }) {
  const { t } = useTranslation();
  const id = useId();
  const told = [hint === undefined ? null : `${id}-hint`, error ? `${id}-error` : null].filter((each) => each !== null);
  return (
    <div className="ax-field">
      <label htmlFor={id}>
        {label}
        {isOptional ? <span className="ax-quiet ax-small"> {t("optional")}</span> : null}
      </label>
      {children({ id, "aria-describedby": told.join(" ") || undefined, "aria-invalid": error ? true : undefined })}
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="ax-quiet ax-small">
          {hint}
        </p>
      )}
      {error ? (
        <p id={`${id}-error`} className="ax-field-error">
          <Icon name="warning" size={16} />
          {error}
        </p>
      ) : null}
    </div>
  );
}

type Given<T> = FieldProps & Omit<T, "children" | "className">;

export function TextField({ label, hint, error, isOptional, ...rest }: Given<InputHTMLAttributes<HTMLInputElement>>) {
  return (
    <Field {...{ label, hint, error }} isOptional={isOptional ?? false}>
      {(control) => <input className="ax-input" {...rest} {...control} />}
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  error,
  isOptional,
  ...rest
}: Given<TextareaHTMLAttributes<HTMLTextAreaElement>>) {
  return (
    <Field {...{ label, hint, error }} isOptional={isOptional ?? false}>
      {(control) => <textarea className="ax-input" rows={3} {...rest} {...control} />}
    </Field>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export function SelectField({
  label,
  hint,
  error,
  isOptional,
  choices,
  ...rest
}: Given<SelectHTMLAttributes<HTMLSelectElement>> & { readonly choices: readonly Choice[] }) {
  return (
    <Field {...{ label, hint, error }} isOptional={isOptional ?? false}>
      {(control) => (
        <select className="ax-input" {...rest} {...control}>
          {choices.map(({ value, label: text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** An amount in yuan, as people type it; answers whole fen, or null while what stands there is no amount. */
export function MoneyField({
  value,
  onValue,
  ...rest
}: Given<Omit<InputHTMLAttributes<HTMLInputElement>, "value" | "onChange">> & {
  readonly value: number | null;
  readonly onValue: (fen: number | null) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (value === null ? "" : formatYuan(BigInt(value)));
  return (
    <TextField
      {...rest}
      inputMode="decimal"
      autoComplete="off"
      value={shown}
      onChange={({ target }) => {
        setTyped(target.value);
        const fen = parseYuan(target.value.replaceAll(",", "").trim());
        onValue(fen === null ? null : Number(fen));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

export function Checkbox({
  label,
  hint,
  ...rest
}: { readonly label: ReactNode; readonly hint?: ReactNode } & Omit<
  InputHTMLAttributes<HTMLInputElement>,
  "type" | "className"
>) {
  const id = useId();
  return (
    <div className="ax-check">
      <input type="checkbox" id={id} {...rest} aria-describedby={hint === undefined ? undefined : `${id}-hint`} />
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="ax-quiet ax-small">
          {hint}
        </p>
      )}
    </div>
  );
}

interface RadioGroupProps {
  readonly legend: ReactNode;
  readonly name: string;
  readonly value: string | null;
  readonly onValue: (value: string) => void;
  readonly choices: readonly (Choice & { readonly hint?: ReactNode; readonly isDisabled?: boolean })[];
}

/** One of a few, as cards that are large enough for a thumb. */
export function RadioGroup({ legend, name, value, onValue, choices }: RadioGroupProps) {
  const id = useId();
  return (
    <fieldset className="ax-radios">
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="ax-radio" htmlFor={`${id}-${choice.value}`}>
          <input
            type="radio"
            id={`${id}-${choice.value}`}
            name={name}
            value={choice.value}
            checked={value === choice.value}
            disabled={choice.isDisabled}
            onChange={() => onValue(choice.value)}
          />
          <span>
            {choice.label}
            {choice.hint === undefined ? null : <span className="ax-quiet ax-small ax-block">{choice.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
