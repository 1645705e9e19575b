import fc from "fast-check";
import { expect, test } from "vitest";
import { cut, rowStarts } from "./copy.js";

const HEADER = Buffer.concat([Buffer.from("PGCOPY\n\u00ff\r\n\u0000", "latin1"), Buffer.alloc(8)]);
const TRAILER = Buffer.from([0xff, 0xff]);

/** A row of the binary format; null is a field of length -1. */
function row(fields: readonly (Buffer | null)[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeInt16BE(fields.length);
  const parts = fields.map((field) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(field?.length ?? -1);
    return Buffer.concat([length, field ?? Buffer.alloc(0)]);
  });
  return Buffer.concat([count, ...parts]);
}

const fields = fc.array(
  fc.option(
    fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
    { nil: null },
  ),
  {
    maxLength: 5,
  },
);

test("a cut file has every row once, in order, in parts that differ by one row at the most", () => {
  fc.assert(
    fc.property(fc.array(fields, { maxLength: 30 }), fc.integer({ min: 1, max: 8 }), (rows, parts) => {
      const encoded = rows.map(row);
      const file = Buffer.concat([HEADER, ...encoded, TRAILER]);
      expect(rowStarts(file)).toHaveLength(rows.length + 1);
      const pieces = cut(file, parts);
      const bodies = pieces.map((piece) => {
        expect(piece.subarray(0, HEADER.length)).toEqual(HEADER);
        expect(piece.subarray(-2)).toEqual(TRAILER);
        return piece.subarray(HEADER.length, -2);
      });
      expect(Buffer.concat(bodies)).toEqual(Buffer.concat(encoded));
      const counts = pieces.map((piece) => rowStarts(piece).length - 1);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }),
  );
});
