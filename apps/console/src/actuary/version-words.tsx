// Understands a version's state and its last run, in words.

import { Badge } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import type { DraftItem } from "./overview.js";

const TONES = { live: "good", scheduled: "info", superseded: "plain", draft: "warn" } as const;

export function VersionState({ state }: Pick<DraftItem, "state">) {
  const { t } = useTranslation("actuary");
  return <Badge tone={TONES[state]}>{t(`state_${state}`)}</Badge>;
}

export function VersionTests({ item: { tests, canBeApproved, state } }: { readonly item: DraftItem }) {
  const { t } = useTranslation("actuary");
  if (state !== "draft") return "—";
  if (tests === null) return <Badge>{t("notRun")}</Badge>;
  const said = t("testsGreen", { green: tests.green, all: tests.green + tests.red });
  return (
    <>
      <Badge tone={tests.red > 0 ? "bad" : tests.upToDate ? "good" : "warn"}>{said}</Badge>{" "}
      {tests.upToDate ? null : <span className="ax-quiet">{t("runIsOld")}</span>}{" "}
      {canBeApproved === true ? <Badge tone="good">{t("approvable")}</Badge> : null}
    </>
  );
}
