// Understands what a flow is given: built once in main.ts, handed to every flow as its first argument.

import type { IdSource } from "@anxin/core/id";
import type { ProductVersion } from "@anxin/core/product/product";
import type { Instant } from "@anxin/core/time";
import type { Pool } from "@anxin/store/connection";
import type { Logger } from "pino";
import type { BusinessClock } from "./clock.js";
import type { Config } from "./config.js";
import type { EvidenceStore } from "./outside/evidence-store.js";
import type { MalwareScanner } from "./outside/malware.js";
import type { NoticeChannel } from "./outside/notice-channel.js";
import type { NoticeBook } from "./outside/notice-channel-book.js";
import type { PagePay } from "./outside/page-pay.js";
import type { RecoveryChannel } from "./outside/recovery-channel.js";
import type { RecoveryDesk } from "./outside/recovery-desk.js";
import type { TransferChannel } from "./outside/transfer-channel.js";
import type { WebhookSender } from "./outside/webhook-sender.js";
import type { Vault } from "./vault.js";

/** The products that this house sells, by version and by day. */
export interface Catalogue {
  live(at: Instant): readonly ProductVersion[];
  version(code: string, version: number): ProductVersion | null;
  readonly all: readonly ProductVersion[];
}

export interface Context {
  readonly config: Config;
  readonly log: Logger;
  /** Connections as the application role: one tenant at a time, no update or delete on append-only tables. */
  readonly db: Pool;
  /** Connections as the owner: migrations, the job queue, the sandbox's reset. Never used to answer a request otherwise. */
  readonly owner: Pool;
  readonly clock: BusinessClock;
  readonly ids: IdSource;
  /** Random bytes for tokens and keys; handed in so that a run can be replayed. */
  readonly randomBytes: (count: number) => Buffer;
  readonly vault: Vault;
  readonly channel: TransferChannel;
  /** Null where nobody pays on a page. */
  readonly pagePay: PagePay | null;
  readonly evidence: EvidenceStore;
  /** Looks at every upload before anything else does. */
  readonly malware: MalwareScanner;
  /** Null where nobody delivers: then notices are only read here. */
  readonly notices: NoticeChannel | null;
  /** What the local stand-in delivered; null where a real channel does. */
  readonly noticeBook: NoticeBook | null;
  /** Null where nobody brings anything to debtors: then people ask them, and record the answers. */
  readonly recoveries: RecoveryChannel | null;
  /** The local stand-in for debtors' desks; null where a real channel is. */
  readonly recoveryDesk: RecoveryDesk | null;
  /** Reaches whoever listens to events. */
  readonly webhooks: WebhookSender;
  readonly catalogue: Catalogue;
}
