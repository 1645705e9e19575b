// Starts the product: database, channel, background work and HTTP server, in this order; stops them in the opposite one.

import { FolderInUse } from "@anxin/store/embedded/ownership";
import { type Logger, pino } from "pino";
import { type Config, ConfigError, readConfig } from "./config.js";
import { demoRoutes } from "./demo/routes.js";
import { armFailpoint } from "./failpoint.js";
import type { SandboxUser } from "./home/page.js";
import { homeRoutes } from "./home/routes.js";
import { type House, openHouse } from "./house.js";
import type { Api } from "./http/api.js";
import { buildServer, type Room } from "./http/server.js";
import { portalRoutes } from "./portal/routes.js";
import { shopRoutes } from "./portal/shop-room.js";
import { rooms } from "./rooms.js";
import { furnishDemo, openDemoShops } from "./sandbox/demo.js";
import { DEMO_TENANT, furnishSandbox } from "./sandbox/seed.js";
import { prepareQueue, startWorker } from "./worker.js";

/** Personal data and secrets never reach the log, wherever somebody logs an object that carries them. */
const REDACTED = ["payee", "account", "name", "password", "totp", "token", "authorization", "cookie", "key"].flatMap(
  (field) => [field, `*.${field}`, `*.*.${field}`],
);

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** What the console says once the server answers. */
function greeting(config: Config, url: string): string {
  const lines = [
    "",
    `  安心 Anxin · ${config.mode === "sandbox" ? "沙箱 sandbox" : "production"}`,
    `  ${url}`,
    `  ${url}/docs   接口文档 API reference`,
  ];
  if (config.mode === "sandbox") {
    lines.push(
      `  ${config.dataDirectory}/sandbox.json   密钥与账号 keys and users`,
      "  npm run story   两个理赔故事 two claims, told",
    );
  }
  return [...lines, ""].join("\n");
}

/** The address that was listened on. */
function listeningUrl(api: Api, config: Config): string {
  const address = api.addresses()[0];
  return config.port === 0 && typeof address === "object" ? `http://${config.host}:${address.port}` : config.publicUrl;
}

/** Where this process reaches itself, whatever name the world knows it by. */
function ownAddress(api: Api): string {
  const [address] = api.addresses();
  if (typeof address !== "object") return "";
  const isEverywhere = address.address === "0.0.0.0" || address.address === "::";
  const host = isEverywhere ? "127.0.0.1" : address.address;
  return `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`;
}

/** How each part that was started stops again, in the order of their start. */
type Stops = (() => Promise<unknown>)[];

/** The last part that was started stops first: in-flight requests finish, then background work, then what they stood on. */
async function stopAll(log: Logger, stops: Stops): Promise<void> {
  for (const stop of stops.splice(0).reverse()) {
    try {
      await stop();
    } catch (error) {
      log.error({ err: error }, "a part did not stop in order");
    }
  }
}

/** A signal that comes while we start waits until we have: so that nothing that was started is left behind. */
function stopOnSignals(log: Logger, stops: Stops, starting: Promise<void>): void {
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping: what is in flight finishes first");
    await starting.catch(() => undefined);
    await stopAll(log, stops);
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
}

async function start(config: Config, log: Logger, stops: Stops): Promise<void> {
  const house: House = await openHouse(config, log);
  stops.push(() => house.stop());
  const { context } = house;
  await prepareQueue(context);
  const worker = await startWorker(context);
  stops.push(() => worker.stop());
  const users: SandboxUser[] = [];
  let apiKey = "";
  const home: Room = (api) =>
    homeRoutes(api, context, { tenantId: DEMO_TENANT, users, openShops: () => openDemoShops(api, apiKey) });
  let ownUrl = "";
  const shop: Room = (api) => shopRoutes(api, context, () => ({ url: ownUrl, apiKey }));
  const demo: readonly Room[] = config.mode === "sandbox" ? [(api) => demoRoutes(api, () => apiKey), shop] : [];
  const api = buildServer(context, [...rooms(context, house.gateway), home, portalRoutes, ...demo]);
  stops.push(() => api.close());
  await api.ready();
  if (config.mode === "sandbox") {
    const { access, fresh } = await furnishSandbox(context, config.publicUrl);
    users.push(...access.users);
    apiKey = access.apiKey;
    if (fresh) await furnishDemo(api, access.apiKey, context.clock.now());
  }
  await api.listen({ host: config.host, port: config.port });
  const url = listeningUrl(api, config);
  ownUrl = ownAddress(api);
  if (config.mode === "sandbox" && url !== config.publicUrl) await furnishSandbox(context, url);
  say(greeting(config, url));
  if (config.failpoint !== null) armFailpoint(config.failpoint);
}

/** What to do about a start that failed, in one or two lines. */
function advice(error: unknown, config: Config | null): string {
  if (error instanceof ConfigError) return error.message;
  const code = error instanceof Error && "code" in error ? error.code : null;
  const port = config?.port ?? 0;
  const second = `PORT=${port === 0 ? port : port + 1} ANXIN_DATA=.anxin-2 npm start`;
  if (code === "EADDRINUSE") {
    return `Port ${port} is taken: is Anxin running already? Use that one, stop it, or start another with ${second}.`;
  }
  if (error instanceof FolderInUse) return `${error.message} For a second Anxin beside it: ${second}.`;
  return error instanceof Error ? error.message : String(error);
}

async function main(): Promise<void> {
  let config: Config | null = null;
  try {
    config = readConfig();
    const log = pino(
      { level: config.logLevel, redact: { paths: REDACTED, censor: "[hidden]" } },
      pino.destination({ dest: 2, sync: false }),
    );
    const stops: Stops = [];
    const starting = start(config, log, stops).catch(async (error: unknown) => {
      await stopAll(log, stops);
      throw error;
    });
    stopOnSignals(log, stops, starting);
    await starting;
  } catch (error) {
    process.stderr.write(`\nAnxin did not start. ${advice(error, config)}\n`);
    if (!(error instanceof ConfigError) && config?.logLevel === "debug")
      process.stderr.write(`${error instanceof Error ? error.stack : ""}\n`);
    process.exit(1);
  }
}

await main();
