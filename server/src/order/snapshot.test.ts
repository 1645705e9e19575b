import { present } from "@anxin/core/assert";
import type { OrderSnapshot } from "@anxin/core/order/order";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeSnapshot, encodeSnapshot, fingerprint, parseOrder, seenBefore, withSeen } from "./snapshot.js";
import { DELIVERED, ORDER, RETURN } from "./testing/marketplace.js";

const FULL = {
  ...ORDER,
  shipments: DELIVERED,
  returns: [RETURN],
  lines: ORDER.lines.map((line) => ({ ...line, freight: 1_200, covers: [{ product: "screen-crack", quote: "qt_1" }] })),
};

function parsed(body: unknown): OrderSnapshot {
  const order = parseOrder(body, "/orders/0", "en");
  return present("code" in order ? null : order, `the order can be read: ${JSON.stringify(order, plainly)}`);
}

const plainly = (_key: string, value: unknown): unknown => (typeof value === "bigint" ? value.toString() : value);

/** The same value with the fields of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, each]) => [name, reversed(each)]),
  );
}

test("a kept snapshot is read again as it was, with the payee put back", () => {
  const order = parsed(FULL);
  expect(decodeSnapshot(encodeSnapshot(order), order.payee)).toEqual(order);
  expect(encodeSnapshot(order)).not.toContain("buyer42@example.com");
});

test("the order of a body's fields changes neither what is kept nor the fingerprint", () => {
  const [one, other] = [parsed(FULL), parsed(reversed(FULL))];
  expect(encodeSnapshot(other)).toBe(encodeSnapshot(one));
  expect(fingerprint(other, encodeSnapshot(other))).toEqual(fingerprint(one, encodeSnapshot(one)));
});

test("another payee, price or place is another fingerprint", () => {
  const order = parsed(FULL);
  const same = fingerprint(order, encodeSnapshot(order));
  const changes: Partial<typeof FULL>[] = [
    { payee: { ...FULL.payee, name: "李静" } },
    { lines: FULL.lines.map((line) => ({ ...line, unitPrice: line.unitPrice + 1 })) },
    { shipTo: { ...FULL.shipTo, city: "绵阳市" } },
  ];
  for (const change of changes) {
    const changed = parsed({ ...FULL, ...change });
    expect(fingerprint(changed, encodeSnapshot(changed)), JSON.stringify(change)).not.toEqual(same);
  }
});

test("every version seen is known again with its body, the latest thousand of them", () => {
  const versions = fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 40 });
  const hashOf = (version: number): Buffer => Buffer.alloc(16, (version % 255) + 1);
  fc.assert(
    fc.property(versions, fc.nat(), (known, asked) => {
      const seen = known.reduce((all, version) => withSeen(all, version, hashOf(version)), Buffer.alloc(0) as Buffer);
      for (const version of known) expect(seenBefore(seen, version, hashOf(version))).toBe("same");
      for (const version of known) expect(seenBefore(seen, version, Buffer.alloc(16))).toBe("other");
      if (!known.includes(asked)) expect(seenBefore(seen, asked, hashOf(asked))).toBe("new");
    }),
  );
  let seen: Buffer = Buffer.alloc(0);
  for (let version = 0; version < 1_001; version++) seen = withSeen(seen, version, hashOf(version));
  expect([0, 1, 1_000].map((version) => seenBefore(seen, version, hashOf(version)))).toEqual(["new", "same", "same"]);
});
