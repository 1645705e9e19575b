// Understands the catalogue of events: what each is about, an example of its message, and which ones are chosen.

import { Checkbox } from "@anxin/ui/pieces/field";
import { Icon } from "@anxin/ui/pieces/icon";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { EventType } from "./listener.js";

interface TypeChoicesProps {
  readonly types: readonly EventType[];
  readonly chosen: readonly EventType["type"][];
  readonly error: string | null;
  readonly onChosen: (types: readonly EventType["type"][]) => void;
}

const INDENT = 2;

export function TypeChoices({ types, chosen, error, onChosen }: TypeChoicesProps) {
  const { t } = useTranslation("webhook");
  const id = useId();
  return (
    <fieldset className="wh-types" aria-describedby={error === null ? undefined : `${id}-error`}>
      <legend className="ax-unseen">{t("typesLegend")}</legend>
      {error === null ? null : (
        <p id={`${id}-error`} className="ax-field-error">
          <Icon name="warning" size={16} />
          {error}
        </p>
      )}
      {types.map(({ type, title, description, example }) => (
        <div key={type} className="wh-type">
          <Checkbox
            label={
              <>
                {title} <code>{type}</code>
              </>
            }
            hint={description}
            checked={chosen.includes(type)}
            onChange={({ target }) =>
              onChosen(target.checked ? [...chosen, type] : chosen.filter((each) => each !== type))
            }
          />
          <details>
            <summary aria-label={t("exampleOf", { type })}>{t("example")}</summary>
            <pre className="wh-raw">{JSON.stringify(example, null, INDENT)}</pre>
          </details>
        </div>
      ))}
    </fieldset>
  );
}
