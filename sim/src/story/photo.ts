// Draws what is photographed and scanned: simple pictures, encoded as PNG, so that the stories upload real images.

import { crc32, deflateSync } from "node:zlib";

type Colour = readonly [red: number, green: number, blue: number];
type Point = readonly [x: number, y: number];

const WIDTH = 480;
const HEIGHT = 360;
const CHANNELS = 3;

const TABLE: Colour = [222, 216, 206];
const CARDBOARD: Colour = [181, 137, 88];
const DENT: Colour = [92, 62, 34];
const PAPER: Colour = [250, 250, 247];
const INK: Colour = [24, 24, 26];
const GLASS: Colour = [30, 36, 46];
const CRACK: Colour = [214, 228, 240];

/** A picture in memory: rows of red, green and blue. */
class Picture {
  readonly pixels = Buffer.alloc(WIDTH * HEIGHT * CHANNELS);

  constructor(background: Colour) {
    this.box([0, 0], [WIDTH, HEIGHT], background);
  }

  dot([x, y]: Point, colour: Colour): void {
    if (x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT) return;
    this.pixels.set(colour, (Math.floor(y) * WIDTH + Math.floor(x)) * CHANNELS);
  }

  /** A filled rectangle from one corner up to, and without, the other. */
  box([left, top]: Point, [right, bottom]: Point, colour: Colour): void {
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) this.dot([x, y], colour);
  }

  line([fromX, fromY]: Point, [toX, toY]: Point, thick: number, colour: Colour): void {
    const steps = Math.max(1, Math.abs(toX - fromX), Math.abs(toY - fromY));
    for (let step = 0; step <= steps; step++) {
      const x = fromX + ((toX - fromX) * step) / steps;
      const y = fromY + ((toY - fromY) * step) / steps;
      for (let i = 0; i < thick; i++) for (let j = 0; j < thick; j++) this.dot([x + i, y + j], colour);
    }
  }
}

function outerBox(): Picture {
  const picture = new Picture(TABLE);
  picture.box([70, 60], [410, 300], CARDBOARD);
  picture.box([225, 60], [255, 300], PAPER);
  for (let i = 0; i < 9; i++) picture.line([350 + i * 7, 300 - i * 3], [409, 222 + i * 9], 4, DENT);
  return picture;
}

function waybillLabel(): Picture {
  const picture = new Picture(CARDBOARD);
  picture.box([60, 40], [420, 320], PAPER);
  for (let bar = 0; bar < 56; bar++)
    if ((bar * bar + bar) % 5 !== 2) picture.box([90 + bar * 5, 70], [93 + bar * 5, 160], INK);
  for (let row = 0; row < 4; row++) picture.box([90, 190 + row * 28], [320 - row * 34, 200 + row * 28], INK);
  return picture;
}

/** A page: a heading, and lines of writing. */
function paper(): Picture {
  const picture = new Picture(TABLE);
  picture.box([110, 20], [370, 350], PAPER);
  picture.box([140, 45], [300, 62], INK);
  for (let row = 0; row < 10; row++) picture.box([140, 90 + row * 24], [340 - ((row * 37) % 90), 96 + row * 24], INK);
  return picture;
}

/** A thing on a table, as a whole or near. */
function thing(zoom: number): Picture {
  const picture = new Picture(TABLE);
  picture.box([240 - 70 * zoom, 190 - 55 * zoom], [240 + 70 * zoom, 190 + 55 * zoom], CARDBOARD);
  for (let ray = 0; ray < 6; ray++)
    picture.line([240, 190], [200 + ray * 16, 130 + ((ray * 53) % 110)], 3 * zoom, DENT);
  return picture;
}

/** Cracks run from one point of impact to the edges; `zoom` 1 shows the whole screen. */
function brokenScreen(zoom: number): Picture {
  const picture = new Picture(zoom > 1 ? GLASS : TABLE);
  if (zoom === 1) {
    picture.box([40, 50], [440, 280], INK);
    picture.box([50, 60], [430, 270], GLASS);
    picture.box([210, 280], [270, 320], INK);
  }
  const impact: Point = zoom === 1 ? [330, 162] : [240, 180];
  for (let ray = 0; ray < 11; ray++) {
    const angle = ray * 0.571;
    const reach = (34 + (ray % 4) * 19) * zoom;
    const bend: Point = [impact[0] + Math.cos(angle) * reach * 0.5, impact[1] + Math.sin(angle) * reach * 0.5];
    const end: Point = [impact[0] + Math.cos(angle + 0.12) * reach, impact[1] + Math.sin(angle + 0.12) * reach];
    picture.line(impact, bend, zoom + 1, CRACK);
    picture.line(bend, end, zoom, CRACK);
  }
  return picture;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Eight bits a channel, red, green and blue, compressed by deflate, filtered by row, not interlaced. */
const HEADER_TAIL = Buffer.from([8, 2, 0, 0, 0]);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** PNG (ISO/IEC 15948) of a picture: every row with filter 0, in one IDAT chunk. */
function encodePng({ pixels }: Picture): Buffer {
  const size = Buffer.alloc(8);
  size.writeUInt32BE(WIDTH, 0);
  size.writeUInt32BE(HEIGHT, 4);
  const stride = WIDTH * CHANNELS;
  const rows = Buffer.alloc((stride + 1) * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) pixels.copy(rows, y * (stride + 1) + 1, y * stride, (y + 1) * stride);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", Buffer.concat([size, HEADER_TAIL])),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const THING = [() => thing(1), () => thing(2)] as const;
const PAGE = [paper] as const;

const VIEWS: Readonly<Record<string, readonly (() => Picture)[]>> = {
  outer_box: [outerBox],
  waybill_label: [waybillLabel],
  damage: [() => brokenScreen(1), () => brokenScreen(3)],
  ...{ product_photo: THING, spoilage: THING, allergy_photo: THING },
  ...{ test_report: PAGE, appraisal: PAGE, fee_invoice: PAGE, purchase_record: PAGE, medical_record: PAGE },
  ...{ price_proof: PAGE, device_id: PAGE, repair_quote: PAGE, maker_warranty: PAGE, signature_record: PAGE },
};

/** Squares of light and shadow, by their side in pixels, and how much brighter or darker they may be, of 255. */
const PATCH = 60;
const PATCH_LIGHT_MAX = 90;

/** Lays light and shadow over a picture, as they fell where it was taken: no two places look the same. */
function light(picture: Picture, place: string): Picture {
  const lights = new Map<number, number>();
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const patch = Math.floor(y / PATCH) * WIDTH + Math.floor(x / PATCH);
      const added = lights.get(patch) ?? (crc32(`${place} ${patch}`) % (2 * PATCH_LIGHT_MAX)) - PATCH_LIGHT_MAX;
      lights.set(patch, added);
      const at = (y * WIDTH + x) * CHANNELS;
      for (let i = at; i < at + CHANNELS; i++)
        picture.pixels[i] = Math.max(0, Math.min(255, (picture.pixels[i] ?? 0) + added));
    }
  return picture;
}

/**
 * The picture that is taken as number `index` (from 0) of a kind of evidence; null when none is. `place` is where:
 * pictures of two places do not look alike, and a claim that shows what another one showed makes a person look.
 */
export function photograph(kind: string, index: number, place: string = ""): Buffer | null {
  const draw = VIEWS[kind]?.[index];
  if (draw === undefined) return null;
  return encodePng(place === "" ? draw() : light(draw(), `${place} ${kind} ${index}`));
}
