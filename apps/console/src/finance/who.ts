// Understands who of the house reads the books.

import type { Role } from "../room.js";

export const WHO: readonly Role[] = ["finance", "admin", "auditor"];
/** Whom the server answers for accounts and their entries. */
export const LEDGER_READERS: readonly Role[] = [...WHO, "supervisor"];
