import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type SignedMessage,
  secretKey,
  secretOf,
  signatureFault,
  signatureHeader,
  signedText,
  TOLERANCE_SECONDS,
} from "./signature.js";

/** The vector of the specification's own libraries (standard-webhooks, tests of every language). */
const VECTOR = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
  timestamp: "1614265330",
  body: '{"test": 2432232314}',
  signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
} as const;

const hashBy = (secret: string) => (text: string) =>
  createHmac("sha256", Buffer.from(secretKey(secret) ?? "", "base64"))
    .update(text)
    .digest("base64");
const hash = hashBy(VECTOR.secret);
const NOW = Number(VECTOR.timestamp);
const message = (changes: Record<string, string> = {}, body: string = VECTOR.body): SignedMessage => ({
  headers: {
    "webhook-id": VECTOR.id,
    "webhook-timestamp": VECTOR.timestamp,
    "webhook-signature": VECTOR.signature,
    ...changes,
  },
  body,
});
const fault = (changes: Record<string, string> = {}, body: string = VECTOR.body, now = NOW) =>
  signatureFault(message(changes, body), hash, now);

describe("a signature", () => {
  it("is the one of the specification's vector", () => {
    expect(signatureHeader([hash(signedText(VECTOR.id, VECTOR.timestamp, VECTOR.body))])).toBe(VECTOR.signature);
    expect(fault()).toBeNull();
  });

  it("of one of several secrets is enough, whichever comes first", () => {
    const other = hashBy(secretOf(Buffer.alloc(32, 1).toString("base64")));
    const both = [hash, other].map((each) => each(signedText(VECTOR.id, VECTOR.timestamp, VECTOR.body)));
    for (const order of [both, [...both].reverse()]) {
      const headers = { "webhook-signature": `v1a,abc ${signatureHeader(order)}` };
      expect(signatureFault(message(headers), hash, NOW)).toBeNull();
      expect(signatureFault(message(headers), other, NOW)).toBeNull();
    }
  });

  it("fits nothing but what was signed", () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.nat(2_000_000_000), (body, id, seconds) => {
        const timestamp = String(seconds);
        const signature = signatureHeader([hash(signedText(id, timestamp, body))]);
        const signed = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
        expect(signatureFault({ headers: signed, body }, hash, seconds)).toBeNull();
        expect(signatureFault({ headers: signed, body: `${body}x` }, hash, seconds)).toBe("signature_mismatch");
        const moved = { ...signed, "webhook-id": `${id}1` };
        expect(signatureFault({ headers: moved, body }, hash, seconds)).toBe("signature_mismatch");
      }),
    );
  });
});

describe("a message that would be refused says why", () => {
  it.each([
    ["id_missing", { "webhook-id": "" }],
    ["timestamp_missing", { "webhook-timestamp": "" }],
    ["signature_missing", { "webhook-signature": "" }],
    ["timestamp_malformed", { "webhook-timestamp": "2021-02-25" }],
    ["timestamp_malformed", { "webhook-timestamp": "-5" }],
    ["version_unsupported", { "webhook-signature": VECTOR.signature.slice(3) }],
    ["version_unsupported", { "webhook-signature": VECTOR.signature.replace("v1,", "v2,") }],
    ["signature_mismatch", { "webhook-id": "msg_other" }],
    ["signature_mismatch", { "webhook-signature": VECTOR.signature.replace("g0", "g1") }],
  ])("%s", (expected, changes) => {
    expect(fault(changes as Record<string, string>)).toBe(expected);
  });

  it("of a body that was parsed and written again before it was verified", () => {
    const compact = '{"a":1,"b":[2]}';
    const signature = signatureHeader([hash(signedText(VECTOR.id, VECTOR.timestamp, compact))]);
    expect(fault({ "webhook-signature": signature }, compact)).toBeNull();
    expect(fault({ "webhook-signature": signature }, '{ "a": 1, "b": [ 2 ] }')).toBe("body_reserialized");
    expect(fault({ "webhook-signature": signature }, '{ "a": 1, "b": [ 3 ] }')).toBe("signature_mismatch");
    expect(fault({ "webhook-signature": signature }, "not json")).toBe("signature_mismatch");
  });

  it("of its age, only where it is too great", () => {
    expect(fault({}, VECTOR.body, NOW + TOLERANCE_SECONDS)).toBeNull();
    expect(fault({}, VECTOR.body, NOW + TOLERANCE_SECONDS + 1)).toBe("timestamp_too_old");
    expect(fault({}, VECTOR.body, NOW - TOLERANCE_SECONDS)).toBeNull();
    expect(fault({}, VECTOR.body, NOW - TOLERANCE_SECONDS - 1)).toBe("timestamp_too_new");
  });

  it("of a secret that is none", () => {
    expect(signatureFault(message(), null, NOW)).toBe("secret_malformed");
  });
});

describe("a secret", () => {
  const of = (bytes: number): string => secretOf(Buffer.alloc(bytes, 7).toString("base64"));
  it.each([24, 25, 26, 32, 63, 64])("has %i bytes", (bytes) => {
    expect(Buffer.from(secretKey(of(bytes)) ?? "", "base64")).toHaveLength(bytes);
    expect(secretKey(of(bytes).replace(/=+$/, ""))).not.toBeNull();
  });
  it.each(["", "whsec_", of(23), of(65), of(32).slice(6), of(32).replace("Bw", "B-"), `${of(32)} `])(
    "is not %j",
    (text) => {
      expect(secretKey(text)).toBeNull();
    },
  );
});
