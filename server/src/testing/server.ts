// Gives tests a whole server on a database of its own: a clock that they move, two tenants, a key and staff of every role in each.

import { createHash } from "node:crypto";
import { present } from "@anxin/core/assert";
import { idSource } from "@anxin/core/id";
import { type Instant, instant, parseInstant, plus } from "@anxin/core/time";
import { addTenant } from "@anxin/store/tenant";
import { createTestDatabase, type TestDatabase } from "@anxin/store/testing/database";
import { inTransaction } from "@anxin/store/transaction";
import { pino } from "pino";
import { catalogue } from "../catalogue.js";
import type { BusinessClock } from "../clock.js";
import { type Config, readConfig } from "../config.js";
import type { Catalogue, Context } from "../context.js";
import { type Api, ROLES, type Role } from "../http/api.js";
import { buildServer, type Room } from "../http/server.js";
import type { EvidenceStore } from "../outside/evidence-store.js";
import { type MalwareScanner, noScanner } from "../outside/malware.js";
import type { NoticeChannel } from "../outside/notice-channel.js";
import type { NoticeBook } from "../outside/notice-channel-book.js";
import type { PagePay } from "../outside/page-pay.js";
import type { RecoveryChannel } from "../outside/recovery-channel.js";
import type { RecoveryDesk } from "../outside/recovery-desk.js";
import type { TransferChannel } from "../outside/transfer-channel.js";
import { WEBHOOK_TIMEOUT_MS, type WebhookSender, webhookSender } from "../outside/webhook-sender.js";
import { addApiKey } from "../people/api-keys.js";
import { isStaffRole } from "../people/credentials.js";
import { hashPassword } from "../people/password.js";
import { openSession, STAFF_SESSION_MS } from "../people/sessions.js";
import { addStaff, type StaffRole } from "../people/staff.js";
import { seedRegister } from "../register/seed.js";
import { untouched } from "../untouched.js";
import { vault } from "../vault.js";

/** Business time that a test moves by hand; it stands still otherwise. */
export interface TestClock extends BusinessClock {
  advance(ms: number): void;
}

export interface TestStaff {
  readonly staffId: string;
  readonly email: string;
  readonly password: string;
  readonly totpSecret: string;
  /** Of a session that is open already. */
  readonly token: string;
}

export interface TestTenant {
  readonly tenantId: number;
  /** Of a server, with all scopes; its caller is "server:main". */
  readonly apiKey: string;
  readonly staff: Readonly<Record<StaffRole, TestStaff>>;
  /** Second pairs of eyes. */
  readonly otherAdjuster: TestStaff;
  readonly otherSupervisor: TestStaff;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  /** Parsed JSON; the text itself where it is none; null where there is nothing. */
  readonly body: unknown;
}

export interface CallOptions {
  /** A bearer token; none for a stranger. */
  readonly as?: string;
  readonly body?: unknown;
  /** Idempotency-Key. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestServer {
  readonly api: Api;
  readonly context: Context;
  readonly clock: TestClock;
  readonly database: TestDatabase;
  readonly tenant: TestTenant;
  /** Another marketplace, which must never see anything of the first. */
  readonly other: TestTenant;
  call(method: string, url: string, options?: CallOptions): Promise<Answer>;
  /** A token of a session of this role and subject (a buyer's or merchant's id). */
  session(tenant: TestTenant, role: Role, subject: string): Promise<string>;
  close(): Promise<void>;
}

export interface TestServerOptions {
  readonly rooms?: readonly Room[];
  readonly config?: Partial<Config>;
  readonly catalogue?: Catalogue;
  readonly channel?: TransferChannel;
  readonly pagePay?: PagePay;
  readonly evidence?: EvidenceStore;
  /** Nobody, when left out. */
  readonly malware?: MalwareScanner;
  /** Nobody, when left out: notices are made and not delivered. */
  readonly notices?: NoticeChannel;
  /** The stand-in, where a test reads what it delivered. */
  readonly noticeBook?: NoticeBook;
  /** Nobody, when left out: debtors are not asked. */
  readonly recoveries?: RecoveryChannel;
  readonly recoveryDesk?: RecoveryDesk;
  /** The client itself, which reaches loopback only where the configuration says so, when left out. */
  readonly webhooks?: WebhookSender;
  readonly startsAt?: Instant;
  /** Everything random follows from it. */
  readonly seed?: string;
}

const TEST_PASSWORD = "correct horse battery staple";
const passwordHash = hashPassword(TEST_PASSWORD);
const STARTS_AT = present(parseInstant("2026-11-11T00:00:00.000Z"), "the start is an instant");
/** Tests are not people: they may call as often as they like, unless they are about that. */
const FAST = 1_000_000;

function testClock(startsAt: Instant): TestClock {
  let now = startsAt;
  return {
    now: () => now,
    advance: (ms) => {
      now = plus(now, ms);
    },
    set: async (at) => {
      now = at;
    },
    refresh: async () => undefined,
  };
}

/** Bytes that look random and follow from a seed: SHA-256 of the seed and a counter. */
export function seededBytes(seed: string): (count: number) => Buffer {
  let counter = 0;
  return (count) => {
    const parts: Buffer[] = [];
    for (let length = 0; length < count; length += 32) {
      parts.push(createHash("sha256").update(`${seed}\u0000${counter++}`).digest());
    }
    return Buffer.concat(parts).subarray(0, count);
  };
}

function testConfig(changes: Partial<Config>): Config {
  const config = readConfig({
    HOST: "127.0.0.1",
    PORT: "0",
    ANXIN_LOG_LEVEL: "silent",
    ANXIN_PUBLIC_URL: "http://anxin.test",
  });
  const limits = { peopleRequestsPerSecondMax: FAST, publicRequestsPerSecondMax: FAST, signInsPerMinuteMax: FAST };
  return { ...config, limits, ...changes };
}

async function addTenantWithPeople(context: Context, tenantId: number): Promise<TestTenant> {
  const code = `tenant-${tenantId}`;
  await addTenant(context.owner, { tenantId, code, name: code }, context.clock.now());
  const hash = await passwordHash;
  return inTransaction(context.db, tenantId, async (tx) => {
    const person = async (role: StaffRole, name: string): Promise<TestStaff> => {
      const email = `${name}@${code}.test`;
      const { staffId, totpSecret } = await addStaff(context, tx, {
        email,
        role,
        displayName: name,
        passwordHash: hash,
      });
      const { token } = await openSession(context, tx, { role, subject: staffId, lastsMs: STAFF_SESSION_MS });
      return { staffId, email, password: TEST_PASSWORD, totpSecret, token };
    };
    const staff: Partial<Record<StaffRole, TestStaff>> = {};
    for (const role of ROLES) if (isStaffRole(role)) staff[role as StaffRole] = await person(role as StaffRole, role);
    const { key } = await addApiKey(context, tx, { label: "main", scopes: ["*"], expiresAt: null, merchantId: null });
    await seedRegister(context, tx);
    return {
      tenantId,
      apiKey: key,
      staff: staff as Record<StaffRole, TestStaff>,
      otherAdjuster: await person("adjuster", "adjuster-2"),
      otherSupervisor: await person("supervisor", "supervisor-2"),
    };
  });
}

function testContext(database: TestDatabase, clock: TestClock, options: TestServerOptions): Context {
  const randomBytes = seededBytes(options.seed ?? "anxin");
  const config = testConfig(options.config ?? {});
  return {
    config,
    log: pino({ level: "silent" }),
    db: database.app,
    owner: database.owner,
    clock,
    ids: idSource(() => clock.now(), 0),
    randomBytes,
    vault: vault(randomBytes(32), randomBytes),
    channel: options.channel ?? untouched<TransferChannel>("channel"),
    pagePay: options.pagePay ?? null,
    evidence: options.evidence ?? untouched<EvidenceStore>("evidence store"),
    malware: options.malware ?? noScanner,
    notices: options.notices ?? options.noticeBook ?? null,
    noticeBook: options.noticeBook ?? null,
    recoveries: options.recoveries ?? options.recoveryDesk ?? null,
    recoveryDesk: options.recoveryDesk ?? null,
    webhooks: options.webhooks ?? webhookSender({ ...config.webhook, timeoutMs: WEBHOOK_TIMEOUT_MS }),
    catalogue: options.catalogue ?? catalogue,
  };
}

function parsed(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

async function call(api: Api, method: string, url: string, options: CallOptions = {}): Promise<Answer> {
  const { as, body, key, headers = {} } = options;
  const answer = await api.inject({
    method: method as "GET",
    url,
    headers: {
      "accept-language": "en",
      ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
      ...(key === undefined ? {} : { "idempotency-key": key }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined
      ? {}
      : { payload: typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
  });
  return { status: answer.statusCode, headers: answer.headers, body: parsed(answer.body) };
}

/** Starts a server that does not listen: tests reach it with `call` (or `api.inject`). Takes about half a second. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const database = await createTestDatabase();
  const clock = testClock(options.startsAt ?? instant(STARTS_AT));
  const context = testContext(database, clock, options);
  const api = buildServer(context, options.rooms ?? []);
  const tenant = await addTenantWithPeople(context, 1);
  const other = await addTenantWithPeople(context, 2);
  await api.ready();
  return {
    api,
    context,
    clock,
    database,
    tenant,
    other,
    call: (method, url, callOptions) => call(api, method, url, callOptions),
    session: async ({ tenantId }, role, subject) => {
      const opened = await inTransaction(context.db, tenantId, (tx) =>
        openSession(context, tx, { role, subject, lastsMs: STAFF_SESSION_MS }),
      );
      return opened.token;
    },
    close: async () => {
      await api.close();
      await database.drop();
    },
  };
}
