// What a certificate promises, over HTTP and in its bytes.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { present } from "@anxin/core/assert";
import { DAY_MS } from "@anxin/core/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildServer } from "../../http/server.js";
import { type Marketplace, ORDER, openMarketplace, RETURN, SHOP } from "../../order/testing/marketplace.js";
import { expectProblem } from "../../testing/problem.js";
import { qrMatrix } from "./content.js";
import { certificateRoutes } from "./routes.js";
import { readDocument } from "./testing/pdf.js";
import { checkSignature } from "./testing/signature.js";

const RARE = "龘靐齉㐀𠮷";
const TITLE = '#read("/etc/passwd") $x^2$ \\ *b* _i_ <a> [c] // end';

let folder: string;
let market: Marketplace;
let policyId: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "anxin-certificate-"));
  market = await openMarketplace(["return-freight"], { config: { dataDirectory: folder } });
  const { server } = market;
  await server.call("PUT", `/v1/merchants/${SHOP}`, { as: server.tenant.apiKey, body: { name: `${RARE}旗舰店` } });
  policyId = await insure("T-1", { name: RARE, title: `${TITLE} ${RARE}` });
});
afterAll(async () => {
  await market.close();
  rmSync(folder, { recursive: true });
});

/** An order that is insured; its policy. */
async function insure(orderId: string, { name = "王小明", title = "纯棉T恤", ...more } = {}): Promise<string> {
  const lines = ORDER.lines.map((line) => ({ ...line, title }));
  const order = { ...ORDER, orderId, payee: { ...ORDER.payee, name }, lines, ...more };
  const { results } = await market.feed([order]);
  return present(results[0]?.policies[0]?.policyId, "the order is insured");
}

interface Certificate {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly pdf: Buffer;
}

async function certificate(
  id = policyId,
  { language = "zh", as = market.server.tenant.apiKey, headers = {} } = {},
): Promise<Certificate> {
  const answer = await market.server.api.inject({
    url: `/v1/policies/${id}/certificate.pdf`,
    headers: { authorization: `Bearer ${as}`, "accept-language": language, ...headers },
  });
  return { status: answer.statusCode, headers: answer.headers, pdf: answer.rawPayload };
}

const session = (role: "buyer" | "merchant", subject: string): Promise<string> =>
  market.server.session(market.server.tenant, role, subject);

const plain = (text: string): string => text.replace(/\s/g, "");

describe("the document", () => {
  test("says who, what, how long and how much, in Chinese, with the whole terms", async () => {
    const { status, headers, pdf } = await certificate();
    expect(status).toBe(200);
    expect(headers).toMatchObject({ "content-type": "application/pdf", "content-language": "zh-CN" });
    const { text, pages } = await readDocument(pdf);
    const { body } = await market.get(`/v1/policies/${policyId}`);
    const policy = body as { policyNo: string };
    for (const word of ["电子保单", "保障中", "演示文件", policy.policyNo, "保险费", "退货运费险", "T-1", "TEE-L"])
      expect(text).toContain(word);
    expect(text).toContain(plain("自 2026-11-10 16:00:00 起至 2027-02-08 16:00:00 止"));
    expect(text).toContain(plain(`${RARE}旗舰店（商家 ${SHOP}）`));
    expect(text).toContain(plain(`${RARE}（买家 b-42）`));
    expect(pages).toBeGreaterThan(1);
    const product = market.server.context.catalogue.version("return-freight", 1);
    for (const { id, title, text: clause } of present(product, "it is sold").clauses)
      expect(text, id).toContain(plain(`${id}${title.zh}：${clause.zh}`));
  });

  test("is in English for who prefers it, or whose link says so", async () => {
    const { headers, pdf } = await certificate(policyId, { language: "en" });
    expect(headers["content-language"]).toBe("en");
    const { text } = await readDocument(pdf);
    for (const word of ["Certificateofinsurance", "Inforce", "Suminsured", "Returnfreightinsuranceterms", RARE])
      expect(text).toContain(word);
    const linked = await certificate(`${policyId}`, { language: "en", headers: {} });
    expect(linked.headers["etag"]).toBe(headers["etag"]);
    const { body } = await market.get(`/v1/policies/${policyId}`);
    const { documents } = body as { documents: { kind: string; url: string; language?: string }[] };
    const english = present(
      documents.find((each) => each.kind === "certificate" && each.language === "en"),
      "it is linked",
    );
    const byLink = await market.server.api.inject({
      url: english.url,
      headers: { authorization: `Bearer ${market.server.tenant.apiKey}`, "accept-language": "zh" },
    });
    expect(byLink.headers["etag"]).toBe(headers["etag"]);
  });

  test("prints words of strangers as they are, and runs none of them", async () => {
    const { text, fonts } = await readDocument((await certificate()).pdf);
    expect(text).toContain(plain(TITLE));
    expect(text).not.toContain("root:");
    expect(fonts).toEqual(["AnxinHanSupplement-Regular", "NotoSansSC-Bold", "NotoSansSC-Regular"]);
  });

  test.each([
    ["very long", "长".repeat(90) + "W".repeat(110)],
    ["right to left", "שלום \u202eevil\u202c مرحبا"],
    ["without glyphs", "手机壳 😀 \u{e000}"],
    ["of marks alone", "\u200d\ufe0f"],
  ])("a title that is %s does it no harm", async (what, title) => {
    const { status, pdf } = await certificate(await insure(`T-${what}`, { title }));
    expect(status).toBe(200);
    const { text } = await readDocument(pdf);
    expect(text).not.toMatch(/[\u202a-\u202e]|\u200d|\ufe0f|\ufffd/);
    if (what === "without glyphs") expect(text).toContain("U+1F600,U+E000");
    if (what === "right to left") expect(text).toContain("evil");
    if (what === "very long") expect(text.replaceAll("\u200b", "")).toContain("W".repeat(110));
  });

  test("is PDF/A-2b, with all its fonts inside, and an identifier in its last trailer", async () => {
    const { pdf } = await certificate();
    const { metadata } = await readDocument(pdf);
    expect(metadata).toMatch(/pdfaid:part>2<\/pdfaid:part/);
    expect(metadata).toMatch(/pdfaid:conformance>B<\/pdfaid:conformance/);
    const trailer = pdf.subarray(pdf.lastIndexOf("trailer")).toString("latin1");
    expect(trailer).toMatch(/\/ID \[\([^)]+\) <[0-9a-f]{32}>\]/);
  });
});

describe("the signature", () => {
  test("covers the whole document, holds, and is of business time", async () => {
    const checked = checkSignature((await certificate()).pdf);
    expect(checked).toMatchObject({ whole: true, digestFits: true, signatureFits: true, signedAt: "261111000000Z" });
    expect(checked.certificate.subject).toContain("O=Anxin sandbox");
    const said = (await certificate()).pdf.toString("latin1");
    for (const text of ["安心演示财产保险股份有限公司（虚构）", "电子保单"])
      expect(said).toContain(`<${Buffer.from(`\ufeff${text}`, "utf16le").swap16().toString("hex")}>`);
  });

  test("breaks when one byte of the document, or of itself, is another", async () => {
    const { pdf } = await certificate();
    for (const at of [100, 20_000, pdf.length - 40]) {
      expect(checkSignature(flipped(pdf, at)), `byte ${at}`).toMatchObject({ digestFits: false, signatureFits: true });
    }
    const signature = pdf.indexOf(Buffer.from("0482010", "latin1"), pdf.lastIndexOf("/Contents <")) + 60;
    const other = Buffer.from(pdf);
    other[signature] = other[signature] === 0x61 ? 0x62 : 0x61;
    expect(checkSignature(other)).toMatchObject({ digestFits: true, signatureFits: false });
  });

  test("is known to pdfsig, where it is installed", async () => {
    if (!existsSync("/usr/bin/pdfsig")) return;
    const { pdf } = await certificate();
    const verdict = (bytes: Buffer): string => {
      const path = join(folder, "signed.pdf");
      writeFileSync(path, bytes);
      return spawnSync("/usr/bin/pdfsig", [path], { encoding: "utf8" }).stdout;
    };
    expect(verdict(pdf)).toContain("Signature is Valid");
    expect(verdict(pdf)).toContain("Total document signed");
    expect(verdict(flipped(pdf, 20_000))).toContain("Digest Mismatch");
  });

  test("is made with a key of the sandbox's own, made once and for its user's eyes only", async () => {
    await certificate();
    const files = readdirSync(folder).filter((name) => name.startsWith("signing"));
    expect(files).toEqual(["signing.p12"]);
    expect(statSync(join(folder, "signing.p12")).mode & 0o777).toBe(0o600);
  });
});

function flipped(pdf: Buffer, at: number): Buffer {
  const other = Buffer.from(pdf);
  other.writeUInt8((pdf[at] ?? 0) ^ 1, at);
  return other;
}

describe("the QR code", () => {
  test("leads to an answer that says genuine", async () => {
    const { pdf } = await certificate();
    const { text, matrix } = await readDocument(pdf);
    const [, policyNo = ""] = /\/v1\/verify\/(AX\d{21})/.exec(text) ?? [];
    const [code = ""] = /(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}/.exec(text) ?? [];
    const url = `http://anxin.test/v1/verify/${policyNo}?code=${code}`;
    expect(matrix).toEqual(qrMatrix(url));
    const answer = await market.server.call("GET", url.slice("http://anxin.test".length));
    expect(answer).toMatchObject({ status: 200, body: { genuine: true, policyNo } });
  });
});

describe("editions", () => {
  test("the same policy in the same state has the same content, byte for byte, and is sent once", async () => {
    const first = await certificate();
    const again = await certificate(policyId, { headers: { "if-none-match": String(first.headers["etag"]) } });
    expect(again).toMatchObject({ status: 304, headers: { etag: first.headers["etag"] } });
    expect(again.pdf.length).toBe(0);
    expect(first.headers["cache-control"]).toBe("private, no-cache");
    expect((await certificate(policyId, { language: "en" })).headers["etag"]).not.toBe(first.headers["etag"]);
  });

  test("what happens to the policy is on the next one", async () => {
    const id = await insure("T-changing");
    const before = await certificate(id);
    const lines = ORDER.lines.map((line) => ({ ...line, title: "纯棉T恤" }));
    await market.feed([
      { ...ORDER, orderId: "T-changing", version: 4, lines, returns: [{ ...RETURN, waybill: "ZT2009" }] },
    ]);
    const after = await certificate(id);
    expect(after.headers["etag"]).not.toBe(before.headers["etag"]);
    const { text } = await readDocument(after.pdf);
    expect(text).toContain("已赔满");
    expect(text).toContain("约定的赔付已完成");
  });
});

describe("who may have it", () => {
  test("the buyer and the shop, each their own; only the buyer and who sent it read the buyer's name", async () => {
    const buyers = await certificate(policyId, { as: await session("buyer", "b-42") });
    expect((await readDocument(buyers.pdf)).text).toContain(`${RARE}（买家b-42）`);
    for (const as of [await session("merchant", SHOP), market.server.tenant.staff.adjuster.token]) {
      const { text } = await readDocument((await certificate(policyId, { as })).pdf);
      expect(text).toContain("龘***（买家b-42）");
      expect(text).not.toContain(`${RARE}（买家`);
    }
    for (const as of [await session("buyer", "b-43"), await session("merchant", "shop-2"), market.server.other.apiKey])
      expect((await certificate(policyId, { as })).status).toBe(404);
  });

  test("staff may; a stranger, an unknown policy and an unknown question are refused", async () => {
    const { call, tenant } = market.server;
    expect((await certificate(policyId, { as: tenant.staff.auditor.token })).status).toBe(200);
    expectProblem(await call("GET", `/v1/policies/${policyId}/certificate.pdf`), "unauthenticated");
    for (const id of ["pol_0000000000000", "pol_x", "clm_0000000000000"])
      expectProblem(await call("GET", `/v1/policies/${id}/certificate.pdf`, { as: tenant.apiKey }), "not_found");
    const odd = await call("GET", `/v1/policies/${policyId}/certificate.pdf?language=fr`, { as: tenant.apiKey });
    expectProblem(odd, "validation_failed");
  });

  test("production without a key says so, and what to set", async () => {
    const { context, tenant } = market.server;
    const api = buildServer({ ...context, config: { ...context.config, mode: "production" } }, [certificateRoutes]);
    const answer = await api.inject({
      url: `/v1/policies/${policyId}/certificate.pdf`,
      headers: { authorization: `Bearer ${tenant.apiKey}` },
    });
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({
      code: "switched_off",
      detail: expect.stringContaining("ANXIN_SIGNING_P12") as string,
    });
    await api.close();
  });

  test("beyond its certificate's validity nothing is signed", async () => {
    const { clock, call, tenant } = market.server;
    const now = clock.now();
    clock.advance(24 * 366 * DAY_MS);
    const answer = await call("GET", `/v1/policies/${policyId}/certificate.pdf`, { as: tenant.apiKey });
    await clock.set(now);
    expectProblem(answer, "switched_off");
  });
});
