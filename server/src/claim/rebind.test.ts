import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { DELIVERED, type Marketplace, ORDER, openMarketplace, RETURN } from "../order/testing/marketplace.js";
import { resumeHeld } from "../switch/resume.js";
import { expectInvariants } from "../testing/invariants.js";

let market: Marketplace;
afterEach(async () => {
  await expectInvariants(market.server.context);
  await market.close();
});

type ReturnOf = Readonly<Record<string, unknown>>;

/** An order of its own buyer, as it stands with some returns. */
const told = (orderId: string, version: number, returns: readonly ReturnOf[]) => ({
  ...ORDER,
  orderId,
  version,
  buyerId: `buyer of ${orderId}`,
  payee: { ...ORDER.payee, account: `${orderId}@example.com` },
  shipments: DELIVERED,
  returns,
});
const back = (waybill: string, change: ReturnOf = {}): ReturnOf => ({ ...RETURN, waybill, ...change });
const NOT_YET = { shippedAt: null, receivedAt: null, refundedAt: null, scans: [] };

/** The claims of an order: status, amount, number, and every number that they hold. */
async function claimsOf(orderId: string) {
  const { rows } = await market.server.database.owner.query(
    `select c.status, c.agreed_amount::int4 as amount, c.waybill_key as key,
       array(select w.waybill_key from waybill_claim w where w.claim_id = c.claim_id order by 1) as held,
       (select coalesce(sum(p.amount), 0)::int4 from payout p where p.claim_id = c.claim_id) as owed
     from claim c where c.order_id = $1 order by c.claim_id`,
    [orderId],
  );
  return rows as { status: string; amount: number; key: string | null; held: string[]; owed: number }[];
}
const eventsOf = async (orderId: string) => {
  const { rows } = await market.server.database.owner.query<{ kind: string }>(
    "select e.kind from claim_event e join claim c using (book, claim_id) where c.order_id = $1 order by e.claim_id, e.sequence",
    [orderId],
  );
  return rows.map(({ kind }) => kind);
};

describe("a return under another number", () => {
  it("before it is confirmed is a claim under the number that counts then, paid as it travelled", async () => {
    market = await openMarketplace();
    await market.feed([told("o1", 4, [back("PICKUP000001", { mode: "pickup", ...NOT_YET })])]);
    await market.feed([told("o1", 5, [back("SELFSHIP0001")])]);
    const paid = { status: "approved", amount: 1_000, key: "SELFSHIP0001", held: ["SELFSHIP0001"], owed: 1_000 };
    expect(await claimsOf("o1")).toEqual([paid]);
    await market.feed([told("o2", 4, [back("PICKUP000001", { mode: "pickup" })])]);
    expect(await claimsOf("o2")).toMatchObject([{ status: "approved", amount: 1_200 }]);
  });

  it("after a refusal for the old one is decided anew by rules, once for each number", async () => {
    market = await openMarketplace();
    await market.feed([told("o1", 5, [back("12")])]);
    expect(await claimsOf("o1")).toMatchObject([{ status: "rejected", key: null, held: [] }]);
    const { results } = await market.feed([told("o1", 6, [back("RIGHT0000001")])]);
    expect(results[0]?.claims).toMatchObject([{ status: "approved", amount: 1_000 }]);
    expect(results[0]?.policies).toMatchObject([{ status: "exhausted" }]);
    for (const version of [6, 7, 8]) await market.feed([told("o1", version, [back("RIGHT0000001")])]);
    expect(await claimsOf("o1")).toMatchObject([
      { status: "approved", key: "RIGHT0000001", held: ["RIGHT0000001"], owed: 1_000 },
    ]);
    expect(await eventsOf("o1")).toEqual(["filed", "decided", "waybill_rebound", "decided"]);
  });

  it("frees a claim that was refused for a parcel of somebody else, and leaves that one its own", async () => {
    market = await openMarketplace();
    await market.feed([told("o1", 5, [back("PARCEL000001")])]);
    await market.feed([told("o2", 5, [back("parcel-0000 01")])]);
    expect(await claimsOf("o2")).toMatchObject([{ status: "rejected", held: [] }]);
    await market.feed([told("o2", 6, [back("PARCEL000002")])]);
    expect(await claimsOf("o2")).toMatchObject([{ status: "approved", held: ["PARCEL000002"], owed: 1_000 }]);
    expect(await claimsOf("o1")).toMatchObject([{ status: "approved", held: ["PARCEL000001"], owed: 1_000 }]);
  });

  it("that is somebody else's again is refused again, and keeps nothing", async () => {
    market = await openMarketplace();
    await market.feed([told("o1", 5, [back("PARCEL000001")])]);
    await market.feed([told("o2", 5, [back("12")])]);
    await market.feed([told("o2", 6, [back("PARCEL000001")])]);
    expect(await claimsOf("o2")).toMatchObject([{ status: "rejected", amount: 0, held: [], owed: 0 }]);
    expect(await eventsOf("o2")).toEqual(["filed", "decided", "waybill_rebound", "decided"]);
  });

  it("in review is looked at again by rules, and the old number is free", async () => {
    market = await openMarketplace();
    await market.feed([told("o1", 5, [back("SF1001", { carrier: "SF" })])]);
    expect(await claimsOf("o1")).toMatchObject([{ status: "in_review", held: ["SF:SF1001"] }]);
    await market.feed([told("o1", 6, [back("RIGHT0000001")])]);
    expect(await claimsOf("o1")).toMatchObject([{ status: "approved", held: ["RIGHT0000001"], owed: 1_000 }]);
  });

  it("in a person's hands moves, and stays with the person", async () => {
    market = await openMarketplace();
    const { results } = await market.feed([told("o1", 5, [back("SF1001", { carrier: "SF" })])]);
    const url = `/v1/claims/${results[0]?.claims[0]?.claimId ?? ""}`;
    const { server } = market;
    const as = server.tenant.staff.adjuster.token;
    const etag = (await market.get(url, as)).headers["etag"];
    const change = {
      as,
      key: "reserve",
      headers: { "if-match": String(etag) },
      body: { amount: 900, note: "test" },
    };
    expect((await server.call("PUT", `${url}/reserve`, change)).status).toBeLessThan(300);
    await market.feed([told("o1", 6, [back("RIGHT0000001")])]);
    expect(await claimsOf("o1")).toMatchObject([{ status: "in_review", amount: 0, held: ["RIGHT0000001"] }]);
    expect((await market.get(`${url}/findings`)).body).toMatchObject({
      decisionId: null,
      outcome: "approve",
      automatic: true,
    });
    const body = { outcome: "approve", amount: 1_000 };
    expect((await server.call("POST", `${url}/decisions`, { ...change, key: "stale", body })).status).toBe(412);
    const now = (await market.get(url, as)).headers["etag"];
    const decided = { as, key: "decide", headers: { "if-match": String(now) }, body };
    expect((await server.call("POST", `${url}/decisions`, decided)).status).toBe(201);
    expect(await claimsOf("o1")).toMatchObject([{ status: "approved", held: ["RIGHT0000001"], owed: 1_000 }]);
  });

  it("of a case that a person has on the desk is that person's", async () => {
    market = await openMarketplace();
    const { results } = await market.feed([told("o1", 5, [back("SF1001", { carrier: "SF" })])]);
    const { server } = market;
    const url = `/v1/review/claims/${results[0]?.claims[0]?.claimId ?? ""}/lease`;
    const leased = await server.call("POST", url, { as: server.tenant.staff.adjuster.token, body: {} });
    expect(leased.status).toBeLessThan(300);
    await market.feed([told("o1", 6, [back("RIGHT0000001")])]);
    expect(await claimsOf("o1")).toMatchObject([{ status: "in_review", amount: 0, held: ["RIGHT0000001"] }]);
  });

  it("of a claim that was taken back changes nothing", async () => {
    market = await openMarketplace();
    const { results } = await market.feed([told("o1", 5, [back("SF1001", { carrier: "SF" })])]);
    const { server } = market;
    const as = await server.session(server.tenant, "buyer", "buyer of o1");
    const url = `/v1/claims/${results[0]?.claims[0]?.claimId ?? ""}/withdrawal`;
    expect((await server.call("POST", url, { as, key: "w", body: {} })).status).toBe(200);
    await market.feed([told("o1", 6, [back("RIGHT0000001")])]);
    expect(await claimsOf("o1")).toMatchObject([{ status: "withdrawn", amount: 0, held: [] }]);
    expect(await eventsOf("o1")).toEqual(["filed", "referred", "withdrawn"]);
  });

  it("after a grant belongs to the claim too: neither number pays again, here or elsewhere", async () => {
    market = await openMarketplace();
    await market.feed([told("o1", 5, [back("OLDNUMBER001")])]);
    await market.feed([told("o1", 6, [back("NEWNUMBER001")])]);
    const both = { status: "approved", key: "NEWNUMBER001", held: ["NEWNUMBER001", "OLDNUMBER001"], owed: 1_000 };
    expect(await claimsOf("o1")).toMatchObject([both]);
    await market.feed([told("o2", 5, [back("OLDNUMBER001")]), told("o3", 5, [back("NEWNUMBER001")])]);
    for (const orderId of ["o2", "o3"])
      expect(await claimsOf(orderId)).toMatchObject([{ status: "rejected", owed: 0 }]);
    await market.feed([told("o1", 7, [back("OLDNUMBER001")])]);
    expect(await claimsOf("o1")).toMatchObject([{ ...both, key: "OLDNUMBER001" }]);
  });

  it("that a granted claim cannot have leaves it what it has", async () => {
    market = await openMarketplace();
    await market.feed([told("o1", 5, [back("PARCEL000001")]), told("o2", 5, [back("PARCEL000002")])]);
    await market.feed([told("o1", 6, [back("PARCEL000002")])]);
    expect(await claimsOf("o1")).toMatchObject([{ status: "approved", key: "PARCEL000001", held: ["PARCEL000001"] }]);
    expect(await claimsOf("o2")).toMatchObject([{ status: "approved", key: "PARCEL000002", held: ["PARCEL000002"] }]);
  });

  it("waits behind a switch with the facts of the new one, and is decided on them once rules run", async () => {
    market = await openMarketplace();
    const { server } = market;
    const url = "/v1/tenants/switches/auto-decide";
    await market.feed([told("o1", 5, [back("12")])]);
    const stopped = await server.call("PUT", url, {
      as: server.tenant.apiKey,
      body: { state: "stopped", reason: "test" },
    });
    expect(stopped.status).toBe(200);
    await market.feed([told("o1", 6, [back("RIGHT0000001")])]);
    expect(await claimsOf("o1")).toMatchObject([{ status: "in_review", held: ["RIGHT0000001"], owed: 0 }]);
    await market.feed([told("o1", 7, [back("RIGHT0000002")])]);
    expect(await market.count("select count(*) from held_claim")).toBe(1);
    const { data } = (await market.get("/v1/tenants/switches")).body as { data: { name: string; etag: string }[] };
    const etag = data.find(({ name }) => name === "auto-decide")?.etag ?? "";
    const running = { as: server.tenant.apiKey, body: { state: "running" }, headers: { "if-match": etag } };
    expect((await server.call("PUT", url, running)).status).toBe(200);
    await resumeHeld(server.context);
    expect(await claimsOf("o1")).toMatchObject([{ status: "approved", held: ["RIGHT0000002"], owed: 1_000 }]);
  });
});

describe("how a return travelled", () => {
  it("freight that the pickup has settled is not paid; goods that their buyer then sends alone are", async () => {
    market = await openMarketplace();
    const settled = back("PICKUP000001", { mode: "pickup", freightPaidBy: "platform" });
    const { results } = await market.feed([told("o1", 5, [settled])]);
    const claimId = results[0]?.claims[0]?.claimId ?? "";
    expect((await market.get(`/v1/claims/${claimId}`)).body).toMatchObject({
      status: "rejected",
      decision: { reasonCodes: ["freight_already_settled"], reasons: [{ clause: { id: "4.6" } }] },
    });
    await market.feed([told("o1", 6, [back("SELFSHIP0001", { freightPaidBy: "buyer" })])]);
    expect(await claimsOf("o1")).toMatchObject([{ status: "approved", amount: 1_000, held: ["SELFSHIP0001"] }]);
  });

  it("an order in several parcels is paid for once, and the others are told why in plain words", async () => {
    market = await openMarketplace();
    const second = back("PARCEL000002", { returnId: "r2", receivedAt: "2026-11-10T23:10:00.000Z" });
    const { results } = await market.feed([told("o1", 5, [second, back("PARCEL000001")])]);
    expect(await claimsOf("o1")).toMatchObject([
      { status: "approved", amount: 1_000, key: "PARCEL000001" },
      { status: "rejected", amount: 0, held: [] },
    ]);
    const claim = await market.get(`/v1/claims/${results[0]?.claims[1]?.claimId ?? ""}`);
    expect(claim.body).toMatchObject({ decision: { reasons: [{ code: "already_claimed", clause: { id: "5.3" } }] } });
    expect(await market.count("select count(*) from payout")).toBe(1);
  });

  it("two refused parcels of one order that both get good numbers are paid for once", async () => {
    market = await openMarketplace();
    const second = { returnId: "r2", receivedAt: "2026-11-10T23:10:00.000Z" };
    await market.feed([told("o1", 5, [back("12"), back("13", second)])]);
    await market.feed([told("o1", 6, [back("PARCEL000001"), back("PARCEL000002", second)])]);
    expect(await claimsOf("o1")).toMatchObject([
      { status: "approved", amount: 1_000, held: ["PARCEL000001"] },
      { status: "rejected", amount: 0, held: [] },
    ]);
  });

  it("goods sent back for exchange are a return, and the replacement's own return is not paid again", async () => {
    market = await openMarketplace();
    const replacement = {
      ...{ shipmentId: "s2", lineIds: ["1"], carrier: "SF", waybill: "SF2002" },
      shippedAt: "2026-11-10T22:30:00.000Z",
      deliveredAt: "2026-11-10T23:40:00.000Z",
    };
    const exchanged = back("EXCHANGE0001", { reason: "exchange", refundedAt: null });
    const order = { ...told("o1", 5, [exchanged]), shipments: [...DELIVERED, replacement] };
    await market.feed([order]);
    expect(await claimsOf("o1")).toMatchObject([{ status: "approved", amount: 1_000, key: "EXCHANGE0001" }]);
    const times = { requestedAt: "2026-11-10T23:41:00.000Z", shippedAt: "2026-11-10T23:42:00.000Z", scans: [] };
    const again = back("AGAIN0000001", { returnId: "r2", ...times, receivedAt: "2026-11-10T23:50:00.000Z" });
    const { results } = await market.feed([{ ...order, version: 6, returns: [exchanged, again] }]);
    expect(results[0]?.claims).toMatchObject([{ status: "approved" }, { status: "rejected", amount: 0 }]);
    // Where the exchange itself was never confirmed, the replacement's return is the one that is paid for.
    const pending = { ...exchanged, ...NOT_YET, waybill: "EXCHANGE0002" };
    const later = { ...again, waybill: "AGAIN0000002" };
    await market.feed([{ ...order, ...told("o2", 6, [pending, later]), shipments: order.shipments }]);
    expect(await claimsOf("o2")).toMatchObject([{ status: "approved", amount: 1_000, key: "AGAIN0000002" }]);
  });
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, i) =>
    permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]),
  );
}

describe("snapshots that arrive in any order", () => {
  /** A pickup that was called off, a parcel sent alone, its confirmation, and two slips that were mended. */
  const HISTORY: readonly ReturnOf[] = [
    { mode: "pickup", waybill: "PA", ...NOT_YET },
    { mode: "self_ship", waybill: "SB", ...NOT_YET },
    { mode: "self_ship", waybill: "?" },
    { mode: "self_ship", waybill: "SB" },
    { mode: "self_ship", waybill: "SC" },
  ];

  it("end in the same claim, the same numbers and the same money, in all 120 orders, each told twice", async () => {
    market = await openMarketplace(["return-freight"], { topUp: 1_000_000 });
    const arrivals = permutations(HISTORY.map((entry, version) => ({ entry, version })));
    for (let turn = 0; turn < HISTORY.length; turn++) {
      for (let time = 0; time < 2; time++) {
        const orders = arrivals.map((arrival, i) => {
          const { entry, version } = arrival[turn] ?? { entry: {}, version: 0 };
          const waybill = String(entry["waybill"]);
          const number = waybill === "?" ? waybill : `${waybill}000000${1_000 + i}`;
          return told(`p${i}`, version + 10, [{ ...RETURN, ...entry, waybill: number }]);
        });
        const { results } = await market.feed(orders);
        expect(results.every(({ outcome }) => outcome !== "rejected")).toBe(true);
      }
    }
    const ends = new Set<string>();
    for (let i = 0; i < arrivals.length; i++) {
      const claims = await claimsOf(`p${i}`);
      ends.add(JSON.stringify(claims).replaceAll(`000000${1_000 + i}`, "000000#"));
    }
    expect([...ends]).toEqual([
      JSON.stringify([
        {
          status: "approved",
          amount: 1_000,
          key: "SC000000#",
          held: ["SB000000#", "SC000000#"],
          owed: 1_000,
        },
      ]),
    ]);
  }, 120_000);

  const told3 = fc.array(fc.constantFrom("A", "B", "C"), { maxLength: 3 });
  const history = fc
    .record({ asked: told3, wrong: fc.nat({ max: 2 }), right: told3 })
    .filter(({ asked, wrong, right }) => asked.length + wrong + right.length > 0);

  it("end as the whole history says, whatever it is and however it arrives", async () => {
    market = await openMarketplace(["return-freight"], { topUp: 100_000_000 });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(history, fc.noShrink(fc.infiniteStream(fc.nat()))), { minLength: 8, maxLength: 16 }),
        async (drawn) => {
          const run = ++runs;
          const name = (i: number, number: string) =>
            `${number}X${String(run).padStart(4, "0")}X${String(i).padStart(4, "0")}`;
          const orders = drawn.map(([{ asked, wrong, right }, luck], i) => {
            const versions = [
              ...asked.map((number) => back(name(i, number), NOT_YET)),
              ...Array.from({ length: wrong }, () => back("12")),
              ...right.map((number) => back(name(i, number))),
            ].map((entry, version) => told(`r${run}-${i}`, version + 10, [entry]));
            return shuffled(versions, luck);
          });
          for (let turn = 0; turn < 8; turn++) {
            const batch = orders.flatMap((versions) => versions[turn] ?? []);
            if (batch.length > 0) await market.feed(batch);
          }
          for (const [i, [{ wrong, right }]] of drawn.entries()) {
            const held = [...new Set(right.map((number) => name(i, number)))].sort();
            const last = right.at(-1);
            const paid = {
              status: "approved",
              amount: 1_000,
              key: last === undefined ? null : name(i, last),
              held,
              owed: 1_000,
            };
            const refused = { status: "rejected", amount: 0, key: null, held: [], owed: 0 };
            expect(await claimsOf(`r${run}-${i}`)).toEqual(last !== undefined ? [paid] : wrong > 0 ? [refused] : []);
          }
        },
      ),
      { numRuns: 8 },
    );
  }, 120_000);
});

function shuffled<T>(items: readonly T[], luck: Iterator<number>): T[] {
  const rest = [...items];
  const out: T[] = [];
  while (rest.length > 0) out.push(...rest.splice(Number(luck.next().value) % rest.length, 1));
  return out;
}
