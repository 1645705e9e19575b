// Understands weights of a signature of which tests change only what they are about; each has a number of its own.

import type { SignatureWeights } from "../product/product.js";

export const SIGNATURE: SignatureWeights = {
  intact: -40,
  remarked: 30,
  unsigned: 10,
  slots: { outer_box: 20, unboxing_video: 15 },
  photographed: [
    { hours: 2, points: 16 },
    { hours: 12, points: 8 },
  ],
  photographedLater: -9,
  reported: [
    { hours: 12, points: 21 },
    { hours: 24, points: 11 },
  ],
  referBelow: 0,
  photoHoursBefore: 2,
  photoHoursAfter: 48,
};
