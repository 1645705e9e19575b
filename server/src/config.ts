// Understands every setting of the server: read once, checked at the start, never looked up later.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Text } from "@anxin/core/product/product";
import { FAILPOINTS, type Failpoint } from "./failpoint.js";
import { type AlipayConfig, AlipayConfigError, type Environment, readAlipayConfig } from "./outside/alipay-config.js";
import type { S3Config } from "./outside/evidence-store-s3.js";
import type { ClamdConfig } from "./outside/malware.js";
import type { NoticeWebhookConfig } from "./outside/notice-channel-webhook.js";
import type { WebhookRules } from "./outside/webhook-sender.js";

/** How often one caller may call. */
export interface Limits {
  /** Requests a second of one signed-in person. */
  readonly peopleRequestsPerSecondMax: number;
  /** Requests a second of one address, of who is not signed in. Behind a proxy it needs `trustProxy` to tell them apart. */
  readonly publicRequestsPerSecondMax: number;
  /** Tries a minute to sign in with one e-mail; and failed ones from one address. */
  readonly signInsPerMinuteMax: number;
}

/** The key that certificates are signed with, and its certificate, as PKCS #12. */
export interface SigningConfig {
  readonly p12: Buffer;
  readonly password: string;
}

export interface Config {
  /** `sandbox` may move the clock and has a local payment gateway; `production` has neither. */
  readonly mode: "sandbox" | "production";
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Where people and integrators reach this server, without a slash at the end. */
  readonly publicUrl: string;
  /** Null: the embedded database below `dataDirectory` (sandbox only). */
  readonly databaseUrl: string | null;
  /** Connections that this process opens as the application role. */
  readonly databaseConnectionsMax: number;
  /** Absolute path of what this server keeps on disk. */
  readonly dataDirectory: string;
  /** 32 bytes, or null in the sandbox: then one is made and kept below `dataDirectory`. */
  readonly masterKey: Buffer | null;
  /** 0 to 15, another for each process that writes to the same database: part of every id that it makes. */
  readonly instance: number;
  /** Whether a proxy in front tells the caller's address (X-Forwarded-For). */
  readonly trustProxy: boolean;
  readonly logLevel: string;
  readonly limits: Limits;
  /** Null: the local gateway (sandbox only). */
  readonly alipay: AlipayConfig | null;
  /** Null: the sandbox's own key, and no certificates in production. */
  readonly signing: SigningConfig | null;
  /** The company that insures, as certificates name it. */
  readonly insurer: Text;
  /** Where the marketplace takes notices for its users. Null: the local stand-in in a sandbox, and nobody in production. */
  readonly notice: Omit<NoticeWebhookConfig, "source"> | null;
  /** What an address may be at which somebody listens to events. */
  readonly webhook: Omit<WebhookRules, "timeoutMs">;
  /** Where evidence is kept. Null: below `dataDirectory`. */
  readonly s3: S3Config | null;
  /** Who looks for malware in uploads. Null: nobody. */
  readonly clamd: ClamdConfig | null;
  /** The point at which a fault test has this process killed (sandbox only); null in any other house. */
  readonly failpoint: Failpoint | null;
}

/** What is wrong with the settings: every fault at once, a line each, which names its variable. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`Anxin cannot start with these settings:\n${faults.map((fault) => `- ${fault}`).join("\n")}`);
    this.name = "ConfigError";
  }
}

const MASTER_KEY_BYTES = 32;
const INSTANCE_MAX = 15;
const PORT_MAX = 65_535;
const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];

/** Reads variables and remembers what was wrong with them. */
class Settings {
  readonly faults: string[] = [];
  constructor(private readonly env: Environment) {}

  /** A variable that is set to nothing counts as not set. */
  text(name: string): string | null {
    const value = this.env[name]?.trim() ?? "";
    return value === "" ? null : value;
  }

  oneOf<const T extends string>(name: string, values: readonly T[], fallback: T): T {
    const text = this.text(name);
    const value = text === null ? fallback : values.find((each) => each === text);
    if (value !== undefined) return value;
    this.faults.push(`${name} must be one of ${values.join(", ")}.`);
    return fallback;
  }

  whole(name: string, from: number, to: number, fallback: number): number {
    const text = this.text(name);
    if (text === null) return fallback;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    if (value < from || value > to) this.faults.push(`${name} must be a whole number from ${from} to ${to}.`);
    return value;
  }

  url(name: string, protocols: readonly string[]): URL | null {
    const text = this.text(name);
    if (text === null) return null;
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url !== null && protocols.includes(url.protocol)) return url;
    this.faults.push(
      `${name} must be an address that begins with ${protocols.map((each) => `${each}//`).join(" or ")}.`,
    );
    return null;
  }

  require(holds: boolean, fault: string): void {
    if (!holds) this.faults.push(fault);
  }
}

function readMasterKey(settings: Settings, production: boolean): Buffer | null {
  const text = settings.text("ANXIN_MASTER_KEY");
  settings.require(
    text !== null || !production,
    "ANXIN_MASTER_KEY is needed in production: 32 random bytes in base64.",
  );
  if (text === null) return null;
  const key = Buffer.from(text, "base64");
  const exact =
    key.length === MASTER_KEY_BYTES && key.toString("base64").replace(/=+$/, "") === text.replace(/=+$/, "");
  settings.require(exact, "ANXIN_MASTER_KEY must be exactly 32 bytes in base64.");
  return exact ? key : null;
}

function readPublicUrl(settings: Settings, production: boolean, host: string, port: number): string {
  const url = settings.url("ANXIN_PUBLIC_URL", ["http:", "https:"]);
  if (production) {
    settings.require(
      url?.protocol === "https:",
      "ANXIN_PUBLIC_URL is needed in production and must begin with https://.",
    );
  }
  if (url === null) return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  const plain = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  settings.require(plain, "ANXIN_PUBLIC_URL must be a plain address, without user, query or fragment.");
  return url.href.replace(/\/+$/, "");
}

function readAlipay(settings: Settings, env: Environment, production: boolean): AlipayConfig | null {
  if (!production && settings.text("ALIPAY_APP_ID") === null) return null;
  try {
    return readAlipayConfig(env, { sandbox: !production });
  } catch (error) {
    if (!(error instanceof AlipayConfigError)) throw error;
    settings.faults.push(...error.faults);
    return null;
  }
}

function readLimits(settings: Settings): Limits {
  return {
    peopleRequestsPerSecondMax: settings.whole("ANXIN_PEOPLE_REQUESTS_PER_SECOND_MAX", 1, 100_000, 20),
    publicRequestsPerSecondMax: settings.whole("ANXIN_PUBLIC_REQUESTS_PER_SECOND_MAX", 1, 100_000, 200),
    signInsPerMinuteMax: settings.whole("ANXIN_SIGN_INS_PER_MINUTE_MAX", 1, 100_000, 10),
  };
}

const DEMO_INSURER: Text = {
  zh: "安心演示财产保险股份有限公司（虚构）",
  en: "Anxin Demonstration Insurance Co., Ltd. (fictional)",
};

function readSigning(settings: Settings, production: boolean): SigningConfig | null {
  const path = settings.text("ANXIN_SIGNING_P12");
  if (path === null) return null;
  const password = settings.text("ANXIN_SIGNING_PASSWORD");
  settings.require(password !== null, "ANXIN_SIGNING_PASSWORD is needed with ANXIN_SIGNING_P12.");
  const named = settings.text("ANXIN_INSURER_ZH") !== null && settings.text("ANXIN_INSURER_EN") !== null;
  settings.require(
    named || !production,
    "ANXIN_INSURER_ZH and ANXIN_INSURER_EN are needed with ANXIN_SIGNING_P12 in production: whose name the certificates bear.",
  );
  try {
    return { p12: readFileSync(path), password: password ?? "" };
  } catch {
    settings.faults.push("ANXIN_SIGNING_P12 must be the path of a PKCS #12 file that this user can read.");
    return null;
  }
}

/** A sandbox may send in plain text, and to the same machine where it is told to; a production house may do neither. */
function readWebhook(settings: Settings, production: boolean): Config["webhook"] {
  const loopback = settings.oneOf("ANXIN_WEBHOOK_LOOPBACK", ["yes", "no"], "no") === "yes";
  settings.require(!(production && loopback), "ANXIN_WEBHOOK_LOOPBACK is for a sandbox only.");
  return { plainHttp: !production, loopback };
}

/** Standard Webhooks: `whsec_` and 24 to 64 bytes in base64. */
const NOTICE_SECRET = /^whsec_([A-Za-z0-9+/]+={0,2})$/;
const NOTICE_SECRET_BYTES_MIN = 24;
const NOTICE_SECRET_BYTES_MAX = 64;
const NOTICE_TIMEOUT_MS_MAX = 15_000;

function readNotice(settings: Settings, production: boolean): Config["notice"] {
  const url = settings.url("ANXIN_NOTICE_URL", production ? ["https:"] : ["http:", "https:"]);
  const timeoutMs = settings.whole("ANXIN_NOTICE_TIMEOUT_MS", 100, NOTICE_TIMEOUT_MS_MAX, 5_000);
  if (url === null) return null;
  const secret = Buffer.from(NOTICE_SECRET.exec(settings.text("ANXIN_NOTICE_SECRET") ?? "")?.[1] ?? "", "base64");
  settings.require(
    secret.length >= NOTICE_SECRET_BYTES_MIN && secret.length <= NOTICE_SECRET_BYTES_MAX,
    "ANXIN_NOTICE_SECRET is needed with ANXIN_NOTICE_URL: whsec_ and 24 to 64 random bytes in base64.",
  );
  settings.require(url.username === "" && url.password === "", "ANXIN_NOTICE_URL must name no user.");
  return { url: url.href, secret, timeoutMs };
}

/** As S3 itself wants the names of buckets. */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const OUTSIDE_TIMEOUT_MS_MAX = 60_000;

function readS3(settings: Settings, production: boolean): S3Config | null {
  const bucket = settings.text("ANXIN_S3_BUCKET");
  const endpoint = settings.url("ANXIN_S3_ENDPOINT", production ? ["https:"] : ["http:", "https:"]);
  const timeoutMs = settings.whole("ANXIN_S3_TIMEOUT_MS", 100, OUTSIDE_TIMEOUT_MS_MAX, 10_000);
  const pathStyle = settings.oneOf("ANXIN_S3_PATH_STYLE", ["yes", "no"], "no") === "yes";
  if (bucket === null) return null;
  settings.require(
    BUCKET.test(bucket),
    "ANXIN_S3_BUCKET must be the name of a bucket: 3 to 63 letters, digits, . or -.",
  );
  const region = settings.text("ANXIN_S3_REGION");
  settings.require(region !== null, "ANXIN_S3_REGION is needed with ANXIN_S3_BUCKET.");
  const accessKeyId = settings.text("ANXIN_S3_ACCESS_KEY_ID");
  const secretAccessKey = settings.text("ANXIN_S3_SECRET_ACCESS_KEY");
  settings.require(
    (accessKeyId === null) === (secretAccessKey === null),
    "ANXIN_S3_ACCESS_KEY_ID and ANXIN_S3_SECRET_ACCESS_KEY belong together: set both, or none to use the machine's own role.",
  );
  const own = accessKeyId !== null && secretAccessKey !== null ? { accessKeyId, secretAccessKey } : null;
  return {
    ...{ bucket, pathStyle, timeoutMs, credentials: own },
    region: region ?? "",
    endpoint: endpoint === null ? null : endpoint.href,
  };
}

const CLAMD_PORT = 3_310;

function readClamd(settings: Settings): ClamdConfig | null {
  const url = settings.url("ANXIN_CLAMD", ["tcp:", "unix:"]);
  const timeoutMs = settings.whole("ANXIN_CLAMD_TIMEOUT_MS", 100, OUTSIDE_TIMEOUT_MS_MAX, 15_000);
  if (url === null) return null;
  if (url.protocol === "unix:") {
    settings.require(
      url.host === "" && url.pathname.length > 1,
      "ANXIN_CLAMD must name a socket: unix:///path/clamd.ctl.",
    );
    return { at: { path: decodeURIComponent(url.pathname) }, timeoutMs };
  }
  settings.require(url.hostname !== "", "ANXIN_CLAMD must name a host: tcp://host:3310.");
  // Square brackets belong to the address in a URL, and not to the host.
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return { at: { host, port: url.port === "" ? CLAMD_PORT : Number(url.port) }, timeoutMs };
}

/** Reads all settings. Throws ConfigError when one is missing or malformed: nothing is guessed that could be meant otherwise. */
export function readConfig(env: Environment = process.env): Config {
  const settings = new Settings(env);
  const mode = settings.oneOf("ANXIN_MODE", ["sandbox", "production"], "sandbox");
  const production = mode === "production";
  const host = settings.text("HOST") ?? "127.0.0.1";
  const port = settings.whole("PORT", 0, PORT_MAX, 8080);
  settings.url("DATABASE_URL", ["postgres:", "postgresql:"]);
  const databaseUrl = settings.text("DATABASE_URL");
  settings.require(
    databaseUrl !== null || !production,
    "DATABASE_URL is needed in production: PostgreSQL 15 or newer.",
  );
  const config: Config = {
    mode,
    host,
    port,
    publicUrl: readPublicUrl(settings, production, host, port),
    databaseUrl,
    databaseConnectionsMax: settings.whole("ANXIN_DATABASE_CONNECTIONS_MAX", 2, 1_000, 10),
    dataDirectory: resolve(settings.text("ANXIN_DATA") ?? ".anxin"),
    masterKey: readMasterKey(settings, production),
    instance: settings.whole("ANXIN_INSTANCE", 0, INSTANCE_MAX, 0),
    trustProxy: settings.oneOf("ANXIN_TRUST_PROXY", ["yes", "no"], "no") === "yes",
    logLevel: settings.oneOf("ANXIN_LOG_LEVEL", LOG_LEVELS, "info"),
    limits: readLimits(settings),
    alipay: readAlipay(settings, env, production),
    signing: readSigning(settings, production),
    insurer: {
      zh: settings.text("ANXIN_INSURER_ZH") ?? DEMO_INSURER.zh,
      en: settings.text("ANXIN_INSURER_EN") ?? DEMO_INSURER.en,
    },
    notice: readNotice(settings, production),
    webhook: readWebhook(settings, production),
    s3: readS3(settings, production),
    clamd: readClamd(settings),
    failpoint:
      production || settings.text("ANXIN_FAILPOINT") === null
        ? null
        : settings.oneOf("ANXIN_FAILPOINT", FAILPOINTS, FAILPOINTS[0]),
  };
  if (settings.faults.length > 0) throw new ConfigError(settings.faults);
  return config;
}
