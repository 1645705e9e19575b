// Understands that a page which reckons with time waits until it is known.

import type { ReactNode } from "react";
import { useClock } from "../session.js";
import { Loading } from "./state.js";

export function Timed({ children }: { readonly children: ReactNode }) {
  return useClock() === null ? <Loading lines={6} /> : children;
}
