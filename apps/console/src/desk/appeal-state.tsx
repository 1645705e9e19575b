// Understands the states of an appeal.

import { Badge, type Tone } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";

const TONES = { open: "warn", upheld: "plain", overturned: "good", withdrawn: "plain" } as const satisfies Record<
  string,
  Tone
>;
export type AppealStateCode = keyof typeof TONES;
export const APPEAL_STATES = [
  "open",
  "upheld",
  "overturned",
  "withdrawn",
] as const satisfies readonly AppealStateCode[];

export function AppealState({ state }: { readonly state: AppealStateCode }) {
  const { t } = useTranslation("desk");
  return <Badge tone={TONES[state]}>{t(`appealState_${state}`)}</Badge>;
}
