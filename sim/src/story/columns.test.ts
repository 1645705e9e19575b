import { expect, test } from "vitest";
import { table, widthOf, wrapped } from "./columns.js";

test("a Chinese character takes two columns, so that tables of both scripts align", () => {
  const lines = table(
    [
      { title: "谁", align: "left" },
      { title: "yuan", align: "right" },
    ],
    [
      ["买家", "12.00"],
      ["Anxin", "4299.00"],
    ],
    "",
  );
  expect(lines).toEqual(["谁        yuan", "-----  -------", "买家     12.00", "Anxin  4299.00"]);
  expect(new Set(lines.map(widthOf)).size).toBe(1);
});

test("wrapped lines fit, lose no character, and begin with no closing mark", () => {
  const text = "消费者买了一件T恤，收到后发现尺码不合适，需要退货。It costs 129.00 yuan.";
  for (let width = 12; width < 60; width++) {
    const lines = wrapped(text, width, "");
    expect(lines.every((line) => widthOf(line) <= width + 2)).toBe(true);
    expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
    expect(lines.some((line) => /^[，。]/.test(line))).toBe(false);
  }
});
