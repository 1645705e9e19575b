// Understands how the answers about a wallet are called on its pages.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";

export type WalletAnswer = AnswerOf<operations["readWallet"]>;
export type Movement = WalletAnswer["movements"]["data"][number];
export type TopUp = AnswerOf<operations["listTopUps"]>["data"][number];
export type Refund = AnswerOf<operations["listWalletRefunds"]>["data"][number];
