// Understands what acts and their subjects are called, for every one that the house knows.

import { useTranslation } from "react-i18next";

/** The server's names of acts, with an underscore for the dot. */
export const ACTS = [
  "claim_filed",
  "claim_referred",
  "claim_held",
  "claim_decided",
  "claim_withdrawn",
  "claim_evidence_requested",
  "claim_evidence_added",
  "claim_evidence_complete",
  "claim_lapsed",
  "claim_reopened",
  "claim_merchant_asked",
  "claim_merchant_stated",
  "claim_proposed",
  "claim_sent_back",
  "claim_review_requested",
  "claim_advanced",
  "claim_corrected",
  "claim_appealed",
  "claim_appeal_decided",
  "claim_appeal_withdrawn",
  "claim_notice_delivered",
  "claim_escalated",
  "claim_leased",
  "claim_reserve_adjusted",
  "claim_waybill_rebound",
  "claim_closed",
  "claim_lease_taken",
  "claim_lease_given_back",
  "claim_lease_taken_over",
  "policy_cancelled",
  "policy_reinstated",
  "payout_payee_change_requested",
  "payout_retried",
  "recovery_opened",
  "recovery_corrected",
  "recovery_submitted",
  "recovery_answered",
  "recovery_received",
  "recovery_told",
  "recovery_netted",
  "recovery_given_back",
  "recovery_write_off_proposed",
  "recovery_write_off_sent_back",
  "recovery_written_off",
  "recovery_reopened",
  "recovery_merchant_terms_changed",
  "recovery_carrier_terms_changed",
  "service_order_open",
  "service_order_accept",
  "service_order_start",
  "service_order_complete",
  "service_order_replace",
  "service_order_cash",
  "service_order_cancel",
  "service_order_fail",
  "service_order_settle",
  "register_added",
  "register_changed",
  "review_assessed",
  "review_replay_started",
  "review_sample_started",
  "authority_set",
  "staff_changed",
  "session_signed_in",
  "session_refused",
  "session_signed_out",
  "key_created",
  "key_rotated",
  "key_revoked",
  "switch_stopped",
  "switch_resumed",
  "campaign_started",
  "campaign_changed",
  "merchant_registered",
  "merchant_changed",
  "merchant_key_created",
  "merchant_key_rotated",
  "merchant_key_revoked",
  "merchant_sessions_ended",
  "enrolment_started",
  "enrolment_changed",
  "wallet_terms_changed",
  "wallet_refund_requested",
  "wallet_top_up_requested",
  "deposit_received",
  "deposit_returned",
  "deposit_netted",
  "deposit_given_back",
  "contacts_changed",
  "product_drafted",
  "product_edited",
  "product_put_away",
  "webhook_added",
  "webhook_changed",
  "webhook_secret_renewed",
  "webhook_ended",
] as const;

const SUBJECTS = [
  "claim",
  "decision",
  "day",
  "role",
  "staff",
  "switch",
  "campaign",
  "merchant",
  "carrier",
  "recovery",
  "register_entry",
  "payout",
  "service_order",
  "key",
  "policy",
  "contacts",
  "product",
  "webhook_endpoint",
] as const;

/** An act's name; the server's own where it is newer than this page. */
export function useActName(): (action: string) => string {
  const { t } = useTranslation("audit");
  return (action) => {
    const known = ACTS.find((each) => each === action.replace(".", "_"));
    return known === undefined ? action : t(`act_${known}`);
  };
}

/** What kind of thing was acted on. */
export function useSubjectKind(): (kind: string) => string {
  const { t } = useTranslation("audit");
  return (kind) => {
    const known = SUBJECTS.find((each) => each === kind);
    return known === undefined ? kind : t(`subject_${known}`);
  };
}
