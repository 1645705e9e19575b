import { refuse } from "@anxin/core/refusal";
import fc from "fast-check";
import { Type } from "typebox";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "../context.js";
import { expectProblem } from "../testing/problem.js";
import { startTestServer, type TestServer } from "../testing/server.js";
import type { Api } from "./api.js";
import { idempotently } from "./idempotency.js";
import { closedObject } from "./schema.js";

let runs = 0;
/** Resolved by a test when a held request may go on. */
let gate: Promise<void> = Promise.resolve();
let entered: () => void = () => undefined;

/** Creates a thing, and one row of the wallet's table as its effect. */
function probeRoom(api: Api, context: Context): void {
  const body = closedObject({
    n: Type.Integer(),
    note: Type.Optional(Type.String()),
    more: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  });
  for (const path of ["/v1/things", "/v1/others"]) {
    api.post(
      path,
      {
        config: { access: ["server", "admin"], idempotency: "required" },
        schema: { body, response: { 201: Type.Object({ run: Type.Integer(), n: Type.Integer() }) } },
      },
      (request, reply) =>
        idempotently(context, request, reply, async (tx) => {
          runs += 1;
          const run = runs;
          entered();
          await gate;
          await tx.query("insert into earning_run (tenant_id, run_id, as_of, posted) values ($1, $2, now(), 0)", [
            tx.tenantId,
            context.ids.next(0),
          ]);
          if (request.body.n < 0)
            refuse("validation_failed", "n is negative", {
              errors: [{ pointer: "/n", code: "minimum", detail: "is negative" }],
            });
          return { status: 201, body: { run, n: request.body.n, secret: "not in the schema" }, etag: `"thing.${run}"` };
        }),
    );
  }
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ rooms: [probeRoom] });
});
afterAll(() => server.close());
beforeEach(() => {
  runs = 0;
  gate = Promise.resolve();
  entered = () => undefined;
});

const post = (key: string | undefined, body: unknown, as = server.tenant.apiKey, path = "/v1/things") =>
  server.call("POST", path, { as, body, ...(key === undefined ? {} : { key }) });
const effects = async (): Promise<number> =>
  Number((await server.database.owner.query<{ count: bigint }>("select count(*) from earning_run")).rows[0]?.count);

test("the same key and body get the same answer, byte for byte, and happen once", async () => {
  const before = await effects();
  const first = await post("k-1", { n: 1 });
  expect(first).toMatchObject({ status: 201, body: { run: 1, n: 1 } });
  expect(first.headers["idempotency-replayed"]).toBeUndefined();
  const again = await post("k-1", { n: 1 });
  expect(again.headers["idempotency-replayed"]).toBe("true");
  expect({ ...again, headers: again.headers["etag"] }).toEqual({ ...first, headers: first.headers["etag"] });
  expect(again.headers["content-type"]).toBe(first.headers["content-type"]);
  expect(await effects()).toBe(before + 1);
});

test("the same body in another spelling is the same body", async () => {
  await post("k-2", '{"n": 1, "note": "a", "more": {"x": [1, {"p": 1, "q": 2}], "y": 2}}');
  const again = await post("k-2", '{"more":{"y":2,"x":[1.0,{"q":2,"p":1}]},"note":"\\u0061","n":1}');
  expect(again).toMatchObject({ status: 201, body: { run: 1 } });
});

test("another body under the same key is refused, and changes nothing", async () => {
  await post("k-3", { n: 1 });
  const before = await effects();
  expectProblem(await post("k-3", { n: 2 }), "idempotency_key_reused");
  expectProblem(await post("k-3", { n: 1, more: {} }), "idempotency_key_reused");
  expect(await effects()).toBe(before);
});

test("a key belongs to one caller, one tenant and one path", async () => {
  await post("k-4", { n: 1 });
  expect((await post("k-4", { n: 2 }, server.tenant.staff.admin.token)).body).toEqual({ run: 2, n: 2 });
  expect((await post("k-4", { n: 3 }, server.other.apiKey)).body).toEqual({ run: 3, n: 3 });
  expect((await post("k-4", { n: 4 }, server.tenant.apiKey, "/v1/others")).body).toEqual({ run: 4, n: 4 });
});

test("while the first request runs, another with its key is told so", async () => {
  let open = (): void => undefined;
  gate = new Promise((resolve) => {
    open = resolve;
  });
  const started = new Promise<void>((resolve) => {
    entered = resolve;
  });
  const first = post("k-5", { n: 1 });
  await started;
  const second = await post("k-5", { n: 1 });
  expectProblem(second, "idempotency_key_running");
  expect(second.headers["retry-after"]).toBe("1");
  open();
  expect((await first).status).toBe(201);
  expect((await post("k-5", { n: 1 })).headers["idempotency-replayed"]).toBe("true");
  expect(runs).toBe(1);
});

test("twenty at once happen once", async () => {
  const before = await effects();
  const answers = await Promise.all(Array.from({ length: 20 }, () => post("k-6", { n: 1 })));
  expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
  expect(answers.some(({ status }) => status === 201)).toBe(true);
  expect(await effects()).toBe(before + 1);
});

test("a refusal is not kept: nothing happened, and the mended request may use the key", async () => {
  const before = await effects();
  expectProblem(await post("k-7", { n: -1 }), "validation_failed");
  expect(await effects()).toBe(before);
  expect((await post("k-7", { n: 1 })).status).toBe(201);
});

test("no key, or one that is none, is refused before anything runs", async () => {
  expectProblem(await post(undefined, { n: 1 }), "idempotency_key_missing");
  for (const key of ["", " ", " a", "a ", "x".repeat(256), "schlüssel", "a\tb", "键"]) {
    expectProblem(await post(key, { n: 1 }), "idempotency_key_invalid");
  }
  expect((await post("x".repeat(255), { n: 1 })).status).toBe(201);
  expect((await post("a b", { n: 1 })).status).toBe(201);
  expect(runs).toBe(2);
});

test("answers are kept sealed", async () => {
  await post("k-8", { n: 424_242 });
  const { rows } = await server.database.owner.query<{ body: string }>("select body from idempotency");
  expect(rows.length).toBeGreaterThan(0);
  for (const { body } of rows) expect(Buffer.from(body, "base64").toString()).not.toContain("424242");
});

test("whatever order requests come in, each key has one effect and one answer", async () => {
  const request = fc.record({ key: fc.constantFrom("a", "b", "c"), n: fc.integer({ min: 0, max: 2 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 12 }), fc.uuid(), async (requests, run) => {
      const model = new Map<string, { n: number; body: unknown }>();
      for (const { key, n } of requests) {
        const answer = await post(`${run}-${key}`, { n });
        const known = model.get(key);
        if (known === undefined) {
          expect(answer.status).toBe(201);
          model.set(key, { n, body: answer.body });
        } else if (known.n === n) expect(answer.body).toEqual(known.body);
        else expect(answer.status).toBe(422);
      }
    }),
    { numRuns: 15 },
  );
});
