// Understands how exchanges with the payment channel about top-ups and refunds are shown.

import type { ExchangeRow } from "@anxin/store/wallet-exchange";
import { Type } from "typebox";
import { instantText, nullable } from "../http/schema.js";

export const ExchangeView = Type.Object({
  at: Type.String(),
  action: Type.String({ description: "send, query, close, notice, task" }),
  answer: Type.String(),
  code: nullable(Type.String()),
  detail: Type.String(),
});

export function exchangeView({ at, action, answer, code, detail }: Omit<ExchangeRow, "part">) {
  return { at: instantText(at), action, answer, code, detail };
}
