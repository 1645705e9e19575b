// Understands the segments of a JPEG file, so far as to leave out what cameras write beside the picture.

const MARKER = 0xff;
const START_OF_IMAGE = 0xd8;
const START_OF_SCAN = 0xda;
const COMMENT = 0xfe;
/** Application segments APP1 to APP15: Exif with the place, XMP, IPTC, maker's notes. */
const APP1 = 0xe1;
const APP15 = 0xef;
/** Tells how colours were transformed; without it some images change colour. */
const APP14_ADOBE = 0xee;

/** The same JPEG without application segments and comments. Bytes that are no JPEG come back as they are. */
export function withoutMetadata(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== MARKER || bytes[1] !== START_OF_IMAGE) return bytes;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === MARKER) {
    const kind = bytes[at + 1] ?? 0;
    const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    if (kind === START_OF_SCAN || end > bytes.length || end < at + 4) break;
    const dropped = kind === COMMENT || (kind >= APP1 && kind <= APP15 && kind !== APP14_ADOBE);
    if (!dropped) kept.push(bytes.subarray(at, end));
    at = end;
  }
  kept.push(bytes.subarray(at));
  return Buffer.concat(kept);
}
