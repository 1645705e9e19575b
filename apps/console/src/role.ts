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

/** None for a buyer, who has a portal of their own. */
export const roleOf = (role: string | undefined): Role | null => ROLES.find((each) => each === role) ?? null;

/** None also while it is not known yet. */
export const useRole = (): Role | null => roleOf(useSession().data?.body.role);
