// The process of the local gateway. Writes one line of JSON when it is ready: where it listens and how to control it.

import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import { type Gateway, openGateway } from "./alipay-gateway.js";
import { generateGatewayKeys } from "./alipay-gateway-keys.js";

const LISTEN_ATTEMPTS = 100;
const LISTEN_PAUSE_MS = 100;
const SUCCESSION_CHECK_MS = 500;

const { values } = parseArgs({
  options: {
    directory: { type: "string" },
    keys: { type: "string" },
    "app-id": { type: "string" },
    port: { type: "string", default: "0" },
    "silence-ms": { type: "string", default: "0" },
    "with-parent": { type: "boolean", default: false },
  },
});

function required(name: "directory" | "keys" | "app-id"): string {
  const value = values[name];
  if (value === undefined || value === "") {
    process.stderr.write(`alipay-gateway: --${name} is needed\n`);
    process.exit(2);
  }
  return value;
}

const token = process.env["ANXIN_GATEWAY_TOKEN"] ?? randomBytes(24).toString("base64url");
const leave = (): never => process.exit(0);
const fail = (error: unknown): never => {
  process.stderr.write(`alipay-gateway: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
};

/** Opening the book comes before listening: an earlier gateway on the same book sees it and gives its port up. */
function open(): Gateway {
  const [directory, keys, appId] = [required("directory"), required("keys"), required("app-id")];
  const silenceMs = Number(values["silence-ms"]);
  try {
    generateGatewayKeys(keys);
    return openGateway({ directory, keys, appId, token, silenceMs, onSucceeded: leave, onFault: fail });
  } catch (error) {
    return fail(error);
  }
}

const gateway = open();

/** Listens on loopback. A fixed port may take a moment to come free. */
async function listen(server: Server, port: number): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const failure = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      server.once("error", resolve);
      server.listen(port, "127.0.0.1", () => {
        server.off("error", resolve);
        resolve(null);
      });
    });
    if (failure === null) return (server.address() as AddressInfo).port;
    if (failure.code !== "EADDRINUSE" || attempt === LISTEN_ATTEMPTS) throw failure;
    await new Promise((resolve) => setTimeout(resolve, LISTEN_PAUSE_MS));
  }
}

const port = await listen(gateway.server, Number(values.port)).catch(fail);
setInterval(() => {
  if (gateway.book.succeeded()) leave();
}, SUCCESSION_CHECK_MS);
process.once("SIGTERM", () => void gateway.close().then(leave));
process.once("SIGINT", () => void gateway.close().then(leave));
if (values["with-parent"]) {
  // The parent holds the other end of stdin and lets go of it however it dies.
  process.stdin.resume();
  process.stdin.once("close", leave);
}
const origin = `http://127.0.0.1:${port}`;
const ready = {
  event: "ready",
  pid: process.pid,
  port,
  gateway: `${origin}/gateway.do`,
  control: `${origin}/control`,
  token,
};
process.stdout.write(`${JSON.stringify(ready)}\n`);
