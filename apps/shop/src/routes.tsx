// Understands the addresses of the demo shop.

import { Arriving, BrokenPage } from "@anxin/ui/pieces/start";
import type { ComponentType } from "react";
import type { RouteObject } from "react-router";
import { Frame } from "./frame.js";

const page = (path: string, load: () => Promise<{ readonly Page: ComponentType }>): RouteObject => ({
  path,
  HydrateFallback: Arriving,
  lazy: async () => ({ Component: (await load()).Page }),
});

export const routes: RouteObject[] = [
  {
    path: "/",
    Component: Frame,
    ErrorBoundary: BrokenPage,
    children: [
      page("", () => import("./store-front.js")),
      page("goods/:sku", () => import("./product.js")),
      page("choose", () => import("./choose.js")),
      page("compare", () => import("./compare.js")),
      page("cart", () => import("./cart-page.js")),
      page("checkout", () => import("./checkout.js")),
      page("orders", () => import("./orders.js")),
      page("orders/:orderId", () => import("./order.js")),
      page("stories/:story", () => import("./story.js")),
      { path: "*", Component: BrokenPage },
    ],
  },
];
