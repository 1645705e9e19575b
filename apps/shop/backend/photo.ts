// Understands the photos that a buyer would take of what arrived broken: drawn, and no two of them alike.

import { createHash } from "node:crypto";
import { box, type Canvas, type Colour, camera, ellipse, HEIGHT, Picture, type Point, WIDTH } from "./raster.js";

/** What the cover's claim form asks for, in its order. */
export const PHOTO_KINDS = ["outer_box", "waybill_label", "damage", "damage"] as const;

/** Numbers from 0 to 1 that follow from a text: the same photo each time that it is asked for, another for each order. */
function chances(text: string): () => number {
  let bytes = createHash("sha256").update(text).digest();
  let at = 0;
  return () => {
    if (at + 2 > bytes.length) {
      bytes = createHash("sha256").update(bytes).digest();
      at = 0;
    }
    at += 2;
    return bytes.readUInt16BE(at - 2) / 65_535;
  };
}

type Chance = () => number;
const between = (chance: Chance, from: number, until: number): number => from + chance() * (until - from);

const FLOORS: readonly (readonly [Colour, Colour])[] = [
  [
    [206, 190, 166],
    [150, 128, 100],
  ],
  [
    [214, 214, 208],
    [158, 160, 156],
  ],
  [
    [178, 150, 116],
    [116, 90, 64],
  ],
  [
    [196, 202, 208],
    [134, 142, 152],
  ],
];

/** A floor in the light of a window, somewhere else in each home. */
function room(chance: Chance): Picture {
  const picture = new Picture(
    camera(between(chance, -0.16, 0.16), between(chance, 0.86, 1.08), [
      between(chance, -46, 46),
      between(chance, -34, 34),
    ]),
  );
  const [bright, dark] = FLOORS[Math.floor(chance() * FLOORS.length)] ?? [
    [206, 190, 166],
    [150, 128, 100],
  ];
  const [lightX, lightY] = [chance(), chance()];
  const fall = between(chance, 0.9, 1.7);
  picture.ground(bright, dark, (x, y) => Math.min(1, Math.hypot(x - lightX, y - lightY) / fall));
  const boards = 4 + Math.floor(chance() * 5);
  const lean = between(chance, -120, 120);
  for (let i = 0; i <= boards; i++) {
    const x = (WIDTH / boards) * i;
    picture.line([x, -200], [x + lean, HEIGHT + 200], 3, dark, 0.55);
  }
  return picture;
}

const CARDBOARD: Colour = [190, 147, 98];
const CARDBOARD_DARK: Colour = [158, 116, 72];
const TAPE: Colour = [222, 196, 152];
const DENT: Colour = [104, 72, 42];
const PAPER: Colour = [249, 248, 244];
const INK: Colour = [34, 34, 38];
const FRAME: Colour = [22, 24, 28];
const GLASS: Colour = [38, 45, 56];
const GLASS_BRIGHT: Colour = [66, 78, 94];
const CRACK: Colour = [220, 232, 242];
const SHADOW: Colour = [30, 26, 22];

function outerBox(chance: Chance): Picture {
  const picture = room(chance);
  picture.fill(ellipse(360, 452, 270, 34), SHADOW, 0.28);
  picture.fill(box(110, 120, 610, 450), CARDBOARD);
  const edge: Point[] = [
    [110, 120],
    [610, 120],
    [572, 76],
    [152, 76],
  ];
  picture.fill(edge, CARDBOARD_DARK);
  const tape = between(chance, 320, 372);
  picture.fill(box(tape, 76, tape + 44, 450), TAPE, 0.85);
  arrows(picture, 170, 380);
  dent(picture, chance);
  return picture;
}

/** Two arrows that say which side is up. */
function arrows(canvas: Canvas, x: number, y: number): void {
  for (const left of [x, x + 46]) {
    const head: Point[] = [
      [left, y - 34],
      [left + 17, y - 62],
      [left + 34, y - 34],
    ];
    canvas.fill(head, DENT, 0.8);
    canvas.fill(box(left + 11, y - 34, left + 23, y), DENT, 0.8);
  }
  canvas.fill(box(x, y + 8, x + 80, y + 13), DENT, 0.8);
}

/** A corner that something heavy fell on. */
function dent(canvas: Canvas, chance: Chance): void {
  const deep = between(chance, 70, 120);
  const at: Point = [610, 450 - between(chance, 20, 190)];
  const hole: Point[] = [
    [at[0] + 2, at[1] - deep],
    [at[0] - deep * 0.9, at[1] - deep * 0.24],
    [at[0] - deep * 0.62, at[1] + deep * 0.3],
    [at[0] - deep * 0.8, at[1] + deep * 0.7],
    [at[0] + 2, at[1] + deep * 0.86],
  ];
  canvas.fill(hole, DENT);
  for (let i = 0; i < 8; i++) {
    const from: Point = [at[0] - deep * between(chance, 0.4, 0.8), at[1] + deep * between(chance, -0.5, 0.6)];
    const to: Point = [from[0] - between(chance, 30, 110), from[1] + between(chance, -50, 50)];
    canvas.line(from, to, between(chance, 2, 6), CARDBOARD_DARK);
  }
}

function waybillLabel(chance: Chance): Picture {
  const picture = room(chance);
  picture.fill(box(-80, -60, 800, 620), CARDBOARD);
  const tape = between(chance, 40, 130);
  picture.fill(box(-80, tape, 800, tape + 54), TAPE, 0.8);
  picture.fill(box(146, 96, 586, 470), SHADOW, 0.18);
  picture.fill(box(138, 88, 578, 462), PAPER);
  for (let x = 168; x < 540; ) {
    const wide = 2 + Math.floor(chance() * 7);
    picture.fill(box(x, 116, x + wide, 206), INK);
    x += wide + 3 + Math.floor(chance() * 6);
  }
  picture.fill(box(168, 222, 420, 234), INK);
  picture.line([138, 258], [578, 258], 3, INK);
  for (let row = 0; row < 4; row++) {
    const wide = between(chance, 160, 330);
    picture.fill(box(168, 282 + row * 40, 168 + wide, 296 + row * 40), INK, row === 0 ? 1 : 0.75);
  }
  picture.fill(box(500, 372, 556, 428), INK);
  for (let i = 0; i < 12; i++) {
    const [x, y] = [506 + Math.floor(chance() * 6) * 8, 378 + Math.floor(chance() * 6) * 8];
    picture.fill(box(x, y, x + 8, y + 8), PAPER);
  }
  return picture;
}

/** Where glass ends: left, top, right and bottom. */
type Edges = readonly [number, number, number, number];

/** Cracks run out from where it was hit, as far as there is glass, and rings run around it. */
function cracks(canvas: Canvas, [x, y]: Point, reach: number, [left, top, right, bottom]: Edges, chance: Chance): void {
  const rays = 11 + Math.floor(chance() * 6);
  const bends: Point[][] = [];
  for (let ray = 0; ray < rays; ray++) {
    let angle = (ray / rays) * 2 * Math.PI + between(chance, -0.15, 0.15);
    let from: Point = [x, y];
    const bent: Point[] = [];
    const length = reach * between(chance, 0.55, 1.1);
    for (let part = 0; part < 4; part++) {
      angle += between(chance, -0.22, 0.22);
      const to: Point = [
        Math.min(right, Math.max(left, from[0] + (Math.cos(angle) * length) / 4)),
        Math.min(bottom, Math.max(top, from[1] + (Math.sin(angle) * length) / 4)),
      ];
      canvas.line(from, to, Math.max(1.2, (reach / 60) * (1 - part / 5)), CRACK, 0.92);
      bent.push(to);
      from = to;
    }
    bends.push(bent);
  }
  for (let ring = 0; ring < 2; ring++)
    for (const [ray, bent] of bends.entries()) {
      const [from, to] = [bent[ring], bends[(ray + 1) % bends.length]?.[ring]];
      if (from !== undefined && to !== undefined && chance() > 0.2) canvas.line(from, to, 1.6, CRACK, 0.7);
    }
  canvas.fill(ellipse(x, y, reach / 16, reach / 20), CRACK, 0.95);
}

function screen(chance: Chance): Picture {
  const picture = room(chance);
  picture.fill(ellipse(360, 470, 220, 18), SHADOW, 0.3);
  picture.fill(box(170, 428, 230, 466), FRAME);
  picture.fill(box(490, 428, 550, 466), FRAME);
  picture.fill(box(70, 92, 650, 432), FRAME);
  picture.fill(box(80, 102, 640, 420), GLASS);
  const shine: Point[] = [
    [80, 102],
    [between(chance, 210, 330), 102],
    [between(chance, 110, 180), 420],
    [80, 420],
  ];
  picture.fill(shine, GLASS_BRIGHT, 0.6);
  const hit: Point = [between(chance, 240, 540), between(chance, 180, 340)];
  cracks(picture, hit, between(chance, 150, 230), [82, 104, 638, 418], chance);
  return picture;
}

function closeUp(chance: Chance): Picture {
  const picture = room(chance);
  picture.fill(box(-90, -70, 820, 620), GLASS);
  const shine: Point[] = [
    [-90, between(chance, -60, 200)],
    [820, between(chance, -200, 40)],
    [820, between(chance, 60, 260)],
    [-90, between(chance, 240, 420)],
  ];
  picture.fill(shine, GLASS_BRIGHT, 0.7);
  if (chance() > 0.5) picture.fill(box(-90, between(chance, 430, 500), 820, 640), FRAME);
  const hit: Point = [between(chance, 200, 520), between(chance, 150, 380)];
  cracks(picture, hit, between(chance, 300, 420), [-90, -70, 820, 620], chance);
  return picture;
}

const VIEWS = [outerBox, waybillLabel, screen, closeUp] as const;

/** How many soft waves of light and shadow lie over a photo, and how strong each is at the most, of 255. */
const WAVES = 7;
const STRENGTH_MAX = 17;

/** Light as it falls through curtains and past furniture: another in each home, so that photos of two homes are not alike. */
function daylight(picture: Picture, chance: Chance): Picture {
  const waves = Array.from({ length: WAVES }, () => ({
    right: between(chance, -2.6, 2.6),
    down: between(chance, -2.6, 2.6),
    begins: chance() * 2 * Math.PI,
    strength: between(chance, STRENGTH_MAX / 2, STRENGTH_MAX),
  }));
  picture.light((x, y) => {
    let sum = 0;
    for (const { right, down, begins, strength } of waves)
      sum += strength * Math.cos(2 * Math.PI * (right * x + down * y) + begins);
    return sum;
  });
  return picture;
}

/** The latest photos: a page shows each of them, and then it is uploaded. */
const KEPT_MAX = 40;
const kept = new Map<string, Uint8Array>();

/** The photo that is taken as number `number` (from 0) of what arrived with an order, as PNG; null where there is none. */
export function photograph(orderId: string, number: number): Uint8Array | null {
  const name = `${orderId} ${number}`;
  const known = kept.get(name);
  if (known !== undefined) return known;
  const view = VIEWS[number];
  if (view === undefined) return null;
  const chance = chances(name);
  const photo = daylight(view(chance), chance).encode();
  kept.set(name, photo);
  const [oldest] = kept.keys();
  if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
  return photo;
}
