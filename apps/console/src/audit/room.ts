import type { Room } from "../room.js";

export const auditRoom: Room = {
  words: "audit",
  pages: [
    {
      path: "audit/log",
      roles: ["auditor", "admin", "supervisor", "platform"],
      load: () => import("./log.js"),
      entry: { title: "log", icon: "book" },
    },
    {
      path: "audit/invariants",
      roles: ["auditor", "finance", "supervisor", "admin", "platform"],
      load: () => import("./invariants.js"),
      entry: { title: "invariants", icon: "check" },
    },
  ],
};
