// Understands the files that lie with a claim: one's own can be seen, of others' one reads that they are there.

import { shortMoment } from "@anxin/ui/format/time";
import { Icon } from "@anxin/ui/pieces/icon";
import { Panel } from "@anxin/ui/pieces/page";
import { useTranslation } from "react-i18next";
import type { Claim } from "./progress.js";

export function Files({ claim: { evidence } }: { readonly claim: Claim }) {
  const { t } = useTranslation("buyer");
  if (evidence.length === 0) return null;
  return (
    <Panel title={t("filesTitle")}>
      <ul className="by-kept">
        {evidence.map(({ evidenceId, mediaType, party, addedAt }, place) => (
          <li key={evidenceId ?? `other ${place}`}>
            {evidenceId !== null && mediaType.startsWith("image/") ? (
              <img src={`/v1/evidence/${evidenceId}`} alt="" loading="lazy" />
            ) : (
              <Icon name="file" size={24} />
            )}
            <span>
              {evidenceId === null ? (
                t(`party_${party}`)
              ) : (
                <a href={`/v1/evidence/${evidenceId}`} target="_blank" rel="noreferrer">
                  {t("fileNumber", { number: place + 1 })}
                </a>
              )}
              <span className="ax-quiet ax-small ax-block">
                <time dateTime={addedAt}>{shortMoment(addedAt)}</time>
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
