import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  BOOK_COUNT,
  bookOf,
  bookOfId,
  composeId,
  formatId,
  formatPolicyNo,
  ID_PREFIXES,
  type IdKind,
  idSource,
  parseId,
  parsePolicyNo,
  stableHash,
} from "./id.js";

const EPOCH_MS = 1_735_689_600_000;
const LAST_MS = EPOCH_MS + 2 ** 41 - 1;
const parts = fc.record({
  ms: fc.integer({ min: EPOCH_MS, max: LAST_MS }),
  book: fc.nat(BOOK_COUNT - 1),
  sequence: fc.nat(4095),
});
const anyId = parts.map(({ ms, book, sequence }) => composeId(ms, book, sequence));
const anyKind = fc.constantFrom(...(Object.keys(ID_PREFIXES) as IdKind[]));

describe("composing", () => {
  test("keeps the book, and puts time before book before sequence", () => {
    expect(composeId(EPOCH_MS, 0, 0)).toBe(0n);
    expect(composeId(EPOCH_MS, 0, 1)).toBe(1n);
    expect(composeId(EPOCH_MS, 1, 0)).toBe(4096n);
    expect(composeId(EPOCH_MS + 1, 0, 0)).toBe(4_194_304n);
    expect(composeId(LAST_MS, 1023, 4095)).toBe(2n ** 63n - 1n);
    fc.assert(
      fc.property(parts, ({ ms, book, sequence }) => {
        expect(bookOfId(composeId(ms, book, sequence))).toBe(book);
      }),
    );
  });

  test("orders ids by time, then book, then sequence", () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const [first, second] = [composeId(a.ms, a.book, a.sequence), composeId(b.ms, b.book, b.sequence)];
        const order = a.ms - b.ms || a.book - b.book || a.sequence - b.sequence;
        expect(first < second).toBe(order < 0);
        expect(first === second).toBe(order === 0);
      }),
    );
  });

  test("takes no part out of range", () => {
    const bad: readonly (readonly [number, number, number])[] = [
      [EPOCH_MS - 1, 0, 0],
      [EPOCH_MS, -1, 0],
      [EPOCH_MS, 1024, 0],
      [EPOCH_MS, 0, -1],
      [EPOCH_MS, 0, 4096],
    ];
    for (const [ms, book, sequence] of bad) {
      expect(() => composeId(ms, book, sequence)).toThrow("id parts are in range");
    }
  });
});

describe("writing", () => {
  test.each<[IdKind, bigint, string]>([
    ["policy", 0n, "pol_0000000000000"],
    ["claim", 31n, "clm_000000000000z"],
    ["payout", 32n, "pay_0000000000010"],
    ["evidence", 2n ** 63n - 1n, "evd_7zzzzzzzzzzzz"],
  ])("%s %s is %s", (kind, id, text) => {
    expect(formatId(kind, id)).toBe(text);
    expect(parseId(kind, text)).toBe(id);
  });

  test("what is written is read back, for its own kind only", () => {
    fc.assert(
      fc.property(anyKind, anyKind, anyId, (kind, other, id) => {
        expect(parseId(kind, formatId(kind, id))).toBe(id);
        if (kind !== other) expect(parseId(other, formatId(kind, id))).toBeNull();
      }),
    );
  });

  test("texts sort as their ids do", () => {
    fc.assert(
      fc.property(anyId, anyId, (a, b) => {
        expect(formatId("policy", a) < formatId("policy", b)).toBe(a < b);
      }),
    );
  });

  test.each([
    "",
    "pol_",
    "pol_000000000000",
    "pol_00000000000000",
    "clm_0000000000000",
    "pol-0000000000000",
    "pol_000000000000i",
    "pol_000000000000l",
    "pol_000000000000o",
    "pol_000000000000u",
    "pol_000000000000Z",
    "pol_8000000000000",
    "pol_zzzzzzzzzzzzz",
    " pol_000000000000",
    "POL_0000000000000",
  ])("%j is no policy id", (text) => {
    expect(parseId("policy", text)).toBeNull();
  });

  test("prefixes are three letters and unique", () => {
    const prefixes = Object.values(ID_PREFIXES);
    expect(new Set(prefixes).size).toBe(prefixes.length);
    for (const prefix of prefixes) expect(prefix).toMatch(/^[a-z]{3}$/);
  });
});

describe("idSource", () => {
  test("never repeats in 100 000 ids of one moment and keeps them in order", () => {
    const ids = idSource(() => EPOCH_MS + 5, 3);
    let last = -1n;
    for (let i = 0; i < 100_000; i++) {
      const id = ids.next(7);
      if (id <= last) expect.fail(`id ${i} does not follow the one before`);
      last = id;
    }
    expect(bookOfId(last)).toBe(7);
  });

  test("borrows from the next millisecond after 256 ids, and catches up with the clock", () => {
    let now = EPOCH_MS + 10;
    const ids = idSource(() => now, 0);
    const first = Array.from({ length: 257 }, () => ids.next(0));
    expect(first[0]).toBe(composeId(EPOCH_MS + 10, 0, 0));
    expect(first[255]).toBe(composeId(EPOCH_MS + 10, 0, 255));
    expect(first[256]).toBe(composeId(EPOCH_MS + 11, 0, 0));
    now = EPOCH_MS + 11;
    expect(ids.next(0)).toBe(composeId(EPOCH_MS + 11, 0, 1));
    now = EPOCH_MS + 12;
    expect(ids.next(0)).toBe(composeId(EPOCH_MS + 12, 0, 0));
  });

  test("does not follow a clock that goes back", () => {
    let now = EPOCH_MS + 10;
    const ids = idSource(() => now, 0);
    const before = ids.next(0);
    now = EPOCH_MS;
    expect(ids.next(0)).toBe(before + 1n);
  });

  test("instances never meet, and there are sixteen", () => {
    const sources = Array.from({ length: 16 }, (_, instance) => idSource(() => EPOCH_MS, instance));
    const all = sources.flatMap((ids) => Array.from({ length: 300 }, () => ids.next(1)));
    expect(new Set(all).size).toBe(all.length);
    expect(sources[15]?.next(0)).toBe(composeId(EPOCH_MS + 1, 0, 15 * 256 + 44));
    for (const instance of [-1, 16]) expect(() => idSource(() => EPOCH_MS, instance)).toThrow("an instance is 0 to 15");
  });
});

describe("books", () => {
  test("the hash is FNV-1a by its published vectors", () => {
    expect(stableHash("")).toBe(0x811c9dc5);
    expect(stableHash("a")).toBe(0xe40c292c);
    expect(stableHash("foobar")).toBe(0xbf9cf968);
  });

  test("a merchant's book never changes", () => {
    expect([bookOf(1, "shop-1001"), bookOf(2, "shop-1001"), bookOf(1, "天猫店")]).toEqual([528, 100, 69]);
    // Tenant and merchant are told apart.
    expect(bookOf(1, "1x")).not.toBe(bookOf(11, "x"));
  });

  test("are all in range, and ten thousand merchants fill nearly all of them", () => {
    const books = Array.from({ length: 10_000 }, (_, i) => bookOf(1, `shop-${i}`));
    for (const book of books) expect(book >= 0 && book < BOOK_COUNT).toBe(true);
    expect(new Set(books).size).toBeGreaterThan(1_000);
  });
});

describe("policy numbers", () => {
  test("are read back, with 19 digits and two to check them", () => {
    fc.assert(
      fc.property(anyId, (id) => {
        const text = formatPolicyNo(id);
        expect(text).toMatch(/^AX\d{21}$/);
        expect(parsePolicyNo(text)).toBe(id);
      }),
    );
    expect(formatPolicyNo(0n)).toBe("AX000000000000000000098");
    expect(formatPolicyNo(1n)).toBe("AX000000000000000000195");
    expect(formatPolicyNo(96n)).toBe("AX000000000000000009604");
  });

  test("check digits obey ISO 7064 mod 97-10", () => {
    fc.assert(fc.property(anyId, (id) => BigInt(formatPolicyNo(id).slice(2)) % 97n === 1n));
  });

  test("catch every wrong digit and every two digits swapped", () => {
    fc.assert(
      fc.property(anyId, fc.nat(20), fc.nat(9), (id, position, digit) => {
        const text = formatPolicyNo(id);
        const place = position + 2;
        const wrong = `${text.slice(0, place)}${digit}${text.slice(place + 1)}`;
        if (wrong !== text) expect(parsePolicyNo(wrong)).toBeNull();
        const next = text.charAt(place + 1);
        if (next === "" || next === text.charAt(place)) return;
        expect(parsePolicyNo(`${text.slice(0, place)}${next}${text.charAt(place)}${text.slice(place + 2)}`)).toBeNull();
      }),
    );
  });

  test.each([
    "",
    "AX",
    "ax000000000000000000098",
    "AX00000000000000000098",
    "AX0000000000000000000098",
    "BX000000000000000000098",
  ])("%j is none", (text) => {
    expect(parsePolicyNo(text)).toBeNull();
  });

  test("no number stands for more than an id can be", () => {
    const digits = (2n ** 63n).toString();
    const check = String(98n - ((BigInt(digits) * 100n) % 97n)).padStart(2, "0");
    expect(parsePolicyNo(`AX${digits}${check}`)).toBeNull();
    expect(parsePolicyNo(formatPolicyNo(2n ** 63n - 1n))).toBe(2n ** 63n - 1n);
  });
});
