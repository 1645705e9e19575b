import fc from "fast-check";
import { expect, it, vi } from "vitest";

vi.stubGlobal("document", { documentElement: { lang: "zh-CN" } });
const { yuan, yuanShort, percent } = await import("./money.js");
const { duration, moment, relative } = await import("./time.js");

it("an amount is written with every fen, in groups of three", () => {
  expect(yuan(0)).toBe("¥0.00");
  expect(yuan(1000)).toBe("¥10.00");
  expect(yuan(-123_456_789)).toBe("−¥1,234,567.89");
  expect(yuanShort(1_234_500)).toBe("¥1.2万");
  expect(percent(0.1234)).toBe("12.3%");
});

it("no amount loses a digit", () => {
  fc.assert(
    fc.property(fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }), (fen) => {
      const digits = yuan(fen).replace(/[^\d]/g, "");
      expect(BigInt(digits)).toBe(BigInt(Math.abs(fen)));
    }),
  );
});

it("a time is that of Shanghai, whatever the zone of the device", () => {
  expect(moment("2026-11-10T16:30:00.000Z")).toContain("11月11日");
  expect(moment("2026-11-10T16:30:00.000Z")).toContain("00:30");
});

it("how far away a time is, and how long something takes, is said in words", () => {
  const now = Date.UTC(2026, 10, 10, 16, 30);
  expect(relative("2026-11-13T16:30:00.000Z", now)).toBe("3天后");
  expect(relative("2026-11-10T14:30:00.000Z", now)).toBe("2小时前");
  expect(duration(2 * 86_400_000 + 3 * 3_600_000 + 59_000)).toBe("2天 3小时");
  expect(duration(30_000)).toBe("0分钟");
});
