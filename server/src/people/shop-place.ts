// Understands where a page of what a shop has ended, as its cursor holds it: when that was made, and its hash.

import { instant } from "@anxin/core/time";
import type { ShopPlace } from "@anxin/store/people";

export function placeOf(texts: readonly string[] | null): ShopPlace | null {
  if (texts === null) return null;
  const [createdAt = "0", hash = ""] = texts;
  return { createdAt: instant(Number(createdAt)), hash };
}
