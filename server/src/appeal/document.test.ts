// What a refusal on paper promises: the same words, archival, signed, and verified by anybody who holds it.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClaimAnswer } from "../claim/testing/shop.js";
import { buildServer } from "../http/server.js";
import { readDocument } from "../policy/certificate/testing/pdf.js";
import { checkSignature } from "../policy/certificate/testing/signature.js";
import { expectProblem } from "../testing/problem.js";
import { refusalNoticeRoutes } from "./notice-routes.js";
import { type Court, openCourt, REFUSAL } from "./testing/court.js";

const RARE = "龘靐齉㐀𠮷";
const EVIL = '#read("/etc/passwd") $x^2$ \\ *b* _i_ <a> [c] // end';

let folder: string;
let court: Court;
let claim: ClaimAnswer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "anxin-refusal-"));
  court = await openCourt({ config: { dataDirectory: folder } });
  claim = await court.refused({ ...REFUSAL, note: `${EVIL} ${RARE} 😀` });
});
afterAll(async () => {
  await court.close();
  rmSync(folder, { recursive: true });
});

interface Paper {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly pdf: Buffer;
}

async function paper(
  of: ClaimAnswer = claim,
  { as = court.buyer, language = "zh", headers = {} } = {},
): Promise<Paper> {
  const answer = await court.server.api.inject({
    url: `/v1/claims/${of.claimId}/refusal-notice.pdf?language=${language}`,
    headers: { authorization: `Bearer ${as}`, ...headers },
  });
  return { status: answer.statusCode, headers: answer.headers, pdf: answer.rawPayload };
}

const plain = (text: string): string => text.replace(/\s/g, "");
const json = async (language = "zh") =>
  (
    await court.server.call("GET", `/v1/claims/${claim.claimId}/refusal-notice?language=${language}`, {
      as: court.buyer,
    })
  ).body as Readonly<Record<string, string>> & {
    readonly verification: { readonly url: string; readonly code: string };
  };

describe("the document", () => {
  test.each(["zh", "en"])("says what the page says, to whom it concerns (%s)", async (language) => {
    const { status, headers, pdf } = await paper(claim, { language });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "application/pdf",
      "content-language": language === "zh" ? "zh-CN" : "en",
      "cache-control": "private, no-cache",
    });
    const { text } = await readDocument(pdf);
    const said = await json(language);
    for (const part of ["heading", "number", "summary", "law"]) expect(text, part).toContain(plain(said[part] ?? "-"));
    const { remedies, contacts } = said as unknown as { remedies: { text: string }[]; contacts: { phone: string }[] };
    for (const remedy of remedies) expect(text).toContain(plain(remedy.text));
    expect(text).toContain(contacts[0]?.phone);
    expect(text).toContain("王小明");
  });

  test("prints words of strangers as they are, and runs none of them", async () => {
    const { text, fonts } = await readDocument((await paper()).pdf);
    expect(text).toContain(plain(`${EVIL} ${RARE}`));
    expect(text).toContain("U+1F600");
    expect(text).not.toContain("root:");
    expect(fonts).toEqual(["AnxinHanSupplement-Regular", "NotoSansSC-Bold", "NotoSansSC-Regular"]);
  });

  test("cites the clauses whole where rules refused", async () => {
    const byRules = await court.refusedByRules();
    const { text } = await readDocument((await paper(byRules)).pdf);
    const product = court.server.context.catalogue.version("transit-damage", 1);
    const clause = product?.clauses.find(({ id }) => id === "2.1");
    expect(text).toContain(plain(`${clause?.id ?? ""} ${clause?.title.zh ?? ""}${clause?.text.zh ?? "-"}`));
    expect(text).toContain("not_in_force");
  });

  test("is PDF/A-2b, signed over every byte, and masks the name for who need not read it", async () => {
    const { pdf } = await paper(claim, { as: court.server.tenant.staff.adjuster.token });
    const { metadata, text } = await readDocument(pdf);
    expect(metadata).toMatch(/pdfaid:part>2<\/pdfaid:part/);
    expect(metadata).toMatch(/pdfaid:conformance>B<\/pdfaid:conformance/);
    expect(checkSignature(pdf)).toMatchObject({ whole: true, digestFits: true, signatureFits: true });
    expect(text).toContain("王**");
    expect(text).not.toContain("王小明");
  });

  test("is known to pdfsig and pdftotext, where they are installed", async () => {
    if (!existsSync("/usr/bin/pdfsig") || !existsSync("/usr/bin/pdftotext")) return;
    const path = join(folder, "notice.pdf");
    writeFileSync(path, (await paper()).pdf);
    const verdict = spawnSync("/usr/bin/pdfsig", [path], { encoding: "utf8" }).stdout;
    expect(verdict).toContain("Signature is Valid");
    expect(verdict).toContain("Total document signed");
    const text = spawnSync("/usr/bin/pdftotext", ["-layout", path, "-"], { encoding: "utf8" }).stdout;
    for (const words of ["拒赔通知书", "12378", "申诉"]) expect(text).toContain(words);
  });

  test("is the same while the notice is, whatever becomes of its delivery", async () => {
    const first = await paper();
    const again = await paper(claim, { headers: { "if-none-match": String(first.headers["etag"]) } });
    expect(again).toMatchObject({ status: 304, headers: { etag: first.headers["etag"] } });
    expect(again.pdf.length).toBe(0);
  });

  test("is for whom the notice is, and needs a key in production", async () => {
    expect((await paper(claim, { as: court.otherBuyer })).status).toBe(404);
    expect((await paper(claim, { as: court.merchant })).status).toBe(403);
    expect((await paper(claim, { language: "fr" })).status).toBe(400);
    const { context, tenant } = court.server;
    const api = buildServer({ ...context, config: { ...context.config, mode: "production" } }, [refusalNoticeRoutes]);
    const answer = await api.inject({
      url: `/v1/claims/${claim.claimId}/refusal-notice.pdf`,
      headers: { authorization: `Bearer ${tenant.apiKey}` },
    });
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({ code: "switched_off" });
    await api.close();
  });
});

describe("GET /v1/verify/refusal-notices/{number}", () => {
  const ask = (number: string, code: string, headers: Readonly<Record<string, string>> = {}) =>
    court.server.call(
      "GET",
      `/v1/verify/refusal-notices/${encodeURIComponent(number)}?code=${encodeURIComponent(code)}`,
      {
        headers,
      },
    );

  test("says that it is genuine and what was decided, to whoever has the code, and nothing about a person", async () => {
    const { number = "", verification } = await json();
    const { text } = await readDocument((await paper()).pdf);
    expect(text).toContain(verification.code);
    const answer = await ask(number, verification.code);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        ...{ genuine: true, number, outcome: "reject", issuedOn: "2026-11-22" },
        product: { code: "quality", name: { zh: "品质保障险" }, version: 1 },
      },
    });
    const page = await ask(number, verification.code, { accept: "text/html", "accept-language": "zh" });
    expect(page.body).toContain("通知书真实，验证通过");
    for (const body of [answer.body, page.body])
      for (const secret of ["王", "b-42", "T-1", "clm_", "shop-"]) expect(JSON.stringify(body)).not.toContain(secret);
  });

  test("has one answer for wrong codes, other numbers, and what is neither", async () => {
    const { number = "", verification } = await json();
    const policyNo = `AX${number.slice(2)}`;
    const cases = [
      [number, ""],
      [number, "0000-0000-0000-0000-0000-0000"],
      [policyNo, verification.code],
      ["RN000000000000000000197", verification.code],
      ["RN1", verification.code],
      ["x' or 1=1", "漢字"],
    ] as const;
    for (const [given, code] of cases)
      expect(await ask(given, code), given).toMatchObject({ status: 200, body: { genuine: false } });
    const page = await ask(`"><script>alert(1)</script>`, "x", { accept: "text/html" });
    expect(page.body).toContain('<form method="get"');
    expect(page.body).not.toContain("<script");
    expectProblem(await court.server.call("GET", "/v1/verify/refusal-notices/RN1?x=1"), "validation_failed");
  });
});
