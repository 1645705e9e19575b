import { expect, test } from "vitest";
import { type FormWords, formName, formValue } from "./form-words.js";

const WORDS: FormWords = {
  fields: [
    {
      name: "degree",
      title: "损坏程度",
      options: [
        { value: "partial", title: "部分损坏" },
        { value: "total", title: "完全损坏" },
      ],
    },
    { name: "repairer", title: "维修商", options: [] },
  ],
  perils: [
    { code: "breakage", title: "破碎" },
    { code: "wetting", title: "受潮" },
  ],
  documents: [{ kind: "outer_box", title: "外包装照片" }],
};

test("an answer that was chosen is said in the words of the form that was sold", () => {
  expect(formValue("degree", "total", WORDS)).toEqual(["完全损坏"]);
  expect(formName("degree", WORDS)).toBe("损坏程度");
});

test("what a clause compares it with, causes and documents are said in the product's words, one by one", () => {
  expect(formValue("degrees", "partial total", WORDS)).toEqual(["部分损坏", "完全损坏"]);
  expect(formValue("covered", "breakage wetting", WORDS)).toEqual(["破碎", "受潮"]);
  expect(formValue("missing", "outer_box other", WORDS)).toEqual(["外包装照片", "other"]);
  expect(formName("outer_box", WORDS)).toBe("外包装照片");
});

test("what somebody wrote stays as it was written, and what the product does not know is not its own", () => {
  expect(formValue("repairer", "total", WORDS)).toBeNull();
  expect(formValue("waybill", "SF123", WORDS)).toBeNull();
  expect(formValue("degree", 3, WORDS)).toBeNull();
  expect(formName("waybill", WORDS)).toBeNull();
});
