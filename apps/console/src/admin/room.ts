import type { Room } from "../room.js";

export const adminRoom: Room = {
  words: "admin",
  pages: [
    {
      path: "admin/people",
      roles: ["admin", "supervisor", "auditor"],
      load: () => import("./people.js"),
      entry: { title: "people", icon: "people" },
    },
    { path: "admin/keys", roles: ["admin"], load: () => import("./keys.js"), entry: { title: "keys", icon: "key" } },
  ],
};
