// Understands what can be done with a case just now: always in sight, each with the key that does it.

import { Button, IconButton } from "@anxin/ui/pieces/button";
import { useTranslation } from "react-i18next";
import type { Action, Shortcuts } from "./shortcuts.js";

function Key({ shortcuts, action }: { readonly shortcuts: Shortcuts; readonly action: Action }) {
  if (!shortcuts.isOn) return null;
  return (
    <span className="rv-key" aria-hidden="true">
      {shortcuts.keys[action]}
    </span>
  );
}

export interface Acts {
  /** What approving and refusing mean at this point; null where nobody may. */
  readonly approve: { readonly title: string; readonly act: () => void } | null;
  readonly refuse: { readonly title: string; readonly act: () => void } | null;
  readonly partly: (() => void) | null;
  readonly ask: (() => void) | null;
  readonly next: () => void;
  readonly help: () => void;
}

export function ActsBar({ acts, shortcuts }: { readonly acts: Acts; readonly shortcuts: Shortcuts }) {
  const { t } = useTranslation("review");
  const { approve, refuse, partly, ask, next, help } = acts;
  const hint = (action: Action): { readonly "aria-keyshortcuts"?: string } =>
    shortcuts.isOn ? { "aria-keyshortcuts": shortcuts.keys[action] } : {};
  return (
    <section className="rv-acts" aria-label={t("acts")}>
      {approve === null ? null : (
        <Button look="primary" icon="check" onClick={approve.act} {...hint("approve")}>
          {approve.title}
          <Key shortcuts={shortcuts} action="approve" />
        </Button>
      )}
      {partly === null ? null : <Button onClick={partly}>{t("partlyShort")}</Button>}
      {refuse === null ? null : (
        <Button look="danger" icon="cross" onClick={refuse.act} {...hint("refuse")}>
          {refuse.title}
          <Key shortcuts={shortcuts} action="refuse" />
        </Button>
      )}
      {ask === null ? null : (
        <Button onClick={ask} {...hint("ask")}>
          {t("askShort")}
          <Key shortcuts={shortcuts} action="ask" />
        </Button>
      )}
      <span className="rv-acts-gap" />
      <IconButton icon="help" name={t("shortcuts")} onClick={help} {...hint("help")} />
      <Button onClick={next} {...hint("next")}>
        {t("nextCase")}
        <Key shortcuts={shortcuts} action="next" />
      </Button>
    </section>
  );
}
