// An answer of POST /v1/offers, as tests of the elements know it.

const SHA = "a".repeat(64);

export const INCLUDED = {
  product: "return-freight",
  payer: "merchant",
  title: "退货运费险",
  benefit: "退货寄回后按路线赔付运费，最高 12.00 元",
  sumInsured: 1_200,
};

export const OPTIONAL = {
  product: "screen-crack",
  title: "碎屏险",
  benefit: "屏幕碎裂后按维修费赔付，最高 3000.00 元",
  premium: 3_990,
  sumInsured: 300_000,
  quote: "qt_first.signed",
  expiresAt: "2026-11-12T00:00:00.000Z",
  termsUrl: "/v1/products/screen-crack/versions/1/terms",
  texts: [
    { kind: "terms", url: "/v1/products/screen-crack/versions/1/terms", version: 1, sha256: SHA },
    { kind: "summary", url: "/v1/products/screen-crack/versions/1", version: 1, sha256: SHA },
  ],
};

export const SECOND = {
  ...OPTIONAL,
  product: "extended-warranty",
  title: "延长保修",
  premium: 5_000,
  quote: "qt_second.signed",
};

/** One line, changed where a test is about that. */
export const answerOf = (line: object = {}): object => ({
  currency: "CNY",
  lines: [
    {
      lineId: "1",
      included: [INCLUDED],
      optional: [OPTIONAL, SECOND],
      recommended: [{ product: "screen-crack", reason: "屏幕最易碎" }],
      blocked: [],
      ...line,
    },
  ],
});
