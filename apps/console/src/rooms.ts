// Understands which rooms the console has, in the order of the menu.

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

/** The pages that a role has entries for, room by room. */
export const entriesOf = (role: Role): readonly { readonly room: Room; readonly pages: readonly RoomPage[] }[] =>
  ROOMS.map((room) => ({
    room,
    pages: room.pages.filter((page) => page.entry !== undefined && page.roles.includes(role)),
  })).filter(({ pages }) => pages.length > 0);
