// Understands how the parts of the house are put together, started and stopped.

import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { idSource } from "@anxin/core/id";
import { connect } from "@anxin/store/connection";
import { postgresUrl, supervisePostgres } from "@anxin/store/embedded";
import { migrate } from "@anxin/store/migrate";
import type { Logger } from "pino";
import { catalogue } from "./catalogue.js";
import { businessClock, wallClockMs } from "./clock.js";
import { type Config, ConfigError } from "./config.js";
import type { Context } from "./context.js";
import { alipayChannel } from "./outside/alipay.js";
import type { AlipayConfig } from "./outside/alipay-config.js";
import type { GatewayControl } from "./outside/alipay-gateway-control.js";
import { diskEvidenceStore, type EvidenceStore } from "./outside/evidence-store.js";
import { s3EvidenceStore } from "./outside/evidence-store-s3.js";
import { clamd, type MalwareScanner, noScanner } from "./outside/malware.js";
import { noticeBook } from "./outside/notice-channel-book.js";
import { noticeWebhook } from "./outside/notice-channel-webhook.js";
import { alipayPages } from "./outside/page-pay-alipay.js";
import { recoveryDesk } from "./outside/recovery-desk.js";
import { recoveryFolder } from "./outside/recovery-folder.js";
import { openSandboxGateway } from "./outside/sandbox-gateway.js";
import { WEBHOOK_TIMEOUT_MS, webhookSender } from "./outside/webhook-sender.js";
import { openSigningKey } from "./policy/certificate/signing-key.js";
import { vault } from "./vault.js";

/** The role whose rights every session of the application has. */
const APP_ROLE = "anxin_app";
const OWNER_CONNECTIONS_MAX = 10;

/** Something that was started and has to be stopped, the last first. */
type Stop = () => Promise<void>;

export interface House {
  readonly context: Context;
  /** The local payment gateway, in a sandbox without a real one. */
  readonly gateway: GatewayControl | null;
  stop(): Promise<void>;
}

/** Opens database, gateway and keys, and brings the schema up to date. What was opened is closed again when a step fails. */
export async function openHouse(config: Config, log: Logger): Promise<House> {
  const stops: Stop[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    await checkSigningKey(config);
    mkdirSync(config.dataDirectory, { recursive: true, mode: 0o700 });
    const url = await openDatabase(config, log, stops);
    const owner = connect({ connectionString: url, max: OWNER_CONNECTIONS_MAX, applicationName: "anxin owner" });
    stops.push(() => owner.end());
    const { applied } = await migrate(owner);
    if (applied.length > 0) log.info({ applied }, "the database was migrated");
    const db = connect({
      connectionString: url,
      max: config.databaseConnectionsMax,
      role: APP_ROLE,
      applicationName: "anxin",
    });
    stops.push(() => db.end());
    const { alipay, gateway } = await openChannel(config, log, stops);
    const context: Context = {
      config,
      log,
      db,
      owner,
      clock: await businessClock(owner),
      ids: idSource(wallClockMs, config.instance),
      randomBytes,
      vault: vault(config.masterKey ?? keptKey(config.dataDirectory), randomBytes),
      channel: alipayChannel(alipay),
      pagePay: alipayPages(alipay),
      evidence: openEvidenceStore(config, stops),
      malware: openScanner(config, log),
      ...openNoticeChannel(config, log),
      ...openRecoveryChannel(config, log),
      webhooks: webhookSender({ ...config.webhook, timeoutMs: WEBHOOK_TIMEOUT_MS }),
      catalogue,
    };
    return { context, gateway, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A key that cannot sign is known at the start, and not with the first certificate. */
async function checkSigningKey({ signing }: Config): Promise<void> {
  if (signing === null) return;
  await openSigningKey(signing).catch((error: unknown) => {
    throw new ConfigError([`ANXIN_SIGNING_P12: ${error instanceof Error ? error.message : String(error)}.`]);
  });
}

async function openDatabase(config: Config, log: Logger, stops: Stop[]): Promise<string> {
  if (config.databaseUrl !== null) return config.databaseUrl;
  const postgres = await supervisePostgres({
    directory: join(config.dataDirectory, "postgres"),
    report: (event) => log.warn(event),
  });
  stops.push(() => postgres.stop());
  return postgresUrl(postgres, "postgres");
}

/** The bucket of the settings, or a folder beside everything else that this house keeps. */
function openEvidenceStore({ s3, dataDirectory }: Config, stops: Stop[]): EvidenceStore {
  if (s3 === null) return diskEvidenceStore(join(dataDirectory, "evidence"));
  const store = s3EvidenceStore(s3);
  stops.push(async () => store.close());
  return store;
}

function openScanner({ clamd: scanner, mode }: Config, log: Logger): MalwareScanner {
  if (scanner !== null) return clamd(scanner);
  if (mode === "production") log.warn("nobody looks for malware in what is uploaded: set ANXIN_CLAMD");
  return noScanner;
}

/** The marketplace of the settings, or a local stand-in; in production nobody, when it was not set. */
function openNoticeChannel(config: Config, log: Logger): Pick<Context, "notices" | "noticeBook"> {
  const { notice, mode, publicUrl, dataDirectory } = config;
  if (notice !== null) return { notices: noticeWebhook({ ...notice, source: publicUrl }), noticeBook: null };
  if (mode === "production") {
    log.warn("nobody delivers notices: set ANXIN_NOTICE_URL, or have people read them through GET /v1/notices");
    return { notices: null, noticeBook: null };
  }
  const book = noticeBook(join(dataDirectory, "notices"));
  return { notices: book, noticeBook: book };
}

/** A stand-in for debtors' desks in a sandbox; in production tables in a folder, which somebody sends on and brings back. */
function openRecoveryChannel(
  { mode, dataDirectory }: Config,
  log: Logger,
): Pick<Context, "recoveries" | "recoveryDesk"> {
  const directory = join(dataDirectory, "recoveries");
  if (mode === "sandbox") {
    const desk = recoveryDesk(join(directory, "desk"));
    return { recoveries: desk, recoveryDesk: desk };
  }
  const channel = recoveryFolder(join(directory, "tables"), (path, faults) =>
    log.warn({ path, faults: faults.slice(0, 20) }, "a debtor's table cannot be read; none of it counts"),
  );
  return { recoveries: channel, recoveryDesk: null };
}

/** The channel of the settings, or a local gateway; readConfig made sure that only a sandbox has none of its own. */
async function openChannel(
  config: Config,
  log: Logger,
  stops: Stop[],
): Promise<{ alipay: AlipayConfig; gateway: GatewayControl | null }> {
  if (config.alipay !== null) return { alipay: config.alipay, gateway: null };
  const { alipay, control, stop } = await openSandboxGateway(join(config.dataDirectory, "alipay-gateway"), log);
  stops.push(stop);
  return { alipay, gateway: control };
}

/** The sandbox's master key: made once, kept beside the data that it seals. */
function keptKey(directory: string): Buffer {
  const path = join(directory, "master.key");
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString("base64"), { mode: 0o600, flag: "wx" });
  return Buffer.from(readFileSync(path, "utf8"), "base64");
}
