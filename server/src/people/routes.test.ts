import { formatInstant } from "@anxin/core/time";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wallClockMs } from "../clock.js";
import { merchantRoutes } from "../merchant/routes.js";
import { expectProblem, pointersOf } from "../testing/problem.js";
import { startTestServer, type TestServer, type TestStaff } from "../testing/server.js";
import { peopleRoutes } from "./routes.js";
import { createStaff } from "./staff.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ rooms: [peopleRoutes, merchantRoutes] });
});
afterAll(() => server.close());

/** The code that an authenticator shows, `steps` of 30 seconds from now. */
function codeOf({ totpSecret }: Pick<TestStaff, "totpSecret">, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate({ timestamp: wallClockMs() + steps * 30_000 });
}

const signIn = (body: unknown, headers: Record<string, string> = {}) =>
  server.call("POST", "/v1/sessions", { body, headers });
const who = (as: string) => server.call("GET", "/v1/sessions/current", { as });
const cookieOf = (answer: { headers: Readonly<Record<string, unknown>> }): string =>
  String(answer.headers["set-cookie"]);

describe("signing in", () => {
  test("password and one-time code open a session, as a token and as a cookie that no script reads", async () => {
    const staff = server.tenant.staff.finance;
    const { email, password } = staff;
    const answer = await signIn({ email: ` ${email.toUpperCase()}`.trim(), password, totp: codeOf(staff) });
    expect(answer).toMatchObject({ status: 201, body: { role: "finance" } });
    const { token, expiresAt } = answer.body as { token: string; expiresAt: string };
    expect(token).toMatch(/^st_[\w-]{43}$/);
    expect(expiresAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(cookieOf(answer)).toBe(`anxin_session=${token}; Max-Age=43200; Path=/; HttpOnly; SameSite=Lax`);
    expect(await who(token)).toMatchObject({ status: 200, body: { role: "finance", subject: staff.staffId } });
  });

  test("a one-time code works once", async () => {
    const staff = server.tenant.staff.actuary;
    const { email, password } = staff;
    const totp = codeOf(staff);
    expect((await signIn({ email, password, totp })).status).toBe(201);
    expectProblem(await signIn({ email, password, totp }), "totp_wrong");
    expectProblem(await signIn({ email, password, totp: codeOf(staff, -1) }), "totp_wrong");
    expect((await signIn({ email, password, totp: codeOf(staff, 1) })).status).toBe(201);
  });

  test("ten at once with one code open one session", async () => {
    const staff = server.tenant.staff.platform;
    const { email, password } = staff;
    const totp = codeOf(staff);
    const answers = await Promise.all(Array.from({ length: 10 }, () => signIn({ email, password, totp })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  test("an unknown e-mail, a wrong password and a disabled account get the same answer", async () => {
    const staff = server.other.staff.finance;
    await server.database.owner.query("update staff set disabled_at = now() where staff_id = $1", [staff.staffId]);
    const { email, password } = server.tenant.staff.auditor;
    const totp = codeOf(server.tenant.staff.auditor);
    const answers = [
      await signIn({ email: "nobody@tenant-1.test", password, totp }),
      await signIn({ email, password: "not the password", totp }),
      await signIn({ email: staff.email, password: staff.password, totp: codeOf(staff) }),
    ].map((answer) => expectProblem(answer, "credentials_wrong"));
    expect(new Set(answers.map(({ requestId: _requestId, ...rest }) => JSON.stringify(rest))).size).toBe(1);
  });

  test("an unknown e-mail takes as long as a wrong password", async () => {
    const timed = async (email: string): Promise<number> => {
      const times: number[] = [];
      for (let i = 0; i < 5; i++) {
        const from = performance.now();
        await signIn({ email, password: "not the password", totp: "123456" });
        times.push(performance.now() - from);
      }
      return Math.min(...times);
    };
    const known = await timed(server.tenant.staff.auditor.email);
    const unknown = await timed("nobody@tenant-1.test");
    // Hashing dominates both; without it an unknown e-mail would take a hundredth.
    expect(unknown).toBeGreaterThan(known / 4);
  });

  test("a wrong one-time code is refused", async () => {
    const { email, password } = server.tenant.staff.auditor;
    expectProblem(await signIn({ email, password, totp: "000000" }), "totp_wrong");
  });

  test.each([
    [{}, ["/email", "/password", "/totp"]],
    [{ email: "a", password: "p", totp: "123456" }, ["/email"]],
    [{ email: "a@b", password: "", totp: "123456" }, ["/password"]],
    [{ email: "a@b", password: "p", totp: "12345" }, ["/totp"]],
    [{ email: "a@b", password: "p", totp: 123456 }, ["/totp"]],
    [{ email: "a@b\u0000", password: "p", totp: "123456" }, ["/email"]],
    [{ email: "a@b", password: "p", totp: "123456", role: "admin" }, ["/role"]],
  ])("%j is refused, naming %j", async (body, pointers) => {
    const problem = expectProblem(await signIn(body), "validation_failed");
    expect([...new Set(pointersOf(problem))].sort()).toEqual([...pointers].sort());
  });

  test("another site's page cannot sign a browser in", async () => {
    const staff = server.tenant.staff.admin;
    const body = { email: staff.email, password: staff.password, totp: codeOf(staff) };
    expectProblem(await signIn(body, { "sec-fetch-site": "cross-site" }), "csrf");
    expect((await signIn(body, { "sec-fetch-site": "same-origin" })).status).toBe(201);
  });

  test("passwords and one-time secrets are not kept in clear", async () => {
    const { totpSecret } = await createStaff(server.context, 1, {
      email: "New@tenant-1.test",
      role: "adjuster",
      displayName: "New",
      password: "a password of this test",
    });
    const { rows } = await server.database.owner.query("select staff::text as row from staff");
    expect(JSON.stringify(rows)).not.toContain("a password of this test");
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(totpSecret).toString("hex"));
    const body = { email: "new@tenant-1.test", password: "a password of this test", totp: codeOf({ totpSecret }) };
    expect((await signIn(body)).status).toBe(201);
  });

  test("an e-mail belongs to one person, and a password has a length", async () => {
    const staff = {
      email: "new@tenant-1.test",
      role: "adjuster",
      displayName: "x",
      password: "long enough for us",
    } as const;
    await expect(createStaff(server.context, 1, staff)).rejects.toMatchObject({ constraint: "staff_email_unique" });
    await expect(
      createStaff(server.context, 1, { ...staff, email: "short@x.test", password: "short" }),
    ).rejects.toThrow("12 to 200");
  });
});

describe("who am I", () => {
  const house = { tenant: { code: "tenant-1", name: "tenant-1" }, mode: "sandbox" };

  test("a colleague reads their name, level and person, and until when they are signed in", async () => {
    const { staffId, token } = server.tenant.staff.supervisor;
    const caller = `staff:${staffId}`;
    const { status, body } = await who(token);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        role: "supervisor",
        subject: staffId,
        caller,
        displayName: "supervisor",
        level: 1,
        person: caller,
        ...house,
      },
    });
    expect(body).toMatchObject({ now: formatInstant(server.clock.now()) });
    const lasts = Date.parse((body as { expiresAt: string }).expiresAt) - wallClockMs();
    expect(lasts).toBeGreaterThan(11 * 3_600_000);
    expect(lasts).toBeLessThanOrEqual(12 * 3_600_000);
  });

  test("a buyer has no name here, and a key no end", async () => {
    const none = { level: null, person: null };
    const buyer = await who(await server.session(server.tenant, "buyer", "b-42"));
    expect(buyer).toMatchObject({ body: { role: "buyer", subject: "b-42", displayName: null, ...none, ...house } });
    expect(await who(server.tenant.apiKey)).toMatchObject({
      body: { role: "server", subject: "main", displayName: "main", expiresAt: null, ...none, ...house },
    });
    expect(await who(server.other.apiKey)).toMatchObject({ body: { tenant: { code: "tenant-2" } } });
    expectProblem(await who("st_nobody"), "unauthenticated");
  });
});

describe("signing out", () => {
  test("ends the session at once and takes the cookie back", async () => {
    const token = await server.session(server.tenant, "adjuster", server.tenant.staff.adjuster.staffId);
    expect((await who(token)).status).toBe(200);
    const answer = await server.call("DELETE", "/v1/sessions/current", { as: token });
    expect(answer).toMatchObject({ status: 204, body: null });
    expect(cookieOf(answer)).toContain("anxin_session=; ");
    expectProblem(await who(token), "unauthenticated");
  });

  test("is nothing for strangers or servers", async () => {
    expectProblem(await server.call("DELETE", "/v1/sessions/current"), "unauthenticated");
    expectProblem(await server.call("DELETE", "/v1/sessions/current", { as: server.tenant.apiKey }), "forbidden");
  });
});

describe("portals", () => {
  const open = (body: unknown, options: { as?: string; key?: string } = {}) =>
    server.call("POST", "/v1/portal-sessions", { as: server.tenant.apiKey, body, ...options });
  interface Opened {
    readonly url: string;
    readonly token: string;
    readonly expiresAt: string;
  }

  test("a server brings a buyer in: the token is the buyer's, the address opens the portal once", async () => {
    const answer = await open({ role: "buyer", buyerId: "b-42" });
    expect(answer.status).toBe(201);
    const { url, token } = answer.body as Opened;
    expect(await who(token)).toMatchObject({ body: { role: "buyer", subject: "b-42" } });
    expect(url).toMatch(/^http:\/\/anxin\.test\/portal\/tk_[\w-]{43}$/);
    const entered = await server.call("GET", new URL(url).pathname);
    expect(entered).toMatchObject({ status: 303, headers: { location: "/buyer/" } });
    const [, cookie] =
      /^anxin_session=([^;]+); Max-Age=7200; Path=\/; HttpOnly; SameSite=Lax$/.exec(cookieOf(entered)) ?? [];
    expect(await who(cookie ?? "")).toMatchObject({ body: { role: "buyer", subject: "b-42" } });
    expectProblem(await server.call("GET", new URL(url).pathname), "not_found");
  });

  test("a merchant must be registered", async () => {
    const problem = expectProblem(await open({ role: "merchant", merchantId: "shop-unknown" }), "merchant_unknown");
    expect(pointersOf(problem)).toEqual(["/merchantId"]);
    await server.call("PUT", "/v1/merchants/shop-1", { as: server.tenant.apiKey, body: { name: "一号店" } });
    const { url, token } = (await open({ role: "merchant", merchantId: "shop-1" })).body as Opened;
    expect(await who(token)).toMatchObject({ body: { role: "merchant", subject: "shop-1", displayName: "一号店" } });
    const entered = await server.call("GET", new URL(url).pathname);
    expect(entered).toMatchObject({ status: 303, headers: { location: "/console/" } });
  });

  test("a ticket is no token, and an old one opens nothing", async () => {
    const { url } = (await open({ role: "buyer", buyerId: "b-old" })).body as Opened;
    const ticket = new URL(url).pathname.replace("/portal/", "");
    expectProblem(await who(ticket), "unauthenticated");
    await server.database.owner.query(
      "update session set expires_at = now() where role like 'ticket:%' and subject = 'b-old'",
    );
    expectProblem(await server.call("GET", `/portal/${ticket}`), "not_found");
    expectProblem(await server.call("GET", `/portal/tk_${"A".repeat(43)}`), "not_found");
    expectProblem(await server.call("GET", "/portal/nothing"), "not_found");
  });

  test("with a key, a repeated call gets the same session", async () => {
    const first = await open({ role: "buyer", buyerId: "b-1" }, { key: "portal-1" });
    const again = await open({ role: "buyer", buyerId: "b-1" }, { key: "portal-1" });
    expect(again.body).toEqual(first.body);
    expectProblem(await open({ role: "buyer", buyerId: "b-2" }, { key: "portal-1" }), "idempotency_key_reused");
  });

  test.each([
    [{}, "/role"],
    [{ role: "admin" }, "/role"],
    [{ role: "buyer" }, "/buyerId"],
    [{ role: "merchant", buyerId: "b" }, "/merchantId"],
    [{ role: "buyer", buyerId: "b", merchantId: "m" }, "/merchantId"],
    [{ role: "buyer", buyerId: "" }, "/buyerId"],
    [{ role: "buyer", buyerId: "x".repeat(65) }, "/buyerId"],
  ])("%j is refused, naming %s", async (body, pointer) => {
    expect(pointersOf(expectProblem(await open(body), "validation_failed"))).toContain(pointer);
  });

  test("only servers bring people in", async () => {
    for (const role of ["admin", "platform"] as const) {
      expectProblem(await open({ role: "buyer", buyerId: "b" }, { as: server.tenant.staff[role].token }), "forbidden");
    }
  });
});
