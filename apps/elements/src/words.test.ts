import { expect, test } from "vitest";
import { languageOf, tagOf, type Words, wordsIn } from "./words.js";

/** Every word and every sentence, with examples for their gaps. */
function spoken(words: Words): Readonly<Record<string, string>> {
  const examples: Readonly<Record<string, readonly unknown[]>> = {
    payer: ["merchant"],
    termsOf: ["T"],
    facts: [1_200, "08:00"],
    chosen: [2, 8_990],
  };
  return Object.fromEntries(
    Object.entries(words).map(([name, word]: [string, unknown]) => [
      name,
      typeof word === "function" ? String(word(...(examples[name] ?? [1_200]))) : String(word),
    ]),
  );
}

test("every word is there in both languages, and no English sentence has Chinese left in it", () => {
  const [zh, en] = [spoken(wordsIn("zh")), spoken(wordsIn("en"))];
  expect(Object.keys(en)).toEqual(Object.keys(zh));
  for (const [name, text] of Object.entries(en)) {
    expect(text.trim(), name).not.toBe("");
    expect(text, name).not.toMatch(/\p{Script=Han}/u);
    if (name !== "separator" && name !== "premium") expect(zh[name], name).toMatch(/\p{Script=Han}/u);
  }
});

test("who bears the premium is said for every payer", () => {
  for (const language of ["zh", "en"] as const) {
    const said = ["merchant", "platform", "buyer"].map((payer) => wordsIn(language).payer(payer));
    expect(new Set(said).size).toBe(3);
  }
});

test.each([
  ["en", "en"],
  ["en-GB", "en"],
  ["EN", "en"],
  ["zh-CN", "zh"],
  ["", "zh"],
  ["enm", "zh"],
])("lang=%s is read in %s", (tag, language) => {
  expect(languageOf(tag)).toBe(language);
  expect(languageOf(tagOf(languageOf(tag)))).toBe(language);
});
