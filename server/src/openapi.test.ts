import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { findProblemKind } from "./http/problem-table.js";
import { openApiText } from "./openapi.js";

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly tags: readonly string[];
  readonly security: readonly object[];
  readonly description: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, unknown>> }>
  >;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, unknown>>;
    readonly securitySchemes: Readonly<Record<string, unknown>>;
  };
}

let text: string;
let document: Document;
let operations: readonly (readonly [string, Operation])[];
beforeAll(async () => {
  text = await openApiText();
  document = JSON.parse(text) as Document;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  );
});

test("what is committed is what the routes say; otherwise run npm run openapi", () => {
  const committed = readFileSync(new URL("../openapi.json", import.meta.url), "utf8");
  expect(committed === text, "server/openapi.json is what npm run openapi writes").toBe(true);
});

test("it is OpenAPI 3.1 of everything in the contract's first part", () => {
  expect(document.openapi).toBe("3.1.0");
  const named = operations.map(([name]) => name);
  for (const name of [
    "POST /v1/orders",
    "GET /v1/orders/{orderId}",
    "GET /v1/policies",
    "POST /v1/claims",
    "GET /v1/payouts",
    "PUT /v1/merchants/{merchantId}",
    "PUT /v1/merchants/{merchantId}/enrolments/{product}",
    "POST /v1/merchants/{merchantId}/wallet/top-ups",
    "POST /v1/campaigns",
    "GET /v1/products/{code}/versions/{version}",
    "GET /v1/ledger/trial-balance",
    "POST /v1/sessions",
    "POST /v1/portal-sessions",
    "GET /readyz",
  ]) {
    expect(named).toContain(name);
  }
});

describe("every call", () => {
  test("has a name of its own, a tag, and says whom it is for", () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [name, operation] of operations) {
      expect(operation.operationId, name).toMatch(/^[a-z][A-Za-z0-9]*$/);
      expect(operation.tags.length, name).toBe(1);
      expect(operation.description, name).toMatch(/(For: [a-z, ]+|Public)\.$/);
    }
  });

  test("needs a credential unless it is public, and says so with its problems", () => {
    for (const [name, { security, description, responses }] of operations) {
      const isPublic = description.endsWith("Public.");
      expect(security.length === 0, name).toBe(isPublic);
      if (!isPublic) expect(responses["401"]?.description, name).toContain("unauthenticated");
      if (!isPublic) expect(responses["403"]?.description, name).toContain("forbidden");
      expect(responses["500"]?.description, name).toBe("internal_error");
    }
  });

  test("names only problems that exist, under their own status", () => {
    for (const [name, { responses }] of operations) {
      for (const [status, { description, content }] of Object.entries(responses)) {
        if (content?.["application/problem+json"] === undefined) continue;
        for (const code of description.split(", "))
          expect(`${findProblemKind(code)?.status} ${code}`, name).toBe(`${status} ${code}`);
      }
    }
  });

  test("documents an Idempotency-Key where it creates, and If-Match where it edits", () => {
    const headersOf = (name: string) => {
      const found = operations.find(([each]) => each === name)?.[1].parameters ?? [];
      return found
        .filter((each) => each.in === "header")
        .map(({ name: header, required }) => [header, required === true]);
    };
    expect(headersOf("POST /v1/campaigns")).toEqual([["Idempotency-Key", true]]);
    expect(headersOf("PUT /v1/campaigns/{campaignId}")).toEqual([["If-Match", true]]);
    expect(headersOf("PUT /v1/merchants/{merchantId}/enrolments/{product}")).toEqual([["If-Match", false]]);
    expect(headersOf("POST /v1/portal-sessions")).toEqual([["Idempotency-Key", false]]);
    expect(headersOf("POST /v1/orders")).toEqual([]);
  });
});

test("every reference leads somewhere", () => {
  const names = [...text.matchAll(/"\$ref": "([^"]+)"/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names)
    expect(document.components.schemas).toHaveProperty((name ?? "").replace("#/components/schemas/", ""));
  expect(Object.keys(document.components.securitySchemes)).toEqual(["serverKey", "personToken", "personCookie"]);
});
