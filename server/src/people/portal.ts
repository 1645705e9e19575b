// Understands how a browser is let in: by a cookie, and to the portal of its role.

import type { Context } from "../context.js";
import type { Role } from "../http/api.js";

/** A cookie that no script can read, and that other sites' pages cannot make a browser send with a write. */
export function cookieFor({ config }: Pick<Context, "config">, lastsMs: number) {
  const secure = config.publicUrl.startsWith("https:");
  return { httpOnly: true, sameSite: "lax", secure, path: "/", maxAge: lastsMs / 1_000 } as const;
}

/** Where somebody works who has come in: buyers on their own pages, everybody else at the console. */
export const portalOf = (role: Role): string => (role === "buyer" ? "/buyer/" : "/console/");
