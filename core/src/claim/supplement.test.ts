import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EvidenceSlot } from "../product/product.js";
import { at } from "../testing/moment.js";
import { PRODUCT } from "../testing/product.js";
import { DAY_MS, formatInstant, plus } from "../time.js";
import { filedCase } from "./machine.js";
import { missingDocuments } from "./missing.js";
import {
  completeList,
  nextStepAt,
  OTHER_KIND,
  openDocuments,
  reopensUntil,
  rulesMayLook,
  silenceAt,
  silenceEnds,
  supplementTerms,
} from "./supplement.js";

const slot = (kind: string, change: Partial<EvidenceSlot> = {}): EvidenceSlot => ({
  kind,
  title: { zh: kind, en: kind },
  example: { zh: "", en: "" },
  minCount: 1,
  required: true,
  ...change,
});
const PHOTOS = { documents: [slot("box"), slot("damage", { minCount: 2 }), slot("video", { required: false })] };
const files = (...kinds: string[]) => kinds.map((kind, i) => ({ kind, sha256: `${kind}${i}` }));
const missing = (evidence: ReturnType<typeof files>) => missingDocuments(PHOTOS, evidence);
const open = (list: ReturnType<typeof completeList>, evidence: ReturnType<typeof files>) =>
  openDocuments(PHOTOS, list, missing(evidence), evidence).map(({ slot: { kind }, given, note }) => ({
    kind,
    given,
    note,
  }));

describe("a list of documents", () => {
  test("is complete, whatever whoever asks has thought of", () => {
    const there = files("damage");
    const list = completeList([{ kind: "video", note: "uncut" }], missing(there), there);
    expect(list).toEqual([
      { kind: "video", note: "uncut", needed: 1, required: false },
      { kind: "box", note: "", needed: 1, required: true },
      { kind: "damage", note: "", needed: 2, required: true },
    ]);
  });

  test("asks for one more of what is there already, and for as many others as are named", () => {
    const there = files("box", "damage", "damage", OTHER_KIND);
    const wanted = [
      { kind: "box", note: "sharper" },
      { kind: OTHER_KIND, note: "invoice" },
      { kind: OTHER_KIND, note: "letter" },
    ];
    const list = completeList(wanted, missing(there), there);
    expect(list.map(({ kind, needed, required }) => ({ kind, needed, required }))).toEqual([
      { kind: "box", needed: 2, required: false },
      { kind: OTHER_KIND, needed: 2, required: false },
      { kind: OTHER_KIND, needed: 3, required: false },
    ]);
    expect(open(list, there)).toEqual([
      { kind: "box", given: 1, note: "sharper" },
      { kind: OTHER_KIND, given: 1, note: "invoice" },
      { kind: OTHER_KIND, given: 1, note: "letter" },
    ]);
    const more = [...there, { kind: OTHER_KIND, sha256: "new" }];
    expect(open(list, more).map(({ note }) => note)).toEqual(["sharper", "letter"]);
  });

  test("is answered by the same picture only once", () => {
    const there = files("box", "damage");
    const list = completeList([], missing(there), there);
    const again = [...there, { kind: "damage", sha256: "damage1" }];
    expect(open(list, again)).toEqual([{ kind: "damage", given: 1, note: "" }]);
    expect(open(list, [...there, { kind: "damage", sha256: "other" }])).toEqual([]);
  });

  test("is answered where another slot's file stands for the one that was asked for", () => {
    const documents = [slot("label"), slot("slip", { required: false, alternativeOf: "label" })];
    const list = completeList([], missingDocuments({ documents }, []), []);
    const slip = files("slip");
    expect(openDocuments({ documents }, list, missingDocuments({ documents }, slip), slip)).toEqual([]);
  });

  test("is never answered before the terms have all that they ask for", () => {
    const kind = fc.constantFrom("box", "damage", "video", OTHER_KIND);
    const evidence = fc.array(fc.record({ kind, sha256: fc.constantFrom("1", "2", "3") }), { maxLength: 6 });
    const wanted = fc.array(fc.record({ kind, note: fc.string() }), { maxLength: 4 });
    fc.assert(
      fc.property(evidence, wanted, evidence, (before, asked, added) => {
        const list = completeList(asked, missing(before), before);
        const after = [...before, ...added];
        const left = openDocuments(PHOTOS, list, missing(after), after);
        if (left.length === 0) expect(missing(after)).toEqual([]);
        for (const lacking of missing(before)) expect(list.map((each) => each.kind)).toContain(lacking.slot.kind);
        expect(openDocuments(PHOTOS, list, missing(before), before).length).toBe(list.length);
      }),
    );
  });
});

describe("silence", () => {
  const terms = supplementTerms(PRODUCT);
  const since = at("2026-11-11T04:00:00Z");
  const closesAt = silenceEnds(since, terms);
  const waiting = (reminded: number) => ({ since, closesAt, reminded });
  const days = (count: number) => plus(since, count * DAY_MS);

  test("is broken by reminders on the third and seventh day, and ends with the last of thirty", () => {
    expect(terms).toEqual({ reminderDays: [3, 7], silenceDays: 30 });
    expect(formatInstant(closesAt)).toBe("2026-12-11T16:00:00.000Z");
    expect([0, 1, 2].map((reminded) => nextStepAt(waiting(reminded), terms))).toEqual([days(3), days(7), closesAt]);
  });

  test.each([
    [0, plus(days(3), -1), { kind: "wait" }],
    [0, days(3), { kind: "remind", reminded: 1 }],
    [1, days(3), { kind: "wait" }],
    [1, days(7), { kind: "remind", reminded: 2 }],
    [0, days(9), { kind: "remind", reminded: 2 }],
    [2, plus(closesAt, -1), { kind: "wait" }],
    [2, closesAt, { kind: "lapse" }],
    [0, closesAt, { kind: "lapse" }],
  ])("after %s reminders, at %s, leads to %j", (reminded, now, led) => {
    expect(silenceAt(waiting(reminded), terms, now)).toEqual(led);
  });

  test("follows the product where it says something else, and never reminds after the end", () => {
    const own = supplementTerms({ supplement: { reminderDays: [20], silenceDays: 10 } });
    const end = silenceEnds(since, own);
    expect(nextStepAt({ since, closesAt: end, reminded: 0 }, own)).toBe(end);
  });

  test.each([
    ["2026-11-11T04:00:00Z", "2028-11-11T16:00:00.000Z"],
    ["2026-11-11T16:00:00Z", "2028-11-12T16:00:00.000Z"],
    ["2028-02-29T04:00:00Z", "2030-02-28T16:00:00.000Z"],
    ["2026-02-28T04:00:00Z", "2028-02-28T16:00:00.000Z"],
  ])("that closed a case on %s bars it from %s on", (lapsed, barred) => {
    expect(formatInstant(reopensUntil(at(lapsed)))).toBe(barred);
  });
});

describe("rules look again", () => {
  const fresh = { ...filedCase(at("2026-11-11T04:00:00Z")), status: "in_review" as const };
  const asked = (required: boolean) => [[{ kind: "box", note: "", needed: 1, required }]];

  test("at a case that nobody had a part in, with what the terms ask for", () => {
    expect(rulesMayLook(fresh, [])).toBe(true);
    expect(rulesMayLook(fresh, asked(true))).toBe(true);
  });

  test.each([
    ["a person asked for more than the terms do", fresh, asked(false)],
    ["a person is to look at what rules decided", { ...fresh, reviewed: true }, []],
    ["a person had a part in it", { ...fresh, deciders: ["p"] }, []],
    ["it was appealed", { ...fresh, appeals: 1 }, []],
    ["money went ahead of the decision", { ...fresh, agreed: 1n, advanced: 1n }, []],
  ])("not where %s", (_name, state, lists) => {
    expect(rulesMayLook(state, lists)).toBe(false);
  });
});
