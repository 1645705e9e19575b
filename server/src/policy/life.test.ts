// What happens to a policy after it was sold, over HTTP: its line changes, it is cancelled, and taken up again.

import { present } from "@anxin/core/assert";
import { formatInstant, parseInstant, plus } from "@anxin/core/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { earnPremium } from "../ledger/earn.js";
import { type Marketplace, ORDER, openMarketplace, SHOP } from "../order/testing/marketplace.js";
import { expectInvariants } from "../testing/invariants.js";
import type { Answer } from "../testing/server.js";

let market: Marketplace;
let orders = 0;
let keys = 0;

beforeAll(async () => {
  market = await openMarketplace(["quality", "transit-damage"]);
});
afterAll(async () => {
  await expectInvariants(market.server.context);
  await market.close();
});

/** A television that has not been shipped. */
const unshipped = (orderId: string) => ({
  ...ORDER,
  orderId,
  version: 1,
  lines: [{ ...ORDER.lines[0], sku: "TV-55", category: "appliance", unitPrice: 299_900, covers: [] as object[] }],
  shipments: [] as object[],
});
const SHIPMENT = { ...ORDER.shipments[0] };
const HOUR = 3_600_000;
const at = (text: string) => present(parseInstant(text), "an instant");

interface PolicyBody {
  readonly policyId: string;
  readonly product: string;
  readonly status: string;
  readonly premium: number;
  readonly sumInsured: number;
  readonly effectiveAt: string;
  readonly expiresAt: string;
  readonly endorsements: readonly Readonly<Record<string, unknown>>[];
}

async function policyOf(policyId: string): Promise<PolicyBody> {
  return (await market.get(`/v1/policies/${policyId}`)).body as PolicyBody;
}

const codeOf = ({ body }: Answer): string => (body as { code: string }).code;

function cancel(policyId: string, body: object, as = market.server.tenant.apiKey, key = `c${++keys}`): Promise<Answer> {
  return market.server.call("POST", `/v1/policies/${policyId}/cancellations`, { as, key, body });
}

function reinstate(policyId: string, as = market.server.tenant.apiKey): Promise<Answer> {
  return market.server.call("POST", `/v1/policies/${policyId}/reinstatements`, { as, key: `r${++keys}`, body: {} });
}

/** Feeds one order, and answers its policies by product. */
async function feed(order: object): Promise<Readonly<Record<string, string>>> {
  const { results } = await market.feed([order]);
  const result = present(results[0], "one order, one result");
  expect(result.problem).toBeNull();
  expect(result.declined).toEqual([]);
  return Object.fromEntries(result.policies.map(({ product, policyId }) => [product, policyId]));
}

describe("a snapshot that changes an insured line", () => {
  const next = () => `T-life-${++orders}`;

  test("a lower price gives premium back to the wallet, a higher one takes it", async () => {
    const order = { ...unshipped(next()), shipments: [SHIPMENT] };
    const before = await market.balance();
    const { quality = "" } = await feed(order);
    const sold = await policyOf(quality);
    const cheaper = { ...order, version: 2, lines: [{ ...order.lines[0], unitPrice: 199_900 }] };
    await feed(cheaper);
    const endorsed = await policyOf(quality);
    expect(endorsed.premium).toBeLessThan(sold.premium);
    expect(endorsed.sumInsured).toBeLessThan(sold.sumInsured);
    expect(endorsed.endorsements).toMatchObject([
      {
        kind: "rerated",
        refund: sold.premium - endorsed.premium,
        charge: 0,
        fullPremium: endorsed.premium,
        sumInsured: endorsed.sumInsured,
      },
    ]);
    await feed({ ...order, version: 3 });
    const again = await policyOf(quality);
    expect([again.premium, again.sumInsured]).toEqual([sold.premium, sold.sumInsured]);
    const charged = (await market.get(`/v1/orders/${order.orderId}`)).body as { policies: PolicyBody[] };
    expect(before - (await market.balance())).toBe(charged.policies.reduce((sum, { premium }) => sum + premium, 0));
  });

  test("a line that is taken out before it was shipped ends with a refund; afterwards it must stay", async () => {
    const order = unshipped(next());
    const lines = [order.lines[0], { ...order.lines[0], lineId: "2", sku: "TV-65" }];
    await feed({ ...order, lines, shipments: [{ ...SHIPMENT, lineIds: ["1"] }] });
    const gone = await market.feed([{ ...order, version: 2, lines: lines.slice(1) }]);
    expect(gone.results[0]).toMatchObject({ outcome: "rejected", problem: { code: "validation_failed" } });
    expect(gone.results[0]?.problem?.errors).toMatchObject([{ pointer: "/lines", code: "insured_line_missing" }]);
    const kept = await market.feed([
      { ...order, version: 3, lines: lines.slice(0, 1), shipments: [{ ...SHIPMENT, lineIds: ["1"] }] },
    ]);
    expect(kept.results[0]?.outcome).toBe("applied");
  });

  test("an exchange moves cover to the replacement", async () => {
    const order = {
      ...unshipped(next()),
      shipments: [{ ...SHIPMENT, deliveredAt: "2026-11-10T12:00:00.000Z" }],
    };
    const { quality = "" } = await feed(order);
    const first = await policyOf(quality);
    await feed({
      ...order,
      version: 2,
      shipments: [
        ...order.shipments,
        {
          ...SHIPMENT,
          shipmentId: "s2",
          waybill: "SF2002",
          shippedAt: "2026-11-10T20:00:00.000Z",
          deliveredAt: "2026-11-10T23:00:00.000Z",
        },
      ],
      returns: [
        {
          returnId: "x1",
          lineIds: ["1"],
          reason: "exchange",
          mode: "self_ship",
          carrier: "ZTO",
          waybill: "ZTO900001",
          requestedAt: "2026-11-10T14:00:00.000Z",
          shippedAt: "2026-11-10T15:00:00.000Z",
          receivedAt: null,
          refundedAt: null,
          cancelledAt: null,
          scans: [],
        },
      ],
    });
    const moved = await policyOf(quality);
    expect(moved.effectiveAt).toBe(first.effectiveAt);
    expect(at(moved.expiresAt) - at(first.expiresAt)).toBe(11 * HOUR);
    expect(moved.endorsements.at(-1)).toMatchObject({ kind: "exchanged", returnId: "x1" });
  });
});

describe("a cancellation", () => {
  test("of a merchant's cover goes back to the wallet, and to nobody twice", async () => {
    const order = { ...unshipped(`T-life-${++orders}`), shipments: [SHIPMENT] };
    const { quality = "" } = await feed(order);
    const before = await market.balance();
    const preview = await cancel(quality, { preview: true });
    expect(preview.status).toBe(201);
    const { cancellationId, refund } = preview.body as { cancellationId: string; refund: number };
    expect((await policyOf(quality)).status).toBe("in_force");
    const key = `twice-${++keys}`;
    const [first, second] = [
      await cancel(quality, { cancellationId }, undefined, key),
      await cancel(quality, { cancellationId }, undefined, key),
    ];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
    expect(first.body).toMatchObject({ status: "cancelled", refund, refundTo: { payer: "merchant", by: "wallet" } });
    expect((await market.balance()) - before).toBe(refund);
    expect((await policyOf(quality)).status).toBe("cancelled");
    const other = await cancel(quality, { cancellationId });
    expect([other.status, codeOf(other)]).toEqual([409, "cancellation_not_possible"]);
    expect(codeOf(await reinstate(quality))).toBe("reinstatement_not_possible");
  });

  test("that is confirmed many times at once, while the order changes, gives back once", async () => {
    const order = { ...unshipped(`T-life-${++orders}`), shipments: [SHIPMENT] };
    const { quality = "" } = await feed(order);
    const before = await market.balance();
    const { cancellationId, refund } = (await cancel(quality, { preview: true })).body as {
      cancellationId: string;
      refund: number;
    };
    const renamed = { ...order, version: 2, lines: [{ ...order.lines[0], title: "another title" }] };
    const [fed, ...answers] = await Promise.all([
      market.feed([renamed]),
      ...Array.from({ length: 12 }, () => cancel(quality, { cancellationId })),
    ]);
    expect(fed.results[0]?.outcome).toBe("applied");
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 200).map(codeOf))).toEqual(
      new Set(["cancellation_not_possible"]),
    );
    expect((await market.balance()) - before).toBe(refund);
  });

  test("is confirmed only while the preview holds", async () => {
    const order = { ...unshipped(`T-life-${++orders}`), shipments: [SHIPMENT] };
    const { quality = "" } = await feed(order);
    const told = (await cancel(quality, { preview: true })).body as { cancellationId: string };
    await feed({ ...order, version: 2, lines: [{ ...order.lines[0], unitPrice: 199_900 }] });
    expect(codeOf(await cancel(quality, told))).toBe("validation_failed");
    const changed = await cancel(quality, { cancellationId: told.cancellationId });
    expect([changed.status, codeOf(changed)]).toEqual([409, "cancellation_stale"]);
    const anew = (await cancel(quality, { preview: true })).body as { cancellationId: string };
    const { clock } = market.server;
    await clock.set(plus(clock.now(), HOUR));
    const late = await cancel(quality, { cancellationId: anew.cancellationId });
    expect([late.status, codeOf(late)]).toEqual([409, "cancellation_stale"]);
  });

  test("says no in words to whom it does not concern, and to what binds", async () => {
    const order = { ...unshipped(`T-life-${++orders}`), shipments: [SHIPMENT] };
    const { quality = "", "transit-damage": transit = "" } = await feed(order);
    const { server } = market;
    const buyer = await server.session(server.tenant, "buyer", ORDER.buyerId);
    const stranger = await server.session(server.tenant, "buyer", "b-77");
    const merchant = await server.session(server.tenant, "merchant", SHOP);
    const statuses = [
      await cancel(quality, { preview: true }, buyer),
      await cancel(quality, { preview: true }, stranger),
      await cancel(quality, { preview: true }, merchant),
      await cancel(quality, { preview: true }, server.other.apiKey),
      await cancel(quality, { preview: true }, "nobody"),
      await cancel(quality, {}),
      await cancel(quality, { preview: true, cancellationId: "can_0000000000000" }),
      await cancel(quality, { cancellationId: "can_0000000000000" }),
      await cancel("pol_0000000000000", { preview: true }),
      await cancel(transit, { preview: true }),
      await reinstate(transit),
      await reinstate(quality, buyer),
      await reinstate("pol_0000000000000"),
    ].map((answer) => answer.status);
    expect(statuses).toEqual([403, 404, 201, 404, 401, 400, 400, 404, 404, 409, 409, 403, 404]);
    const bound = await cancel(transit, { preview: true });
    expect(bound.body).toMatchObject({ code: "cancellation_not_possible", detail: expect.stringContaining("art. 50") });
  });
});

test("an extended warranty cancelled after a third of its term goes back by its rule, and the ledger shows it", async () => {
  const { server } = market;
  const { apiKey } = server.tenant;
  const line = { lineId: "1", sku: "TV-55", category: "appliance", unitPrice: 299_900, quantity: 1 };
  const offer = await server.call("POST", "/v1/offers", {
    as: apiKey,
    body: { merchantId: SHOP, buyerId: ORDER.buyerId, lines: [line] },
  });
  type Optional = { product: string; quote: string; premium: number };
  const { lines } = offer.body as { lines: { optional: Optional[] }[] };
  const chosen = present(
    lines[0]?.optional.find(({ product }) => product === "extended-warranty"),
    "a television can be insured",
  );
  const deliveredAt = "2026-11-10T20:00:00.000Z";
  const order = {
    ...unshipped(`T-life-${++orders}`),
    paidAt: formatInstant(server.clock.now()),
    shipments: [{ ...SHIPMENT, deliveredAt }],
  };
  const covers = [{ product: "extended-warranty", quote: chosen.quote }];
  const { "extended-warranty": policyId = "" } = await feed({ ...order, lines: [{ ...order.lines[0], covers }] });
  const sold = await policyOf(policyId);
  expect([sold.status, sold.premium]).toEqual(["pending", 14_995]);
  expect(at(sold.effectiveAt) - at(deliveredAt)).toBe(365 * 24 * HOUR);

  const term = at(sold.expiresAt) - at(sold.effectiveAt);
  await server.clock.set(plus(at(sold.effectiveAt), term / 3));
  await earnPremium(server.context, server.tenant.tenantId, server.clock.now());
  const preview = await cancel(policyId, { preview: true });
  // A third of 149.95 yuan is 49.98 and a third of a fen; what is earned is rounded down, and the rest goes back.
  expect(preview.body).toMatchObject({
    premium: 14_995,
    refund: 9_997,
    refundTo: { payer: "buyer", by: "marketplace" },
  });
  const { cancellationId } = preview.body as { cancellationId: string };
  const buyer = await server.session(server.tenant, "buyer", ORDER.buyerId);
  expect((await cancel(policyId, { cancellationId }, buyer)).status).toBe(200);
  const postings = await market.get(`/v1/ledger/transactions?policyId=${policyId}`);
  const { data } = postings.body as { data: { entries: object[] }[] };
  expect(data.map(({ entries }) => entries)).toMatchObject([
    [{ kind: "premium_refunded", debit: "2601", credit: "2205", amount: 9_997 }],
    [{ kind: "premium_debited", debit: "1122", credit: "2601", amount: 14_995 }],
  ]);
  await expectInvariants(server.context);

  await server.clock.set(plus(server.clock.now(), 24 * HOUR));
  const throwIssue = (state: string, etag?: string): Promise<Answer> =>
    server.call("PUT", "/v1/tenants/switches/issue", {
      as: apiKey,
      body: { state, reason: "test" },
      ...(etag === undefined ? {} : { headers: { "if-match": etag } }),
    });
  const stop = await throwIssue("stopped");
  expect(await reinstate(policyId)).toMatchObject({ status: 409, body: { code: "switched_off" } });
  expect((await throwIssue("running", String(stop.headers["etag"]))).status).toBe(200);
  const resumed = await reinstate(policyId);
  expect(resumed).toMatchObject({
    status: 201,
    body: { charge: 9_997, policy: { status: "in_force", premium: 14_995 } },
  });
  expect(codeOf(await reinstate(policyId))).toBe("reinstatement_not_possible");
  await earnPremium(server.context, server.tenant.tenantId, server.clock.now());
  const again = (await cancel(policyId, { preview: true })).body as { cancellationId: string };
  expect((await cancel(policyId, { cancellationId: again.cancellationId })).status).toBe(200);
  await server.clock.set(plus(server.clock.now(), 31 * 24 * HOUR));
  expect((await reinstate(policyId)).status).toBe(409);
});
