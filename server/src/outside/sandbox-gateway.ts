// Understands the payment channel of a sandbox: a local gateway in a process of its own, started again when it dies.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import { type AlipayConfig, readAlipayConfig } from "./alipay-config.js";
import type { GatewayControl } from "./alipay-gateway-control.js";
import { gatewayKeyFiles, generateGatewayKeys } from "./alipay-gateway-keys.js";
import { GATEWAY_SELLER_ID } from "./alipay-gateway-notices.js";
import { startGateway } from "./alipay-gateway-process.js";

/** The app id of the local gateway: like Alipay's own, and no one's. */
const APP_ID = "2021000000000001";
const TIMEOUT_MS = 3_000;

export interface SandboxGateway {
  /** How the client reaches it. */
  readonly alipay: AlipayConfig;
  readonly control: GatewayControl;
  stop(): Promise<void>;
}

/** Starts the gateway on the book and keys below `directory`; makes them when they are not there. */
export async function openSandboxGateway(directory: string, log: Logger): Promise<SandboxGateway> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const keys = join(directory, "keys");
  generateGatewayKeys(keys);
  const launch = (port: number) =>
    startGateway({ directory: join(directory, "book"), keys, appId: APP_ID, port, silenceMs: 0, withParent: true });
  let process = await launch(0);
  const { port, gateway } = process;
  let stopping = false;
  // Like any channel, it comes back: on the same port and book.
  const watch = async (): Promise<void> => {
    await process.ended;
    if (stopping) return;
    log.warn("the local payment gateway ended; it is started again");
    process = await launch(port);
    await watch();
  };
  void watch().catch((error: unknown) =>
    log.error({ err: error }, "the local payment gateway could not be started again"),
  );
  const { appPrivateKey, alipayPublicKey } = gatewayKeyFiles(keys);
  const environment = {
    ALIPAY_APP_ID: APP_ID,
    ALIPAY_GATEWAY: gateway,
    ALIPAY_SELLER_ID: GATEWAY_SELLER_ID,
    ALIPAY_PRIVATE_KEY_FILE: appPrivateKey,
    ALIPAY_PUBLIC_KEY_FILE: alipayPublicKey,
    ALIPAY_TIMEOUT_MS: String(TIMEOUT_MS),
  };
  return {
    alipay: readAlipayConfig(environment, { sandbox: true }),
    control: {
      script: (outcomes) => process.control.script(outcomes),
      transfers: () => process.control.transfers(),
      trades: () => process.control.trades(),
      reset: () => process.control.reset(),
    },
    async stop() {
      stopping = true;
      await process.stop();
    },
  };
}
