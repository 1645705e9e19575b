// Understands the evidence of a case as the viewer shows it: named for what it proves, with what is known of it in words.

import type { EvidenceFile } from "@anxin/ui/case/evidence-file";
import { moment } from "@anxin/ui/format/time";
import { useTranslation } from "react-i18next";
import type { CaseFindings, Claim } from "./case.js";

interface Match {
  readonly evidenceId: string;
  readonly how: string;
  readonly claimId: string;
  readonly distance: string;
}

const MATCH = /^(\S+) (\S+) (\S+) \((\d+\/\d+)\)$/;

/** Where else the pictures were seen, as the rule on reused pictures noted it. */
function matchesOf(findings: Pick<CaseFindings, "data"> | undefined): readonly Match[] {
  const inputs = findings?.data.find(({ rule }) => rule === "picture_unseen")?.inputs ?? {};
  return Object.entries(inputs).flatMap(([name, value]) => {
    const [, evidenceId, how, claimId, distance] =
      name.startsWith("seen_") && typeof value === "string" ? (MATCH.exec(value) ?? []) : [];
    return evidenceId === undefined || how === undefined || claimId === undefined || distance === undefined
      ? []
      : [{ evidenceId, how, claimId, distance }];
  });
}

const KILOBYTE = 1024;

export function useFiles(claim: Claim, findings: CaseFindings | undefined): readonly EvidenceFile[] {
  const { t, i18n } = useTranslation("review");
  const matches = matchesOf(findings);
  const matchWord = (how: string): string => {
    const key = `match_${how}`;
    return i18n.exists(key, { ns: "review" }) ? t(key as "match_same") : how;
  };
  return claim.evidence.flatMap(
    ({ evidenceId, title, party, mediaType, bytes, addedAt, capturedAt }): EvidenceFile[] => {
      if (evidenceId === null) return [];
      const seen = matches.filter((match) => match.evidenceId === evidenceId);
      return [
        {
          evidenceId,
          mediaType,
          title,
          facts: [
            { label: t("capturedAt"), value: capturedAt === null ? t("notInFile") : moment(capturedAt) },
            { label: t("addedBy"), value: `${t(`party_${party}`)} · ${moment(addedAt)}` },
            {
              label: t("fileForm"),
              value: `${mediaType}${bytes === null ? "" : ` · ${Math.ceil(bytes / KILOBYTE)} kB`}`,
            },
            {
              label: t("seenElsewhere"),
              value:
                seen.length === 0
                  ? t("notSeen")
                  : seen.map(({ how, claimId, distance }) => `${matchWord(how)} · ${claimId} (${distance})`).join("; "),
            },
          ],
        },
      ];
    },
  );
}
