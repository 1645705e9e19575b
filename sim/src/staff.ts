// Signs in to the sandbox as a member of its staff, with password and TOTP.

import type { SandboxAccess } from "@anxin/server/sandbox/seed";
import { Secret, TOTP } from "otpauth";
import { type Client, connectClient } from "./client.js";

/** The token of a session of a member of staff with a role: the first, or another of them. */
export async function tokenOf(
  { url, users }: Pick<SandboxAccess, "url" | "users">,
  role: string,
  number: number = 0,
): Promise<string> {
  const user = users.filter((each) => each.role === role)[number];
  if (user === undefined) throw new Error(`the sandbox has no ${role} number ${number}`);
  const { email, password, totpSecret } = user;
  const totp = new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate();
  const { token } = (await connectClient(url, "").ok("POST", "/v1/sessions", { body: { email, password, totp } })) as {
    readonly token: string;
  };
  return token;
}

/** A client of a member of staff with a role: the first, or another of them. */
export async function signIn(url: string, { users }: SandboxAccess, role: string, number = 0): Promise<Client> {
  return connectClient(url, await tokenOf({ url, users }, role, number));
}
