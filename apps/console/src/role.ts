// Understands the role of who is here.

import { useSession } from "@anxin/ui/session";
import type { Role } from "./room.js";

const ROLES: readonly Role[] = [
  "merchant",
  "adjuster",
  "supervisor",
  "actuary",
  "finance",
  "auditor",
  "platform",
  "admin",
];

/** None for a buyer, who has a portal of their own, and while it is not known yet. */
export function useRole(): Role | null {
  const role = useSession().data?.body.role;
  return ROLES.find((each) => each === role) ?? null;
}
