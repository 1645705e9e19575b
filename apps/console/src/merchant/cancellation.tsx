// Understands how a policy is cancelled: first what comes back and to whom, then the word that does it.

import { cancelPolicy } from "@anxin/client/operations.generated";
import { forget, queries, useAct } from "@anxin/ui/api";
import { shortMoment } from "@anxin/ui/format/time";
import { Button } from "@anxin/ui/pieces/button";
import { Confirm } from "@anxin/ui/pieces/dialog";
import { Facts, Panel } from "@anxin/ui/pieces/page";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { say } from "@anxin/ui/pieces/toast";
import { Money } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Policy } from "./policies.js";
import { useCodeWord } from "./shop.js";

export function Cancellation({ policy }: { readonly policy: Policy }) {
  const { t } = useTranslation("merchant");
  const word = useCodeWord();
  const { policyId } = policy;
  const preview = useAct(cancelPolicy);
  const cancel = useAct(cancelPolicy);
  const [isOpen, setIsOpen] = useState(false);
  const ask = (): void =>
    preview.mutate({ path: { policyId }, body: { preview: true } }, { onSuccess: () => setIsOpen(true) });
  const found = preview.data?.body;
  const confirm = (): void => {
    if (found === undefined) return;
    cancel.mutate(
      { path: { policyId }, body: { cancellationId: found.cancellationId } },
      {
        onSuccess: () => {
          setIsOpen(false);
          say(t("cancelledNow"));
          // Afterwards, since what is cancelled cannot be again, and this is gone with it.
          void forget(queries, ["/v1/policies", "/v1/orders", "/v1/merchants"]);
        },
      },
    );
  };
  return (
    <Panel title={t("cancellation")}>
      <p className="ax-quiet">{t("cancellationText")}</p>
      <ProblemNote problem={preview.error} />
      <div>
        <Button look="danger" isBusy={preview.isPending} onClick={ask}>
          {t("cancellationPreview")}
        </Button>
      </div>
      <Confirm
        title={t("cancellation")}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        onConfirm={confirm}
        confirm={t("cancellationConfirm")}
        isBusy={cancel.isPending}
        isDangerous
      >
        {found === undefined ? null : (
          <>
            <Facts
              facts={[
                { label: t("premium"), value: <Money fen={found.premium} /> },
                { label: t("refunded"), value: <Money fen={found.refund} strong /> },
                { label: t("refundTo"), value: word("refundTo", found.refundTo.by) },
                ...(found.validUntil === null
                  ? []
                  : [{ label: t("validUntil"), value: shortMoment(found.validUntil) }]),
              ]}
            />
            <ProblemNote problem={cancel.error} />
          </>
        )}
      </Confirm>
    </Panel>
  );
}
