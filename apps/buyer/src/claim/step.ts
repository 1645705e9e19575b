// Understands what every step of a claim is given.

import type { Form, Order, Policy } from "./draft.js";
import type { Drafting } from "./use-draft.js";

export interface Asked {
  readonly policy: Policy;
  readonly order: Order;
  readonly form: Form;
}

export interface StepProps extends Asked {
  /** What the goods are called. */
  readonly goods: string;
  /** Milliseconds of business time. */
  readonly now: number;
  readonly drafting: Drafting;
}
