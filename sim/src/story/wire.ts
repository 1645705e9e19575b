// What the stories read of the server's answers; amounts are fen.

import type { TransferKind } from "@anxin/core/ledger/templates";

export interface PolicyAnswer {
  readonly policyId: string;
  readonly product: string;
  readonly payer: string;
  readonly status: string;
  readonly premium: number;
  readonly sumInsured: number;
  readonly effectiveAt: string | null;
  readonly expiresAt: string | null;
}

export interface OrderAnswer {
  readonly outcome: string;
  readonly policies: readonly PolicyAnswer[];
  readonly declined: readonly { readonly product: string; readonly code: string }[];
  readonly claims: readonly { readonly claimId: string; readonly status: string; readonly amount: number }[];
  readonly problem: unknown;
}

export interface WalletAnswer {
  readonly balance: number;
}

export interface Finding {
  readonly rule: string;
  readonly clause: string;
  readonly clauseTitle: string;
  readonly outcome: string;
  readonly amount: number | null;
}

export interface ClaimAnswer {
  readonly claimId: string;
  readonly policyId: string;
  readonly status: string;
  readonly amount: number;
  readonly decision: {
    readonly decisionId: string;
    readonly outcome: string;
    readonly automatic: boolean;
    readonly state: string;
    readonly reasonCodes: readonly string[];
    readonly reasons: readonly { readonly text: string; readonly clause: { readonly id: string } | null }[];
  } | null;
  readonly missing: readonly { readonly kind: string; readonly title: string; readonly minCount: number }[];
  readonly merchantStatement: { readonly position: string | null } | null;
  readonly appeals: readonly AppealAnswer[];
  readonly refusalNotice: { readonly number: string; readonly deliveredAt: string | null } | null;
  readonly payouts: readonly {
    readonly payoutId: string;
    readonly purpose: string;
    readonly amount: number;
    readonly status: string;
  }[];
}

export interface AppealAnswer {
  readonly appealId: string;
  readonly state: string;
  readonly amount: number | null;
  readonly interest: number;
}

export interface RecoveryAnswer {
  readonly recoveryId: string;
  readonly status: string;
  readonly debtor: { readonly kind: string; readonly id: string };
  readonly claimed: number;
  readonly received: number;
  readonly netted: number;
  readonly receivable: number;
}

export interface ServiceOrderAnswer {
  readonly serviceOrderId: string;
  readonly status: string;
  readonly granted: number;
  readonly finalCost: number | null;
  readonly insurerPays: number | null;
  readonly insuredPays: number | null;
}

export interface ClaimForm {
  readonly perils: readonly { readonly code: string; readonly title: string }[];
  readonly documents: readonly {
    readonly kind: string;
    readonly title: string;
    readonly minCount: number;
    readonly required: boolean;
  }[];
  readonly window: { readonly from: string | null; readonly until: string | null };
  readonly failedChecks: readonly { readonly code: string; readonly detail: string }[];
}

export interface OfferAnswer {
  readonly lines: readonly {
    readonly included: readonly { readonly product: string; readonly payer: string; readonly sumInsured: number }[];
    readonly optional: readonly { readonly product: string; readonly premium: number; readonly quote: string }[];
  }[];
}

export interface Entry {
  readonly transferId: string;
  readonly kind: TransferKind;
  readonly debit: string;
  readonly credit: string;
  readonly amount: number;
  readonly topUpId: string | null;
}

export interface TransactionsAnswer {
  readonly data: readonly { readonly entries: readonly Entry[] }[];
  readonly next: string | null;
}

/** What the gateway's own book says of a transfer. */
export interface GatewayTransfer {
  readonly outBizNo: string;
  readonly payee: string;
  readonly amount: number;
  readonly state: string;
}
