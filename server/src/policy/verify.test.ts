// What anybody learns who verifies a certificate: whether it is genuine, and nothing about a person.

import { present } from "@anxin/core/assert";
import { formatPolicyNo, parseId } from "@anxin/core/id";
import { DAY_MS } from "@anxin/core/time";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Marketplace, ORDER, openMarketplace, RETURN } from "../order/testing/marketplace.js";
import { expectProblem } from "../testing/problem.js";
import { seededBytes } from "../testing/server.js";
import { vault } from "../vault.js";
import { tenantOfCode, verificationCode, verificationUrl } from "./verify.js";

describe("the code", () => {
  const ours = vault(Buffer.alloc(32, 1), seededBytes("verify"));
  const theirs = vault(Buffer.alloc(32, 2), seededBytes("verify"));
  const policyNos = fc.bigInt({ min: 0n, max: (1n << 63n) - 1n }).map(formatPolicyNo);
  const tenants = fc.integer({ min: 0, max: 2 ** 31 - 1 });

  test("tells the tenant of the policy that it was made for", () => {
    fc.assert(
      fc.property(tenants, policyNos, (tenantId, policyNo) => {
        const code = verificationCode(ours, tenantId, policyNo);
        expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(tenantOfCode(ours, policyNo, code)).toBe(tenantId);
      }),
    );
  });

  test("is read however it was typed, and when O, I and L were taken for numbers", () => {
    const policyNo = formatPolicyNo(7n);
    const code = verificationCode(ours, 1, policyNo);
    const typed = [
      code.toLowerCase(),
      code.replaceAll("-", ""),
      code.replaceAll("-", " "),
      code.replaceAll("0", "O").replaceAll("1", "l"),
    ];
    for (const each of typed) expect(tenantOfCode(ours, policyNo, each), each).toBe(1);
  });

  test("is worth nothing with another number, another key, or one character changed", () => {
    fc.assert(
      fc.property(
        tenants,
        policyNos,
        policyNos,
        fc.nat(23),
        fc.integer({ min: 1, max: 31 }),
        (tenantId, policyNo, other, place, step) => {
          const code = verificationCode(ours, tenantId, policyNo);
          fc.pre(other !== policyNo);
          expect(tenantOfCode(ours, other, code)).toBeNull();
          expect(tenantOfCode(theirs, policyNo, code)).toBeNull();
          const letters = [...code.replaceAll("-", "")];
          const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
          letters[place] = alphabet[(alphabet.indexOf(letters[place] ?? "") + step) % 32] ?? "";
          expect(tenantOfCode(ours, policyNo, letters.join(""))).toBeNull();
        },
      ),
    );
  });

  test("of any form at all is never an error", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 64 }), fc.string({ maxLength: 64 }), (policyNo, code) => {
        expect(tenantOfCode(ours, policyNo, code)).toBeNull();
      }),
    );
  });
});

describe("GET /v1/verify/{policyNo}", () => {
  let market: Marketplace;
  let policyNo: string;
  let code: string;
  beforeAll(async () => {
    market = await openMarketplace(["return-freight"]);
    ({ policyNo, code } = await insure("T-1"));
  });
  afterAll(() => market.close());

  interface Insured {
    readonly policyId: string;
    readonly policyNo: string;
    readonly code: string;
  }

  async function insure(orderId: string, more: object = {}): Promise<Insured> {
    const { results } = await market.feed([{ ...ORDER, orderId, ...more }]);
    const policyId = present(results[0]?.policies[0]?.policyId, "it is insured");
    const number = formatPolicyNo(present(parseId("policy", policyId), "it has an id"));
    return { policyId, policyNo: number, code: verificationCode(market.server.context.vault, 1, number) };
  }

  const ask = (number: string, given: string, headers: Record<string, string> = {}) =>
    market.server.call("GET", verificationUrl("", number, encodeURIComponent(given)), { headers });
  const page = (number: string, given: string, language = "zh-CN") =>
    ask(number, given, { accept: "text/html,application/xhtml+xml,*/*;q=0.8", "accept-language": language });

  test("says that it is genuine, and what of, to whoever has the code", async () => {
    const { status, headers, body } = await ask(policyNo, code);
    expect(status).toBe(200);
    expect(headers["cache-control"]).toBe("no-store");
    expect(body).toEqual({
      genuine: true,
      policyNo,
      issuer: market.server.context.config.insurer,
      product: {
        code: "return-freight",
        name: { zh: "退货运费险", en: "Return freight" },
        version: 1,
        filing: expect.stringContaining("DEMO-01-2025-01") as string,
        funding: "insurance",
        termsUrl: "/v1/products/return-freight/versions/1/terms",
      },
      status: "in_force",
      effectiveAt: "2026-11-10T08:00:00.000Z",
      expiresAt: "2027-02-08T08:00:00.000Z",
      currency: "CNY",
      sumInsured: 1_200,
      checkedAt: "2026-11-11T00:00:00.000Z",
    });
  });

  test("tells nothing about a person, neither in JSON nor on the page", async () => {
    for (const { body } of [await ask(policyNo, code), await page(policyNo, code)]) {
      const said = JSON.stringify(body);
      for (const secret of ["王", "b-42", "buyer42", "shop-1001", "T-1", "T恤", "TEE-L", "成都", "pol_"])
        expect(said, secret).not.toContain(secret);
    }
  });

  test("has one answer for a wrong code, no code, another's code, and numbers that are none or nobody's", async () => {
    const { context } = market.server;
    const unknown = formatPolicyNo(1n << 60n);
    const other = await insure("T-2");
    const cases: [string, string][] = [
      [policyNo, ""],
      [policyNo, "0000-0000-0000-0000-0000-0000"],
      [policyNo, other.code],
      [policyNo, verificationCode(context.vault, 2, policyNo)],
      [policyNo, "漢字"],
      [unknown, code],
      [unknown, verificationCode(context.vault, 1, unknown)],
      [unknown, verificationCode(context.vault, 99, unknown)],
      ["AX1", code],
      ["AX1", verificationCode(context.vault, 1, "AX1")],
      ["x' or 1=1", code],
    ];
    for (const [number, given] of cases) {
      const { status, body } = await ask(encodeURIComponent(number), given);
      expect({ status, body }, `${number} ${given}`).toEqual({ status: 200, body: { genuine: false } });
    }
  });

  test("answers for policies that are paid out, cancelled, and over", async () => {
    const paid = await insure("T-3", { returns: [{ ...RETURN, waybill: "ZT9001" }] });
    expect((await ask(paid.policyNo, paid.code)).body).toMatchObject({ genuine: true, status: "exhausted" });
    const gone = await insure("T-4");
    const url = `/v1/policies/${gone.policyId}/cancellations`;
    const cancel = (key: string, body: object) =>
      market.server.call("POST", url, { as: market.server.tenant.apiKey, key, body });
    const { cancellationId } = (await cancel("preview", { preview: true })).body as { cancellationId: string };
    await cancel("confirm", { cancellationId });
    expect((await ask(gone.policyNo, gone.code)).body).toMatchObject({ genuine: true, status: "cancelled" });
    const { clock } = market.server;
    const now = clock.now();
    clock.advance(200 * DAY_MS);
    expect((await ask(policyNo, code)).body).toMatchObject({ genuine: true, status: "expired" });
    expect((await page(policyNo, code)).body).toContain("该保单现已不再提供保障");
    await clock.set(now);
  });

  test("is a page for browsers, in both languages, without scripts and with a policy that admits its own style alone", async () => {
    const zh = await page(policyNo, code);
    expect(zh.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "content-language": "zh-CN",
      vary: "accept, accept-language",
    });
    expect(zh.headers["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; /);
    expect(zh.body).toContain("保单真实，验证通过");
    expect(zh.body).toContain("自 2026-11-10 16:00:00 起至 2027-02-08 16:00:00 止");
    const en = await page(policyNo, code, "en");
    expect(en.body).toContain("This policy is genuine");
    expect(en.body).toContain('<html lang="en">');
    for (const { body } of [zh, en]) expect(body).not.toMatch(/<script|style=| on\w+=|https?:/);
    const linked = await market.server.call("GET", `${verificationUrl("", policyNo, code)}&language=en`, {
      headers: { accept: "text/html", "accept-language": "zh" },
    });
    expect(linked.headers["content-language"]).toBe("en");
  });

  test("shows what was typed as text, and asks again", async () => {
    const evil = `"><script>alert(1)</script>`;
    const { status, body } = await page(encodeURIComponent(evil), evil);
    expect(status).toBe(200);
    expect(body).toContain("未能验证");
    expect(body).toContain('<form method="get"');
    expect(body).not.toContain("<script");
  });

  test("refuses what it does not know, and too many questions from one address", async () => {
    expectProblem(await market.server.call("GET", `/v1/verify/${policyNo}?code=x&lang=en`), "validation_failed");
    expectProblem(
      await market.server.call("GET", `/v1/verify/${policyNo}?code=${"x".repeat(65)}`),
      "validation_failed",
    );
    expectProblem(await market.server.call("GET", `/v1/verify/${"9".repeat(65)}`), "validation_failed");
    const { config } = market.server.context;
    const slow = await openMarketplace([], {
      config: { limits: { ...config.limits, publicRequestsPerSecondMax: 1 } },
    });
    const answers: number[] = [];
    while (!answers.includes(429) && answers.length < 50)
      answers.push((await slow.server.call("GET", "/v1/verify/AX1?code=x")).status);
    await slow.close();
    expect(new Set(answers)).toEqual(new Set([200, 429]));
  });
});
