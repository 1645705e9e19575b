// Understands the addresses of the buyer's portal; every page is fetched when it is gone to.

import { loadWords } from "@anxin/ui/language";
import { Arriving, BrokenPage } from "@anxin/ui/pieces/start";
import type { ComponentType } from "react";
import type { RouteObject } from "react-router";
import { NoPage, Shell } from "./shell.js";

const page = (path: string, load: () => Promise<{ readonly Page: ComponentType }>): RouteObject => ({
  path,
  HydrateFallback: Arriving,
  lazy: async () => ({ Component: (await load()).Page }),
});

export const routes: RouteObject[] = [
  {
    path: "/",
    Component: Shell,
    ErrorBoundary: BrokenPage,
    children: [
      page("", () => import("./cover/home.js")),
      page("covers/:policyId", () => import("./cover/cover.js")),
      page("covers/:policyId/claim", () => import("./claim/wizard.js")),
      page("claims", () => import("./case/list.js")),
      page("claims/:claimId", async () => (await Promise.all([import("./case/claim.js"), loadWords("pieces")]))[0]),
      page("guide", () => import("./guide/questions.js")),
      page("guide/compare", () => import("./guide/compare.js")),
      page("guide/choose", () => import("./guide/choose.js")),
      page("notices", () => import("./notice/notices.js")),
      page("settings", () => import("./notice/settings.js")),
      { path: "*", Component: NoPage },
    ],
  },
];
