// Understands how a picture is drawn in memory and written as PNG: filled outlines and strokes over light that falls off.

import { crc32, deflateSync } from "node:zlib";

export type Point = readonly [x: number, y: number];
export type Colour = readonly [red: number, green: number, blue: number];

export const WIDTH = 720;
export const HEIGHT = 540;
/** Drawn this many times as large and then averaged, so that edges are smooth. */
const FINE = 2;
const CHANNELS = 3;

/** Where drawing happens: units of the finished picture, moved by whoever holds the camera. */
export interface Canvas {
  /** Fills an outline; `strength` 0 to 1 lets what lies below show through. */
  fill(outline: readonly Point[], colour: Colour, strength?: number): void;
  line(from: Point, to: Point, thick: number, colour: Colour, strength?: number): void;
}

type Move = (point: Point) => Point;

/** Turned by radians around the middle, made larger, and moved. */
export function camera(turn: number, zoom: number, [right, down]: Point): Move {
  const [sin, cos] = [Math.sin(turn) * zoom, Math.cos(turn) * zoom];
  const [middleX, middleY] = [WIDTH / 2, HEIGHT / 2];
  return ([x, y]) => {
    const [dx, dy] = [x - middleX, y - middleY];
    return [middleX + right + dx * cos - dy * sin, middleY + down + dx * sin + dy * cos];
  };
}

export class Picture implements Canvas {
  readonly #width = WIDTH * FINE;
  readonly #height = HEIGHT * FINE;
  readonly #pixels = new Uint8ClampedArray(this.#width * this.#height * CHANNELS);

  constructor(private readonly move: Move) {}

  /** Covers everything with what lies between two colours; `far` says how near the second one, 0 to 1, for a place from 0 to 1 each way. */
  ground(near: Colour, distant: Colour, far: (x: number, y: number) => number): void {
    let at = 0;
    for (let y = 0; y < this.#height; y++)
      for (let x = 0; x < this.#width; x++) {
        const share = far(x / this.#width, y / this.#height);
        for (let channel = 0; channel < CHANNELS; channel++) {
          const from = near[channel] ?? 0;
          this.#pixels[at++] = from + ((distant[channel] ?? 0) - from) * share;
        }
      }
  }

  /** Lets light fall on the finished picture: so much more or less of 255, for a place from 0 to 1 each way. */
  light(added: (x: number, y: number) => number): void {
    for (let y = 0; y < HEIGHT; y++)
      for (let x = 0; x < WIDTH; x++) {
        const more = added(x / WIDTH, y / HEIGHT);
        for (let row = y * FINE; row < (y + 1) * FINE; row++) {
          const start = (row * this.#width + x * FINE) * CHANNELS;
          for (let at = start; at < start + FINE * CHANNELS; at++) this.#pixels[at] = (this.#pixels[at] ?? 0) + more;
        }
      }
  }

  fill(outline: readonly Point[], colour: Colour, strength = 1): void {
    const points = outline.map((point): Point => {
      const [x, y] = this.move(point);
      return [x * FINE, y * FINE];
    });
    const ys = points.map(([, y]) => y);
    const top = Math.max(0, Math.floor(Math.min(...ys)));
    const bottom = Math.min(this.#height - 1, Math.ceil(Math.max(...ys)));
    for (let y = top; y <= bottom; y++) this.#row(y, crossings(points, y + 0.5), colour, strength);
  }

  #row(y: number, xs: readonly number[], colour: Colour, strength: number): void {
    for (let i = 0; i + 1 < xs.length; i += 2) {
      const from = Math.max(0, Math.round(xs[i] ?? 0));
      const until = Math.min(this.#width, Math.round(xs[i + 1] ?? 0));
      for (let x = from; x < until; x++) this.#mix((y * this.#width + x) * CHANNELS, colour, strength);
    }
  }

  #mix(at: number, colour: Colour, strength: number): void {
    for (let channel = 0; channel < CHANNELS; channel++) {
      const below = this.#pixels[at + channel] ?? 0;
      this.#pixels[at + channel] = below + ((colour[channel] ?? 0) - below) * strength;
    }
  }

  line([x1, y1]: Point, [x2, y2]: Point, thick: number, colour: Colour, strength = 1): void {
    const length = Math.hypot(x2 - x1, y2 - y1) || 1;
    const [across, along] = [((y2 - y1) / length) * (thick / 2), ((x2 - x1) / length) * (thick / 2)];
    const corners: Point[] = [
      [x1 + across, y1 - along],
      [x2 + across, y2 - along],
      [x2 - across, y2 + along],
      [x1 - across, y1 + along],
    ];
    this.fill(corners, colour, strength);
  }

  /** PNG (ISO/IEC 15948): eight bits a channel, each row told as its difference from the one above. */
  encode(): Uint8Array {
    const stride = WIDTH * CHANNELS;
    const rows = Buffer.alloc((stride + 1) * HEIGHT);
    const small = this.#averaged();
    for (let y = 0; y < HEIGHT; y++) {
      rows[y * (stride + 1)] = 2;
      for (let i = 0; i < stride; i++) {
        const above = y === 0 ? 0 : (small[(y - 1) * stride + i] ?? 0);
        rows[y * (stride + 1) + 1 + i] = ((small[y * stride + i] ?? 0) - above) & 0xff;
      }
    }
    const size = Buffer.alloc(8);
    size.writeUInt32BE(WIDTH, 0);
    size.writeUInt32BE(HEIGHT, 4);
    const header = Buffer.concat([size, Buffer.from([8, 2, 0, 0, 0])]);
    return Buffer.concat([SIGNATURE, chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", EMPTY)]);
  }

  #averaged(): Uint8Array {
    const small = new Uint8Array(WIDTH * HEIGHT * CHANNELS);
    const pixels = this.#pixels;
    const stride = this.#width * CHANNELS;
    let to = 0;
    for (let y = 0; y < HEIGHT; y++)
      for (let x = 0; x < WIDTH; x++) {
        const corner = y * FINE * stride + x * FINE * CHANNELS;
        for (let at = corner; at < corner + CHANNELS; at++) {
          let sum = 0;
          for (let row = 0; row < FINE; row++)
            for (let column = 0; column < FINE; column++) sum += pixels[at + row * stride + column * CHANNELS] ?? 0;
          small[to++] = sum / (FINE * FINE);
        }
      }
    return small;
  }
}

/** Where a row of pixels enters and leaves an outline, from left to right. */
function crossings(points: readonly Point[], y: number): readonly number[] {
  const xs: number[] = [];
  for (const [i, [x1, y1]] of points.entries()) {
    const [x2, y2] = points[(i + 1) % points.length] ?? [x1, y1];
    if (y1 <= y !== y2 <= y) xs.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
  }
  return xs.sort((a, b) => a - b);
}

const EMPTY = Buffer.alloc(0);
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** Corners of a rectangle. */
export const box = (left: number, top: number, right: number, bottom: number): readonly Point[] => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];

const ROUND = 40;
export const ellipse = (x: number, y: number, wide: number, high: number): readonly Point[] =>
  Array.from({ length: ROUND }, (_, i) => {
    const angle = (i / ROUND) * 2 * Math.PI;
    return [x + Math.cos(angle) * wide, y + Math.sin(angle) * high];
  });
