import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { pseudo } from "../language.js";

type Words = Readonly<Record<string, string>>;
const roomsIn = (folder: string): readonly string[] =>
  readdirSync(new URL(`${folder}/`, import.meta.url))
    .map((name) => name.replace(/\.ts$/, ""))
    .sort();
const wordsOf = async (folder: string, room: string): Promise<Words> =>
  ((await import(`./${folder}/${room}.ts`)) as Readonly<Record<string, Words>>)[room] ?? {};
const blanksOf = (text: string): readonly string[] => [...new Set(text.match(/\{\{.*?\}\}/g) ?? [])].sort();
const CHINESE = /\p{Script=Han}/u;

it("every room of the catalogue is there in both languages", () => {
  expect(roomsIn("en")).toEqual(roomsIn("zh"));
});

it.each(roomsIn("zh"))("%s says everything in both languages, with the same blanks", async (room) => {
  const [zh, en] = [await wordsOf("zh", room), await wordsOf("en", room)];
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  for (const [key, text] of Object.entries(zh)) {
    expect(text.trim(), `${room}:${key} in Chinese`).not.toBe("");
    expect(en[key]?.trim(), `${room}:${key} in English`).not.toBe("");
    // Where there is one thing, a language may have a word for it instead of a figure.
    const mayLack = key.endsWith("_one") ? ["{{count}}"] : [];
    const blanks = blanksOf(en[key] ?? "");
    expect([...new Set([...blanks, ...mayLack])].sort(), `${room}:${key}`).toEqual(
      [...new Set([...blanksOf(text), ...mayLack])].sort(),
    );
    expect(en[key], `${room}:${key} is not translated`).not.toMatch(CHINESE);
  }
});

it("the pseudo-language is longer, accented, and keeps what is filled in", () => {
  expect(pseudo("Save {{count}}")).toBe("[Sávé~~ {{count}}]");
});
