// Understands why a person has to look at money that is on its way, and what that person does: in words, for every code of the server.

import type { HumanTaskReason } from "@anxin/core/payout/payout";
import { useTranslation } from "react-i18next";

/** Each once: a reason that the house adds is missed by the compiler until it has words here. */
const PAYOUT_TASKS: Readonly<Record<HumanTaskReason, true>> = {
  transfer_failed: true,
  money_returned: true,
  unknown_too_long: true,
  request_refused: true,
  payer_capped: true,
  amount_differs: true,
  answers_contradict: true,
  paid_under_old_number: true,
};
const OF_PAYOUTS = Object.keys(PAYOUT_TASKS) as HumanTaskReason[];
/** Money of a wallet that goes wrong is mended in other ways than a payout: nobody has a payee to correct. */
const OF_WALLETS = ["transfer_failed", "amount_differs", "answers_contradict"] as const;
const OF_RECOVERIES = [
  "unreachable",
  "refused",
  "payment_above_receivable",
  "payment_reference_reused",
  "answer_above_asked",
] as const;

const among = <K extends string>(codes: readonly K[], code: string): K | undefined =>
  codes.find((each) => each === code);

export interface TaskWords {
  readonly name: string;
  /** Empty for a code that this page does not know yet. */
  readonly todo: string;
}

/** What is said of a task; of one that a newer server names, its code. */
export function useTaskWords(): (code: string, about: "payout" | "wallet" | "recovery") => TaskWords {
  const { t } = useTranslation("finance");
  return (code, about) => {
    const ofWallet = about === "wallet" ? among(OF_WALLETS, code) : undefined;
    const ofPayout = about === "recovery" ? undefined : among(OF_PAYOUTS, code);
    const ofRecovery = about === "recovery" ? among(OF_RECOVERIES, code) : undefined;
    if (ofWallet !== undefined) return { name: t(`walletTask_${ofWallet}`), todo: t(`walletTodo_${ofWallet}`) };
    if (ofPayout !== undefined) return { name: t(`task_${ofPayout}`), todo: t(`todo_${ofPayout}`) };
    if (ofRecovery !== undefined)
      return { name: t(`recoveryTask_${ofRecovery}`), todo: t(`recoveryTodo_${ofRecovery}`) };
    return { name: code, todo: "" };
  };
}

/** A task in a list: its name, and below what to do. */
export const TaskLines = ({ name, todo }: TaskWords) => (
  <span className="fi-task">
    <strong>{name}</strong>
    <span className="ax-quiet ax-small">{todo}</span>
  </span>
);
