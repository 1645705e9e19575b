import { formatId } from "@anxin/core/id";
import { NOTICE_KINDS, NOTICE_RULES } from "@anxin/core/notice/notice";
import { DAY_MS, formatInstant, plus } from "@anxin/core/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BUYER, MERCHANT } from "../policy/testing/sold.js";
import { expectProblem, pointersOf } from "../testing/problem.js";
import { makeNotices } from "./make.js";
import { noticeRoutes } from "./routes.js";
import { noticeSandboxRoutes } from "./sandbox-routes.js";
import { sendNotices } from "./send.js";
import { type Office, openOffice } from "./testing/office.js";

let office: Office;
let key: string;
let buyer: string;
let shop: string;
let policyId: string;
beforeAll(async () => {
  office = await openOffice({ rooms: [noticeRoutes, noticeSandboxRoutes] });
  const { server } = office;
  key = server.tenant.apiKey;
  buyer = await server.session(server.tenant, "buyer", BUYER);
  shop = await server.session(server.tenant, "merchant", MERCHANT);
  const now = server.clock.now();
  const wish = { effectiveAt: now, expiresAt: plus(now, 90 * DAY_MS), boundAt: now };
  const [first = 0n] = await office.issue({ ...wish, orderId: "T1" });
  policyId = formatId("policy", first);
  await office.issue({ ...wish, orderId: "T2", buyerId: "b-7" });
  await office.alert(1_205n, 3);
  await makeNotices(server.context);
  office.book.script([{ kind: "unavailable", code: "http_503" }]);
  await sendNotices(server.context);
});
afterAll(() => office.close());

interface Listed {
  readonly data: readonly {
    readonly noticeId: string;
    readonly kind: string;
    readonly about: { readonly id: string };
  }[];
  readonly next: string | null;
}
const call = (method: string, url: string, as: string, body?: unknown, headers = {}) =>
  office.server.call(method, url, body === undefined ? { as, headers } : { as, body, headers });
const list = async (query = "", as = key): Promise<Listed> => {
  const answer = await call("GET", `/v1/notices${query}`, as);
  expect(answer.status, query).toBe(200);
  return answer.body as Listed;
};
const abouts = async (query = "", as = key) => (await list(query, as)).data.map(({ about }) => about.id);

describe("reading", () => {
  test("a notice is shown in the language asked for, with what became of it", async () => {
    const now = formatInstant(office.server.clock.now());
    const common = { audience: "buyer", recipientId: BUYER, kind: "policy_issued", about: { type: "order", id: "T1" } };
    const english = await call("GET", "/v1/notices?buyerId=b-42", key);
    expect(english.body).toMatchObject({
      data: [
        {
          ...common,
          template: "policy_issued_1",
          params: { order: "T1", count: "1", covers: "Return freight" },
          text: "Order T1 is insured, policies: 1 (Return freight). Policies and terms are with your order.",
          createdAt: now,
          dueAt: now,
          delivery: { channel: "local", attempts: 1, lastAttemptAt: now },
        },
      ],
      next: null,
    });
    const chinese = await call("GET", "/v1/notices?buyerId=b-42", key, undefined, { "accept-language": "zh-CN" });
    expect(chinese.body).toMatchObject({
      data: [{ ...common, text: "订单T1已承保1项：退货运费险。保单与条款见订单详情。" }],
    });
    const deliveries = (await list()).data.map((notice) => (notice as unknown as { delivery: object }).delivery);
    expect(deliveries).toContainEqual({
      state: "queued",
      reason: "http_503",
      channel: "local",
      attempts: 1,
      lastAttemptAt: now,
      nextAttemptAt: formatInstant(plus(office.server.clock.now(), 5_000)),
      sentAt: null,
    });
    expect(deliveries).toContainEqual(expect.objectContaining({ state: "sent", sentAt: now, nextAttemptAt: null }));
  });

  test("the list narrows by recipient, policy, kind and state, and turns pages", async () => {
    expect(await abouts()).toEqual([MERCHANT, "T2", "T1"]);
    expect(await abouts("?buyerId=b-7")).toEqual(["T2"]);
    expect(await abouts(`?merchantId=${MERCHANT}`)).toEqual([MERCHANT]);
    expect(await abouts(`?buyerId=${MERCHANT}`)).toEqual([]);
    expect(await abouts(`?policyId=${policyId}`)).toEqual(["T1"]);
    expect(await abouts(`?policyId=${formatId("policy", 7n)}`)).toEqual([]);
    expect(await abouts("?kind=wallet_low")).toEqual([MERCHANT]);
    expect((await abouts("?state=sent")).length + (await abouts("?state=queued")).length).toBe(3);
    const first = await list("?limit=2");
    const second = await list(`?limit=2&cursor=${encodeURIComponent(first.next ?? "")}`);
    expect([...first.data, ...second.data].map(({ about }) => about.id)).toEqual([MERCHANT, "T2", "T1"]);
    expect(second.next).toBeNull();
  });

  test("buyers and merchants see their own, whatever they ask for; staff see all; another marketplace sees nothing", async () => {
    expect(await abouts("", buyer)).toEqual(["T1"]);
    expect(await abouts("?buyerId=b-7", buyer)).toEqual(["T1"]);
    expect(await abouts("", shop)).toEqual([MERCHANT]);
    expect(await abouts(`?policyId=${policyId}`, shop)).toEqual([]);
    for (const { token } of Object.values(office.server.tenant.staff)) expect(await abouts("", token)).toHaveLength(3);
    expect(await abouts("", office.server.other.apiKey)).toEqual([]);
  });

  test("what cannot be meant is refused", async () => {
    expectProblem(await office.server.call("GET", "/v1/notices"), "unauthenticated");
    const wrong = async (query: string) =>
      expectProblem(await call("GET", `/v1/notices${query}`, key), "validation_failed");
    expect(pointersOf(await wrong("?policyId=pol_x"))).toEqual(["/query/policyId"]);
    expect(pointersOf(await wrong("?buyerId=a&merchantId=b"))).toEqual(["/query/merchantId"]);
    expect(pointersOf(await wrong("?kind=birthday"))).toEqual(["/query/kind"]);
    expect(pointersOf(await wrong("?state=lost"))).toEqual(["/query/state"]);
    expect(pointersOf(await wrong("?colour=red"))).toEqual(["/query/colour"]);
    const { next } = await list("?limit=1");
    const moved = `/v1/notices?kind=wallet_low&cursor=${encodeURIComponent(next ?? "")}`;
    expectProblem(await call("GET", moved, key), "cursor_invalid");
  });
});

describe("choosing", () => {
  const PATH = "/v1/notices/preferences";
  const wantedBy = (body: unknown) =>
    Object.fromEntries(
      (body as { kinds: { kind: string; wanted: boolean }[] }).kinds.map(({ kind, wanted }) => [kind, wanted]),
    );

  test("everything is wanted until it is switched off, and may be switched on again", async () => {
    const before = await call("GET", PATH, buyer);
    expect(before).toMatchObject({ status: 200, body: { audience: "buyer", recipientId: BUYER } });
    const kindsOfBuyer = NOTICE_KINDS.filter((kind) => NOTICE_RULES[kind].audience === "buyer");
    const all = Object.fromEntries(kindsOfBuyer.map((kind) => [kind, true]));
    expect(wantedBy(before.body)).toEqual(all);
    const off = await call("PUT", PATH, buyer, { kinds: { cover_expiring: false } });
    expect(off.status).toBe(200);
    expect(wantedBy(off.body)).toEqual({ ...all, cover_expiring: false });
    const kinds = (off.body as { kinds: object[] }).kinds;
    expect(kinds).toContainEqual({
      kind: "cover_expiring",
      wanted: false,
      mandatory: false,
      changedBy: `buyer:${BUYER}`,
      changedAt: formatInstant(office.server.clock.now()),
    });
    expect(kinds).toContainEqual({
      kind: "policy_issued",
      wanted: true,
      mandatory: true,
      changedBy: null,
      changedAt: null,
    });
    const asServer = await call("GET", `${PATH}?buyerId=${BUYER}`, key);
    expect(asServer.body).toEqual(off.body);
    const on = await call("PUT", `${PATH}?buyerId=${BUYER}`, key, { kinds: { cover_expiring: true } });
    expect(wantedBy(on.body)["cover_expiring"]).toBe(true);
    const kindsOfShop = NOTICE_KINDS.filter((kind) => NOTICE_RULES[kind].audience === "merchant");
    expect(wantedBy((await call("PUT", PATH, shop, { kinds: { wallet_low: false } })).body)).toEqual({
      ...Object.fromEntries(kindsOfShop.map((kind) => [kind, true])),
      wallet_low: false,
    });
    expect(wantedBy((await call("GET", `${PATH}?buyerId=${BUYER}`, office.server.other.apiKey)).body)).toEqual(all);
  });

  test("what is owed, is somebody else's, or says nothing is refused, and nothing of it is kept", async () => {
    const put = (body: unknown, as = buyer, query = "") => call("PUT", `${PATH}${query}`, as, body);
    const pointer = async (body: unknown, as = buyer, query = "") =>
      pointersOf(expectProblem(await put(body, as, query), "validation_failed"));
    const both = { kinds: { cover_expiring: false, policy_issued: false } };
    expect(await pointer(both)).toEqual(["/kinds/policy_issued"]);
    expect(await pointer({ kinds: { wallet_low: false } })).toEqual(["/kinds/wallet_low"]);
    expect(await pointer({ kinds: { birthday: false } })).toEqual(["/kinds/birthday"]);
    expect(await pointer({ kinds: { cover_expiring: "no" } })).toEqual(["/kinds/cover_expiring"]);
    expect(await pointer({})).toEqual(["/kinds"]);
    expect(await pointer({ kinds: {} }, key)).toEqual(["/query/buyerId"]);
    expect(await pointer({ kinds: {} }, key, "?buyerId=a&merchantId=b")).toEqual(["/query/merchantId"]);
    expect(wantedBy((await call("GET", PATH, buyer)).body)["cover_expiring"]).toBe(true);
    expect(pointersOf(expectProblem(await call("GET", PATH, key), "validation_failed"))).toEqual(["/query/buyerId"]);
    expectProblem(await put(both, office.server.tenant.staff.adjuster.token, "?buyerId=a"), "forbidden");
    expectProblem(await office.server.call("PUT", PATH, { body: both }), "unauthenticated");
    expectProblem(await office.server.call("GET", PATH), "unauthenticated");
  });
});

describe("the sandbox", () => {
  const PATH = "/v1/sandbox/notices";

  test("shows what its stand-in delivered, and has it answer as told", async () => {
    const before = (await call("GET", PATH, key)).body as { data: object[] };
    expect(before.data).toHaveLength(2);
    const script = await call("POST", `${PATH}/script`, key, { answers: ["refused"] });
    expect(script).toMatchObject({ status: 200, body: { answers: ["refused"] } });
    office.server.clock.advance(5_000);
    await sendNotices(office.server.context);
    expect(await abouts("?state=failed")).toHaveLength(1);
    expect(((await call("GET", PATH, key)).body as { data: object[] }).data).toHaveLength(2);
    const mine = await call("GET", `${PATH}?recipientId=${MERCHANT}`, key);
    for (const each of (mine.body as { data: object[] }).data) {
      expect(each).toMatchObject({ recipientId: MERCHANT, audience: "merchant", kind: "wallet_low", times: 1 });
    }
    expect((await call("GET", PATH, office.server.other.apiKey)).body).toEqual({ data: [] });
  });

  test("is for servers and operators, and takes known answers only", async () => {
    expectProblem(await office.server.call("GET", PATH), "unauthenticated");
    expectProblem(await call("GET", PATH, buyer), "forbidden");
    expectProblem(await call("GET", `${PATH}?colour=red`, key), "validation_failed");
    const script = (body: unknown, as = key) => call("POST", `${PATH}/script`, as, body);
    expectProblem(await script({ answers: ["maybe"] }), "validation_failed");
    expectProblem(await script({}), "validation_failed");
    expectProblem(await script({ answers: [] }, shop), "forbidden");
    expectProblem(await office.server.call("POST", `${PATH}/script`, { body: { answers: [] } }), "unauthenticated");
  });

  test("that has its notices delivered by a marketplace delivered nothing itself", async () => {
    const other = await openOffice({ rooms: [noticeSandboxRoutes] });
    Object.assign(other.server.context, { noticeBook: null });
    const as = other.server.tenant.apiKey;
    expect(await other.server.call("GET", PATH, { as })).toMatchObject({ status: 200, body: { data: [] } });
    const body = { answers: ["refused"] };
    expect(await other.server.call("POST", `${PATH}/script`, { as, body })).toMatchObject({ status: 200, body });
    await other.close();
  });
});
