// Measures how many pictures are found again after what people do to them, through the whole way from the file to the query,
// and how often two pictures that have nothing to do with each other are taken for one.

import { createHash } from "node:crypto";
import { printsOf } from "@anxin/core/evidence/print";
import { composeId, type Id } from "@anxin/core/id";
import { type Instant, instant } from "@anxin/core/time";
import type { Pool } from "@anxin/store/connection";
import { insertEvidence } from "@anxin/store/evidence";
import { imagesSeenElsewhere, insertEvidencePrints, type PictureMatch } from "@anxin/store/evidence-print";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import sharp from "sharp";
import { drawPicture, HEIGHT, seeded, WIDTH } from "./drawn-pictures.js";
import { reencodeImage } from "./image.js";

type Random = () => number;
type Change = (jpeg: Buffer, random: Random) => Promise<Buffer>;

const CUT = 0.1;

/** A tenth less at one of the four sides. */
const cutSide: Change = (jpeg, random) => {
  const side = Math.floor(random() * 4);
  const [width, height] = [Math.round(WIDTH * (1 - CUT)), Math.round(HEIGHT * (1 - CUT))];
  const left = { left: side === 0 ? WIDTH - width : 0, top: 0, width, height: HEIGHT };
  const top = { left: 0, top: side === 2 ? HEIGHT - height : 0, width: WIDTH, height };
  return sharp(jpeg)
    .extract(side < 2 ? left : top)
    .jpeg({ quality: 85 })
    .toBuffer();
};

/** A tenth less of the width and of the height, anywhere. */
const cutAround: Change = (jpeg, random) => {
  const [width, height] = [Math.round(WIDTH * (1 - CUT)), Math.round(HEIGHT * (1 - CUT))];
  const [left, top] = [Math.floor(random() * (WIDTH - width + 1)), Math.floor(random() * (HEIGHT - height + 1))];
  return sharp(jpeg).extract({ left, top, width, height }).jpeg({ quality: 85 }).toBuffer();
};

/** From two fifths to four fifths of the size. */
const resize: Change = (jpeg, random) =>
  sharp(jpeg)
    .resize(Math.round(WIDTH * (0.4 + 0.4 * random())))
    .jpeg({ quality: 85 })
    .toBuffer();
const recompress: Change = (jpeg) => sharp(jpeg).jpeg({ quality: 60 }).toBuffer();
const mirror: Change = (jpeg) => sharp(jpeg).flop().jpeg({ quality: 85 }).toBuffer();

const CHANGES: Readonly<Record<string, readonly Change[]>> = {
  "resized to 40–80 %": [resize],
  "recompressed at quality 60": [recompress],
  "10 % cut off one side": [cutSide],
  "10 % cut off width and height, anywhere": [cutAround],
  mirrored: [mirror],
  "mirrored, 10 % cut off one side": [cutSide, mirror],
  "mirrored, 10 % cut off width and height": [cutAround, mirror],
  "cut anywhere, resized, recompressed at quality 60": [cutAround, resize, recompress],
};

export interface Recalled {
  readonly change: string;
  /** Of all pictures, how many were found again after the change. */
  readonly found: number;
  /** How they were found. */
  readonly matches: Readonly<Record<PictureMatch, number>>;
  /** Others that were found with it: pairs that have nothing to do with each other. */
  readonly strangers: number;
}

export interface Recall {
  readonly pictures: number;
  readonly recalled: readonly Recalled[];
  /** Pairs of different pictures, and how many of them were taken for one. */
  readonly pairs: number;
  readonly falsePairs: number;
  /** Milliseconds that one question took, in the middle of all. */
  readonly queryMs: number;
}

export interface RecallWish {
  readonly seed: number;
  readonly pictures: number;
  readonly now: Instant;
  /** Reads a clock in milliseconds. */
  readonly clockMs: () => number;
  /** Called once all pictures are kept: lets the database learn what it holds. */
  readonly kept: () => Promise<unknown>;
}

const idOf = (now: Instant, number: number): Id => composeId(now + Math.floor(number / 4_096), 0, number % 4_096);

async function keep(tx: Tx, evidenceId: Id, jpeg: Buffer, uploadedAt: Instant): Promise<void> {
  const { grey, width, height } = await reencodeImage(jpeg, "image/jpeg");
  const sha256 = createHash("sha256").update(jpeg).digest();
  await insertEvidence(tx, {
    ...{ evidenceId, uploadedAt, sha256, originalSha256: sha256, grey, width, height },
    ...{ storageKey: evidenceId.toString(16), uploadedBy: "server:recall", mediaType: "image/jpeg" },
    ...{ bytes: jpeg.length, pages: null, capturedAt: null },
  });
  const prints = grey === null ? [] : printsOf(grey);
  await insertEvidencePrints(
    tx,
    prints.map((print) => ({ ...print, evidenceId })),
  );
}

class Undone extends Error {}

/** What work finds in a transaction that leaves nothing behind. */
async function undone<T>(db: Pool, tenantId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  const found: T[] = [];
  await inTransaction(db, tenantId, async (tx) => {
    found.push(await work(tx));
    throw new Undone();
  }).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return found[0] as T;
}

/** Draws, keeps, changes and looks for pictures; the tenant holds nothing else. */
export async function measureRecall(
  db: Pool,
  tenantId: number,
  { seed, pictures, now, clockMs, kept }: RecallWish,
): Promise<Recall> {
  const random = seeded(seed);
  const times: number[] = [];
  const jpegs: Buffer[] = [];
  for (let i = 0; i < pictures; i++) {
    const jpeg = await drawPicture(seed, i);
    jpegs.push(jpeg);
    await inTransaction(db, tenantId, (tx) => keep(tx, idOf(now, i), jpeg, now));
  }
  await kept();
  const ask = async (tx: Tx, id: Id) => {
    const startedMs = clockMs();
    const seen = await imagesSeenElsewhere(tx, [id], null);
    times.push(clockMs() - startedMs);
    return seen;
  };
  let falseSights = 0;
  for (let i = 0; i < pictures; i++)
    falseSights += (await inTransaction(db, tenantId, (tx) => ask(tx, idOf(now, i)))).length;
  const recalled: Recalled[] = [];
  for (const [change, steps] of Object.entries(CHANGES)) {
    const matches = { same: 0, mirrored: 0, cropped: 0 };
    let strangers = 0;
    for (const [i, jpeg] of jpegs.entries()) {
      let changed = jpeg;
      for (const step of steps) changed = await step(changed, random);
      const id = idOf(now, pictures + i);
      const seen = await undone(db, tenantId, async (tx) => {
        await keep(tx, id, changed, now);
        return ask(tx, id);
      });
      const own = seen.find((each) => each.otherEvidenceId === idOf(now, i));
      if (own !== undefined) matches[own.match] += 1;
      strangers += seen.length - (own === undefined ? 0 : 1);
    }
    recalled.push({ change, found: matches.same + matches.mirrored + matches.cropped, matches, strangers });
  }
  const queryMs = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  return { pictures, recalled, pairs: (pictures * (pictures - 1)) / 2, falsePairs: falseSights / 2, queryMs };
}

/** A moment for ids; nothing depends on it. */
export const RECALL_NOW = instant(1_795_312_800_000);
