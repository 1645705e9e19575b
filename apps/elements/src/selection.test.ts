import { expect, test } from "vitest";
import { readLine } from "./offer.js";
import { NO_TICKS, premiumOf, selectionOf, ticked, unticked } from "./selection.js";
import { answerOf, OPTIONAL } from "./testing/answer.js";

const HOUSE = { base: "https://anxin.example/elements/offer.js", language: "zh" } as const;
const MOMENT = { shownAt: 1_794_355_200_000, agreedAt: 1_794_355_260_000, language: "zh" } as const;

function offerOf(line: object = {}) {
  const offer = readLine(answerOf(line), null, HOUSE);
  const [first, second] = offer?.optional ?? [];
  if (offer === null || first === undefined) throw new Error("the answer can be read");
  return { offer, first, second: second ?? first };
}

test("nothing is chosen until something is ticked", () => {
  const { offer } = offerOf();
  expect(selectionOf(offer, NO_TICKS)).toEqual({ lineId: "1", covers: [], consent: [] });
  expect(premiumOf(offer, NO_TICKS)).toBe(0);
});

test("a tick carries its quote, and what was shown, when, in which language, under which texts", () => {
  const { offer, first } = offerOf();
  const selection = selectionOf(offer, ticked(NO_TICKS, first, MOMENT));
  const told = { shownAt: "2026-11-11T00:00:00.000Z", agreedAt: "2026-11-11T00:01:00.000Z", language: "zh" };
  const sha256 = "a".repeat(64);
  expect(selection.covers).toEqual([
    {
      product: "screen-crack",
      quote: "qt_first.signed",
      consent: {
        ...told,
        texts: [
          { kind: "terms", version: 1, sha256 },
          { kind: "summary", version: 1, sha256 },
        ],
      },
    },
  ]);
  const whole = "https://anxin.example/v1/products/screen-crack/versions/1";
  expect(selection.consent).toEqual([
    {
      product: "screen-crack",
      quote: "qt_first.signed",
      ...told,
      texts: [
        { kind: "terms", url: `${whole}/terms?language=zh`, version: 1, sha256 },
        { kind: "summary", url: `${whole}?language=zh`, version: 1, sha256 },
      ],
    },
  ]);
});

test("without hashes of its texts a cover is chosen all the same, and claims nothing about them", () => {
  const { offer, first } = offerOf({ optional: [{ ...OPTIONAL, texts: [{ kind: "terms", url: "/terms" }] }] });
  expect(selectionOf(offer, ticked(NO_TICKS, first, MOMENT)).covers).toEqual([
    { product: "screen-crack", quote: "qt_first.signed" },
  ]);
});

test("the order of ticks does not matter, and premiums add up", () => {
  const { offer, first, second } = offerOf();
  const forth = ticked(ticked(NO_TICKS, first, MOMENT), second, MOMENT);
  const back = ticked(ticked(NO_TICKS, second, MOMENT), first, MOMENT);
  expect(selectionOf(offer, back)).toEqual(selectionOf(offer, forth));
  expect(premiumOf(offer, forth)).toBe(8_990);
  expect(selectionOf(offer, unticked(forth, "screen-crack")).covers.map(({ product }) => product)).toEqual([
    "extended-warranty",
  ]);
});

test("a tick on another quote of the same cover is no tick on this one", () => {
  const { first } = offerOf();
  const { offer } = offerOf({ optional: [{ ...OPTIONAL, quote: "qt_later.signed" }] });
  expect(selectionOf(offer, ticked(NO_TICKS, first, MOMENT)).covers).toEqual([]);
  expect(premiumOf(offer, ticked(NO_TICKS, first, MOMENT))).toBe(0);
});
