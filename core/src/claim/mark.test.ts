import { expect, test } from "vitest";
import { registered } from "../testing/register.js";
import { marksOf } from "./mark.js";

const LAB = registered({ name: "Honest Lab", aliases: ["诚实检测"] });

test("a report is its institution's, by whichever of its names", () => {
  const mark = [{ kind: "report", mark: "reg_1/R-1" }];
  for (const institution of ["honest  lab", "诚实检测"])
    expect(marksOf({ institution, reportNo: " r-1" }, [LAB])).toEqual(mark);
  expect(marksOf({ institution: "Corner Lab", reportNo: "R-1" }, [LAB])).toEqual([
    { kind: "report", mark: "CORNERLAB/R-1" },
  ]);
  expect(marksOf({ reportNo: "R-1" }, [])).toEqual([{ kind: "report", mark: "/R-1" }]);
});

test("a serial number is itself in any spelling", () => {
  expect(marksOf({ serialNo: " 35 693８ a" }, [])).toEqual([{ kind: "serial", mark: "356938A" }]);
});

test("who cites nothing marks nothing", () => {
  expect(marksOf({ institution: "Honest Lab", reportNo: " ", serialNo: 7 }, [LAB])).toEqual([]);
});
