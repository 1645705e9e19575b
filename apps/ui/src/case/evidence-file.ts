// Understands a piece of evidence as a viewer is given it.

import type { ReactNode } from "react";

export interface EvidenceFile {
  readonly evidenceId: string;
  readonly mediaType: string;
  /** What it is to show: "Outer box", not the name that somebody gave a file. */
  readonly title: string;
  /** What is known of it: when it was taken, by whom it was sent, where else it was seen. */
  readonly facts?: readonly { readonly label: ReactNode; readonly value: ReactNode }[];
}
