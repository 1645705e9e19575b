import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Marketplace, ORDER, openMarketplace } from "../order/testing/marketplace.js";
import { type OpenGateway, type Rehearsal, rehearse } from "../outside/testing/rehearsal.js";
import { settle } from "../worker.js";
import { sandboxRoutes } from "./routes.js";

let market: Marketplace;
let rehearsal: Rehearsal;
let gateway: OpenGateway;

beforeEach(async () => {
  rehearsal = rehearse();
  gateway = await rehearsal.open();
  market = await openMarketplace(["return-freight"], {
    channel: rehearsal.client("key", `${gateway.origin}/gateway.do`),
    more: [(api, context) => sandboxRoutes(api, context, { gateway: gateway.control, settle: () => settle(context) })],
  });
});
afterEach(async () => {
  await market.close();
  await gateway.close();
  rehearsal.end();
});

const post = (url: string, body?: object) =>
  market.server.call("POST", url, { as: market.server.tenant.apiKey, ...(body === undefined ? {} : { body }) });

describe("the clock", () => {
  it("tells, advances and is set", async () => {
    expect((await market.get("/v1/sandbox/clock")).body).toEqual({ now: "2026-11-11T00:00:00.000Z" });
    expect((await post("/v1/sandbox/clock", { advance: "PT2H" })).body).toEqual({ now: "2026-11-11T02:00:00.000Z" });
    expect((await post("/v1/sandbox/clock", { set: "2027-01-01T00:00:00Z" })).body).toEqual({
      now: "2027-01-01T00:00:00.000Z",
    });
  });

  it.each([
    [{}, "/advance"],
    [{ advance: "PT2H", set: "2027-01-01T00:00:00Z" }, "/advance"],
    [{ advance: "2 hours" }, "/advance"],
    [{ set: "tomorrow" }, "/set"],
    [{ advance: 2 }, "/advance"],
    [{ back: "PT1H" }, "/back"],
  ])("refuses %j and names the field", async (body, pointer) => {
    const answer = await post("/v1/sandbox/clock", body);
    expect(answer.status).toBe(400);
    expect((answer.body as { errors: { pointer: string }[] }).errors.map((error) => error.pointer)).toContain(pointer);
  });
});

describe("the gateway", () => {
  it("takes a script of known outcomes and shows its own book", async () => {
    expect((await post("/v1/sandbox/alipay/script", { outcomes: ["success", "refused:PAYEE_NOT_EXIST"] })).status).toBe(
      200,
    );
    expect((await market.get("/v1/sandbox/alipay/transfers")).body).toEqual({ data: [] });
    const wrong = await post("/v1/sandbox/alipay/script", { outcomes: ["success", "explode"] });
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ pointer: "/outcomes/1" }] } });
  });
});

describe("starting over", () => {
  it("empties the tenant of the key, and no other", async () => {
    await market.feed([ORDER]);
    expect((await post("/v1/sandbox/settle")).status).toBe(200);
    expect((await post("/v1/sandbox/reset", {})).status).toBe(200);
    expect(
      await market.count(
        "(select count(*) from policy) + (select count(*) from transfer) + (select count(*) from merchant)",
      ),
    ).toBe(0);
    expect((await market.get("/v1/products")).status).toBe(200);
  });

  it.each(["buyer", "merchant"] as const)("is not for a %s", async (role) => {
    const token = await market.server.session(market.server.tenant, role, "x");
    expect((await market.server.call("POST", "/v1/sandbox/reset", { as: token })).status).toBe(403);
    expect((await market.server.call("GET", "/v1/sandbox/clock", {})).status).toBe(401);
  });
});
