// Understands a benefit that is given as work and not as money: ordered, followed, or taken in cash instead.

import { listServiceOrdersOfClaim, openServiceOrder } from "@anxin/client/operations.generated";
import { useAct, useAnswer } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { RadioGroup } from "@anxin/ui/pieces/field";
import { Facts, Panel } from "@anxin/ui/pieces/page";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { Badge, Money, Time } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Claim, Work } from "./progress.js";

type Grant = Work["grants"][number];
type Order = Work["data"][number];
const CHOICES = ["repair", "replace", "cash"] as const;

function Choose({ claimId, grant }: { readonly claimId: string; readonly grant: Grant }) {
  const { t } = useTranslation("buyer");
  const [choice, setChoice] = useState<Grant["settlement"]>(grant.settlement);
  const open = useAct(openServiceOrder, ["/v1/claims", "/v1/service-orders", "/v1/payouts"]);
  const offered = CHOICES.filter((each) => each === grant.settlement || each === "cash");
  return (
    <div>
      <p>
        {t(`granted_${grant.settlement}`)} <Money fen={grant.amount} strong />
      </p>
      <RadioGroup
        legend={t("serviceChoice")}
        name="choice"
        value={choice}
        onValue={(value) => setChoice(CHOICES.find((each) => each === value) ?? grant.settlement)}
        choices={offered.map((each) => ({
          value: each,
          label: t(`settlement_${each}`),
          hint: t(`settlement_${each}_hint`),
        }))}
      />
      <ProblemNote problem={open.error} />
      <Button
        look="primary"
        wide
        isBusy={open.isPending}
        onClick={() => open.mutate({ path: { claimId }, body: { choice } })}
      >
        {t(`serviceOrder_${choice}`)}
      </Button>
    </div>
  );
}

function Following({ order }: { readonly order: Order }) {
  const { t } = useTranslation("buyer");
  const { choice, status, repairer, granted, finalCost, insurerPays, insuredPays, openedAt } = order;
  return (
    <div>
      <p className="by-standing">
        <strong>{t(`settlement_${choice}`)}</strong>
        <Badge tone={status === "completed" || status === "replaced" || status === "cashed" ? "good" : "info"}>
          {t(`service_${status}`)}
        </Badge>
      </p>
      <Facts
        facts={[
          ...(repairer === null ? [] : [{ label: t("repairer"), value: repairer.name }]),
          { label: t("serviceGranted"), value: <Money fen={granted} /> },
          ...(finalCost === null ? [] : [{ label: t("serviceCost"), value: <Money fen={finalCost} /> }]),
          ...(insurerPays === null ? [] : [{ label: t("insurerPays"), value: <Money fen={insurerPays} /> }]),
          ...(insuredPays === null ? [] : [{ label: t("youPay"), value: <Money fen={insuredPays} /> }]),
          { label: t("openedAt"), value: <Time at={openedAt} /> },
        ]}
      />
    </div>
  );
}

/** What of the claim is given as work; undefined until that is known, and where nothing was granted. */
export function useWork({ claimId, status }: Claim): Work | undefined {
  const isGranted = status === "approved" || status === "partly_approved" || status === "closed";
  return useAnswer(listServiceOrdersOfClaim, { path: { claimId } }, { enabled: isGranted }).data?.body;
}

export function Service({ claim: { claimId }, work }: { readonly claim: Claim; readonly work: Work | undefined }) {
  const { t } = useTranslation("buyer");
  const { grants = [], data = [] } = work ?? {};
  const open = grants.filter(({ ordered, settlement }) => !ordered && settlement !== "cash");
  if (open.length === 0 && data.length === 0) return null;
  return (
    <Panel title={t("serviceTitle")}>
      {open.map((grant) => (
        <Choose key={grant.decisionId} claimId={claimId} grant={grant} />
      ))}
      {data.map((order) => (
        <Following key={order.serviceOrderId} order={order} />
      ))}
    </Panel>
  );
}
