// What the tests of the channel share: keys made once, a gateway in this process, clients in both trust modes.

import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { present } from "@anxin/core/assert";
import { type Instant, parseInstant } from "@anxin/core/time";
import { alipayChannel } from "../alipay.js";
import { type Environment, readAlipayConfig } from "../alipay-config.js";
import { type Gateway, openGateway } from "../alipay-gateway.js";
import { type GatewayControl, gatewayControl } from "../alipay-gateway-control.js";
import { type GatewayKeyFiles, generateGatewayKeys } from "../alipay-gateway-keys.js";
import { GATEWAY_SELLER_ID, type Post } from "../alipay-gateway-notices.js";
import type { PagePay } from "../page-pay.js";
import { alipayPages } from "../page-pay-alipay.js";
import type { TransferChannel, TransferRequest } from "../transfer-channel.js";

export const instantOf = (text: string): Instant => present(parseInstant(text), "a fixed instant parses");
export const NOON = instantOf("2026-11-11T04:00:00.000Z");
export const APP_ID = "2021000000000001";
/** Short, so that a test of silence is short; far longer than a healthy answer takes. */
export const TIMEOUT_MS = 400;
const TOKEN = "test-token";

export type TrustMode = "key" | "certificate";

/** A directory of its own for one test file. */
export interface Rehearsal {
  readonly directory: string;
  readonly keyDirectory: string;
  readonly keys: GatewayKeyFiles;
  freshBook(): string;
  environment(mode: TrustMode, gateway: string): Environment;
  client(mode: TrustMode, gateway: string): TransferChannel;
  pages(mode: TrustMode, gateway: string): PagePay;
  /** A gateway in this process, listening, on a fresh book. */
  open(options?: { readonly silenceMs?: number; readonly post?: Post }): Promise<OpenGateway>;
  end(): void;
}

export interface OpenGateway extends Gateway {
  readonly origin: string;
  readonly directory: string;
  readonly control: GatewayControl;
}

export function rehearse(): Rehearsal {
  const directory = mkdtempSync(join(tmpdir(), "anxin-gateway-"));
  const keyDirectory = join(directory, "keys");
  const keys = generateGatewayKeys(keyDirectory);
  let books = 0;
  const freshBook = (): string => join(directory, `book-${++books}`);
  const environment = (mode: TrustMode, gateway: string): Environment => ({
    ALIPAY_APP_ID: APP_ID,
    ALIPAY_GATEWAY: gateway,
    ALIPAY_SELLER_ID: GATEWAY_SELLER_ID,
    ALIPAY_PRIVATE_KEY_FILE: keys.appPrivateKey,
    ALIPAY_TIMEOUT_MS: String(TIMEOUT_MS),
    ...trustOf(mode, keys),
  });
  return {
    directory,
    keyDirectory,
    keys,
    freshBook,
    environment,
    client: (mode, gateway) => alipayChannel(readAlipayConfig(environment(mode, gateway), { sandbox: true })),
    pages: (mode, gateway) =>
      present(alipayPages(readAlipayConfig(environment(mode, gateway), { sandbox: true })), "an account is paid to"),
    async open({ silenceMs = 0, post } = {}) {
      const book = freshBook();
      const faults = { onSucceeded: () => undefined, onFault: () => undefined };
      const gateway = openGateway({
        directory: book,
        keys: keyDirectory,
        appId: APP_ID,
        token: TOKEN,
        silenceMs,
        ...(post === undefined ? {} : { post }),
        ...faults,
      });
      const origin = await listening(gateway.server);
      return { ...gateway, origin, directory: book, control: gatewayControl(`${origin}/control`, TOKEN) };
    },
    end: () => rmSync(directory, { recursive: true, force: true }),
  };
}

function trustOf(mode: TrustMode, keys: GatewayKeyFiles): Environment {
  if (mode === "key") return { ALIPAY_PUBLIC_KEY_FILE: keys.alipayPublicKey };
  return {
    ALIPAY_APP_CERT_FILE: keys.appCertificate,
    ALIPAY_ROOT_CERT_FILE: keys.rootCertificate,
    ALIPAY_PUBLIC_CERT_FILE: keys.alipayCertificate,
  };
}

/** Lets a server listen on a free port of loopback; resolves to its origin. */
export function listening(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

export const request = (outBizNo: string, amount = 1_000n): TransferRequest => ({
  outBizNo,
  amount,
  payee: { account: "buyer42@example.com", name: "王小明" },
  title: "退货运费险赔付",
  remark: "clm_0000000000001",
});
