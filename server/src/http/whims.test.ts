import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ledgerRoutes } from "../ledger/routes.js";
import { campaignRoutes } from "../merchant/campaign-routes.js";
import { merchantRoutes } from "../merchant/routes.js";
import { peopleRoutes } from "../people/routes.js";
import { productRoutes } from "../product/routes.js";
import { startTestServer, type TestServer } from "../testing/server.js";

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

let server: TestServer;
let calls: readonly Call[];
beforeAll(async () => {
  server = await startTestServer({
    rooms: [merchantRoutes, campaignRoutes, productRoutes, ledgerRoutes, peopleRoutes],
  });
  const { paths = {} } = server.api.swagger() as {
    paths?: Record<string, Record<string, { requestBody?: RequestBody }>>;
  };
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      body: requestBody?.content["application/json"]?.schema,
    })),
  );
  // Signing out would end what the others need.
  calls = all.filter(({ method, path }) => `${method} ${path}` !== "DELETE /v1/sessions/current");
  await server.call("PUT", "/v1/merchants/shop-1", { as: server.tenant.apiKey, body: { name: "x" } });
});
afterAll(() => server.close());

interface RequestBody {
  readonly content: Readonly<Record<string, { readonly schema?: unknown }>>;
}
interface Schema {
  readonly type?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
}

/** Mostly what fits, now and then a whim. */
const mostly = <T>(fits: fc.Arbitrary<T>, whim: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 9, arbitrary: fits }, { weight: 1, arbitrary: whim });

const TEXT = mostly(
  fc.constantFrom(
    "shop-1",
    "shop-2",
    "return-freight",
    "quality",
    "1",
    "2026-12-01T00:00:00.000Z",
    "2027-01-01T00:00:00+08:00",
    "浙江省",
    "123456",
    "P1D",
    "*",
  ),
  fc.oneof(
    fc.string({ unit: "binary", maxLength: 70 }),
    fc.constantFrom(
      "cmp_0000000000001",
      "key_0000000000000000",
      "tk_x",
      "../..",
      "%00",
      "'; drop table transfer; --",
      "\u0000",
    ),
  ),
);
const NUMBER = mostly<number>(
  fc.integer({ min: 1, max: 1_000 }),
  fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, 1, -1, 2 ** 53 - 1, 2 ** 53, 1e300)),
);
const ANYTHING: fc.Arbitrary<unknown> = fc.jsonValue({ maxDepth: 3 });

/** What fits a field, where its schema alone does not say enough. */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  product: ["return-freight", "quality"],
  province: ["浙江省"],
  tier: ["gold"],
  since: ["2026-12-01T00:00:00.000Z"],
  startsAt: ["2026-12-01T00:00:00.000Z"],
  endsAt: ["2027-01-01T00:00:00+08:00"],
  expiresAt: ["2027-01-01T00:00:00.000Z"],
  overlap: ["P1D"],
  totp: ["123456"],
};

/** Values that nearly fit the schema of a field. */
function whim(schema: Schema | undefined, field = ""): fc.Arbitrary<unknown> {
  if (schema === undefined) return ANYTHING;
  const samples = SAMPLES[field];
  if (samples !== undefined) return mostly<unknown>(fc.constantFrom(...samples), fc.oneof(TEXT, ANYTHING));
  if (schema.enum !== undefined) return mostly(fc.constantFrom(...schema.enum), ANYTHING);
  if (schema.const !== undefined) return mostly(fc.constant(schema.const), ANYTHING);
  if (schema.anyOf !== undefined) return mostly(fc.oneof(...schema.anyOf.map((each) => whim(each))), ANYTHING);
  switch (schema.type) {
    case "object": {
      const fields = Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, each]) => [name, whim(each, name)]),
      );
      const whole = fc.record(fields, { requiredKeys: [...(schema.required ?? [])] });
      return mostly<unknown>(whole, fc.oneof(fc.record(fields, { requiredKeys: [] }), ANYTHING));
    }
    case "array":
      return mostly(fc.array(whim(schema.items), { maxLength: 4 }), ANYTHING);
    case "string":
      return mostly<unknown>(TEXT, ANYTHING);
    case "integer":
    case "number":
      return mostly<unknown>(NUMBER, ANYTHING);
    case "null":
      return fc.constant(null);
    default:
      return ANYTHING;
  }
}

const CALLERS = fc.constantFrom("server", "server", "admin", "admin", "auditor", "merchant", "stranger");

test("whatever is sent to any call, the answer is never a fault of ours", async () => {
  const merchant = await server.session(server.tenant, "merchant", "shop-1");
  const tokenOf = (caller: string): string | undefined => {
    if (caller === "server") return server.tenant.apiKey;
    if (caller === "merchant") return merchant;
    return caller === "stranger" ? undefined : server.tenant.staff[caller as "admin" | "auditor"].token;
  };
  const requests = fc.integer({ min: 0, max: calls.length - 1 }).chain((index) =>
    fc.record({
      index: fc.constant(index),
      body: whim(calls[index]?.body as Schema | undefined),
      parts: fc.array(TEXT, { minLength: 3, maxLength: 3 }),
      query: mostly(
        fc.constant<Record<string, string>>({}),
        fc.dictionary(fc.constantFrom("limit", "cursor", "status", "account", "policyId", "x"), TEXT, { maxKeys: 2 }),
      ),
      key: TEXT,
      caller: CALLERS,
    }),
  );
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(requests, async ({ index, body, parts, query, key, caller }) => {
      const call = calls[index];
      if (call === undefined) return;
      let part = 0;
      const path = call.path.replace(/\{\w+\}/g, () => encodeURIComponent(parts[part++] ?? "") || "x");
      const search = new URLSearchParams(query).toString();
      const as = tokenOf(caller);
      const answer = await server.call(call.method, `${path}${search === "" ? "" : `?${search}`}`, {
        ...(as === undefined ? {} : { as }),
        ...(call.method === "GET" ? {} : { body }),
        headers: { "idempotency-key": key.replace(/[^\x20-\x7e]/g, "k"), "if-match": '"x"' },
      });
      seen.add(answer.status);
      expect(answer.status, JSON.stringify({ ...call, body, path, search, caller, answer: answer.body })).toBeLessThan(
        500,
      );
    }),
    { numRuns: 1_000 },
  );
  // A run that never gets past the guard would prove nothing.
  for (const status of [200, 201, 400, 401, 403, 404]) expect([...seen]).toContain(status);
});

test("after all that the books still balance", async () => {
  const { body } = await server.call("GET", "/v1/ledger/trial-balance", { as: server.tenant.apiKey });
  const { totalDebit, totalCredit, accounts } = body as {
    totalDebit: number;
    totalCredit: number;
    accounts: { code: string; balance: number }[];
  };
  expect(totalDebit).toBe(totalCredit);
  const { rows } = await server.database.owner.query<{ total: bigint }>(
    "select coalesce(sum(balance), 0)::int8 as total from wallet where tenant_id = 1",
  );
  expect(accounts.find(({ code }) => code === "2203")?.balance).toBe(Number(rows[0]?.total));
});
