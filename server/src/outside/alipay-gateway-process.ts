// Starts the local gateway as a process of its own, as a real channel would be.

import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type GatewayControl, gatewayControl } from "./alipay-gateway-control.js";

export interface GatewayProcessOptions {
  readonly directory: string;
  readonly keys: string;
  readonly appId: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly silenceMs: number;
  /** Ends the gateway with this process, even when this process is killed. */
  readonly withParent: boolean;
  /** How to run the entry; by default the built one beside this file. */
  readonly command?: { readonly execArgv: readonly string[]; readonly entry: string };
}

export interface GatewayProcess {
  readonly pid: number;
  readonly port: number;
  /** For ALIPAY_GATEWAY. */
  readonly gateway: string;
  readonly control: GatewayControl;
  /** Settles when the process has ended, however. */
  readonly ended: Promise<void>;
  /** Asks it to end, and waits until it has. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 30_000;

/** Starts a gateway and waits until it listens. Throws when it ends before that. */
export async function startGateway(options: GatewayProcessOptions): Promise<GatewayProcess> {
  const entry = options.command?.entry ?? fileURLToPath(new URL("./alipay-gateway-main.js", import.meta.url));
  const args = [
    ...(options.command?.execArgv ?? []),
    entry,
    ...["--directory", options.directory, "--keys", options.keys, "--app-id", options.appId],
    ...["--port", String(options.port), "--silence-ms", String(options.silenceMs)],
    ...(options.withParent ? ["--with-parent"] : []),
  ];
  // A process group of its own: Ctrl-C reaches us only, and the gateway still answers while we finish what is in flight.
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"], detached: true });
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const ready = await readyLine(child, ended);
  if (!options.withParent) letGo(child);
  return {
    pid: ready.pid,
    port: ready.port,
    gateway: ready.gateway,
    control: gatewayControl(ready.control, ready.token),
    ended,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

interface Ready {
  readonly pid: number;
  readonly port: number;
  readonly gateway: string;
  readonly control: string;
  readonly token: string;
}

async function readyLine(child: ChildProcess, ended: Promise<void>): Promise<Ready> {
  const { stdout } = child;
  if (stdout === null) throw new Error("the local gateway has no output to read");
  const first = new Promise<string>((resolve) => createInterface({ input: stdout }).once("line", resolve));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), READY_WITHIN_MS);
  });
  const line = await Promise.race([first, ended.then(() => null), late]);
  clearTimeout(timer);
  if (line === null) {
    child.kill("SIGKILL");
    throw new Error("the local gateway did not start; its reason is on standard error");
  }
  return JSON.parse(line) as Ready;
}

/** A gateway that may outlive us must not keep us alive either. */
function letGo(child: ChildProcess): void {
  child.unref();
  child.stdin?.destroy();
  child.stdout?.destroy();
}
