import { DAY_MS, HOUR_MS } from "@anxin/core/time";
import { enqueueJob } from "@anxin/store/job";
import { queueJobs } from "@anxin/store/queue";
import { execute } from "@anxin/store/statement";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { rehearse } from "./outside/testing/rehearsal.js";
import { takePayout } from "./payout/send.js";
import { type Desk, openDesk, TENANT } from "./payout/testing/desk.js";
import { settle, startWorker, type Worker } from "./worker.js";

const rehearsal = rehearse();
afterAll(() => rehearsal.end());

let desk: Desk;
const workers: Worker[] = [];
beforeEach(async () => {
  desk = await openDesk(rehearsal);
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await desk.end();
});

async function start(): Promise<Worker> {
  const worker = await startWorker(desk.context);
  workers.push(worker);
  return worker;
}

const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 20 });
const paid = async (payoutId: bigint) => expect((await desk.read(payoutId)).status).toBe("succeeded");

/** Leaves the queue as a worker does that was killed with every job in its hands. */
async function holdAllJobs(): Promise<void> {
  await desk.database.owner.query(
    "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'pool-dead', attempts = 1",
  );
}

describe("the worker", () => {
  it("sends what a transaction asked for, without being told a time", async () => {
    await start();
    const payoutIds = await desk.grant([1_000n, 2_000n]);
    for (const payoutId of payoutIds) await until(() => paid(payoutId));
    await until(async () => expect(await queueJobs(desk.context.owner)).toEqual([]));
  });

  it("finds what is due by itself when its job was lost", async () => {
    const [payoutId = 0n] = await desk.grant([1_000n]);
    await desk.database.owner.query("delete from graphile_worker._private_jobs");
    await start();
    await until(() => paid(payoutId));
  });

  it("takes over at once what a killed worker held: its jobs and the lease of its payout", async () => {
    const [payoutId = 0n] = await desk.grant([1_000n]);
    await holdAllJobs();
    await takePayout(desk.context, TENANT, await desk.read(payoutId));
    expect((await desk.read(payoutId)).leased).toBe(true);
    await start();
    await until(async () => expect((await desk.read(payoutId)).status).toBe("unknown"));
    await until(async () => expect(await queueJobs(desk.context.owner)).toEqual([]));
    desk.advance(HOUR_MS);
    await until(() => paid(payoutId));
    expect(await desk.gateway.control.transfers()).toHaveLength(1);
  });

  it("leaves alone what another living worker holds", async () => {
    await start();
    await desk.database.owner.query("select graphile_worker.add_job('what_a_newer_release_does')");
    await desk.database.owner.query(
      "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'pool-newer'",
    );
    await start();
    await sweeps(2);
    expect((await queueJobs(desk.context.owner)).map(({ held }) => held)).toEqual([true]);
    // Settling does not wait for what this release knows nothing about.
    expect(await settle(desk.context)).toMatchObject({ held: 0, failing: [] });
  });

  it("goes on when every session of the database is cut, again and again", async () => {
    await start();
    const payoutIds: bigint[] = [];
    for (let round = 0; round < 10; round++) {
      // Our own session may be one of those that were cut.
      await until(async () => void payoutIds.push(...(await desk.grant([BigInt(1_000 + round)]))));
      await desk.database.owner.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
      );
    }
    for (const payoutId of payoutIds) {
      await until(async () => {
        desk.advance(60_000);
        await desk.expireLease(payoutId);
        await paid(payoutId);
      });
    }
    expect(await desk.gateway.control.transfers()).toHaveLength(10);
  });

  it("stops soon, and takes on nothing more", async () => {
    const worker = await start();
    await worker.stop();
    const [payoutId = 0n] = await desk.grant([1_000n]);
    expect((await desk.read(payoutId)).status).toBe("prepared");
    const { rows } = await desk.database.owner.query(
      `select 1 from pg_locks l join pg_database d on d.oid = l.database
       where l.locktype = 'advisory' and d.datname = current_database()`,
    );
    expect(rows).toEqual([]);
  });
});

/** Waits until the worker has looked for due work some more times: each sweep refreshes the clock once. */
async function sweeps(count: number): Promise<void> {
  const refresh = vi.spyOn(desk.context.clock, "refresh");
  await until(async () => expect(refresh.mock.calls.length).toBeGreaterThanOrEqual(count));
  refresh.mockRestore();
}

describe("settling", () => {
  it("runs everything that is due, says what, and does nothing the second time", async () => {
    const payoutIds = await desk.grant([1_000n, 2_000n]);
    const settled = await settle(desk.context);
    for (const payoutId of payoutIds) await paid(payoutId);
    expect(settled).toEqual({
      ran: 3,
      jobs: [
        { job: "close_day", times: 2 },
        { job: "send_payouts", times: 1 },
      ],
      failing: [],
      held: 0,
    });
    expect(await settle(desk.context)).toEqual({ ran: 0, jobs: [], failing: [], held: 0 });
  });

  it("runs what a moved clock makes due, and no more", async () => {
    await desk.gateway.control.script(["dealing"]);
    const [payoutId = 0n] = await desk.grant([1_000n]);
    await settle(desk.context);
    expect((await desk.read(payoutId)).status).toBe("unknown");
    desk.advance(2 * HOUR_MS);
    expect((await settle(desk.context)).jobs).toEqual([{ job: "due_payouts", times: 1 }]);
    await paid(payoutId);
    desk.advance(3 * DAY_MS);
    expect((await settle(desk.context)).jobs).toContainEqual({ job: "close_day", times: 2 });
  });

  it("works beside a living worker, and returns only when all is done", async () => {
    await start();
    for (let round = 0; round < 10; round++) {
      const payoutIds = await desk.grant([1_000n, 2_000n, 3_000n]);
      await settle(desk.context);
      for (const payoutId of payoutIds) await paid(payoutId);
    }
    expect(await desk.gateway.control.transfers()).toHaveLength(30);
  });

  it("ends with a job that fails, which waits for its next try as always", async () => {
    await execute(desk.context.owner, enqueueJob, ["send_payouts", '{"tenantId": 1, "payoutIds": ["nonsense"]}']);
    const settled = await settle(desk.context);
    expect(settled.failing).toEqual([{ job: "send_payouts", attempts: 1, nextTryAt: expect.stringMatching(/Z$/) }]);
    expect((await settle(desk.context)).failing).toHaveLength(1);
  });
});
