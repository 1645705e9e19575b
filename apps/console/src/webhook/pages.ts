// Understands the pages about webhooks, which two rooms have: each comes with its words.

import { withWords } from "../with-words.js";

export const webhookPages = {
  list: withWords("webhook", () => import("./list.js")),
  endpoint: withWords("webhook", () => import("./endpoint.js")),
  health: withWords("webhook", () => import("./health.js")),
} as const;
