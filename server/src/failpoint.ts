// Understands named points at which a fault test kills the process.

/** Every point that can be named; a fault test walks the whole list. */
export const FAILPOINTS = [
  "issuance.before_write",
  "issuance.before_commit",
  "issuance.after_commit",
  "payout.request_stored",
  "payout.before_send",
  "payout.after_send",
  "payout.answer_stored",
  "wallet_refund.request_stored",
  "wallet_refund.before_send",
  "wallet_refund.after_send",
  "wallet_refund.answer_stored",
  "top_up.before_commit",
  "top_up.after_commit",
  "policy_due.before_commit",
  "clock.before_commit",
  "decision.before_commit",
  "decision_run.before_commit",
  "refusal_notice.before_commit",
  "appeal.before_commit",
  "claim_file.before_commit",
  "claim_file.after_commit",
  "supplement.before_commit",
  "supplement.after_commit",
  "notice.before_send",
  "notice.after_send",
  "webhook.before_send",
  "webhook.after_send",
  "recovery.opened",
  "recovery.intent_stored",
  "recovery.before_send",
  "recovery.after_send",
  "recovery.answer_stored",
  "recovery.before_netting",
  "recovery.after_netting",
] as const;
export type Failpoint = (typeof FAILPOINTS)[number];

let armed: Failpoint | null = null;

/** Arms one point for this process. Only the sandbox does this, when its configuration names one. */
export function armFailpoint(name: Failpoint): void {
  armed = name;
}

/** Dies here as if the power went, when this point is armed; otherwise does nothing. */
export function failpoint(name: Failpoint): void {
  if (armed === name) process.kill(process.pid, "SIGKILL");
}
