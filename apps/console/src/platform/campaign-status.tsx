// Understands the states of a campaign.

import { Badge, type Tone } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";

const TONES = {
  scheduled: "info",
  active: "good",
  paused: "warn",
  exhausted: "warn",
  ended: "plain",
} as const satisfies Record<string, Tone>;

export function CampaignStatus({ status }: { readonly status: keyof typeof TONES }) {
  const { t } = useTranslation("platform");
  return <Badge tone={TONES[status]}>{t(`campaignStatus_${status}`)}</Badge>;
}
