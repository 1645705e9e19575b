import { loadWords } from "@anxin/ui/language";
import type { Role, Room } from "../room.js";

const WHO: readonly Role[] = ["supervisor", "auditor"];

export const deskRoom: Room = {
  words: "desk",
  pages: [
    { path: "desk/second", roles: WHO, load: () => import("./second.js"), entry: { title: "second", icon: "eye" } },
    {
      path: "desk/appeals",
      roles: [...WHO, "adjuster", "platform", "admin"],
      load: () => import("./appeals.js"),
      entry: { title: "appeals", icon: "flag" },
    },
    {
      path: "desk/appeals/:appealId",
      roles: [...WHO, "adjuster", "platform", "admin"],
      // Reasons and files of a case are said in the words of the review.
      load: () => loadWords("review").then(() => import("./appeal.js")),
    },
    {
      path: "desk/escalations",
      roles: [...WHO, "adjuster"],
      load: () => import("./escalations.js"),
      entry: { title: "escalations", icon: "clock" },
    },
    { path: "desk/quality", roles: WHO, load: () => import("./quality.js"), entry: { title: "quality", icon: "star" } },
    {
      path: "desk/authority",
      roles: [...WHO, "admin"],
      load: () => import("./authority.js"),
      entry: { title: "authority", icon: "scale" },
    },
    {
      path: "desk/team",
      roles: ["supervisor", "admin", "auditor"],
      load: () => import("./team.js"),
      entry: { title: "team", icon: "people" },
    },
    {
      path: "desk/replays",
      roles: WHO,
      load: () => import("./replays.js"),
      entry: { title: "replays", icon: "refresh" },
    },
  ],
};
