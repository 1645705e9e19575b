// Draws pictures from a seed that resemble photos in what they hold: most in the coarse, less the finer it is (power falls
// with the square of the frequency), light that falls off, things with edges, and writing. They are alike as photos of parcels
// and labels are alike, so that telling them apart is not trivial.

import sharp from "sharp";

export const WIDTH = 480;
export const HEIGHT = 360;
const CHANNELS = 3;

type Colour = readonly [red: number, green: number, blue: number];

/** Numbers from 0 up to, and without, 1 that follow from a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A picture while it is drawn: brightness and hue apart, as floating numbers. */
interface Canvas {
  readonly random: () => number;
  readonly pixels: Float32Array;
}

const between = (random: () => number, from: number, to: number): number => from + random() * (to - from);

const SMALLEST_GRID = 2;
const LARGEST_GRID = 128;

/** Adds noise of every size, each octave with half the amplitude of the one before. */
function cloud({ random, pixels }: Canvas, amplitude: number): void {
  const light = new Float32Array(WIDTH * HEIGHT);
  let height = amplitude;
  for (let cells = SMALLEST_GRID; cells <= LARGEST_GRID; cells *= 2) {
    const side = cells + 1;
    const grid = Float32Array.from({ length: side * side }, () => (random() - 0.5) * height);
    for (let y = 0; y < HEIGHT; y++) {
      const gy = (y / HEIGHT) * cells;
      const fy = gy - Math.floor(gy);
      const top = Math.floor(gy) * side;
      // The row between two rows of the grid, of which each pixel then lies between two columns.
      const row = Float32Array.from({ length: side }, (_, i) => {
        return (grid[top + i] ?? 0) * (1 - fy) + (grid[top + side + i] ?? 0) * fy;
      });
      for (let x = 0; x < WIDTH; x++) {
        const gx = (x / WIDTH) * cells;
        const left = Math.floor(gx);
        const value = (row[left] ?? 0) * (1 - gx + left) + (row[left + 1] ?? 0) * (gx - left);
        light[y * WIDTH + x] = (light[y * WIDTH + x] ?? 0) + value;
      }
    }
    height /= 2;
  }
  for (let at = 0; at < pixels.length; at++) pixels[at] = (pixels[at] ?? 0) + (light[Math.floor(at / CHANNELS)] ?? 0);
}

function fill({ pixels }: Canvas, [red, green, blue]: Colour): void {
  for (let at = 0; at < pixels.length; at += CHANNELS) pixels.set([red, green, blue], at);
}

/** Light from one side. */
function light({ random, pixels }: Canvas, strength: number): void {
  const angle = between(random, 0, 2 * Math.PI);
  const [dx, dy] = [Math.cos(angle) / WIDTH, Math.sin(angle) / HEIGHT];
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const add = ((x - WIDTH / 2) * dx + (y - HEIGHT / 2) * dy) * strength;
      const at = (y * WIDTH + x) * CHANNELS;
      for (let c = 0; c < CHANNELS; c++) pixels[at + c] = (pixels[at + c] ?? 0) + add;
    }
}

interface Tilted {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly angle: number;
}

/** A filled box or ellipse, turned by an angle, which keeps some of what lies beneath as texture. */
function shape({ pixels }: Canvas, { x, y, width, height, angle }: Tilted, colour: Colour, round: boolean): void {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const reach = Math.ceil(Math.hypot(width, height) / 2);
  for (let py = Math.max(0, Math.floor(y - reach)); py < Math.min(HEIGHT, y + reach); py++)
    for (let px = Math.max(0, Math.floor(x - reach)); px < Math.min(WIDTH, x + reach); px++) {
      const u = ((px - x) * cos + (py - y) * sin) / (width / 2);
      const v = ((py - y) * cos - (px - x) * sin) / (height / 2);
      if (round ? u * u + v * v > 1 : Math.abs(u) > 1 || Math.abs(v) > 1) continue;
      const at = (py * WIDTH + px) * CHANNELS;
      for (let c = 0; c < CHANNELS; c++) pixels[at + c] = (pixels[at + c] ?? 0) * 0.2 + (colour[c] ?? 0) * 0.8;
    }
}

const grey = (value: number): Colour => [value, value, value];
const anyColour = (random: () => number): Colour => [random() * 255, random() * 255, random() * 255];

/** Lines of strokes, as writing looks from afar. */
function writing(canvas: Canvas, { x, y, width, height, angle }: Tilted, lines: number): void {
  const { random } = canvas;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const pitch = height / lines;
  for (let row = 0; row < lines; row++) {
    const v = -height / 2 + (row + 0.5) * pitch;
    const until = between(random, 0.2, 1) * width;
    for (let u = 0; u < until; u += between(random, 0.4, 1.2) * pitch) {
      const stroke = { width: pitch * between(random, 0.2, 0.7), height: pitch * between(random, 0.3, 0.7), angle };
      const along = u - width / 2;
      shape(canvas, { x: x + along * cos - v * sin, y: y + along * sin + v * cos, ...stroke }, grey(30), false);
    }
  }
}

/** A thing somewhere near the middle, not quite straight, as people hold their phones. */
function placed(random: () => number, from: number, to: number): Tilted {
  return {
    x: WIDTH * between(random, 0.35, 0.65),
    y: HEIGHT * between(random, 0.35, 0.65),
    width: WIDTH * between(random, from, to),
    height: HEIGHT * between(random, from, to),
    angle: between(random, -0.25, 0.25),
  };
}

function scene(canvas: Canvas): void {
  const { random } = canvas;
  fill(canvas, anyColour(random));
  for (let i = 0; i < 6; i++) {
    const at = { x: random() * WIDTH, y: random() * HEIGHT };
    const size = { width: between(random, 40, 300), height: between(random, 40, 240), angle: between(random, 0, 3) };
    shape(canvas, { ...at, ...size }, anyColour(random), random() < 0.5);
  }
}

/** A box on a table, with tape and dents: bright around, darker in the middle, every time. */
function parcel(canvas: Canvas): void {
  const { random } = canvas;
  fill(canvas, grey(between(random, 170, 220)));
  const box = placed(random, 0.5, 0.8);
  shape(canvas, box, [181, 137, 88], false);
  shape(canvas, { ...box, width: box.width * 0.12 }, grey(225), false);
  for (let i = 0; i < 5; i++) {
    const dent = { x: box.x + (random() - 0.5) * box.width, y: box.y + (random() - 0.5) * box.height };
    const size = { width: between(random, 8, 60), height: between(random, 6, 40), angle: between(random, 0, 3) };
    shape(canvas, { ...dent, ...size }, [92, 62, 34], random() < 0.5);
  }
}

/** A label that fills most of the picture: the same form every time, with other words in it. */
function label(canvas: Canvas): void {
  const { random } = canvas;
  fill(canvas, [181, 150, 110]);
  const paper = placed(random, 0.7, 0.9);
  shape(canvas, paper, grey(245), false);
  writing(canvas, { ...paper, width: paper.width * 0.85, height: paper.height * 0.8 }, 9);
  shape(canvas, { ...paper, y: paper.y - paper.height * 0.35, width: paper.width * 0.6, height: 40 }, grey(40), false);
}

/** A dark screen with cracks that run from one point. */
function screen(canvas: Canvas): void {
  const { random } = canvas;
  fill(canvas, grey(between(random, 120, 200)));
  const glass = placed(random, 0.6, 0.9);
  shape(canvas, glass, [30, 36, 46], false);
  const hit = { x: glass.x + (random() - 0.5) * glass.width, y: glass.y + (random() - 0.5) * glass.height };
  for (let i = 0; i < 12; i++) {
    const angle = between(random, 0, 2 * Math.PI);
    const length = between(random, 30, 220);
    const middle = { x: hit.x + (Math.cos(angle) * length) / 2, y: hit.y + (Math.sin(angle) * length) / 2 };
    shape(canvas, { ...middle, width: length, height: between(random, 2, 6), angle }, [214, 228, 240], false);
  }
}

const KINDS = [scene, parcel, label, screen];

/** Picture number `index` of a seed, as a JPEG of 480 by 360 pixels. Every fourth is of the same kind. */
export function drawPicture(seed: number, index: number): Promise<Buffer> {
  const random = seeded(seed * 1_000_003 + index);
  const canvas: Canvas = { random, pixels: new Float32Array(WIDTH * HEIGHT * CHANNELS) };
  KINDS[index % KINDS.length]?.(canvas);
  light(canvas, between(random, 20, 90));
  cloud(canvas, between(random, 60, 140));
  const raw = { width: WIDTH, height: HEIGHT, channels: CHANNELS } as const;
  return sharp(Uint8ClampedArray.from(canvas.pixels), { raw }).jpeg({ quality: 90 }).toBuffer();
}
