import type { Role, Room } from "../room.js";
import { LEDGER_READERS, WHO } from "./who.js";

const PAYERS: readonly Role[] = [...WHO, "supervisor", "platform"];

export const financeRoom: Room = {
  words: "finance",
  pages: [
    {
      path: "finance/ledger",
      roles: LEDGER_READERS,
      load: () => import("./trial-balance.js"),
      entry: { title: "trialBalance", icon: "scale" },
    },
    { path: "finance/ledger/:account", roles: LEDGER_READERS, load: () => import("./account.js") },
    {
      path: "finance/payouts",
      roles: PAYERS,
      load: () => import("./payouts.js"),
      entry: { title: "payouts", icon: "money" },
    },
    { path: "finance/payouts/:payoutId", roles: PAYERS, load: () => import("./payout.js") },
    {
      path: "finance/clearing",
      roles: LEDGER_READERS,
      load: () => import("./clearing.js"),
      entry: { title: "clearing", icon: "clock" },
    },
    {
      path: "finance/recoveries",
      roles: PAYERS,
      load: () => import("./recoveries.js"),
      entry: { title: "recoveries", icon: "refresh" },
    },
    { path: "finance/recoveries/:recoveryId", roles: PAYERS, load: () => import("./recovery.js") },
    { path: "finance/tasks", roles: WHO, load: () => import("./tasks.js"), entry: { title: "tasks", icon: "list" } },
  ],
};
