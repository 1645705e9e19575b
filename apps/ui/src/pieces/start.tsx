// Understands how a portal begins: its words, its looks, its routes, and what shows when something breaks.

import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { useTranslation } from "react-i18next";
import { createBrowserRouter, isRouteErrorResponse, type RouteObject, useRouteError } from "react-router";
// The one of the browser's package can draw the next page at once where a page asks for it.
import { RouterProvider } from "react-router/dom";
import { queries } from "../api.js";
import { type Room, startLanguage } from "../language.js";
import { keptDensity, keptTheme, showDensity, showTheme } from "../theme.js";
import { Button } from "./button.js";
import { Empty, Loading } from "./state.js";
import { Toasts } from "./toast.js";

/** A page that broke, or that is not there. */
export function BrokenPage() {
  const { t } = useTranslation();
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) {
    return (
      <Empty icon="search" isPage title={t("notFoundTitle")}>
        {t("notFoundText")}
      </Empty>
    );
  }
  return (
    <Empty
      icon="warning"
      isPage
      title={t("errorTitle")}
      action={
        <Button icon="refresh" onClick={() => location.reload()}>
          {t("retry")}
        </Button>
      }
    >
      {t("errorPage")}
    </Empty>
  );
}

interface Portal {
  /** Where it is served, such as `/buyer`. */
  readonly base: string;
  /** Rooms whose words it begins with. */
  readonly words: readonly Room[];
  readonly routes: RouteObject[];
  /** What its first page is sure to ask, asked while words and code are on their way. */
  readonly begins?: () => void;
}

/**
 * React Aria writes a style of its own into a page that has no element of this name. The pages' policy takes styles from files
 * alone, so that base.css has the rule and this stands for it.
 */
function standForPressableStyle(): void {
  const mark = document.createElement("meta");
  mark.id = "react-aria-pressable-style";
  document.head.append(mark);
}

/** Starts a portal in the page's `#root`. */
export async function startPortal({ base, words, routes, begins }: Portal): Promise<void> {
  standForPressableStyle();
  showTheme(keptTheme());
  showDensity(keptDensity());
  const catalogue = startLanguage(["house", "pieces", ...words]);
  begins?.();
  // The router fetches the code of the page that the address names.
  const router = createBrowserRouter(routes, { basename: base });
  await catalogue;
  const root = document.getElementById("root");
  if (root === null) throw new Error("the page has no place for its content");
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </StrictMode>,
  );
}

/** For routes whose code is on its way. */
export const Arriving = () => <Loading lines={6} />;
