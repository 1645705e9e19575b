// What the making of certificates promises when much is asked of it, or something breaks.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { present } from "@anxin/core/assert";
import { Refused } from "@anxin/core/refusal";
import { instant } from "@anxin/core/time";
import { afterAll, describe, expect, test } from "vitest";
import { catalogue } from "../../catalogue.js";
import { readConfig } from "../../config.js";
import { child } from "./child.js";
import { type CertificateContent, certificateContent } from "./content.js";
import { editionOf, press, type Sheet } from "./press.js";
import { readDocument } from "./testing/pdf.js";
import { typesetter } from "./typeset.js";

const folder = mkdtempSync(join(tmpdir(), "anxin-press-"));
const config = { ...readConfig({}), dataDirectory: folder };
const NOW = instant(1_794_355_200_000);
afterAll(() => rmSync(folder, { recursive: true }));

type Facts = Parameters<typeof certificateContent>[0];

/** A policy as its view shows it; another number makes another certificate. */
function content(
  number = 1,
  more: Partial<Facts["policy"]> = {},
  code = "return-freight",
  language: "zh" | "en" = "en",
): CertificateContent {
  const product = present(catalogue.version(code, 1), "it is sold");
  const policy = {
    policyNo: `AX${String(number).padStart(21, "0")}`,
    lineId: "1",
    payer: "buyer",
    status: "pending",
    premium: 60,
    sumInsured: 1_200,
    effectiveAt: null,
    expiresAt: "2027-03-11T00:00:00.000Z",
    orderId: "T-1",
    merchantId: "shop-1",
    buyerId: "b-1",
    issuedAt: "2026-11-11T00:00:00.000Z",
    endorsements: [],
    ...more,
  } as unknown as Facts["policy"];
  const line = { lineId: "1", sku: "TEE", title: "T恤", category: "apparel", unitPrice: 100n, quantity: 2 } as const;
  const lines = [{ ...line, freight: 0n, covers: [] }];
  const parties = { buyerName: "", merchantName: "", platformName: "平台", insurer: config.insurer };
  return certificateContent(
    { policy, product, lines, ...parties, publicUrl: "https://a.example", code: "C", demo: false },
    language,
  );
}

const sheet = (each: CertificateContent) => ({ template: "certificate", content: each }) as const;

test.each(["zh", "en"] as const)("a platform's service never calls itself insurance (%s)", (language) => {
  const kinds = ["period_fixed", "exchanged", "rerated", "cancelled", "reinstated", "exhausted", "restored"];
  const rated = { fullPremium: 90, sumInsured: 2_400, charge: 30, refund: 10, effectiveAt: null, expiresAt: null };
  const endorsements = kinds.map((kind) => {
    return { endorsementId: "end_0000000000000", kind, recordedAt: "2026-11-12T00:00:00.000Z", reason: null, ...rated };
  });
  const texts = (value: unknown): string[] =>
    typeof value === "string"
      ? [value]
      : typeof value === "object" && value !== null
        ? Object.values(value).flatMap(texts)
        : [];
  const wordsOnPaper = (code: string): string => {
    const { terms: _terms, ...own } = content(
      1,
      { endorsements } as unknown as Partial<Facts["policy"]>,
      code,
      language,
    );
    return texts({ ...own, exclusions: { ...own.exclusions, clauses: [] } }).join("\n");
  };
  const reserved = language === "zh" ? /保险|保费|投保|承保|保单|批单/ : /insur|premium|policy|endors/i;
  expect(wordsOnPaper("fresh-guarantee")).not.toMatch(reserved);
  expect(wordsOnPaper("return-freight")).toMatch(reserved);
});

describe("setting", () => {
  const setting = typesetter();
  const set = (each: CertificateContent): Buffer => setting(sheet(each));

  test("the same content gives the same bytes, and another gives others", () => {
    expect(set(content())).toEqual(set(content()));
    expect(set(content())).toEqual(typesetter()(sheet(content())));
    expect(set(content(2)).equals(set(content()))).toBe(false);
    expect(editionOf(content())).toBe(editionOf(content()));
    expect(editionOf(content(2))).not.toBe(editionOf(content()));
  });

  test.each(catalogue.all.map(({ code }) => [code]))(
    "%s fits, pending and with every kind of endorsement",
    async (code) => {
      const at = "2026-11-12T00:00:00.000Z";
      const none = { effectiveAt: at, expiresAt: null, charge: 0, refund: 0, fullPremium: null, sumInsured: null };
      const kinds = ["period_fixed", "exchanged", "rerated", "cancelled", "reinstated", "exhausted", "restored"];
      const endorsements = kinds.map((kind) => {
        const rated = kind === "rerated" ? { fullPremium: 90, sumInsured: 2_400, charge: 30 } : {};
        return { endorsementId: "end_0000000000000", kind, recordedAt: at, reason: null, ...none, ...rated };
      });
      const pending = await readDocument(set(content(1, {}, code)));
      expect(pending.text).toContain("Notyetinforce");
      const changed = await readDocument(
        set(content(1, { endorsements: endorsements as unknown as Facts["policy"]["endorsements"] }, code)),
      );
      expect(changed.text).toMatch(/ofthewholeperiodCNY0\.90;CNY0\.30of(premium|thefee)charged/);
      expect(changed.text).not.toMatch(/undefined|null|NaN|\ufffd/);
    },
  );
});

describe("the press", () => {
  test("makes many at once, each its own, and one only once", async () => {
    const { print, close } = press(config);
    const contents = [1, 2, 3, 1, 2, 3].map((number) => content(number));
    const printed = await Promise.all(contents.map((each) => print(sheet(each), NOW)));
    expect(new Set(printed).size).toBe(3);
    for (const [i, pdf] of printed.entries())
      expect((await readDocument(pdf)).text).toContain(present(contents[i], "it was asked for").policyNo);
    close();
  });

  test("goes on after its processes ended, and after content that cannot be set", async () => {
    const { print, close } = press(config);
    await print(sheet(content(1)), NOW);
    close();
    expect((await print(sheet(content(2)), NOW)).length).toBeGreaterThan(10_000);
    const broken = { ...content(3), date: { ...content(3).date, month: 13 } };
    await expect(print(sheet(broken), NOW)).rejects.toThrow("typeset-child.js failed");
    expect((await print(sheet(content(3)), NOW)).length).toBeGreaterThan(10_000);
    close();
  });
});

describe("a child", () => {
  const refused = async (work: Promise<unknown>): Promise<string> => {
    try {
      await work;
    } catch (error) {
      if (error instanceof Refused) return error.refusal.code;
      throw error;
    }
    return "done";
  };

  test("that takes too long is ended, and the next piece has one of its own", async () => {
    const slow = child<Sheet, Uint8Array>("./typeset-child.js", { workMsMax: 1, waitingMax: 2 });
    expect(await refused(slow.run(sheet(content())))).toBe("unavailable");
    expect(await refused(slow.run(sheet(content())))).toBe("unavailable");
    slow.close();
  });

  test("takes no more than may wait", async () => {
    const busy = child<Sheet, Uint8Array>("./typeset-child.js", { workMsMax: 20_000, waitingMax: 2 });
    const work = [1, 2, 3].map((number) => refused(busy.run(sheet(content(number)))));
    expect(await Promise.all(work)).toEqual(["done", "done", "unavailable"]);
    busy.close();
  });

  test("that is ended at work fails that piece", async () => {
    const ended = child<Sheet, Uint8Array>("./typeset-child.js", { workMsMax: 20_000, waitingMax: 2 });
    const work = refused(ended.run(sheet(content())));
    await Promise.resolve();
    ended.close();
    expect(await work).toBe("unavailable");
  });
});
