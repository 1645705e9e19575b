import type { PoolClient } from "@anxin/store/connection";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Marketplace, ORDER, openMarketplace, SHOP } from "../order/testing/marketplace.js";
import { expectProblem } from "../testing/problem.js";

let market: Marketplace;
beforeAll(async () => {
  market = await openMarketplace(["return-freight"]);
});
afterAll(() => market.close());

const PHONE = { lineId: "1", sku: "P", category: "digital", unitPrice: 399_900, quantity: 1 };

interface Offered {
  readonly product: string;
  readonly quote: string;
  readonly texts: readonly {
    readonly kind: string;
    readonly url: string;
    readonly version: number;
    readonly sha256: string;
  }[];
}

async function offer(): Promise<Offered> {
  const { body } = await market.server.call("POST", "/v1/offers", {
    as: market.server.tenant.apiKey,
    headers: { "accept-language": "zh-CN" },
    body: { merchantId: SHOP, buyerId: "b-42", shipTo: ORDER.shipTo, lines: [PHONE] },
  });
  const [line] = (body as { lines: { optional: Offered[] }[] }).lines;
  const cover = line?.optional.find(({ product }) => product === "screen-crack");
  if (cover === undefined) throw new Error("no offer");
  return cover;
}

const consentTo = ({ texts }: Offered, more: object = {}) => ({
  shownAt: "2026-11-11T00:01:00.000Z",
  agreedAt: "2026-11-11T00:02:00.000Z",
  language: "zh",
  texts: texts.map(({ kind, version, sha256 }) => ({ kind, version, sha256 })),
  channel: "app",
  ...more,
});

let orders = 0;
const orderWith = (cover: object) => ({
  ...ORDER,
  orderId: `c-${++orders}`,
  paidAt: "2026-11-11T00:10:00.000Z",
  shipments: [],
  lines: [{ ...PHONE, covers: [cover] }],
});

async function sell(consent: object | null, offered?: Offered): Promise<string> {
  const { product, quote } = offered ?? (await offer());
  const { results } = await market.feed([orderWith({ product, quote, ...(consent === null ? {} : { consent }) })]);
  const [policy] = results[0]?.policies ?? [];
  expect(policy).toMatchObject({ product: "screen-crack", payer: "buyer" });
  return policy?.policyId ?? "";
}

const consentOf = (policyId: string, as = market.server.tenant.apiKey) =>
  market.server.call("GET", `/v1/policies/${policyId}/consent`, { as, headers: { "accept-language": "en" } });

interface View {
  readonly texts: readonly {
    readonly kind: string;
    readonly sha256: string;
    readonly text: string;
    readonly intact: boolean;
  }[];
  readonly gaps: readonly { readonly code: string; readonly detail: string }[];
  readonly [field: string]: unknown;
}

describe("a sale to a buyer", () => {
  it("is kept so that it can be replayed: quote, texts word for word, what was shown and ticked when", async () => {
    const offered = await offer();
    const policyId = await sell(consentTo(offered), offered);
    const { status, body } = await consentOf(policyId);
    expect(status).toBe(200);
    const view = body as View;
    expect(view).toMatchObject({
      policyId,
      orderVersion: 3,
      lineId: "1",
      buyerId: "b-42",
      product: "screen-crack",
      productName: "碎屏险",
      quote: { token: offered.quote, sku: "P", unitPrice: 399_900, quantity: 1, premium: 19_900 },
      language: "zh",
      ticked: { product: "screen-crack", language: "zh" },
      channel: "app",
      shownAt: "2026-11-11T00:01:00.000Z",
      agreedAt: "2026-11-11T00:02:00.000Z",
      recordedAt: "2026-11-11T00:00:00.000Z",
      gaps: [],
    });
    expect(view.texts.map(({ kind, sha256 }) => [kind, sha256])).toEqual(
      offered.texts.map(({ kind, sha256 }) => [kind, sha256]),
    );
    for (const { text, sha256, intact } of view.texts) {
      const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
      expect(Buffer.from(digest).toString("hex")).toBe(sha256);
      expect(intact).toBe(true);
    }
    // A year from the end of the wait, and five more.
    expect(view["keptUntil"]).toBe("2032-11-18");
  });

  it("of which nothing was told is covered, and the gap is told", async () => {
    const view = (await consentOf(await sell(null))).body as View;
    expect(view).toMatchObject({ ticked: null, shownAt: null, agreedAt: null, channel: null });
    expect(view.texts).toHaveLength(2);
    expect(view.gaps).toEqual([
      { code: "not_reported", detail: "the marketplace told nothing of what was shown and agreed" },
    ]);
  });

  it("with other texts than the version's is covered, kept as it was told, and the gap is told", async () => {
    const offered = await offer();
    const [terms] = offered.texts;
    const texts = [{ kind: "terms", version: terms?.version, sha256: "0".repeat(64) }];
    const view = (await consentOf(await sell(consentTo(offered, { texts, language: "en" }), offered))).body as View;
    expect(view.gaps.map(({ code }) => code)).toEqual(["language_differs", "text_missing", "text_differs"]);
    expect(view).toMatchObject({ ticked: { language: "en", texts } });
  });

  it("is written with the policy or not at all, and nobody may change it", async () => {
    await sell(null);
    const same = "select count(*) from policy p where p.payer = 'buyer' and not exists";
    expect(
      await market.count(`${same} (select from policy_consent c where c.book = p.book and c.policy_id = p.policy_id)`),
    ).toBe(0);
    const { db } = market.server.context;
    for (const change of ["update policy_consent set quote = ''", "delete from policy_consent"])
      await expect(db.query(change)).rejects.toThrow(/permission denied/);
  });

  it("takes one statement more for a batch, and none where no buyer bought", async () => {
    const offered = await offer();
    const wanted = (count: number) => Array.from({ length: count }, () => orderWith({ ...offered, texts: undefined }));
    const bought = (count: number) =>
      wanted(count).map((order) => ({
        ...order,
        lines: [
          { ...PHONE, covers: [{ product: offered.product, quote: offered.quote, consent: consentTo(offered) }] },
        ],
      }));
    const given = (count: number) =>
      Array.from({ length: count }, () => ({ ...ORDER, orderId: `c-${++orders}`, lines: ORDER.lines }));
    await market.feed([...bought(1), ...given(1)]);
    const one = await statements(() => market.feed(bought(1)));
    expect(one.filter((name) => name === "insert_policy_consents")).toHaveLength(1);
    expect(await statements(() => market.feed(bought(50)))).toEqual(one);
    expect(await statements(() => market.feed(given(5)))).not.toContain("insert_policy_consents");
  });
});

/** Names of the statements that reach the database while `work` runs. */
async function statements(work: () => Promise<unknown>): Promise<string[]> {
  const { db } = market.server.context;
  const spies = new Map<PoolClient, { mockRestore(): void; mock: { calls: unknown[][] } }>();
  const watch = (client: PoolClient): void => {
    if (!spies.has(client)) spies.set(client, vi.spyOn(client, "query") as never);
  };
  db.on("acquire", watch);
  await work();
  db.off("acquire", watch);
  return [...spies.values()].flatMap((spy) => {
    const names = spy.mock.calls.map(([query]) => (query as { name?: string }).name ?? String(query));
    spy.mockRestore();
    return names;
  });
}

describe("who may see it", () => {
  it("the marketplace, the buyer themself and the insurer's people; nobody else", async () => {
    const { server } = market;
    const policyId = await sell(null);
    const status = async (as: string): Promise<number> => (await consentOf(policyId, as)).status;
    expect(await status(server.tenant.apiKey)).toBe(200);
    expect(await status(await server.session(server.tenant, "buyer", "b-42"))).toBe(200);
    for (const { token } of Object.values(server.tenant.staff)) expect(await status(token)).toBe(200);
    expectProblem(await consentOf(policyId, await server.session(server.tenant, "buyer", "b-43")), "not_found");
    expectProblem(await consentOf(policyId, await server.session(server.tenant, "merchant", SHOP)), "forbidden");
    expectProblem(await consentOf(policyId, server.other.apiKey), "not_found");
    expectProblem(await server.call("GET", `/v1/policies/${policyId}/consent`), "unauthenticated");
  });

  it("is not found for what is no policy, or was not bought by a buyer", async () => {
    const { results } = await market.feed([{ ...ORDER, orderId: "given" }]);
    const [policy] = results[0]?.policies ?? [];
    expect(policy).toMatchObject({ product: "return-freight", payer: "merchant" });
    expectProblem(await consentOf(policy?.policyId ?? ""), "not_found");
    expectProblem(await consentOf("pol_0000000000000"), "not_found");
    expectProblem(await consentOf("nothing"), "not_found");
  });
});

describe("a consent that is malformed", () => {
  it.each([
    [
      "a time that is none",
      { shownAt: "yesterday at noon, more or less" },
      "/orders/0/lines/0/covers/0/consent/shownAt",
    ],
    [
      "a hash that is none",
      { texts: [{ kind: "terms", version: 1, sha256: "X" }] },
      "/orders/0/lines/0/covers/0/consent/texts/0/sha256",
    ],
    ["another language", { language: "fr" }, "/orders/0/lines/0/covers/0/consent/language"],
    ["a field more", { ip: "127.0.0.1" }, "/orders/0/lines/0/covers/0/consent/ip"],
    ["no texts", { texts: [] }, "/orders/0/lines/0/covers/0/consent/texts"],
  ])("with %s is refused, the field named", async (_name, change, pointer) => {
    const offered = await offer();
    const { status, body } = await market.feed([
      orderWith({ product: offered.product, quote: offered.quote, consent: consentTo(offered, change) }),
    ]);
    expect(status).toBe(400);
    expect(body.errors?.map((error) => error.pointer)).toContain(pointer);
  });
});
