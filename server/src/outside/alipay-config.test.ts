import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { type Environment, readAlipayConfig } from "./alipay-config.js";
import { rehearse } from "./testing/rehearsal.js";

const rehearsal = rehearse();
afterAll(() => rehearsal.end());

describe("the configuration", () => {
  const faultsOf = (env: Environment, sandbox = false): string => {
    try {
      readAlipayConfig(env, { sandbox });
      return "";
    } catch (error) {
      return error instanceof Error ? error.message : "";
    }
  };
  const real = "https://openapi.alipay.com/gateway.do";

  it("names every missing variable at once", () => {
    const faults = faultsOf({});
    for (const name of ["ALIPAY_APP_ID", "ALIPAY_PRIVATE_KEY_FILE", "ALIPAY_PUBLIC_KEY_FILE", "ALIPAY_APP_CERT_FILE"]) {
      expect(faults).toContain(name);
    }
  });

  it("takes Alipay's gateway by default, and five seconds", () => {
    const { ALIPAY_GATEWAY: _, ALIPAY_TIMEOUT_MS: __, ...env } = rehearsal.environment("key", real);
    expect(readAlipayConfig(env, { sandbox: false })).toMatchObject({ gateway: real, timeoutMs: 5_000 });
  });

  it("reads bare base64 as well as PEM", () => {
    const bare = (path: string): string => {
      const target = `${path}.txt`;
      writeFileSync(target, readFileSync(path, "utf8").replace(/-----[^-]+-----|\n/g, ""));
      return target;
    };
    const env = rehearsal.environment("key", real);
    const config = readAlipayConfig(
      {
        ...env,
        ALIPAY_PRIVATE_KEY_FILE: bare(rehearsal.keys.appPrivateKey),
        ALIPAY_PUBLIC_KEY_FILE: bare(rehearsal.keys.alipayPublicKey),
      },
      { sandbox: false },
    );
    expect(config).toEqual(readAlipayConfig(env, { sandbox: false }));
  });

  it("accepts plain HTTP to this machine in the sandbox only, and to another machine never", () => {
    for (const gateway of ["http://127.0.0.1:1/g", "http://localhost:1/g", "http://[::1]:1/g", "https://127.0.0.1/g"]) {
      expect(faultsOf(rehearsal.environment("key", gateway), true)).toBe("");
      expect(faultsOf(rehearsal.environment("key", gateway))).toContain("ALIPAY_GATEWAY");
    }
    const bad = ["http://openapi.alipay.com/gateway.do", "ftp://a.cn/", "nonsense", `${real}?a=1`, "https://u:p@a.cn/"];
    for (const gateway of bad)
      expect(faultsOf(rehearsal.environment("key", gateway), true)).toContain("ALIPAY_GATEWAY");
    expect(faultsOf(rehearsal.environment("certificate", real))).toBe("");
  });

  it("refuses keys and certificates that are not what they should be", () => {
    const env = rehearsal.environment("key", real);
    const certificates = rehearsal.environment("certificate", real);
    expect(faultsOf({ ...env, ...certificates })).toContain("exclude each other");
    expect(faultsOf({ ...env, ALIPAY_PRIVATE_KEY_FILE: rehearsal.keys.appPublicKey })).toContain("no RSA private key");
    expect(faultsOf({ ...env, ALIPAY_PUBLIC_KEY_FILE: rehearsal.keys.alipayPrivateKey })).toContain(
      "no RSA public key",
    );
    expect(faultsOf({ ...env, ALIPAY_PUBLIC_KEY_FILE: "/nowhere" })).toContain("ENOENT");
    expect(faultsOf({ ...certificates, ALIPAY_ROOT_CERT_FILE: rehearsal.keys.appPublicKey })).toContain("no X.509");
    expect(faultsOf({ ...certificates, ALIPAY_ROOT_CERT_FILE: undefined })).toContain("ALIPAY_ROOT_CERT_FILE");
    expect(faultsOf({ ...certificates, ALIPAY_APP_CERT_FILE: rehearsal.keys.alipayCertificate })).toContain(
      "does not belong",
    );
    expect(faultsOf({ ...env, ALIPAY_TIMEOUT_MS: "soon" })).toContain("ALIPAY_TIMEOUT_MS");
    expect(faultsOf({ ...env, ALIPAY_TIMEOUT_MS: "60001" })).toContain("ALIPAY_TIMEOUT_MS");
  });
});
