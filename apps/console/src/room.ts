// Understands what a room of the console is: pages with an entry in the menu, for some roles.

import type { Room as Words } from "@anxin/ui/language";
import type { IconName } from "@anxin/ui/pieces/icon";
import type { ComponentType } from "react";

export type Role = "merchant" | "adjuster" | "supervisor" | "actuary" | "finance" | "auditor" | "platform" | "admin";

/** A page; its code and its words are fetched when it is entered. */
export interface RoomPage {
  /** Below `/console/`, such as `review/claims/:claimId`. */
  readonly path: string;
  readonly roles: readonly Role[];
  readonly load: () => Promise<{ readonly Page: ComponentType }>;
  /** Its entry in the menu, where it has one; `title` is a key of the room's words. */
  readonly entry?: { readonly title: string; readonly icon: IconName };
}

export interface Room {
  /** The catalogue with the room's words; its `title` heads the entries in the menu. */
  readonly words: Words;
  readonly pages: readonly RoomPage[];
}
