// Understands what is worth keeping from the order on: the evidence that a claim would need, taken while it can be.

import { listEvidence } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { shortMoment } from "@anxin/ui/format/time";
import { Icon } from "@anxin/ui/pieces/icon";
import { Panel } from "@anxin/ui/pieces/page";
import { Answered } from "@anxin/ui/pieces/state";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Form } from "../claim/draft.js";
import { openShelf, type PickedFile } from "../evidence/files.js";
import { Slot } from "../evidence/slot.js";
import { useUploads } from "../evidence/use-uploads.js";

const PAGE_MAX = 200;

export function Keep({ orderId, form }: { readonly orderId: string; readonly form: Form }) {
  const { t } = useTranslation("buyer");
  const [files, setFiles] = useState<readonly PickedFile[]>([]);
  const [shelf] = useState(openShelf);
  const kept = useAnswer(listEvidence, { query: { orderId, limit: PAGE_MAX } });
  const uploads = useUploads({ orderId, files, onFiles: setFiles, shelf });
  const known = kept.data?.body.data ?? [];
  const countOf = (kind: string): number => known.filter((each) => each.kind === kind).length;
  return (
    <Panel title={t("keepTitle")}>
      <p className="ax-quiet">{t("keepLead")}</p>
      <Answered of={kept} lines={1}>
        {({ data }) =>
          data.length === 0 ? null : (
            <ul className="by-kept" aria-label={t("keptAlready")}>
              {data.map(({ evidenceId, kind, mediaType, uploadedAt }) => (
                <li key={evidenceId}>
                  {mediaType.startsWith("image/") ? (
                    <img src={`/v1/evidence/${evidenceId}`} alt="" loading="lazy" />
                  ) : (
                    <Icon name="file" size={24} />
                  )}
                  <span>
                    {form.documents.find((slot) => slot.kind === kind)?.title ?? t("otherPaper")}
                    <span className="ax-quiet ax-small ax-block">
                      <time dateTime={uploadedAt}>{shortMoment(uploadedAt)}</time>
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      <details className="by-more">
        <summary>{t("keepMore", { count: form.documents.length })}</summary>
        <div>
          {form.documents.map((slot) => (
            <Slot key={slot.kind} slot={{ ...slot, given: countOf(slot.kind) }} uploads={uploads} />
          ))}
        </div>
      </details>
    </Panel>
  );
}
