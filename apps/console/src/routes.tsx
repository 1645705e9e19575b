// Understands the console's addresses: the shell around every page, and each room's pages fetched when they are entered.

import { loadWords } from "@anxin/ui/language";
import { Arriving, BrokenPage } from "@anxin/ui/pieces/start";
import type { RouteObject } from "react-router";
import { FirstPage } from "./first-page.js";
import type { Room, RoomPage } from "./room.js";
import { ROOMS } from "./rooms.js";
import { OnlyFor, Shell } from "./shell.js";

function routeOf({ words }: Room, { path, roles, load }: RoomPage): RouteObject {
  return {
    path,
    HydrateFallback: Arriving,
    lazy: async () => {
      const [{ Page }] = await Promise.all([load(), loadWords(words)]);
      return {
        Component: () => (
          <OnlyFor roles={roles}>
            <Page />
          </OnlyFor>
        ),
      };
    },
  };
}

export const routes: RouteObject[] = [
  {
    path: "/",
    Component: Shell,
    ErrorBoundary: BrokenPage,
    children: [
      { index: true, Component: FirstPage },
      ...ROOMS.flatMap((room) => room.pages.map((page) => routeOf(room, page))),
      { path: "*", Component: BrokenPage },
    ],
  },
];
