// Understands the addresses of the buyer's portal; every page is fetched when it is gone to.

import { listOrders, listProducts } from "@anxin/client/operations.generated";
import { ask, askList } from "@anxin/ui/api";
import { Arriving, BrokenPage } from "@anxin/ui/pieces/start";
import type { ComponentType } from "react";
import type { RouteObject } from "react-router";
import { FIRST_ORDERS } from "./cover/first-orders.js";
import { NoPage, Shell } from "./shell.js";

type Load = () => Promise<{ readonly Page: ComponentType }>;

/** `asks` is what the page will ask, asked while its code is on its way. */
const page = (path: string, load: Load, asks?: () => void): RouteObject => ({
  path,
  HydrateFallback: Arriving,
  lazy: async () => {
    asks?.();
    return { Component: (await load()).Page };
  },
});

function askCovers(): void {
  askList(listOrders, FIRST_ORDERS);
  ask(listProducts, {});
}

export const routes: RouteObject[] = [
  {
    path: "/",
    Component: Shell,
    ErrorBoundary: BrokenPage,
    children: [
      page("", () => import("./cover/home.js"), askCovers),
      page("covers/:policyId", () => import("./cover/cover.js")),
      page("covers/:policyId/claim", () => import("./claim/wizard.js")),
      page("claims", () => import("./case/list.js")),
      page("claims/:claimId", () => import("./case/claim.js")),
      page("guide", () => import("./guide/questions.js")),
      page("guide/compare", () => import("./guide/compare.js")),
      page("guide/choose", () => import("./guide/choose.js")),
      page("notices", () => import("./notice/notices.js")),
      page("settings", () => import("./notice/settings.js")),
      { path: "*", Component: NoPage },
    ],
  },
];
