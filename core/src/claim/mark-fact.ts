// Understands what is known of a report's number, or a device's serial number, that a claim cites.

export const MARK_KINDS = ["report", "serial"] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** A mark as it is compared: without spaces, in capitals. A report's number is its institution's. */
export interface Mark {
  readonly kind: MarkKind;
  readonly mark: string;
}

/** A mark of the claim, and who else cites it. */
export interface MarkFact extends Mark {
  /** Other claims that were not withdrawn, on whatever order. */
  readonly others: readonly { readonly claimId: string; readonly sameOrder: boolean }[];
  /** What earlier claims under the same policy cited of this kind, where it is another. */
  readonly before: readonly string[];
}
