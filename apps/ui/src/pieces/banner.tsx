// Understands what everybody on the page has to know first.

import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.js";
import type { Tone } from "./words.js";

const ICONS: Readonly<Record<Tone, IconName>> = {
  good: "check",
  warn: "warning",
  bad: "warning",
  info: "info",
  plain: "info",
};

export const Banner = ({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) => (
  <div className={`ax-note ax-note-${tone}`} role={tone === "bad" ? "alert" : "status"}>
    <Icon name={ICONS[tone]} />
    <div>{children}</div>
  </div>
);
