// Understands the states of a recovery.

import { Badge, type Tone } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";

const TONES = {
  opened: "warn",
  submitted: "info",
  accepted: "good",
  partly_accepted: "warn",
  partly_received: "info",
  denied: "bad",
  written_off: "plain",
  closed: "plain",
} as const satisfies Record<string, Tone>;

export const RECOVERY_STATUSES = [
  "opened",
  "submitted",
  "accepted",
  "partly_accepted",
  "partly_received",
  "denied",
  "written_off",
  "closed",
] as const;

export function RecoveryStatus({ status }: { readonly status: keyof typeof TONES }) {
  const { t } = useTranslation("finance");
  return <Badge tone={TONES[status]}>{t(`recoveryStatus_${status}`)}</Badge>;
}
