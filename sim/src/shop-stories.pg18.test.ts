import { afterAll, beforeAll, expect, it } from "vitest";
import { openProduct, type Product } from "./product.js";

let product: Product;
beforeAll(async () => {
  product = await openProduct();
  await product.start();
}, 120_000);
afterAll(() => product?.close(), 60_000);

interface Chapter {
  readonly chapter: string;
  readonly facts: Readonly<Record<string, string | number>>;
}
interface Story {
  readonly results: readonly Chapter[];
  readonly next: string | null;
  readonly waitsFor: string | null;
  readonly orderId: string;
  readonly findings: readonly unknown[];
}

/** A call of the shop's own pages, as their browser makes it. */
async function shop<T>(path: string, body?: object, headers: Readonly<Record<string, string>> = {}): Promise<T> {
  const answer = await fetch(`${product.url}/shop/api${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { "sec-fetch-site": "same-origin", "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(answer.status, `${path} ${await answer.clone().text()}`).toBe(200);
  return (await answer.json()) as T;
}

async function anxin<T>(path: string): Promise<T> {
  const headers = { authorization: `Bearer ${product.access().apiKey}` };
  return (await (await fetch(`${product.url}${path}`, { headers })).json()) as T;
}

const CHAPTERS = {
  size: ["buy", "ship", "deliver", "send_back", "confirm", "money"],
  television: ["buy", "ship", "deliver", "photos", "claim", "money"],
} as const;

it.each([
  ["size", 1_000, "confirm"],
  ["television", 299_900, "claim"],
] as const)(
  "the shop plays the case %s to the money, each chapter once though it is asked for twice",
  async (story, amount, decided) => {
    const runId = `run-${story}-1`;
    await shop<Story>("/stories", { story, runId });
    for (const chapter of CHAPTERS[story]) {
      const both = [1, 2].map(() => shop<Story>(`/stories/${runId}/chapters`, { chapter }));
      const [first, second] = await Promise.all(both);
      expect(second?.results).toEqual(first?.results);
    }
    const { results, next, waitsFor, orderId, findings } = await shop<Story>(`/stories/${runId}`);
    const factsOf = (name: string) => results.find(({ chapter }) => chapter === name)?.facts ?? {};
    expect([next, waitsFor]).toEqual([null, null]);
    expect(factsOf(decided)).toMatchObject({ status: "approved", amount, automatic: 1 });
    expect(findings).toHaveLength(Number(factsOf(decided)["findings"]));

    const { premium, othersPremium, walletBefore, wallet, policyId } = factsOf("ship");
    expect(Number(walletBefore) - Number(wallet), "the premium came from the shop's wallet").toBe(
      Number(premium) + Number(othersPremium),
    );
    expect(await anxin(`/v1/policies/${policyId}`)).toMatchObject({ status: "exhausted", orderId });

    const { outBizNo, account } = factsOf("money");
    const book = await anxin<{ data: { outBizNo: string; payee: string; amount: number; state: string }[] }>(
      "/v1/sandbox/alipay/transfers",
    );
    expect(book.data.filter(({ payee }) => payee === account)).toEqual([
      { outBizNo, payee: account, amount, state: "SUCCESS" },
    ]);
  },
);

it("everything holds after the stories", async () => {
  const invariants = await anxin<{ id: string; holds: boolean }[]>("/v1/invariants");
  expect(invariants.length).toBeGreaterThan(0);
  expect(invariants.filter(({ holds }) => !holds)).toEqual([]);
});

it("a page of somebody else cannot shop in the visitor's name", async () => {
  const answer = await fetch(`${product.url}/shop/api/session`, {
    method: "POST",
    headers: { "sec-fetch-site": "cross-site", "content-type": "application/json", cookie: "anxin_shop=demo-buyer-1" },
    body: JSON.stringify({ shopperId: "demo-buyer-2" }),
  });
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([403, "csrf"]);
});

it("an order is forgotten with the sandbox, and told again when its page is opened", async () => {
  const { orderIds } = await shop<{ orderIds: string[] }>("/checkouts", {
    checkoutId: "checkout-1",
    lines: [{ sku: "demo-shirt", quantity: 1 }],
  });
  const headers = { authorization: `Bearer ${product.access().apiKey}`, "content-type": "application/json" };
  const reset = await fetch(`${product.url}/v1/sandbox/reset`, { method: "POST", headers, body: "{}" });
  expect(reset.status).toBe(200);
  expect(await shop(`/orders/${orderIds[0]}`)).toMatchObject({ orderId: orderIds[0], stage: "paid", version: 1 });
  expect(await anxin(`/v1/orders/${orderIds[0]}`)).toMatchObject({ version: 1 });
});
