// Understands background work: jobs that follow from a transaction, and work that falls due by the business clock.
//
// A job is only a hint that something is to be done now. Everything it would do is found again by the sweep, which looks for
// what is due every second; so a job that is lost, late or run twice changes nothing. What a step does is guarded by its own
// conditional updates and leases, never by the queue.
//
// Each worker holds a shared advisory lock on a session of its own for as long as it lives. PostgreSQL lets go of it when the
// process is killed, at once and without a timeout; so a worker that can have the same lock for itself knows that nobody else
// lives, and that what was taken before it began is left behind by the dead: jobs (graphile-worker would keep them for four
// hours) and leases of payouts and notices (a minute). A heartbeat row would say so only after some beats were missed. With other workers
// alive it leaves both to run out: their sweeps find the payouts meanwhile. It asks again each second until it was alone once.

import { setTimeout as delay } from "node:timers/promises";
import { REFUND_POLICY } from "@anxin/core/merchant/refund";
import { formatInstant, type Instant } from "@anxin/core/time";
import type { Pool, PoolClient } from "@anxin/store/connection";
import type { JobName, JobPayloads } from "@anxin/store/job";
import { endNoticeLeases, heldNotices } from "@anxin/store/notice";
import { endPayoutLeases, heldPayouts } from "@anxin/store/payout";
import { enter, ifAlone, type QueueJob, queueJobs, queuePool, releaseJobs } from "@anxin/store/queue";
import { endAttemptLeases, heldAttempts } from "@anxin/store/recovery-attempt";
import { endRefundLeases, heldRefunds } from "@anxin/store/wallet-refund";
import { endDeliveryLeases, heldDeliveries } from "@anxin/store/webhook-delivery";
import { Logger, type Runner, run, runMigrations, runOnce, type TaskList } from "graphile-worker";
import { deliverRefusals } from "./appeal/notice-deliver.js";
import { makeRefusalNotices } from "./appeal/notice-make.js";
import { escalateClocks } from "./claim/clock-escalation.js";
import { closeClaims } from "./claim/close.js";
import { followUpSupplements } from "./claim/supplement-due.js";
import { wallClockMs } from "./clock.js";
import type { Context } from "./context.js";
import { noteOutboundParcels } from "./fraud/parcels.js";
import { closeDays } from "./ledger/day.js";
import { countBoard } from "./live/board-count.js";
import { releaseCampaigns } from "./merchant/campaign-release.js";
import { runDueTopUps } from "./merchant/top-up-due.js";
import { runDueRefunds } from "./merchant/wallet-refund-send.js";
import { watchWallets } from "./merchant/wallet-watch.js";
import { makeNotices } from "./notice/make.js";
import { NOTICE_LEASE_MS, sendNotices } from "./notice/send.js";
import { runDuePayouts } from "./payout/due.js";
import { sendPayouts } from "./payout/send.js";
import { runDuePolicies } from "./policy/due.js";
import { netRecoveries } from "./recovery/net.js";
import { ATTEMPT_LEASE_MS, sendRecoveries } from "./recovery/send.js";
import { walkDecisions } from "./review/run.js";
import { resumeHeld } from "./switch/resume.js";
import { forgetDeliveries } from "./webhook/forget.js";
import { makeDeliveries } from "./webhook/make.js";
import { DELIVERY_LEASE_MS, type Serving, sendDeliveries, serveDue } from "./webhook/send.js";

/** What each job does. A task that is told to stop ends soon, and leaves the rest to the sweep. */
type Tasks = {
  readonly [N in JobName]: (context: Context, payload: JobPayloads[N], stop: AbortSignal) => Promise<void>;
};
const TASKS: Tasks = {
  send_payouts: sendPayouts,
};

/** Work that falls due by the business clock. Answers how many things it did; does all that is due, and nothing twice. */
interface DueWork {
  readonly name: string;
  readonly run: (context: Context, stop: AbortSignal) => Promise<number>;
}
const DUE: readonly DueWork[] = [
  { name: "resume_held", run: resumeHeld },
  { name: "close_day", run: closeDays },
  { name: "release_campaigns", run: releaseCampaigns },
  {
    name: "due_payouts",
    async run(context, stop) {
      const { sent, queried, failed } = await runDuePayouts(context, stop);
      for (const { payoutId, error } of failed) {
        context.log.warn({ err: error, payoutId: payoutId.toString() }, "a payout's step failed; it stays due");
      }
      return sent + queried;
    },
  },
  { name: "due_policies", run: runDuePolicies },
  { name: "note_outbound_parcels", run: noteOutboundParcels },
  { name: "follow_up_supplements", run: followUpSupplements },
  { name: "close_claims", run: closeClaims },
  { name: "escalate_clocks", run: escalateClocks },
  { name: "due_top_ups", run: runDueTopUps },
  { name: "due_wallet_refunds", run: runDueRefunds },
  { name: "send_recoveries", run: sendRecoveries },
  { name: "net_recoveries", run: netRecoveries },
  { name: "watch_wallets", run: watchWallets },
  { name: "walk_decisions", run: walkDecisions },
  { name: "make_notices", run: makeNotices },
  { name: "make_refusal_notices", run: makeRefusalNotices },
  { name: "send_notices", run: sendNotices },
  { name: "deliver_refusals", run: deliverRefusals },
  { name: "make_webhooks", run: makeDeliveries },
  { name: "forget_webhooks", run: forgetDeliveries },
  { name: "count_board", run: countBoard },
];
/** Due work too, which waits for strangers' servers: it has a loop of its own, so that nothing else waits for them. */
const DUE_OUTSIDE: readonly DueWork[] = [{ name: "send_webhooks", run: sendDeliveries }];

const JOBS_AT_ONCE = 4;
const POLL_MS = 1_000;
const SWEEP_MS = 1_000;
/** Sooner after something was begun: what one turn left is due still. */
const SERVED_MS = 200;
/** What is in flight when the process is told to stop has this long to finish; then its leases run out for others. */
const STOP_MS_MAX = 10_000;

/** Makes the queue's own tables, or brings them up to date. To be called once, before anything is enqueued. */
export async function prepareQueue(context: Context): Promise<void> {
  await runMigrations({ pgPool: context.owner, logger: loggerOf(context) });
}

export interface Worker {
  /** Takes on no more work, and waits until what is in flight is done, for STOP_MS_MAX at the most. */
  stop(): Promise<void>;
}

/** Starts to work until it is stopped; survives a database that goes away and comes back. */
export async function startWorker(context: Context): Promise<Worker> {
  const stopping = new AbortController();
  const presence = keepPresence(context);
  const pool = openQueuePool(context);
  const runner = keepRunner(context, pool, stopping.signal, () => presence.doubt());
  const renew = async (): Promise<void> => {
    await presence.renew();
    await runner.renew();
  };
  await renew();
  const sweeping = Promise.all([sweepUntil(context, stopping.signal, renew), serveUntil(context, stopping.signal)]);
  const stop = async (): Promise<void> => {
    stopping.abort();
    const patience = new AbortController();
    const finished = Promise.allSettled([runner.stop(), sweeping]).then(() => true);
    const late = delay(STOP_MS_MAX, false, { signal: patience.signal }).catch(() => false);
    const inTime = await Promise.race([finished, late]);
    patience.abort();
    presence.leave();
    // Who is late keeps its connection until the process ends; its jobs and leases run out for others.
    if (inTime) await pool.end();
  };
  let stopped: Promise<void> | null = null;
  return {
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

function openQueuePool(context: Context): Pool {
  return queuePool(context.owner, (error) => context.log.warn({ err: error }, "the queue lost a connection"));
}

/** Looks for what is due every second. One sweep ends before the next begins. */
async function sweepUntil(context: Context, stop: AbortSignal, renew: () => Promise<void>): Promise<void> {
  while (!stop.aborted) {
    try {
      await renew();
      await context.clock.refresh();
      await runDue(context, stop);
    } catch (error) {
      context.log.warn({ err: error }, "a sweep failed; the next one tries again");
    }
    await delay(SWEEP_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}

/** Looks every second for whom events wait, and serves them side by side; ends when those that are being served are done. */
async function serveUntil(context: Context, stop: AbortSignal): Promise<void> {
  const serving: Serving = new Map();
  while (!stop.aborted) {
    const began = await serveDue(context, serving, stop).catch((error: unknown) => {
      context.log.warn({ err: error }, "webhooks could not be looked for; the next sweep tries again");
      return false;
    });
    await delay(began ? SERVED_MS : SWEEP_MS, undefined, { signal: stop }).catch(() => undefined);
  }
  await Promise.all([...serving.values()].map(({ done }) => done));
}

/** Does what is due; work that fails keeps no other from its turn. Answers how often each did something. */
async function runDue(
  context: Context,
  stop: AbortSignal,
  works: readonly DueWork[] = DUE,
): Promise<ReadonlyMap<string, number>> {
  const ran = new Map<string, number>();
  for (const work of works) {
    if (stop.aborted) return ran;
    try {
      const times = await work.run(context, stop);
      if (times > 0) ran.set(work.name, times);
    } catch (error) {
      context.log.warn({ err: error, work: work.name }, "due work failed; the next sweep tries again");
    }
  }
  return ran;
}

interface Presence {
  /** Enters when the session was lost, or never was, and sees to what the dead left behind. */
  renew(): Promise<void>;
  /** Something of ours died too: looks once more for what was left behind. */
  doubt(): void;
  leave(): void;
}

function keepPresence(context: Context): Presence {
  let session: PoolClient | null = null;
  let doubtful = true;
  /** Whatever was taken before then, by somebody who does not live, is nobody's. */
  let since: Instant | null = null;
  const drop = (): void => {
    const lost = session;
    session = null;
    lost?.release(true);
  };
  const open = async (): Promise<PoolClient> => {
    const client = await context.owner.connect();
    session = client;
    for (const event of ["error", "end"]) client.once(event, () => (session === client ? drop() : undefined));
    return client;
  };
  return {
    async renew() {
      const entered = session !== null;
      const client = session ?? (await open());
      try {
        // A session that was lost took others with it: what they were about to store or to put away is in doubt too.
        if (doubtful || !entered) {
          since = await enter(client);
          doubtful = false;
        }
        const began = since;
        if (began !== null && (await ifAlone(client, () => takeOver(context, began)))) since = null;
      } catch (error) {
        if (session === client) drop();
        throw error;
      }
    },
    doubt() {
      doubtful = true;
    },
    leave: drop,
  };
}

/** Frees what workers hold that are no more. Only while no other worker lives: what was taken before we began is nobody's. */
async function takeOver(context: Context, began: Instant): Promise<void> {
  const workers = await releaseJobs(context.owner, began);
  const payouts = await endPayoutLeases(context.owner, began, context.channel.policy.sendLeaseMs);
  const notices = await endNoticeLeases(context.owner, began, NOTICE_LEASE_MS);
  const refunds = await endRefundLeases(context.owner, began, REFUND_POLICY.sendLeaseMs);
  const recoveries = await endAttemptLeases(context.owner, began, ATTEMPT_LEASE_MS);
  const webhooks = await endDeliveryLeases(context.owner, began, DELIVERY_LEASE_MS);
  if (workers + payouts + notices + refunds + recoveries + webhooks > 0) {
    const taken = { workers, payouts, notices, refunds, recoveries, webhooks };
    context.log.info(taken, "took over what a dead worker had begun");
  }
}

interface KeptRunner {
  /** Starts a runner when there is none: the last one ends when the database stays away too long. */
  renew(): Promise<void>;
  stop(): Promise<void>;
}

function keepRunner(context: Context, pool: Pool, stop: AbortSignal, onEnded: () => void): KeptRunner {
  let runner: Runner | null = null;
  return {
    async renew() {
      if (runner !== null || stop.aborted) return;
      const started = await run({
        ...queueOptions(context, pool, stop),
        concurrency: JOBS_AT_ONCE,
        parsedCronItems: [],
      });
      runner = started;
      const ended = (error: unknown): void => {
        if (runner !== started) return;
        runner = null;
        context.log.warn({ err: error }, "the job runner ended by itself; another one is started");
        onEnded();
      };
      // A runner that could not put a job away stops; when more than one was on its way, 0.17.3 never comes to the end of that.
      started.events.once("pool:gracefulShutdown", () => ended(undefined));
      started.promise.then(() => ended(undefined), ended);
    },
    async stop() {
      const last = runner;
      runner = null;
      await last?.stop();
    },
  };
}

function queueOptions(context: Context, pool: Pool, stop: AbortSignal): Parameters<typeof runOnce>[0] {
  return {
    pgPool: pool,
    noHandleSignals: true,
    pollInterval: POLL_MS,
    logger: loggerOf(context),
    // No local queue: when the database goes away while one holds jobs, 0.17.3 gives them back in a promise that nobody
    // handles, which ends the process. One job covers a whole batch, so taking them one by one costs next to nothing.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList: taskList(context, stop),
  };
}

function taskList(context: Context, stop: AbortSignal): TaskList {
  const entries = Object.entries(TASKS).map(([name, task]) => {
    // Payloads are written by `enqueue` alone, which knows their types.
    const perform = task as (context: Context, payload: never, stop: AbortSignal) => Promise<void>;
    return [name, (payload: unknown) => perform(context, payload as never, stop)];
  });
  return Object.fromEntries(entries) as TaskList;
}

const LEVELS = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;

function loggerOf({ log }: Context): Logger {
  return new Logger(({ taskIdentifier, jobId }) => (level, message) => {
    log[LEVELS[level as keyof typeof LEVELS]]({ task: taskIdentifier, jobId }, message);
  });
}

/** What settling did, and what it could not do. */
export interface Settled {
  /** How many jobs ended and how many steps were taken. */
  readonly ran: number;
  /** By name: a job's task, or the work that was due. */
  readonly jobs: readonly { readonly job: string; readonly times: number }[];
  /** Jobs that failed and are tried again later, by the clock on the wall; null when they never are. */
  readonly failing: readonly { readonly job: string; readonly attempts: number; readonly nextTryAt: string | null }[];
  /** Jobs and payouts that someone held for longer than settling waits. */
  readonly held: number;
}

/** Rounds of settling: work that always makes more work would otherwise never end. */
const ROUNDS_MAX = 1_000;
/** Longer than a lease: whoever holds something for so long is not going to end. */
const HELD_MS_MAX = 90_000;
const HELD_POLL_MS = 10;

/**
 * Runs all background work until nothing is due at the present business time, and waits for what others hold. A job that failed
 * waits for its next try as always, and is reported.
 */
export async function settle(context: Context): Promise<Settled> {
  const { signal: never } = new AbortController();
  const due = new Map<string, number>();
  const seen = new Map<bigint, QueueJob>();
  let held = 0;
  await context.clock.refresh();
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const ready = await remember(context, seen);
    if (ready.some((job) => job.ready)) await runReadyJobs(context, never);
    held = await whileHeld(context);
    const ran = await runDue(context, never, [...DUE, ...DUE_OUTSIDE]);
    for (const [name, times] of ran) due.set(name, (due.get(name) ?? 0) + times);
    if (ready.length === 0 && ran.size === 0) break;
    if (held > 0) break;
  }
  return report(seen, await ourJobs(context), due, held);
}

/** Jobs that are not done, of tasks that this release knows. */
async function ourJobs(context: Context): Promise<readonly QueueJob[]> {
  return (await queueJobs(context.owner)).filter((job) => job.task in TASKS);
}

async function runReadyJobs(context: Context, stop: AbortSignal): Promise<void> {
  const pool = openQueuePool(context);
  try {
    await runOnce(queueOptions(context, pool, stop));
  } finally {
    await pool.end();
  }
}

/** Jobs that are to be run now or are being run, noted for the report. */
async function remember(context: Context, seen: Map<bigint, QueueJob>): Promise<readonly QueueJob[]> {
  const jobs = (await ourJobs(context)).filter((job) => job.ready || job.held);
  for (const job of jobs) seen.set(job.job_id, job);
  return jobs;
}

/** Waits until nobody holds a job or a payout that is due. Answers how many are held when the patience ends. */
async function whileHeld(context: Context): Promise<number> {
  const patience = wallClockMs() + HELD_MS_MAX;
  for (;;) {
    const jobs = (await ourJobs(context)).filter((job) => job.held).length;
    const now = context.clock.now();
    const money = (await heldPayouts(context.owner, now)) + (await heldRefunds(context.owner, now));
    const told = (await heldNotices(context.owner, now)) + (await heldDeliveries(context.owner, now));
    const held = jobs + money + told + (await heldAttempts(context.owner, now));
    if (held === 0 || wallClockMs() > patience) return held;
    await delay(HELD_POLL_MS);
  }
}

function report(
  seen: ReadonlyMap<bigint, QueueJob>,
  left: readonly QueueJob[],
  due: ReadonlyMap<string, number>,
  held: number,
): Settled {
  const times = new Map(due);
  const waiting = new Set(left.map((job) => job.job_id));
  for (const { job_id: id, task } of seen.values()) if (!waiting.has(id)) times.set(task, (times.get(task) ?? 0) + 1);
  const jobs = [...times].map(([job, count]) => ({ job, times: count }));
  return {
    ran: jobs.reduce((sum, { times: count }) => sum + count, 0),
    jobs,
    failing: left.flatMap(({ task, attempts, attempts_max: max, next_try_at: at, held: isHeld }) =>
      isHeld || attempts === 0 ? [] : [{ job: task, attempts, nextTryAt: attempts < max ? formatInstant(at) : null }],
    ),
    held,
  };
}
