// Understands a claim as its shop is told of it.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";

export type Claim = AnswerOf<operations["readClaim"]>;
