// Understands the pages about webhooks, which two rooms have: each comes with its words.

import { loadWords } from "@anxin/ui/language";
import type { RoomPage } from "../room.js";

const withWords =
  (load: RoomPage["load"]): RoomPage["load"] =>
  async () => {
    const [page] = await Promise.all([load(), loadWords("webhook")]);
    return page;
  };

export const webhookPages = {
  list: withWords(() => import("./list.js")),
  endpoint: withWords(() => import("./endpoint.js")),
  health: withWords(() => import("./health.js")),
} as const;
