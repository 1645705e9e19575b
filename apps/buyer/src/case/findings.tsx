// Understands how the clauses were applied, for whoever wants to know; asked for when it is opened.

import { readFindings } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { Findings as Applied } from "@anxin/ui/pieces/findings";
import { Panel } from "@anxin/ui/pieces/page";
import { Answered } from "@anxin/ui/pieces/state";
import { useState } from "react";
import { useTranslation } from "react-i18next";

export function Findings({ claimId }: { readonly claimId: string }) {
  const { t } = useTranslation("buyer");
  const [isShown, setShown] = useState(false);
  const findings = useAnswer(readFindings, { path: { claimId } }, { enabled: isShown });
  return (
    <Panel>
      <details className="by-more" open={isShown} onToggle={({ currentTarget }) => setShown(currentTarget.open)}>
        <summary>{t("findingsTitle")}</summary>
        {isShown ? (
          <div>
            <Answered of={findings} lines={4}>
              {({ data }) => <Applied findings={data} />}
            </Answered>
          </div>
        ) : null}
      </details>
    </Panel>
  );
}
