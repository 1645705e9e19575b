// Understands what the audit log is narrowed to; written into the address once it is filled in.

import { AUDIT_KINDS } from "@anxin/core/audit/entry";
import { Button } from "@anxin/ui/pieces/button";
import { SelectField, TextField } from "@anxin/ui/pieces/field";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useActName } from "./acts.js";

const NAMES = ["actor", "action", "subject", "from", "until"] as const;

export function Filters() {
  const { t } = useTranslation(["audit", "house"]);
  const [search, setSearch] = useSearchParams();
  const actName = useActName();
  const told = (name: (typeof NAMES)[number]): string => search.get(name) ?? "";
  const write = (values: FormData): void =>
    setSearch((before) => {
      for (const name of NAMES) {
        const value = values.get(name);
        if (typeof value === "string" && value.trim() !== "") before.set(name, value.trim());
        else before.delete(name);
      }
      return before;
    });
  const send = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    write(new FormData(event.currentTarget));
  };
  const isFiltered = NAMES.some((name) => told(name) !== "");
  const kinds: { value: string; label: string }[] = AUDIT_KINDS.map((value) => ({ value, label: t(`kind_${value}`) }));
  const action = told("action");
  // A single act, chosen in the list itself, is not one of the kinds.
  const own =
    action === "" || kinds.some(({ value }) => value === action) ? [] : [{ value: action, label: actName(action) }];
  return (
    // Its fields begin anew with what the address says, wherever that was changed.
    <form key={search.toString()} className="au-filters" onSubmit={send}>
      <TextField label={t("filterActor")} hint={t("filterActorHint")} name="actor" defaultValue={told("actor")} />
      <SelectField
        label={t("filterKind")}
        name="action"
        defaultValue={action}
        choices={[{ value: "", label: t("house:all") }, ...own, ...kinds]}
      />
      <TextField label={t("filterSubject")} name="subject" defaultValue={told("subject")} />
      <TextField label={t("filterFrom")} name="from" type="date" defaultValue={told("from")} />
      <TextField label={t("filterUntil")} name="until" type="date" defaultValue={told("until")} />
      <div className="ax-actions">
        <Button look="primary" type="submit" icon="search">
          {t("apply")}
        </Button>
        {isFiltered ? <Button onClick={() => write(new FormData())}>{t("clear")}</Button> : null}
      </div>
    </form>
  );
}
