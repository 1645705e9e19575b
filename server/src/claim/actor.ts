// Understands who acted on a claim, and what outsiders are told of it.

import type { Principal } from "../http/api.js";

/** Who decides where no person does. */
export const RULES = "rules";
/** Who acts when an order tells of something by itself. */
const SYSTEM = "system";

/** Buyers and merchants see what was decided and why, not what the insurer sets aside or who sits at its desks. */
export const isOutside = ({ role }: Pick<Principal, "role">): boolean => role === "buyer" || role === "merchant";

/** The kinds of callers that are parties to the claim. */
const PARTIES: Readonly<Record<string, string>> = { server: "marketplace", buyer: "buyer", merchant: "merchant" };

/** An actor as the viewer may know it: outsiders learn which side it was. */
export function actorShown(actor: string, viewer: Pick<Principal, "role">): string {
  if (!isOutside(viewer) || actor === RULES || actor === SYSTEM) return actor;
  return PARTIES[actor.split(":", 1)[0] ?? ""] ?? "insurer";
}
