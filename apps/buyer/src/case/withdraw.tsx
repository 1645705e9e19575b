// Understands taking a claim back before it is decided.

import { withdrawClaim } from "@anxin/client/operations.generated";
import { useAct } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { Confirm } from "@anxin/ui/pieces/dialog";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Claim } from "./progress.js";

const UNDECIDED: readonly Claim["status"][] = ["filed", "evidence_requested", "in_review", "awaiting_second"];

export function Withdraw({ claim: { claimId, status } }: { readonly claim: Claim }) {
  const { t } = useTranslation("buyer");
  const [isAsked, setAsked] = useState(false);
  const withdraw = useAct(withdrawClaim, ["/v1/claims", "/v1/orders", "/v1/policies"]);
  if (!UNDECIDED.includes(status)) return null;
  return (
    <>
      <Button look="quiet" onClick={() => setAsked(true)}>
        {t("withdraw")}
      </Button>
      <Confirm
        title={t("withdrawTitle")}
        isOpen={isAsked}
        isDangerous
        confirm={t("withdraw")}
        isBusy={withdraw.isPending}
        onClose={() => setAsked(false)}
        onConfirm={() => withdraw.mutate({ path: { claimId }, body: {} }, { onSuccess: () => setAsked(false) })}
      >
        <p>{t("withdrawText")}</p>
        <ProblemNote problem={withdraw.error} />
      </Confirm>
    </>
  );
}
