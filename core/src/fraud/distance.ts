// Understands how far a parcel travels at the least between two provinces.

import { PROVINCES, type Province } from "../region.js";

/**
 * Geographic centre in degrees north and east, to a tenth, and area in thousands of square kilometres, by the code of the
 * province. They bound distances from below, so that their roundness harms nobody.
 */
const CENTRES: Readonly<Record<string, readonly [north: number, east: number, area: number]>> = {
  "11": [40.2, 116.4, 16],
  "12": [39.3, 117.3, 12],
  "13": [39.5, 116.3, 189],
  "14": [37.6, 112.3, 157],
  "15": [44.1, 113.9, 1183],
  "21": [41.3, 122.6, 148],
  "22": [43.7, 126.2, 187],
  "23": [47.9, 127.8, 473],
  "31": [31.2, 121.4, 6],
  "32": [33.0, 119.4, 107],
  "33": [29.2, 120.1, 106],
  "34": [31.9, 117.2, 140],
  "35": [26.1, 118.0, 124],
  "36": [27.6, 115.7, 167],
  "37": [36.4, 118.2, 158],
  "41": [33.9, 113.6, 167],
  "42": [31.0, 112.3, 186],
  "43": [27.6, 111.7, 212],
  "44": [23.4, 113.4, 180],
  "45": [23.8, 108.8, 238],
  "46": [19.2, 109.8, 35],
  "50": [30.1, 107.9, 82],
  "51": [30.6, 102.7, 486],
  "52": [26.8, 106.9, 176],
  "53": [25.0, 101.5, 394],
  "54": [31.5, 88.4, 1228],
  "61": [35.2, 108.9, 206],
  "62": [38.0, 101.0, 426],
  "63": [35.7, 96.0, 722],
  "64": [37.3, 106.2, 66],
  "65": [41.1, 85.2, 1665],
  "71": [23.7, 121.0, 36],
  "81": [22.4, 114.1, 1],
  "82": [22.2, 113.6, 1],
};

const EARTH_RADIUS_KM = 6_371;
const DEGREE = Math.PI / 180;

interface Disc {
  /** On a sphere, in kilometres. */
  readonly at: readonly [number, number, number];
  readonly diameter: number;
}

function discOf([north, east, area]: readonly [number, number, number]): Disc {
  const [latitude, longitude] = [north * DEGREE, east * DEGREE];
  const ring = Math.cos(latitude);
  const unit = [ring * Math.cos(longitude), ring * Math.sin(longitude), Math.sin(latitude)] as const;
  const [x, y, z] = unit;
  return {
    at: [x * EARTH_RADIUS_KM, y * EARTH_RADIUS_KM, z * EARTH_RADIUS_KM],
    diameter: 2 * Math.sqrt((area * 1_000) / Math.PI),
  };
}

const discs: ReadonlyMap<string, Disc> = new Map(
  PROVINCES.flatMap(({ code }) => {
    const centre = CENTRES[code];
    return centre === undefined ? [] : [[code, discOf(centre)] as const];
  }),
);

/**
 * Kilometres that a parcel travels between two provinces at the least: the straight line between their centres, less the
 * diameter of a disc as large as each, since no province is so long that it reaches further from its centre. Zero for one
 * province and for neighbours, whose cities may lie across the border from each other.
 */
export function gapKm(from: Province, to: Province): number {
  if (from.code === to.code || from.neighbours.includes(to.short)) return 0;
  const [here, there] = [discs.get(from.code), discs.get(to.code)];
  if (here === undefined || there === undefined) return 0;
  const [x, y, z] = here.at.map((value, i) => value - (there.at[i] ?? 0));
  const line = Math.sqrt((x ?? 0) ** 2 + (y ?? 0) ** 2 + (z ?? 0) ** 2);
  return Math.max(0, Math.floor(line - here.diameter - there.diameter));
}
