import { describe, expect, it } from "vitest";
import type { Content } from "./content.js";
import { begin, isChanged, type Step, step } from "./editing.js";

/** What is edited matters nowhere here. */
const content = (reportingDays: number): Content => ({ reportingDays }) as Content;
const READ = { content: content(30), note: "", etag: '"1"' };
const after = (...steps: readonly Step[]) => steps.reduce(step, begin(READ));

describe("a draft that is edited", () => {
  it("is changed once something else stands in it, and no more when it is taken back", () => {
    const edited = after({ kind: "edit", content: content(31) });
    expect(isChanged(edited)).toBe(true);
    expect(isChanged(step(edited, { kind: "undo" }))).toBe(false);
    expect(isChanged(after({ kind: "edit", content: content(30) }))).toBe(false);
    expect(isChanged(after({ kind: "note", note: "why" }))).toBe(true);
  });
  it("takes back the letters of one field at once, and other fields one by one", () => {
    const typed = after(
      { kind: "edit", content: content(3), field: "/reportingDays" },
      { kind: "edit", content: content(31), field: "/reportingDays" },
      { kind: "edit", content: content(32) },
    );
    const once = step(typed, { kind: "undo" });
    expect(once.content.reportingDays).toBe(31);
    expect(step(once, { kind: "undo" }).content.reportingDays).toBe(30);
    expect(step(step(once, { kind: "undo" }), { kind: "undo" }).content.reportingDays).toBe(30);
  });
  it("keeps what was typed while a save was under way", () => {
    const saved = after(
      { kind: "edit", content: content(31) },
      { kind: "edit", content: content(32) },
      { kind: "saved", read: { content: content(31), note: "", etag: '"2"' } },
    );
    expect(saved.etag).toBe('"2"');
    expect(saved.content.reportingDays).toBe(32);
    expect(isChanged(saved)).toBe(true);
  });
  it("keeps its content where only its scenarios were kept", () => {
    const rebased = after({ kind: "edit", content: content(31) }, { kind: "rebased", etag: '"2"' });
    expect(rebased).toMatchObject({ etag: '"2"', content: { reportingDays: 31 } });
    expect(isChanged(rebased)).toBe(true);
  });
  it("drops what was typed only where somebody takes what is there", () => {
    const taken = after(
      { kind: "edit", content: content(31) },
      { kind: "taken", read: { content: content(40), note: "theirs", etag: '"3"' } },
    );
    expect(taken).toMatchObject({ content: { reportingDays: 40 }, note: "theirs", past: [] });
    expect(isChanged(taken)).toBe(false);
  });
});
