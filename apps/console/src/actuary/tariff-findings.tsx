// Understands the list of what is found in a tariff, and leads to where it is mended.

import type { TariffFinding } from "@anxin/core/product/tariff-check";
import { Button } from "@anxin/ui/pieces/button";
import { Icon } from "@anxin/ui/pieces/icon";
import { Badge } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import type { Tariff } from "./content.js";
import { useFindingText } from "./finding-text.js";
import { multipliersFor, rowFor } from "./grid.js";

interface ListProps {
  readonly tariff: Tariff;
  readonly findings: readonly TariffFinding[];
  readonly canWrite: boolean;
  /** Goes to a row. */
  readonly onRow: (row: number) => void;
  readonly onTariff: (tariff: Tariff) => void;
}

const SHOWN_MAX = 40;

function Mending({
  finding,
  tariff,
  canWrite,
  onRow,
  onTariff,
}: Omit<ListProps, "findings"> & { finding: TariffFinding }) {
  const { t } = useTranslation("actuary");
  const { kind, factor, rows, cells } = finding;
  const [row] = rows;
  const [cell] = cells;
  if (canWrite && kind === "gap" && cell !== undefined)
    return (
      <Button
        look="quiet"
        icon="plus"
        onClick={() => {
          onTariff(rowFor(tariff, cell));
          onRow(tariff.rows.length);
        }}
      >
        {t("addRowFor")}
      </Button>
    );
  if (canWrite && kind === "relativity_gap" && factor !== null)
    return (
      <Button look="quiet" icon="plus" onClick={() => onTariff(multipliersFor(tariff, factor, cells))}>
        {t("addMultipliers")}
      </Button>
    );
  if (row === undefined) return null;
  return (
    <Button look="quiet" icon="arrow" onClick={() => onRow(rows.at(-1) ?? row)}>
      {t("toRow", { n: (rows.at(-1) ?? row) + 1 })}
    </Button>
  );
}

export function TariffFindings({ findings, ...rest }: ListProps) {
  const { t } = useTranslation("actuary");
  const findingText = useFindingText();
  const errors = findings.filter(({ severity }) => severity === "error").length;
  return (
    <div className="ac-findings">
      <p role="status">
        <Badge tone={errors > 0 ? "bad" : "good"}>{t("errorCount", { count: errors })}</Badge>{" "}
        <Badge tone={findings.length > errors ? "warn" : "plain"}>
          {t("warningCount", { count: findings.length - errors })}
        </Badge>
      </p>
      {findings.length === 0 ? <p className="ax-quiet">{t("noFindings")}</p> : null}
      <ul>
        {findings.slice(0, SHOWN_MAX).map((finding) => (
          <li key={`${finding.kind} ${finding.factor} ${finding.rows.join(" ")}`} className={`ac-${finding.severity}`}>
            <Icon name={finding.severity === "error" ? "warning" : "info"} />
            <span>
              <strong>{t(`mark_${finding.kind}`)}</strong> {findingText(finding, rest.tariff)}
            </span>
            <Mending finding={finding} {...rest} />
          </li>
        ))}
      </ul>
      {findings.length > SHOWN_MAX ? (
        <p className="ax-quiet">{t("moreFindings", { n: findings.length - SHOWN_MAX })}</p>
      ) : null}
    </div>
  );
}
