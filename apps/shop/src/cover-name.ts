// Understands what covers are called: as their products say, in the page's language.

import { useAnswer } from "@anxin/ui/api";
import { readComparison } from "./api.js";

/** A cover's name; one that is no longer on sale keeps its code. */
export function useCoverName(): (product: string) => string {
  const rows = useAnswer(readComparison, {}).data?.body.rows;
  return (product) => (rows === undefined ? "…" : (rows.find((each) => each.product === product)?.name ?? product));
}
