import { describe, expect, it } from "vitest";
import {
  beginDraft,
  bodyOf,
  countsOf,
  type Draft,
  type Form,
  faultsOf,
  fieldsOf,
  fromClock,
  likelyTime,
  type Order,
  storyOf,
  toClock,
} from "./draft.js";

const NOW = Date.parse("2026-11-23T08:00:00.000Z");
const DELIVERED = "2026-11-23T02:00:00.000Z";
const GOODS = "55 英寸电视机";

const FORM = {
  policyId: "pol_1",
  perils: [
    { code: "breakage", title: "破碎" },
    { code: "wetting", title: "水湿" },
  ],
  fields: [
    {
      ...{ name: "degree", type: "enum", title: "程度", required: true },
      options: [
        { value: "slight", title: "轻微" },
        { value: "total", title: "全损" },
      ],
    },
    { name: "note", type: "text", title: "验货说明", required: true },
    { name: "count", type: "integer", title: "件数", required: false },
    { name: "fee", type: "money", title: "费用", required: false },
  ],
  documents: [],
  window: { from: "2026-11-20T00:00:00.000Z", until: "2026-11-25T00:00:00.000Z" },
  declaration: { version: 3, text: "如实", sha256: "" },
} as unknown as Form;

const ORDER = {
  shipments: [
    { lineIds: ["1"], carrier: "SF", waybill: "SF1", deliveredAt: DELIVERED },
    { lineIds: ["2"], carrier: "SF", waybill: "SF2", deliveredAt: "2026-11-22T02:00:00.000Z" },
  ],
} as unknown as Order;

const begun = beginDraft(FORM, ORDER, "1", NOW, "key");
const whole: Draft = { ...begun, peril: "breakage", answers: { degree: "total" } };

describe("a draft begins", () => {
  it("with the time at which the line's own parcel came, and nothing that is not known", () => {
    expect(begun).toEqual({
      ...{ policyId: "pol_1", key: "key", peril: null, occurredAt: DELIVERED, description: null },
      ...{ answers: {}, files: [], hasKept: false, sent: null },
    });
  });

  it("with now, where the parcel came outside of the cover or did not come", () => {
    expect(likelyTime(FORM, { ...ORDER, shipments: [] }, "1", NOW)).toBe("2026-11-23T08:00:00.000Z");
    const late = { ...FORM, window: { from: "2026-11-23T03:00:00.000Z", until: null } };
    expect(likelyTime(late, ORDER, "1", NOW)).toBe("2026-11-23T08:00:00.000Z");
  });

  it("with the only thing that can have happened", () => {
    expect(beginDraft({ ...FORM, perils: FORM.perils.slice(0, 1) }, ORDER, "1", NOW, "key").peril).toBe("breakage");
  });
});

describe("the story", () => {
  it("follows what is chosen until somebody types", () => {
    expect(storyOf(begun, FORM, GOODS)).toBe(GOODS);
    expect(storyOf(whole, FORM, GOODS)).toBe("55 英寸电视机 · 破碎 · 全损");
    expect(storyOf({ ...whole, description: "掉在地上" }, FORM, GOODS)).toBe("掉在地上");
  });

  it("is told once: the form's own question has the same words", () => {
    const { description, fields } = bodyOf({ ...whole, description: " 屏幕碎了 " }, FORM, GOODS);
    expect(description).toBe("屏幕碎了");
    expect(fields).toEqual({ degree: "total", note: "屏幕碎了" });
  });
});

describe("the next step", () => {
  const faults = (draft: Draft) => faultsOf(draft, FORM, GOODS, NOW);

  it("waits for what the form needs, in the order of the page", () => {
    expect(faults(begun)).toEqual(["peril", "field degree"]);
    expect(faults(whole)).toEqual([]);
  });

  it.each([
    ["a story that was deleted", { description: "  " }, ["story"]],
    ["a time that is to come", { occurredAt: "2026-11-24T00:00:00.000Z" }, ["time"]],
    ["no time", { occurredAt: null }, ["time"]],
    ["a number that is none", { answers: { degree: "total", count: "two" } }, ["field count"]],
  ] as const)("waits for %s to be mended", (_, change, expected) => {
    expect(faults({ ...whole, ...change })).toEqual(expected);
  });
});

it("answers are sent as the server takes them, and what is open is not sent", () => {
  const answers = { degree: "total", count: "3", fee: 12_050 };
  expect(fieldsOf({ ...whole, answers, description: "x" }, FORM, GOODS)).toEqual({
    ...{ degree: "total", note: "x", count: 3, fee: 12_050 },
  });
  expect(fieldsOf({ ...whole, answers: { degree: "total", count: "" }, description: "x" }, FORM, GOODS)).toEqual({
    ...{ degree: "total", note: "x" },
  });
});

it("the body names the declaration that was shown, and the files that are with the server", () => {
  const file = { id: "f", kind: "damage", name: "a.jpg", mediaType: "image/jpeg", bytes: 1, key: "k" };
  const files = [
    { ...file, evidenceId: "evd_1" },
    { ...file, id: "g", evidenceId: "evd_2" },
    { ...file, id: "h", evidenceId: null },
  ];
  expect(bodyOf({ ...whole, files }, FORM, GOODS)).toMatchObject({
    ...{ policyId: "pol_1", peril: "breakage", occurredAt: DELIVERED, declaration: true, declarationVersion: 3 },
    evidence: [
      { evidenceId: "evd_1", kind: "damage" },
      { evidenceId: "evd_2", kind: "damage" },
    ],
  });
  expect(countsOf(files)).toEqual([{ kind: "damage", count: 2 }]);
});

it("times are written on a Shanghai clock, whatever the device's", () => {
  expect(toClock(DELIVERED)).toBe("2026-11-23T10:00");
  expect(fromClock("2026-11-23T10:00")).toBe(DELIVERED);
  expect([toClock(null), fromClock("")]).toEqual(["", null]);
});
