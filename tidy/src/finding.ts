// Understands what a rule says about one place in the tree.
export interface Finding {
  /** Relative to the repository, with forward slashes. */
  readonly path: string;
  /** From 1; 0 where the whole file or folder is meant. */
  readonly line: number;
  readonly message: string;
}
