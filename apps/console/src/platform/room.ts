import type { Role, Room } from "../room.js";
import { webhookPages } from "../webhook/pages.js";

const WHO: readonly Role[] = ["platform", "admin"];
const READERS: readonly Role[] = [...WHO, "supervisor", "finance", "auditor"];

export const platformRoom: Room = {
  words: "platform",
  pages: [
    {
      path: "platform/board",
      roles: [...READERS, "actuary"],
      load: () => import("./board.js"),
      entry: { title: "board", icon: "chart" },
    },
    {
      path: "platform/campaigns",
      roles: READERS,
      load: () => import("./campaigns.js"),
      entry: { title: "campaigns", icon: "gift" },
    },
    { path: "platform/campaigns/new", roles: WHO, load: () => import("./new-campaign.js") },
    { path: "platform/campaigns/:campaignId", roles: READERS, load: () => import("./campaign.js") },
    {
      path: "platform/switches",
      roles: READERS,
      load: () => import("./switches.js"),
      entry: { title: "switches", icon: "power" },
    },
    {
      path: "platform/merchants",
      roles: [...READERS, "actuary"],
      load: () => import("./merchants.js"),
      entry: { title: "merchants", icon: "shop" },
    },
    {
      path: "platform/merchants/:merchantId",
      roles: [...READERS, "actuary"],
      load: () => import("./merchant.js"),
    },
    {
      path: "platform/webhooks",
      roles: [...WHO, "auditor"],
      load: webhookPages.list,
      entry: { title: "webhooks", icon: "hook" },
    },
    { path: "platform/webhooks/:endpointId", roles: [...WHO, "auditor"], load: webhookPages.endpoint },
    {
      path: "platform/webhook-health",
      roles: [...WHO, "supervisor", "auditor"],
      load: webhookPages.health,
      entry: { title: "webhookHealth", icon: "bell" },
    },
  ],
};
