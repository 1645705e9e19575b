import { reminderOf } from "@anxin/core/notice/reminder";
import { wordNotice } from "@anxin/core/notice/text";
import { DAY_MS, HOUR_MS, instant, plus } from "@anxin/core/time";
import { expect, test } from "vitest";
import { catalogue } from "../catalogue.js";
import { nameOfCover } from "./name.js";

const nameOf = nameOfCover(catalogue);
const soldAt = instant(1_800_000_000_000);

test("every cover is named whole, in both languages", () => {
  for (const { code, version, name } of catalogue.all) {
    const cover = { product: code, productVersion: version };
    const { params } = wordNotice({ kind: "cover_expiring", orderId: "T1", cover, endsAt: soldAt }, nameOf);
    expect([params.zh["cover"], params.en["cover"]]).toEqual([name.zh, name.en]);
  }
});

test("a cover that nobody sells any more goes by its code", () => {
  expect(nameOf({ product: "lost-cover", productVersion: 9 })).toEqual({ zh: "lost-cover", en: "lost-cover" });
});

/** Hours before the end of cover that began long ago, and what is said then. */
test.each([
  ["return-freight", 7 * 24, "claim_window_closing"],
  ["quality", 3 * 24, "claim_window_closing"],
  ["transit-damage", 24, "claim_window_closing"],
  ["authenticity", 30 * 24, "cover_expiring"],
  ["extended-warranty", 30 * 24, "cover_expiring"],
  ["screen-crack", 30 * 24, "cover_expiring"],
  ["allergy", 7 * 24, "claim_window_closing"],
  ["price-protection", 3 * 24, "claim_window_closing"],
])("%s is remembered %s hours before its end", (code, hours, kind) => {
  const product = catalogue.live(soldAt).find((each) => each.code === code);
  if (product === undefined) throw new Error(`${code} is not sold`);
  const endsAt = plus(soldAt, 10 * DAY_MS);
  const found = reminderOf(
    product,
    { boundAt: soldAt },
    { effectiveAt: plus(soldAt, -400 * DAY_MS), expiresAt: endsAt },
  );
  expect(found).toEqual({ kind, at: plus(endsAt, -hours * HOUR_MS), endsAt });
});
