import type { Room } from "../room.js";
import { withWords } from "../with-words.js";

export const adminRoom: Room = {
  words: "admin",
  pages: [
    {
      path: "admin/people",
      roles: ["admin", "supervisor", "auditor"],
      load: () => import("./people.js"),
      entry: { title: "people", icon: "people" },
    },
    {
      path: "admin/keys",
      roles: ["admin"],
      load: withWords("access", () => import("./keys.js")),
      entry: { title: "keys", icon: "key" },
    },
  ],
};
