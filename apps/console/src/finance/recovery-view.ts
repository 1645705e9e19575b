// Understands a recovery as the server tells it.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";

export type Recovery = AnswerOf<operations["readRecovery"]>;
