// Understands what is still wanted: one list, each with its slot, sent together.

import { addEvidence } from "@anxin/client/operations.generated";
import { useAct } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { Panel } from "@anxin/ui/pieces/page";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { say } from "@anxin/ui/pieces/toast";
import { Time } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isAllSent, openShelf, type PickedFile, sentOf } from "../evidence/files.js";
import { Slot } from "../evidence/slot.js";
import { useUploads } from "../evidence/use-uploads.js";
import type { Claim } from "./progress.js";

function List({ claim }: { readonly claim: Claim }) {
  const { t } = useTranslation("buyer");
  const [files, setFiles] = useState<readonly PickedFile[]>([]);
  const [shelf] = useState(openShelf);
  const uploads = useUploads({ orderId: claim.orderId, files, onFiles: setFiles, shelf });
  const add = useAct(addEvidence, ["/v1/claims", "/v1/evidence"]);
  const evidence = sentOf(files);
  const isReady = evidence.length > 0 && isAllSent(files) && uploads.preparing === 0;
  const closesAt = claim.supplements.at(-1)?.closesAt ?? null;
  const send = (): void =>
    add.mutate(
      { path: { claimId: claim.claimId }, body: { evidence } },
      {
        onSuccess: () => {
          setFiles([]);
          say(t("supplementSent"));
        },
      },
    );
  return (
    <Panel title={t("supplementTitle", { count: claim.missing.length })}>
      <p>{t("supplementLead")}</p>
      {closesAt === null ? null : (
        <p>
          {t("supplementUntil")} <Time at={closesAt} />
        </p>
      )}
      {claim.missing.map((slot) => (
        <Slot key={slot.kind} slot={slot} uploads={uploads} />
      ))}
      <ProblemNote problem={add.error} />
      <Button look="primary" wide disabled={!isReady} isBusy={add.isPending} onClick={send}>
        {t("supplementSend")}
      </Button>
    </Panel>
  );
}

export const Supplement = ({ claim }: { readonly claim: Claim }) =>
  claim.missing.length === 0 ? null : <List claim={claim} />;
