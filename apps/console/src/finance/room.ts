import type { Role, Room } from "../room.js";

const WHO: readonly Role[] = ["finance", "admin", "auditor"];
const PAYERS: readonly Role[] = [...WHO, "supervisor", "platform"];

export const financeRoom: Room = {
  words: "finance",
  pages: [
    {
      path: "finance/ledger",
      roles: [...WHO, "actuary"],
      load: () => import("./trial-balance.js"),
      entry: { title: "trialBalance", icon: "scale" },
    },
    { path: "finance/ledger/:account", roles: [...WHO, "actuary"], load: () => import("./account.js") },
    {
      path: "finance/payouts",
      roles: PAYERS,
      load: () => import("./payouts.js"),
      entry: { title: "payouts", icon: "money" },
    },
    { path: "finance/payouts/:payoutId", roles: PAYERS, load: () => import("./payout.js") },
    {
      path: "finance/clearing",
      roles: [...WHO, "supervisor"],
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
