// What a person reads of the terms that were sold.

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { catalogue } from "../catalogue.js";
import { escapeHtml } from "../http/page.js";
import { expectProblem } from "../testing/problem.js";
import { startTestServer, type TestServer } from "../testing/server.js";
import { readTerms } from "./terms.js";
import { termsRoutes } from "./terms-routes.js";

const LANGUAGES = ["zh", "en"] as const;

describe("reading", () => {
  test.each(LANGUAGES)("no word of any product's terms is lost, and every clause is one (%s)", (language) => {
    for (const product of catalogue.all) {
      const markdown = product.terms[language];
      const pieces = readTerms(markdown);
      const clauses = pieces.flatMap((piece) => (piece.kind === "clause" ? [piece] : []));
      const colon = language === "zh" ? "：" : ": ";
      const said = clauses.map(
        ({ id, title, runs }) => `${id} ${title}${colon}${runs.map(({ text }) => text).join("")}`,
      );
      expect(said).toEqual(
        product.clauses.map(({ id, title, text }) => `${id} ${title[language]}${colon}${text[language]}`),
      );
      expect(clauses.filter(({ exempts }) => exempts).length).toBeGreaterThan(3);
      const words = (text: string): string => text.replace(/[\s|#*-]/g, "");
      const kept = pieces.map((piece) => {
        if (piece.kind === "table") return [...piece.head, ...piece.rows.flat()].join("");
        if (piece.kind === "clause")
          return `${piece.id}${piece.title}${colon}${piece.runs.map(({ text }) => text).join("")}`;
        return piece.kind === "paragraph" ? piece.runs.map(({ text }) => text).join("") : piece.text;
      });
      const ruleless = markdown.replace(/^\|[\s:|-]+$/gm, "");
      expect(words(kept.join(""))).toBe(words(ruleless));
    }
  });

  test("bold from end to end exempts; bold inside does not", () => {
    expect(readTerms("**4.1 Wear: nothing is paid.**\n3.1 Cover: **all** of it.\n**Read this.** Then that.")).toEqual([
      { kind: "clause", id: "4.1", title: "Wear", runs: [{ text: "nothing is paid.", bold: false }], exempts: true },
      {
        kind: "clause",
        id: "3.1",
        title: "Cover",
        runs: [
          { text: "all", bold: true },
          { text: " of it.", bold: false },
        ],
        exempts: false,
      },
      {
        kind: "paragraph",
        runs: [
          { text: "Read this.", bold: true },
          { text: " Then that.", bold: false },
        ],
      },
    ]);
  });

  test("a table has as many cells in every row as in its head", () => {
    expect(readTerms("| a | b |\n| --- | :-: |\n| 1 |\n| 2 | 3 | 4 |\nafter")).toEqual([
      {
        kind: "table",
        head: ["a", "b"],
        rows: [
          ["1", ""],
          ["2", "3 4"],
        ],
      },
      { kind: "paragraph", runs: [{ text: "after", bold: false }] },
    ]);
  });

  test("anything at all can be read", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("*", "|", "#", "-", " ", "\n", "1", ".", "：", ": ", "x") }),
        (text) => {
          expect(readTerms(text)).toBeInstanceOf(Array);
        },
      ),
    );
  });
});

describe("GET /v1/products/{code}/versions/{version}/terms", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ rooms: [termsRoutes] });
  });
  afterAll(() => server.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    server.call("GET", `/v1/products${path}`, { headers });

  test("shows every version that was ever sold to anybody, whole, in both languages", async () => {
    for (const product of catalogue.all) {
      for (const language of LANGUAGES) {
        const { status, headers, body } = await get(`/${product.code}/versions/${product.version}/terms`, {
          "accept-language": language,
        });
        expect(status).toBe(200);
        expect(headers).toMatchObject({
          "content-type": "text/html; charset=utf-8",
          "content-language": language === "zh" ? "zh-CN" : "en",
          "cache-control": "public, max-age=3600",
        });
        for (const { id, text } of product.clauses) {
          expect(body).toContain(`id="c-${id}"`);
          expect(body).toContain(escapeHtml(text[language]));
        }
        expect(String(body).split("<body>")[1]).not.toMatch(/<script|style=|[{}]/);
      }
    }
  });

  test("a link may name the language, and leads to the other one", async () => {
    const { headers, body } = await get("/quality/versions/1/terms?language=en", { "accept-language": "zh" });
    expect(headers["content-language"]).toBe("en");
    expect(body).toContain('href="/v1/products/quality/versions/1/terms?language=zh"');
  });

  test("is sent once", async () => {
    const { headers } = await get("/quality/versions/1/terms");
    const again = await get("/quality/versions/1/terms", { "if-none-match": String(headers["etag"]) });
    expect(again).toMatchObject({ status: 304, body: null });
    const other = await get("/quality/versions/1/terms?language=zh", { "if-none-match": String(headers["etag"]) });
    expect(other.status).toBe(200);
  });

  test("what is unknown is not found, what is no version is refused", async () => {
    expectProblem(await get("/quality/versions/99/terms"), "not_found");
    expectProblem(await get("/nothing/versions/1/terms"), "not_found");
    expectProblem(await get("/quality/versions/0/terms"), "validation_failed");
    expectProblem(await get("/quality/versions/1/terms?language=fr"), "validation_failed");
  });
});
