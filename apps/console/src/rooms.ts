// Understands which rooms the console has, in the order of the menu.

import { readMerchantOverview } from "@anxin/client/operations.generated";
import { ask } from "@anxin/ui/api";
import { loadWords } from "@anxin/ui/language";
import { actuaryRoom } from "./actuary/room.js";
import { adminRoom } from "./admin/room.js";
import { auditRoom } from "./audit/room.js";
import { deskRoom } from "./desk/room.js";
import { financeRoom } from "./finance/room.js";
import { merchantRoom } from "./merchant/room.js";
import { platformRoom } from "./platform/room.js";
import { reviewRoom } from "./review/room.js";
import type { Role, Room, RoomPage } from "./room.js";

export const ROOMS: readonly Room[] = [
  merchantRoom,
  reviewRoom,
  deskRoom,
  actuaryRoom,
  financeRoom,
  platformRoom,
  auditRoom,
  adminRoom,
];

/** Where each role begins its day: at what is its own work, not at whatever comes first in its menu. */
const FIRST_PAGES: Readonly<Record<Role, string>> = {
  merchant: "merchant/overview",
  adjuster: "review",
  supervisor: "review",
  actuary: "actuary/products",
  finance: "finance/ledger",
  auditor: "audit/log",
  platform: "platform/board",
  admin: "admin/people",
};
export const firstPageOf = (role: Role): string => FIRST_PAGES[role];

/** Has the code and the words of a role's first page on their way, and a shop's overview, which is all that its page shows. */
export async function fetchFirstPage(role: Role, subject: string): Promise<void> {
  if (role === "merchant") ask(readMerchantOverview, { path: { merchantId: subject } });
  const room = ROOMS.find(({ pages }) => pages.some(({ path }) => path === FIRST_PAGES[role]));
  const page = room?.pages.find(({ path }) => path === FIRST_PAGES[role]);
  await Promise.all([page?.load(), room === undefined ? null : loadWords(room.words)]);
}

/** The pages that a role has entries for, room by room. */
export const entriesOf = (role: Role): readonly { readonly room: Room; readonly pages: readonly RoomPage[] }[] =>
  ROOMS.map((room) => ({
    room,
    pages: room.pages.filter((page) => page.entry !== undefined && page.roles.includes(role)),
  })).filter(({ pages }) => pages.length > 0);
