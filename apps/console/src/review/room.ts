import type { Room } from "../room.js";

const READERS = ["adjuster", "supervisor", "auditor"] as const;

export const reviewRoom: Room = {
  words: "review",
  pages: [
    { path: "review", roles: READERS, load: () => import("./queue.js"), entry: { title: "queue", icon: "list" } },
    { path: "review/claims/:claimId", roles: READERS, load: () => import("./claim.js") },
  ],
};
