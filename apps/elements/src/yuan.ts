// Understands how whole fen read as yuan: by setting a point in a string, since no float may stand for money.

/** A price in fen as people read it: 60 is "0.60". */
export function price(fen: number): string {
  const digits = String(fen).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A sum in fen, without a fraction where there is none: 1200 is "12", 1250 is "12.50". */
export const sum = (fen: number): string => price(fen).replace(/\.00$/, "");
