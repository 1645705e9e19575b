// Understands whose covers these are.

import { createContext, useContext } from "react";

export const Buyer = createContext("");

/** The id that the marketplace gives its buyer. */
export const useBuyer = (): string => useContext(Buyer);
