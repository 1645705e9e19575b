import { readFileSync } from "node:fs";
import type { LineFacts } from "@anxin/core/order/cover";
import { Refused } from "@anxin/core/refusal";
import { instant, parseInstant } from "@anxin/core/time";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { Context } from "../context.js";
import { CONDITION_HELP, CONDITION_LENGTH_MAX, conditionOf, requireCondition } from "./condition.js";

const warn = vi.fn();
const context = { log: { warn } } as unknown as Pick<Context, "log">;

const FACTS: LineFacts = {
  line: {
    category: "apparel",
    sku: "TEE-L",
    title: "纯棉T恤",
    unitPrice: 12_900n,
    quantity: 2,
    freight: 500n,
    price: 26_300n,
  },
  order: { total: 50_000n, lines: 2, placedAt: parseInstant("2026-11-11T00:30:00Z") ?? instant(0) },
  buyer: { band: "a" },
  merchant: { id: "shop-1001", band: "b", tier: "gold" },
  shipTo: { province: "四川省", city: "成都市" },
};
const holds = (text: string, facts: LineFacts = FACTS): boolean => conditionOf(context, text)(facts);

function fault(text: string, language: "zh" | "en" = "en"): { code: string; detail: string; position: unknown } | null {
  try {
    requireCondition(text, language);
    return null;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, errors = [], extra } = error.refusal;
    const [first] = errors;
    expect([code, first?.pointer]).toEqual(["validation_failed", "/rules/condition"]);
    return { code: first?.code ?? "", detail: first?.detail ?? "", position: extra?.["position"] };
  }
}

describe("a condition that may be saved", () => {
  test.each([
    ['line.category == "apparel"', true],
    ['line.category in ["shoes", "bags"]', false],
    ["line.unitPrice >= 12900 && line.quantity == 2", true],
    ["line.price == line.unitPrice * line.quantity + line.freight", true],
    ["order.total / order.lines > 25000", false],
    ["!(order.total > 60000) || false", true],
    ['line.title.contains("T恤") && size(line.title) == 4', true],
    ['line.sku.startsWith("TEE") && line.sku.endsWith("L")', true],
    ['merchant.tier == "gold" ? buyer.band in ["a", "b"] : false', true],
    ['merchant.id != "shop-1" && merchant.band < "c"', true],
    ['shipTo.province == "四川省" && shipTo.city == "成都市"', true],
    ['order.placedAt >= timestamp("2026-11-11T08:00:00+08:00")', true],
    ['order.placedAt < timestamp("2026-11-11T00:30:00.000Z")', false],
    ["order.hour == 8 && order.weekday == 3", true],
    ["-line.quantity < 0 && line.quantity % 2 == 0", true],
    ["true", true],
  ])("%s holds: %s", (text, expected) => {
    expect(fault(text)).toBeNull();
    expect(holds(text)).toBe(expected);
  });

  test("tells midnight in Beijing from midnight elsewhere", () => {
    const at = (text: string): LineFacts => ({
      ...FACTS,
      order: { ...FACTS.order, placedAt: parseInstant(text) ?? instant(0) },
    });
    expect(holds("order.hour == 0 && order.weekday == 3", at("2026-11-10T16:00:00Z"))).toBe(true);
    expect(holds("order.hour == 23 && order.weekday == 2", at("2026-11-10T15:59:59.999Z"))).toBe(true);
  });
});

describe("a condition that is wrong is refused, with what and where", () => {
  test.each([
    ["line.unitPrice >", "syntax", 17],
    ["line.unitPrice = 5", "syntax", 16],
    ["lime.category == 'a'", "unknown_variable", 1],
    ["true && line.colour == 'red'", "unknown_variable", 14],
    ["line.unitPrice == 'a'", "type", 1],
    ["line.unitPrice", "type", 1],
    ["line.category == 'a' ? true : 1", "type", 1],
    ["line.unitPrice > 1.5", "not_available", 18],
    ["line.title.matches('(a+)+$')", "not_available", 1],
    ["[1, 2].exists(x, x > 1)", "not_available", 1],
    ["[[1, 2].map(x, x * x)] == []", "not_available", 2],
    ["line['category'] == 'a'", "not_available", 1],
    ["dyn(line.title) == 1", "not_available", 1],
    ["has(line.title)", "not_available", 1],
    ["foo(1)", "not_available", 1],
    ["order.placedAt > timestamp('soon')", "time", 18],
    ["order.placedAt > timestamp(line.title)", "time", 18],
    ["order.placedAt.getHours() > 1", "not_available", 1],
    ["", "syntax", 1],
    ['{"a": 1}.a == 1', "too_complex", 2],
  ])("%s: %s", (text, code, position) => {
    const found = fault(text);
    expect(found?.code).toBe(code);
    expect(found?.position).toBe(position);
    expect(found?.detail).toContain(`character ${String(found?.position)}`);
  });

  test("too long, too deep, or of too many parts", () => {
    const long = fault(`line.title == "${"a".repeat(CONDITION_LENGTH_MAX)}"`);
    expect([long?.code, long?.position]).toEqual(["too_long", CONDITION_LENGTH_MAX + 1]);
    expect(fault(`${"(".repeat(30)}true${")".repeat(30)}`)?.code).toBe("too_complex");
    expect(fault(Array.from({ length: 120 }, () => "true").join("&&"))?.code).toBe("too_complex");
  });

  test("in the language of the caller", () => {
    expect(fault("lime == 1", "zh")?.detail).toBe("没有变量 lime（第 1 个字符）");
    expect(fault("lime == 1", "en")?.detail).toBe("there is no variable lime (character 1)");
  });

  test("whatever is written: it is saved or refused, and a saved one is judged without harm", () => {
    const part = fc.constantFrom(
      ...[
        "line",
        ".",
        "title",
        "unitPrice",
        "order",
        "total",
        "==",
        ">",
        "&&",
        "||",
        "!",
        "(",
        ")",
        "[",
        "]",
        ",",
        "in",
        "'a'",
      ],
      ...[
        "1",
        "0",
        "/",
        "%",
        "-",
        "?",
        ":",
        "true",
        "size",
        "matches",
        "timestamp",
        "x",
        "map",
        "9223372036854775807",
        "\u0000",
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 25 }), (parts) => {
        const text = parts.join(" ");
        if (fault(text) === null) expect(typeof holds(text)).toBe("boolean");
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("what cannot be judged", () => {
  test("does not hold, and is logged once", () => {
    warn.mockClear();
    const text = "line.unitPrice / (order.lines - 2) > 0";
    expect(fault(text)).toBeNull();
    const condition = conditionOf(context, text);
    expect([condition(FACTS), condition(FACTS), conditionOf(context, text)(FACTS)]).toEqual([false, false, false]);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.[0]).toMatchObject({ condition: text, why: "division_by_zero" });
    expect(condition({ ...FACTS, order: { ...FACTS.order, lines: 3 } })).toBe(true);
  });

  test("among it a number that overflows, and a stored text that is none any more", () => {
    warn.mockClear();
    expect(holds("line.unitPrice * 9223372036854775807 > 0")).toBe(false);
    expect(holds("line.colour == 'red'")).toBe(false);
    expect(warn).toHaveBeenCalledTimes(2);
  });
});

test("the handbook names every variable", () => {
  const handbook = readFileSync(new URL("../../../docs/operations/campaigns.md", import.meta.url), "utf8");
  for (const [, name = "", fields = ""] of CONDITION_HELP.matchAll(/(\w+)\.\{([^}]+)\}/g)) {
    for (const field of fields.split(", ")) expect(handbook).toContain(`\`${name}.${field}\``);
  }
});

test("more conditions than are kept are judged all the same", () => {
  for (let i = 0; i < 1_100; i++) expect(holds(`line.unitPrice == ${12_900 + i}`)).toBe(i === 0);
});
