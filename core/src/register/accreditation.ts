// Understands the numbers of accreditations: which can be one, and how it is written.

import type { Accreditation, AccreditationScheme } from "./entry.js";

/**
 * CMA: year of issue, issuing authority (00 the state's, 01 to 32 the provinces'), field, sector, two digits each, and a serial
 * number from 0001. CNAS: L for laboratories, IB for inspection bodies. A trademark has a number of up to nine digits.
 */
const FORMATS: Readonly<Record<AccreditationScheme, RegExp>> = {
  CMA: /^\d{2}(?:[0-2]\d|3[0-2])\d{4}(?!0000)\d{4}$/,
  CNAS: /^(?:L|IB)\d{4,5}$/,
  trademark: /^[1-9]\d{3,8}$/,
  maker: /^[A-Z0-9][A-Z0-9/-]{1,39}$/,
};

/** The number as it is kept: without spaces, in capitals, without the scheme's own name before it; null when it cannot be one. */
export function accreditationNumber(scheme: AccreditationScheme, text: string): string | null {
  const compact = text.normalize("NFKC").replace(/\s+/gu, "").toUpperCase();
  const number = compact.startsWith(scheme.toUpperCase()) ? compact.slice(scheme.length) : compact;
  return FORMATS[scheme].test(number) ? number : null;
}

/** An accreditation as people write it: "CMA 220011110001". */
export const accreditationText = ({ scheme, number }: Accreditation): string => `${scheme} ${number}`;
