// The contract of a recovery channel, kept by the stand-in and by the folder of tables.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Debtor, DebtorAnswer, RecoveryBatch, RecoveryChannel, RecoveryItem } from "./recovery-channel.js";
import { ANSWER_COLUMNS, ASKED_COLUMNS, answersCsv, askedCsv, type CsvFault, readAnswers } from "./recovery-csv.js";
import { isDeskOutcome, recoveryDesk } from "./recovery-desk.js";
import { folderOf, recoveryFolder } from "./recovery-folder.js";
import { NOON } from "./testing/rehearsal.js";

const root = mkdtempSync(join(tmpdir(), "anxin-recoveries-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const SF: Debtor = { kind: "carrier", id: "SF" };
function item(number: number, amount = 10_000n): RecoveryItem {
  return {
    reference: `rcv_${number}-1`,
    recoveryId: `rcv_${number}`,
    claimId: `clm_${number}`,
    orderId: `T-${number}`,
    waybill: "SF1001",
    shippedAt: NOON,
    product: "transit-damage",
    peril: "breakage",
    amount,
    deadlineAt: null,
  };
}
const batchOf = (items: readonly RecoveryItem[], batchId = "rcb_1"): RecoveryBatch => ({
  ...{ batchId, tenantId: 1, debtor: SF, items },
});
const answered = (reference: string, accepted: bigint, reason = ""): DebtorAnswer => ({
  ...{ kind: "answered", reference, accepted, reason },
});

/** A channel, and what a test may do at its far end. */
interface FarEnd {
  readonly channel: RecoveryChannel;
  /** What the debtor says from now on about the items that were handed over. */
  say(items: readonly RecoveryItem[], share: "all" | "some" | "none"): void;
  /** References that the debtor has, each as often as it is there. */
  taken(): readonly string[];
}

let ends = 0;
function deskEnd(): FarEnd {
  const desk = recoveryDesk(join(root, `desk-${++ends}`));
  return {
    channel: desk,
    say: (items, share) =>
      desk.script(items.map(() => ({ all: "accepted", some: "partly:40", none: "denied:packing" })[share])),
    taken: () => desk.cases(1).map(({ reference }) => reference),
  };
}
function folderEnd(): FarEnd {
  const directory = join(root, `folder-${++ends}`);
  const place = join(directory, "1", folderOf(SF));
  let spoken: { readonly items: readonly RecoveryItem[]; readonly share: "all" | "some" | "none" } | null = null;
  const channel = recoveryFolder(directory, () => undefined);
  return {
    channel: {
      ...channel,
      async hear(tenantId, debtor, attempts) {
        if (spoken !== null) {
          const { items, share } = spoken;
          const answers = items.map(({ reference, amount }) =>
            answered(
              reference,
              { all: amount, some: (amount * 40n) / 100n, none: 0n }[share],
              share === "all" ? "" : "packing",
            ),
          );
          const amounts = new Map(items.map(({ reference, amount }) => [reference, amount]));
          writeFileSync(
            join(place, "in", "a.csv"),
            answersCsv(answers, (reference) => amounts.get(reference) ?? 0n),
          );
        }
        return channel.hear(tenantId, debtor, attempts);
      },
    },
    say: (items, share) => {
      spoken = { items, share };
    },
    taken: () => {
      const out = join(place, "out");
      if (!existsSync(out)) return [];
      return readdirSync(out).flatMap((name) =>
        readFileSync(join(out, name), "utf8")
          .split("\r\n")
          .slice(1, -1)
          .map((each) => each.split(",", 1)[0] ?? ""),
      );
    },
  };
}

describe.each([
  ["the stand-in", deskEnd],
  ["the folder of tables", folderEnd],
])("%s", (_name, open) => {
  let end: FarEnd;
  beforeEach(() => {
    end = open();
  });
  const hear = (items: readonly RecoveryItem[], debtor = SF) => end.channel.hear(1, debtor, items);

  it.each(["all", "some", "none"] as const)(
    "hands a batch over, and hears that %s of it is accepted",
    async (share) => {
      const items = [item(1), item(2, 999n)];
      end.say(items, share);
      expect(await end.channel.handOver(batchOf(items))).toEqual({ kind: "taken" });
      expect(end.taken()).toEqual(["rcv_1-1", "rcv_2-1"]);
      const heard = await hear(items);
      const amounts = { all: [10_000n, 999n], some: [4_000n, 399n], none: [0n, 0n] }[share];
      expect(heard).toMatchObject({
        kind: "heard",
        answers: items.map(({ reference }, i) => ({ kind: "answered", reference, accepted: amounts[i] })),
      });
    },
  );

  it("takes once what is handed over twice", async () => {
    const items = [item(1), item(2)];
    await end.channel.handOver(batchOf(items));
    expect(await end.channel.handOver(batchOf(items))).toEqual({ kind: "taken" });
    expect(end.taken()).toEqual(["rcv_1-1", "rcv_2-1"]);
  });

  it("hears nothing about what nobody answered, asked or heard of", async () => {
    expect(await hear([item(9)])).toEqual({ kind: "heard", answers: [] });
    end.say([item(1)], "all");
    await end.channel.handOver(batchOf([item(1)]));
    expect(await hear([item(9)])).toEqual({ kind: "heard", answers: [] });
  });

  it("says the same again when it is asked again", async () => {
    end.say([item(1)], "none");
    await end.channel.handOver(batchOf([item(1)]));
    expect(await hear([item(1)])).toEqual(await hear([item(1)]));
  });

  it("keeps many batches apart", async () => {
    const batches = Array.from({ length: 20 }, (_, i) => batchOf([item(2 * i), item(2 * i + 1)], `rcb_${i}`));
    await Promise.all(batches.map((batch) => end.channel.handOver(batch)));
    expect([...end.taken()].sort()).toEqual(batches.flatMap(({ items }) => items.map((each) => each.reference)).sort());
  });
});

describe("the stand-in", () => {
  it("pays what it accepted once it was asked again, under a number of its own", async () => {
    const desk = recoveryDesk(join(root, "pays"));
    desk.script(["partly:50"]);
    await desk.handOver(batchOf([item(1)]));
    const said = answered("rcv_1-1", 5_000n, "liability_limited");
    expect(await desk.hear(1, SF, [item(1)])).toEqual({ kind: "heard", answers: [said] });
    const paid = { kind: "paid", reference: "rcv_1-1", amount: 5_000n, paymentReference: "desk-rcv_1-1" };
    expect(await desk.hear(1, SF, [item(1)])).toEqual({ kind: "heard", answers: [said, paid] });
  });

  it("plays a desk that cannot be reached, that turns a batch away, that is silent, and whose answer is lost", async () => {
    const desk = recoveryDesk(join(root, "plays"));
    desk.script(["unavailable", "refused", "lost", "silent"]);
    expect(await desk.handOver(batchOf([item(1)]))).toEqual({ kind: "unavailable", code: "scripted" });
    expect(await desk.handOver(batchOf([item(1)]))).toEqual({ kind: "refused", code: "scripted" });
    expect(await desk.handOver(batchOf([item(1)]))).toEqual({ kind: "unavailable", code: "lost" });
    expect(await desk.handOver(batchOf([item(1)]))).toEqual({ kind: "taken" });
    await desk.handOver(batchOf([item(2)]));
    expect(await desk.hear(1, SF, [item(2)])).toEqual({ kind: "heard", answers: [] });
    expect(desk.cases(1)).toMatchObject([
      { outcome: "accepted", times: 2 },
      { outcome: "silent", heard: 1 },
    ]);
  });

  it("keeps what it took beyond its process, tenants apart, and forgets when told", async () => {
    const first = recoveryDesk(join(root, "kept"));
    await first.handOver(batchOf([item(1)]));
    await first.handOver({ ...batchOf([item(2)]), tenantId: 2 });
    const second = recoveryDesk(join(root, "kept"));
    expect(second.cases(1).map(({ reference }) => reference)).toEqual(["rcv_1-1"]);
    writeFileSync(join(root, "kept", "1.jsonl"), '{"event":"taken","refe', { flag: "a" });
    expect(second.cases(1)).toHaveLength(1);
    await second.forget(1);
    expect([second.cases(1), second.cases(2).length]).toEqual([[], 1]);
  });

  it("knows its outcomes", () => {
    for (const good of ["accepted", "partly:1", "partly:99", "denied:packing", "silent", "lost"]) {
      expect(isDeskOutcome(good), good).toBe(true);
    }
    for (const bad of ["", "partly", "partly:0", "partly:100", "denied", "denied:Packing!", "paid"]) {
      expect(isDeskOutcome(bad), bad).toBe(false);
    }
  });
});

describe("the folder of tables", () => {
  it("complains of a table with a slip, and counts none of it", async () => {
    const directory = join(root, "slips");
    const complaints: (readonly CsvFault[])[] = [];
    const channel = recoveryFolder(directory, (_path, faults) => complaints.push(faults));
    await channel.handOver(batchOf([item(1), item(2)]));
    const table = join(directory, "1", folderOf(SF), "in", "a.csv");
    const header = ANSWER_COLUMNS.join(",");
    writeFileSync(table, `${header}\nrcv_1-1,accepted,,,\nrcv_2-1,partly,,packing,\n`);
    expect(await channel.hear(1, SF, [item(1), item(2)])).toEqual({ kind: "heard", answers: [] });
    expect(complaints).toMatchObject([[{ line: 3, column: "amountYuan" }]]);
  });

  it("says that it is unavailable where it cannot write", async () => {
    writeFileSync(join(root, "file"), "");
    const channel = recoveryFolder(join(root, "file"), () => undefined);
    expect(await channel.handOver(batchOf([item(1)]))).toEqual({ kind: "unavailable", code: "ENOTDIR" });
    expect((await channel.hear(1, SF, [item(1)])).kind).toBe("unavailable");
  });

  it("has a folder of its own for every debtor", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (a, b) => {
        const folders = [a, b].map((id) => folderOf({ kind: "merchant", id }));
        for (const folder of folders) expect(folder).toMatch(/^merchant-[A-Za-z0-9_]*$/);
        expect(folders[0] === folders[1]).toBe(a === b);
      }),
    );
  });
});

describe("a table", () => {
  const asked = (reference: string) => (reference.startsWith("rcv_") ? 10_000n : null);
  const read = (...lines: readonly string[]) =>
    readAnswers(`${ANSWER_COLUMNS.join(",")}\r\n${lines.join("\r\n")}\r\n`, asked);

  it("of what is asked is UTF-8 with a mark, documented columns, and nothing that a spreadsheet would run", () => {
    const evil = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", '"quoted", and comma', "'=already"];
    const text = askedCsv(evil.map((orderId, i) => ({ ...item(i), orderId })));
    expect(text.startsWith(`\uFEFF${ASKED_COLUMNS.join(",")}\r\n`)).toBe(true);
    for (const row of text.split("\r\n").slice(1, -1)) {
      for (const each of row.split(",")) expect(each).not.toMatch(/^"?[=+\-@\t|%]/);
    }
    expect(text).toContain("'=1+1");
    expect(text).toContain('"""quoted"", and comma"');
  });

  it("of answers is read back as it was written, whatever it holds", () => {
    const reason = fc.string({ unit: "binary", maxLength: 40 }).map((text) => `x${text.replaceAll("\0", "")}`.trim());
    const number = fc.stringMatching(/^[!-~]{1,64}$/);
    const answers = fc.uniqueArray(
      fc.oneof(
        fc.record({
          kind: fc.constant("answered" as const),
          reference: fc.nat().map((n) => `rcv_${n}-1`),
          accepted: fc.bigInt({ min: 0n, max: 10_000n }),
          reason,
        }),
        fc.record({
          kind: fc.constant("paid" as const),
          reference: fc.nat().map((n) => `rcv_${n}-1`),
          amount: fc.bigInt({ min: 1n, max: 10n ** 12n }),
          paymentReference: number,
        }),
      ),
      { selector: (each) => (each.kind === "paid" ? `p${each.paymentReference}` : `a${each.reference}`) },
    );
    fc.assert(
      fc.property(answers, (written) => {
        const found = readAnswers(
          answersCsv(written, () => 10_000n),
          asked,
        );
        if (found.kind === "faulty") throw new Error(JSON.stringify(found.faults));
        expect(found.answers.map(({ answer }) => answer)).toEqual(written);
      }),
    );
  });

  it.each<[string, string, string, string]>([
    ["an unknown reference", "x,accepted,,,", "reference", "none that was asked"],
    ["a word that is none", "rcv_1-1,yes,,,", "answer", "accepted, partly, denied or paid"],
    ["another amount accepted", "rcv_1-1,accepted,99.99,,", "amountYuan", "write partly"],
    ["a part without an amount", "rcv_1-1,partly,,packing,", "amountYuan", "below 100.00"],
    ["a part that is the whole", "rcv_1-1,partly,100.00,packing,", "amountYuan", "below 100.00"],
    ["a part without a reason", "rcv_1-1,partly,1.00,,", "reason", "why the rest"],
    ["a denial without a reason", "rcv_1-1,denied,,,", "reason", "why it is denied"],
    ["a denial with an amount", "rcv_1-1,denied,1.00,packing,", "amountYuan", "empty"],
    ["a payment of nothing", "rcv_1-1,paid,0.00,,B1", "amountYuan", "above 0.00"],
    ["a payment without a number", "rcv_1-1,paid,1.00,,", "paymentReference", "1 to 64"],
    ["an amount that is none", "rcv_1-1,partly,1.005,packing,", "amountYuan", "yuan"],
    ["too few cells", "rcv_1-1,accepted", "", "has 2 cells"],
    ["a reason that is too long", `rcv_1-1,denied,,${"x".repeat(501)},`, "reason", "longer"],
  ])("with %s names line and column", (_name, row, column, detail) => {
    const found = read("rcv_7-1,accepted,,,", row);
    expect(found).toMatchObject({ kind: "faulty", faults: [{ line: 3, column }] });
    expect(JSON.stringify(found)).toContain(detail);
  });

  it("names every faulty line at once, and an answer that stands there twice", () => {
    const found = read("rcv_1-1,accepted,,,", "", "rcv_1-1,accepted,,,", "y,paid,1.00,,B1");
    expect(found).toMatchObject({
      faults: [
        { line: 4, column: "reference" },
        { line: 5, column: "reference" },
      ],
    });
  });

  it("needs its own header, whole quotes, and not too many lines", () => {
    expect(readAnswers("reference,answer\r\n", asked)).toMatchObject({ faults: [{ line: 1 }] });
    expect(readAnswers("", asked)).toMatchObject({ faults: [{ line: 1 }] });
    expect(read('rcv_1-1,denied,,"never closed')).toMatchObject({
      faults: [{ detail: expect.stringContaining("quote") }],
    });
    const many = Array.from({ length: 10_001 }, (_, i) => `rcv_${i}-1,accepted,,,`);
    expect(read(...many)).toMatchObject({ faults: [{ detail: expect.stringContaining("10000") }] });
    expect(read('rcv_1-1,denied,,"two\nlines",', "z,paid,,,")).toMatchObject({ faults: [{ line: 4 }] });
  });
});
