import { readFileSync } from "node:fs";
import { isAbsolute } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.js";

const KEY = Buffer.alloc(32, 7).toString("base64");
const PRODUCTION = {
  ANXIN_MODE: "production",
  ANXIN_PUBLIC_URL: "https://anxin.example/",
  DATABASE_URL: "postgres://anxin@db/anxin",
  ANXIN_MASTER_KEY: KEY,
};

/** The faults of an environment, a line each. */
function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

test("nothing at all is a sandbox on this machine", () => {
  const { dataDirectory, ...config } = readConfig({});
  expect(config).toEqual({
    mode: "sandbox",
    host: "127.0.0.1",
    port: 8080,
    publicUrl: "http://127.0.0.1:8080",
    databaseUrl: null,
    databaseConnectionsMax: 10,
    masterKey: null,
    instance: 0,
    trustProxy: false,
    logLevel: "info",
    limits: { peopleRequestsPerSecondMax: 20, publicRequestsPerSecondMax: 200, signInsPerMinuteMax: 10 },
    failpoint: null,
    alipay: null,
    notice: null,
    signing: null,
    webhook: { plainHttp: true, loopback: false },
    s3: null,
    clamd: null,
    insurer: {
      zh: "安心演示财产保险股份有限公司（虚构）",
      en: "Anxin Demonstration Insurance Co., Ltd. (fictional)",
    },
  });
  expect(isAbsolute(dataDirectory)).toBe(true);
  expect(dataDirectory.endsWith(".anxin")).toBe(true);
});

test("a variable that is set to nothing is not set", () => {
  expect(readConfig({ PORT: "", DATABASE_URL: " ", ANXIN_MODE: "" })).toEqual(readConfig({}));
});

describe("what is set is taken", () => {
  test.each([
    [
      { HOST: "::1", PORT: "9000" },
      { host: "::1", port: 9000, publicUrl: "http://[::1]:9000" },
    ],
    [{ PORT: "0" }, { port: 0 }],
    [
      { DATABASE_URL: "postgresql://u:p@h:5432/d?sslmode=require" },
      { databaseUrl: "postgresql://u:p@h:5432/d?sslmode=require" },
    ],
    [{ ANXIN_INSTANCE: "15" }, { instance: 15 }],
    [{ ANXIN_MASTER_KEY: KEY }, { masterKey: Buffer.alloc(32, 7) }],
    [{ ANXIN_DATA: "/tmp/x" }, { dataDirectory: "/tmp/x" }],
    [{ ANXIN_PUBLIC_URL: "https://anxin.example/shop/" }, { publicUrl: "https://anxin.example/shop" }],
    [{ ANXIN_TRUST_PROXY: "yes" }, { trustProxy: true }],
    [
      { ANXIN_SIGN_INS_PER_MINUTE_MAX: "3" },
      { limits: { peopleRequestsPerSecondMax: 20, publicRequestsPerSecondMax: 200, signInsPerMinuteMax: 3 } },
    ],
  ])("%j", (env, expected) => {
    expect(readConfig(env as Record<string, string>)).toMatchObject(expected);
  });
});

describe("what cannot be meant is refused, naming its variable", () => {
  test.each([
    [{ ANXIN_MODE: "prod" }, "ANXIN_MODE"],
    [{ PORT: "65536" }, "PORT"],
    [{ PORT: "80a" }, "PORT"],
    [{ PORT: "-1" }, "PORT"],
    [{ PORT: "1e3" }, "PORT"],
    [{ DATABASE_URL: "mysql://db" }, "DATABASE_URL"],
    [{ DATABASE_URL: "db" }, "DATABASE_URL"],
    [{ ANXIN_INSTANCE: "16" }, "ANXIN_INSTANCE"],
    [{ ANXIN_MASTER_KEY: "short" }, "ANXIN_MASTER_KEY"],
    [{ ANXIN_MASTER_KEY: Buffer.alloc(33).toString("base64") }, "ANXIN_MASTER_KEY"],
    [{ ANXIN_MASTER_KEY: `${KEY}!` }, "ANXIN_MASTER_KEY"],
    [{ ANXIN_PUBLIC_URL: "anxin.example" }, "ANXIN_PUBLIC_URL"],
    [{ ANXIN_PUBLIC_URL: "http://user:pass@anxin.example" }, "ANXIN_PUBLIC_URL"],
    [{ ANXIN_PUBLIC_URL: "http://anxin.example?a=1" }, "ANXIN_PUBLIC_URL"],
    [{ ANXIN_TRUST_PROXY: "true" }, "ANXIN_TRUST_PROXY"],
    [{ ANXIN_LOG_LEVEL: "loud" }, "ANXIN_LOG_LEVEL"],
    [{ ANXIN_PEOPLE_REQUESTS_PER_SECOND_MAX: "0" }, "ANXIN_PEOPLE_REQUESTS_PER_SECOND_MAX"],
    [{ ALIPAY_APP_ID: "x" }, "ALIPAY_APP_ID"],
  ])("%j", (env, name) => {
    const [first, ...more] = faultsOf(env as Record<string, string>);
    expect(first).toContain(name);
    expect(first).not.toContain("\n");
    if (!name.startsWith("ALIPAY")) expect(more).toEqual([]);
  });
});

describe("signing", () => {
  const THIS_FILE = fileURLToPath(import.meta.url);

  test("the key is read from its file, with its password", () => {
    const config = readConfig({ ANXIN_SIGNING_P12: THIS_FILE, ANXIN_SIGNING_PASSWORD: "pw", ANXIN_INSURER_EN: "Ours" });
    expect(config.signing).toEqual({ p12: readFileSync(THIS_FILE), password: "pw" });
    expect(config.insurer.en).toBe("Ours");
  });

  test("a key that cannot be read, has no password, or in production no name to sign under, is refused", () => {
    expect(faultsOf({ ANXIN_SIGNING_P12: `${THIS_FILE}.none`, ANXIN_SIGNING_PASSWORD: "pw" })).toEqual([
      "ANXIN_SIGNING_P12 must be the path of a PKCS #12 file that this user can read.",
    ]);
    expect(faultsOf({ ANXIN_SIGNING_P12: THIS_FILE })).toEqual([
      "ANXIN_SIGNING_PASSWORD is needed with ANXIN_SIGNING_P12.",
    ]);
    const faults = faultsOf({ ...PRODUCTION, ANXIN_SIGNING_P12: THIS_FILE, ANXIN_SIGNING_PASSWORD: "pw" });
    expect(faults.filter((fault) => fault.startsWith("ANXIN_INSURER_ZH"))).toHaveLength(1);
  });
});

describe("notices", () => {
  const secret = `whsec_${Buffer.alloc(24, 5).toString("base64")}`;
  const set = { ANXIN_NOTICE_URL: "http://market.test/notices", ANXIN_NOTICE_SECRET: secret };

  test("go to the marketplace's address, under its secret", () => {
    const url = "http://market.test/notices";
    expect(readConfig(set).notice).toEqual({ url, secret: Buffer.alloc(24, 5), timeoutMs: 5_000 });
    expect(readConfig({ ...set, ANXIN_NOTICE_TIMEOUT_MS: "900" }).notice?.timeoutMs).toBe(900);
    expect(readConfig({ ANXIN_NOTICE_SECRET: secret }).notice).toBeNull();
  });

  test.each<[string, Record<string, string>, string]>([
    ["no secret", { ANXIN_NOTICE_SECRET: "" }, "ANXIN_NOTICE_SECRET"],
    ["a secret of another kind", { ANXIN_NOTICE_SECRET: "hunter2" }, "ANXIN_NOTICE_SECRET"],
    ["a short secret", { ANXIN_NOTICE_SECRET: "whsec_c2VjcmV0" }, "ANXIN_NOTICE_SECRET"],
    ["an address that names a user", { ANXIN_NOTICE_URL: "https://u:p@market.test/" }, "ANXIN_NOTICE_URL"],
    ["another protocol", { ANXIN_NOTICE_URL: "ftp://market.test/" }, "ANXIN_NOTICE_URL"],
    ["endless patience", { ANXIN_NOTICE_TIMEOUT_MS: "60000" }, "ANXIN_NOTICE_TIMEOUT_MS"],
  ])("with %s are refused", (_what, changes, name) => {
    const faults = faultsOf({ ...set, ...changes });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(name);
    expect(faults[0]).not.toMatch(/hunter2|c2VjcmV0|u:p/);
  });

  test("leave in production by TLS only", () => {
    const faults = faultsOf({ ...PRODUCTION, ...set });
    expect(faults.filter((fault) => fault.startsWith("ANXIN_NOTICE_URL"))).toHaveLength(1);
  });
});

test("webhooks reach this machine only where a sandbox is told so", () => {
  expect(readConfig({ ANXIN_WEBHOOK_LOOPBACK: "yes" }).webhook).toEqual({ plainHttp: true, loopback: true });
  expect(faultsOf({ ANXIN_WEBHOOK_LOOPBACK: "perhaps" })).toEqual(["ANXIN_WEBHOOK_LOOPBACK must be one of yes, no."]);
  const fault = "ANXIN_WEBHOOK_LOOPBACK is for a sandbox only.";
  expect(faultsOf({ ...PRODUCTION, ANXIN_WEBHOOK_LOOPBACK: "yes" })).toContain(fault);
  expect(faultsOf(PRODUCTION)).not.toContain(fault);
});

describe("evidence", () => {
  const bucket = { ANXIN_S3_BUCKET: "anxin-evidence", ANXIN_S3_REGION: "cn-hangzhou" };
  const keys = { ANXIN_S3_ACCESS_KEY_ID: "id", ANXIN_S3_SECRET_ACCESS_KEY: "hunter2" };

  test("is kept in a bucket, with keys of its own or the machine's", () => {
    const s3 = { bucket: "anxin-evidence", region: "cn-hangzhou", pathStyle: false, timeoutMs: 10_000 };
    expect(readConfig(bucket).s3).toEqual({ ...s3, endpoint: null, credentials: null });
    const credentials = { accessKeyId: "id", secretAccessKey: "hunter2" };
    const local = { ANXIN_S3_ENDPOINT: "http://127.0.0.1:9000", ANXIN_S3_PATH_STYLE: "yes" };
    expect(readConfig({ ...bucket, ...keys, ...local }).s3).toEqual({
      ...{ ...s3, pathStyle: true, credentials },
      endpoint: "http://127.0.0.1:9000/",
    });
  });

  test.each<[string, Record<string, string>, string]>([
    ["no region", { ANXIN_S3_REGION: "" }, "ANXIN_S3_REGION"],
    ["a bucket that can be none", { ANXIN_S3_BUCKET: "Anxin_Evidence" }, "ANXIN_S3_BUCKET"],
    ["half a key", { ANXIN_S3_SECRET_ACCESS_KEY: "" }, "ANXIN_S3_SECRET_ACCESS_KEY"],
    ["another protocol", { ANXIN_S3_ENDPOINT: "ftp://s3.test" }, "ANXIN_S3_ENDPOINT"],
    ["neither yes nor no", { ANXIN_S3_PATH_STYLE: "true" }, "ANXIN_S3_PATH_STYLE"],
    ["no patience", { ANXIN_S3_TIMEOUT_MS: "0" }, "ANXIN_S3_TIMEOUT_MS"],
  ])("in a bucket with %s is refused", (_what, changes, name) => {
    const faults = faultsOf({ ...bucket, ...keys, ...changes });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(name);
    expect(faults[0]).not.toContain("hunter2");
  });

  test("leaves in production by TLS only", () => {
    const faults = faultsOf({ ...PRODUCTION, ...bucket, ANXIN_S3_ENDPOINT: "http://s3.test" });
    expect(faults.filter((fault) => fault.startsWith("ANXIN_S3_ENDPOINT"))).toHaveLength(1);
  });

  test.each([
    ["tcp://clamd.test", { host: "clamd.test", port: 3_310 }],
    ["tcp://[::1]:3311", { host: "::1", port: 3_311 }],
    ["unix:///run/clamav/clamd.ctl", { path: "/run/clamav/clamd.ctl" }],
  ])("is looked at for malware by %s", (url, at) => {
    expect(readConfig({ ANXIN_CLAMD: url }).clamd).toEqual({ at, timeoutMs: 15_000 });
  });

  test.each(["clamd.test", "http://clamd.test", "tcp://", "unix:", "unix://run/clamd.ctl"])(
    "%s is no scanner",
    (url) => {
      expect(faultsOf({ ANXIN_CLAMD: url })[0]).toContain("ANXIN_CLAMD");
    },
  );
});

describe("production", () => {
  test("needs a database, a master key, a public address and Alipay: all that is missing is named at once", () => {
    const faults = faultsOf({ ANXIN_MODE: "production" });
    for (const name of [
      "DATABASE_URL",
      "ANXIN_PUBLIC_URL",
      "ANXIN_MASTER_KEY",
      "ALIPAY_APP_ID",
      "ALIPAY_PRIVATE_KEY_FILE",
    ]) {
      expect(
        faults.filter((fault) => fault.startsWith(name)),
        name,
      ).toHaveLength(1);
    }
  });

  test("is not reached in plain HTTP", () => {
    expect(faultsOf({ ...PRODUCTION, ANXIN_PUBLIC_URL: "http://anxin.example" })[0]).toContain("https://");
  });

  test("a secret is never said back", () => {
    const bad = `${"c2VjcmV0".repeat(8)}`;
    expect(
      faultsOf({ ...PRODUCTION, ANXIN_MASTER_KEY: bad, DATABASE_URL: "mysql://u:secret@db" }).join("\n"),
    ).not.toMatch(/c2Vj|secret@/);
  });
});
