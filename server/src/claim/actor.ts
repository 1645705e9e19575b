// Understands who acted on a claim, and what outsiders are told of it.

import type { Actor } from "@anxin/core/claim/machine";
import { personOfStaff } from "@anxin/store/proposal";
import type { Tx } from "@anxin/store/transaction";
import type { Principal } from "../http/api.js";
import { isOutside } from "../http/sight.js";

/** Who decides where no person does. */
export const RULES = "rules";
/** Who acts when an order tells of something by itself. */
export const SYSTEM = "system";

/** The kinds of callers that are parties to the claim. */
const PARTIES: Readonly<Record<string, string>> = {
  server: "marketplace",
  buyer: "buyer",
  merchant: "merchant",
  "merchant-key": "merchant",
};

/** The side that somebody is on; rules and the house itself have no name to hide. */
export function callerSide(actor: string): string {
  if (actor === RULES || actor === SYSTEM) return actor;
  return PARTIES[actor.split(":", 1)[0] ?? ""] ?? "insurer";
}

/** An actor as the viewer may know it: outsiders learn which side it was. */
export const actorShown = (actor: string, viewer: Pick<Principal, "role">): string =>
  isOutside(viewer) ? callerSide(actor) : actor;

/** Who acts on a case, as the case machine wants to know it: the human being, not the account. */
export async function actorOf(tx: Tx, { role, subject }: Pick<Principal, "role" | "subject">): Promise<Actor> {
  const isSupervisor = role === "supervisor";
  if (role === "server") return { side: "buyer", person: null, isSupervisor };
  if (role === "buyer" || role === "merchant") return { side: role, person: `${role}:${subject}`, isSupervisor };
  return { side: "insurer", person: await personOfStaff(tx, BigInt(subject)), isSupervisor };
}

/** Rules, as an actor. */
export const BY_RULES: Actor = { side: "rules", person: null, isSupervisor: false };
