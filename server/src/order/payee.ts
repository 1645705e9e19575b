// Understands how the payee of an order is kept: sealed for its tenant, shown only masked.

import type { Payee } from "@anxin/core/order/order";
import type { Vault } from "../vault.js";

const PURPOSE = "payee";

export function sealPayee(vault: Vault, tenantId: number, payee: Payee | null): Buffer | null {
  return payee === null
    ? null
    : vault.seal(tenantId, PURPOSE, Buffer.from(JSON.stringify([payee.channel, payee.account, payee.name])));
}

export function openPayee(vault: Vault, tenantId: number, sealed: Buffer | null): Payee | null {
  if (sealed === null) return null;
  const [channel, account, name] = JSON.parse(vault.open(tenantId, PURPOSE, sealed).toString()) as [
    "alipay",
    string,
    string,
  ];
  return { channel, account, name };
}

/** An account with its middle hidden: "bu***@example.com", "138****0000". */
export function maskAccount(account: string): string {
  const at = account.indexOf("@");
  if (at > 0) return `${account.slice(0, Math.min(2, at))}***${account.slice(at)}`;
  if (account.length <= 4) return "****";
  return `${account.slice(0, 3)}****${account.slice(account.length > 7 ? -4 : -1)}`;
}

/** A name of which one character is shown: "王*", "J***". */
export function maskName(name: string): string {
  const [first = "", ...rest] = [...name];
  return first + "*".repeat(Math.min(3, Math.max(1, rest.length)));
}
