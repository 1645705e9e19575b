// Understands what of a notice only its recipient may read: sealed while it is kept, opened when it is sent, hidden in every list.

import type { NoticeData } from "@anxin/core/notice/notice";
import type { Context } from "../context.js";

const PURPOSE = "notice_secret";
const HIDDEN = "******";

/** A secret as it is kept in a notice's data. */
export const sealSecret = ({ vault }: Pick<Context, "vault">, tenantId: number, secret: string): string =>
  vault.seal(tenantId, PURPOSE, Buffer.from(secret)).toString("base64");

/** The notice as its recipient reads it. */
export function openSecret({ vault }: Pick<Context, "vault">, tenantId: number, data: NoticeData): NoticeData {
  if (data.kind !== "payee_code") return data;
  return { ...data, code: vault.open(tenantId, PURPOSE, Buffer.from(data.code, "base64")).toString() };
}

/** The notice as everybody else reads it. */
export const hideSecret = (data: NoticeData): NoticeData =>
  data.kind === "payee_code" ? { ...data, code: HIDDEN } : data;
