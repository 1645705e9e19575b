// Understands whether a draft could be put before a second person, and what stands in the way.

import { Banner } from "@anxin/ui/pieces/banner";
import { Facts, Panel } from "@anxin/ui/pieces/page";
import { Id } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Draft } from "./content.js";
import { useDesk } from "./use-editing.js";

/** Where each reason is mended. */
const MENDED_AT: Readonly<Record<Draft["reasons"][number]["code"], string>> = {
  unchanged: "diff",
  terms_unwritten: "texts",
  tariff_code_kept: "tariff",
  tariff_gap: "tariff",
  tariff_overlap: "tariff",
  tariff_bounds: "tariff",
  scenarios_missing: "scenarios",
  not_tested: "scenarios",
  content_changed: "scenarios",
  scenarios_changed: "scenarios",
  scenarios_red: "scenarios",
};

export function ReadyPart() {
  const { t } = useTranslation("actuary");
  const { draft, isChanged } = useDesk();
  const { canBeApproved, reasons, contentHash, revision, tests } = draft;
  return (
    <Panel title={t("ready")}>
      {isChanged ? <Banner tone="warn">{t("readyUnsaved")}</Banner> : null}
      {canBeApproved ? (
        <Banner tone="good">{t("canBeApproved")}</Banner>
      ) : (
        <Banner tone="warn">
          <p>{t("cannotBeApproved")}</p>
          <ul className="ac-reasons">
            {reasons.map(({ code, text }) => (
              <li key={code}>
                {text} <Link to={`?tab=${MENDED_AT[code]}`}>{t("mend")}</Link>
              </li>
            ))}
          </ul>
        </Banner>
      )}
      <p>{t("publishLater")}</p>
      <Facts
        facts={[
          { label: t("revision"), value: revision },
          { label: t("contentHash"), value: <Id>{contentHash.slice(0, 16)}</Id> },
          {
            label: t("colTests"),
            value: tests === null ? t("notRun") : t("testsGreen", { green: tests.green, all: tests.green + tests.red }),
          },
        ]}
      />
    </Panel>
  );
}
