// Understands which pages a shop has: its own, and the same ones for those of the house who look after it.

import type { Role, Room, RoomPage } from "../room.js";
import { webhookPages } from "../webhook/pages.js";
import { withWords } from "../with-words.js";

const HOUSE: readonly Role[] = ["platform", "finance", "auditor", "admin"];
type Load = RoomPage["load"];

/** A page for the shop itself, in its menu where it has an entry, and one for the house under the shop's id. */
const page = (
  path: string,
  load: Load,
  entry?: RoomPage["entry"],
  house: readonly Role[] = HOUSE,
): readonly RoomPage[] => [
  { path: `merchant/${path}`, roles: ["merchant"], load, ...(entry === undefined ? {} : { entry }) },
  { path: `merchants/:merchantId/${path}`, roles: house, load },
];

export const merchantRoom: Room = {
  words: "merchant",
  pages: [
    ...page("overview", () => import("./overview.js"), { title: "nav_overview", icon: "home" }),
    ...page("covers", () => import("./covers.js"), { title: "nav_covers", icon: "shield" }),
    ...page("covers/:product", () => import("./cover.js")),
    ...page("covers/:product/enrol", () => import("./enrol/enrol.js"), undefined, ["platform", "admin"]),
    ...page("simulator", () => import("./simulator.js"), { title: "nav_simulator", icon: "chart" }, [
      "platform",
      "actuary",
      "auditor",
      "admin",
    ]),
    ...page("orders", () => import("./orders.js"), { title: "nav_orders", icon: "box" }),
    ...page("policies", () => import("./policies.js"), { title: "nav_policies", icon: "list" }),
    ...page("policies/:policyId", () => import("./policy.js")),
    ...page("orders/:orderId", () => import("./order.js")),
    ...page("claims", () => import("./claims.js"), { title: "nav_claims", icon: "flag" }),
    ...page("claims/:claimId", () => import("./claim.js")),
    ...page("recoveries", () => import("./recoveries.js"), { title: "nav_recoveries", icon: "refresh" }),
    ...page("recoveries/:recoveryId", () => import("./recovery.js")),
    ...page("wallet", () => import("./wallet/wallet.js"), { title: "nav_wallet", icon: "money" }),
    ...page("effects", () => import("./effects.js"), { title: "nav_effects", icon: "scale" }),
    ...page("notices", () => import("./notices.js"), { title: "nav_notices", icon: "bell" }),
    ...page(
      "access",
      withWords("access", () => import("../access/shop.js")),
      { title: "nav_access", icon: "key" },
      ["platform", "auditor", "admin"],
    ),
    {
      path: "merchant/webhooks",
      roles: ["merchant"],
      load: webhookPages.list,
      entry: { title: "nav_webhooks", icon: "hook" },
    },
    { path: "merchant/webhooks/:endpointId", roles: ["merchant"], load: webhookPages.endpoint },
  ],
};
