// Understands the way into the buyer's portal: the shop's server brings the buyer in, and the browser follows.

import { useAct } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import type { IconName } from "@anxin/ui/pieces/icon";
import { say } from "@anxin/ui/pieces/toast";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { openPortal } from "./api.js";

interface PortalButtonProps {
  /** As the buyer of this order; as the present shopper without one. */
  readonly orderId?: string;
  /** Where to go once inside. */
  readonly to: string;
  readonly icon?: IconName;
  readonly look?: "primary" | "plain" | "quiet";
  readonly children: string;
}

export function PortalButton({ orderId, to, icon = "shield", look = "plain", children }: PortalButtonProps) {
  const { t } = useTranslation("shop");
  const open = useAct(openPortal);
  const [isLeaving, setIsLeaving] = useState(false);
  const enter = async (): Promise<void> => {
    setIsLeaving(true);
    try {
      const { body } = await open.mutateAsync({ body: orderId === undefined ? {} : { orderId } });
      // The address opens the portal once: its answer carries the buyer's cookie, and where it leads to is up to us.
      await fetch(body.path, { redirect: "manual" });
      location.assign(to);
    } catch {
      say(t("portalFailed"), "bad");
      setIsLeaving(false);
    }
  };
  return (
    <Button look={look} icon={icon} isBusy={isLeaving} onClick={() => void enter()}>
      {children}
    </Button>
  );
}

export const claimAddress = (policyId: string): string => `/buyer/covers/${encodeURIComponent(policyId)}/claim`;
