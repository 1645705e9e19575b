// `npm run bench:rating`: the nightly repricing of a marketplace, how long it takes and what memory, and that it can be killed.
//
//   npm run bench:rating                   20,000 merchants, 1,000,000 buyers: some minutes, most of them to make the history
//   npm run bench:rating -- --smoke        a few seconds, to see that it works
//   npm run bench:rating -- --buyers 100000 --merchants 2000 --policies 500000
//   npm run bench:rating -- --write        also writes bench/results/rating.md

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { addDays, type Day, instant, parseDay, startOfDay } from "@anxin/core/time";
import { connect, type Pool } from "@anxin/store/connection";
import { postgresUrl, startPostgres } from "@anxin/store/embedded";
import { migrate } from "@anxin/store/migrate";
import { addTenant } from "@anxin/store/tenant";
import { type History, makeHistory } from "./rating-history.js";

const CHILD = fileURLToPath(new URL("./rating-child.js", import.meta.url));
const RESULT = fileURLToPath(new URL("../results/rating.md", import.meta.url));
const TENANT = 1;
const RUN_ON = parseDay("2026-11-11") as Day;
const FULL = { merchants: 20_000, buyers: 1_000_000, policies: 6_000_000 };
const SMOKE = { merchants: 200, buyers: 10_000, policies: 50_000 };
/** The child is killed once so much of its work is committed. */
const KILL_AT = 0.4;
const POLL_MS = 2;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** What a child says of its run. */
interface Told {
  readonly state: string;
  readonly done: number;
  readonly changed: number;
  readonly blocked: number;
  readonly exposures: number;
  readonly returns: number;
  readonly hash: string;
  readonly seconds: number;
  readonly peakMiB: number;
}

interface Place {
  readonly pool: Pool;
  readonly url: string;
  /** Subjects on a page; the result's hash goes from page to page. */
  readonly pageSize: number;
}

function start({ url, pageSize }: Place, day: Day, again: boolean): ChildProcess {
  const words = [CHILD, url, String(TENANT), String(startOfDay(day)), String(pageSize), ...(again ? ["again"] : [])];
  return spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
}

async function night(place: Place, day: Day, again = false): Promise<Told> {
  const child = start(place, day, again);
  let text = "";
  child.stdout?.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`a night ended with ${code}`);
  const told = JSON.parse(text) as Told;
  if (told.state !== "done") throw new Error(`a night ended ${told.state}`);
  return told;
}

/** Begins a night, kills it with SIGKILL in the middle, and answers how many subjects were done by then. */
async function killedNight(place: Place, day: Day): Promise<number> {
  const child = start(place, day, false);
  const ended = once(child, "close");
  for (;;) {
    const run = await betweenPages(place.pool, day);
    if (run !== null && run.total > 0n && Number(run.done) >= KILL_AT * Number(run.total)) {
      child.kill("SIGKILL");
      await ended;
      if (run.state !== "running") throw new Error("the night was over before it could be killed");
      return Number(run.done);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

interface Progress {
  readonly done: bigint;
  readonly total: bigint;
  readonly state: string;
}

/** How far a night is, read between two of its pages: the lock is waited for in turn with them, so that none goes by unseen. */
async function betweenPages(pool: Pool, day: Day): Promise<Progress | null> {
  const rows = await unhurried<Progress>(
    pool,
    "select done, total, state from rating_run where run_on = $1::date order by sequence desc limit 1 for update",
    [day],
  );
  return rows[0] ?? null;
}

/** Asks something that may take longer than any request of the product. */
async function unhurried<T extends object>(pool: Pool, text: string, values: readonly unknown[] = []): Promise<T[]> {
  const client = await pool.connect();
  try {
    await client.query("begin; set local statement_timeout = 0; set local lock_timeout = 0");
    const { rows } = await client.query<T>({ text, values: [...values] });
    return rows;
  } finally {
    await client.query("rollback");
    client.release();
  }
}

interface Gate {
  readonly name: string;
  readonly holds: boolean;
}

interface Report {
  readonly history: History;
  readonly first: Told;
  readonly again: Told;
  readonly resumed: Told;
  readonly next: Told;
  readonly killedAt: number;
  readonly gates: readonly Gate[];
}

async function one(pool: Pool, sql: string): Promise<bigint> {
  const rows = await unhurried<{ value: string }>(pool, `select (${sql})::text as value`);
  return BigInt(rows[0]?.value ?? "0");
}

/** All that was decided, as one number: of two runs over the same history it is the same. */
const BANDS = `select coalesce(sum(hashtextextended(concat_ws(' ', subject_kind, subject_id, decided_on, effective_on, band, exposures, returns,
  weighted_ppm), 0)::numeric), 0) + (select count(*) from buyer_block) from rating_band`;

/** The policies that count on a day, read directly. */
const window = (day: Day): string => `from policy where issued_at < at_ms(${startOfDay(day)})
  and bound_at >= at_ms(${startOfDay(addDays(day, -90))}) and bound_at < at_ms(${startOfDay(day)})`;

/** As if the night before a day had not been: what it counted stays, as it would when a run is killed. */
async function forgetNight(pool: Pool, day: Day): Promise<void> {
  await pool.query({ text: "delete from rating_run where run_on = $1::date", values: [day] });
  await pool.query({ text: "delete from rating_band where decided_on = $1::date", values: [day] });
  await pool.query({ text: "delete from buyer_block where effective_on = $1::date", values: [day] });
}

async function measure(place: Place, history: History): Promise<Report> {
  const { runOn } = history;
  const { pool } = place;
  say("the first night: counts ninety days");
  const first = await night(place, runOn);
  const policies = await one(pool, `select count(*) ${window(runOn)}`);
  const subjects = await one(pool, `select count(distinct merchant_id) + count(distinct buyer_id) ${window(runOn)}`);
  const bands = await one(pool, BANDS);
  say("the same night again");
  const again = await night(place, runOn, true);
  const untouched = (await one(pool, BANDS)) === bands;
  say("the next night: counts one day more");
  const tomorrow = addDays(runOn, 1);
  const next = await night(place, tomorrow);
  const nextBands = await one(pool, BANDS);
  say("the next night once more, killed with SIGKILL, and taken up");
  await forgetNight(pool, tomorrow);
  const killedAt = await killedNight(place, tomorrow);
  const resumed = await night(place, tomorrow);
  const rebuilt = (await one(pool, BANDS)) === nextBands;
  const done = BigInt(first.done);
  return {
    ...{ history, first, again, resumed, next, killedAt },
    gates: [
      { name: "everybody with history was rated", holds: done === subjects },
      { name: "every policy of the window was counted", holds: BigInt(first.exposures) === policies },
      {
        name: "the same day again: nothing changed, same hash",
        holds: again.changed === 0 && again.hash === first.hash && untouched,
      },
      { name: "killed and taken up: same hash, same rows", holds: resumed.hash === next.hash && rebuilt },
      { name: "taken up, not begun anew", holds: killedAt > 0 && resumed.done === next.done },
    ],
  };
}

const whole = (value: number): string => Math.round(value).toLocaleString("en");

function reportOf({ history, first, again, resumed, next, killedAt, gates }: Report): string {
  const row = (name: string, { seconds, done, changed, blocked, peakMiB, hash }: Told): string =>
    `| ${name} | ${seconds.toFixed(1)} | ${whole(done / seconds)} | ${whole(changed)} | ${whole(blocked)} | ${peakMiB} | \`${hash.slice(0, 16)}\` |`;
  const { merchants, buyers, policies } = history;
  return [
    `${whole(merchants)} merchants, ${whole(buyers)} buyers, ${whole(policies)} policies in 91 days; ${whole(first.done)} had some in the window. ${availableParallelism()} cores and ${Math.round(totalmem() / 2 ** 30)} GiB shared by node, PostgreSQL and whatever else ran (load average ${loadavg()
      .map((load) => load.toFixed(1))
      .join(", ")}).`,
    "",
    "| night | seconds | subjects/s | changed | blocked | peak RSS of node, MiB | result |",
    "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
    row("the first, which counts 90 days", first),
    row("the same day again", again),
    row("the next, which counts one day more", next),
    row(`the next once more, killed at ${whole(killedAt)}: from there on`, resumed),
    "",
    ...gates.map(({ name, holds }) => `- ${holds ? "holds" : "BROKEN"}: ${name}`),
    "",
  ].join("\n");
}

function readWish(args: readonly string[]): { readonly size: typeof FULL; readonly write: boolean } {
  const number = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = { merchants: number, buyers: number, policies: number, smoke: flag, write: flag };
  const { values } = parseArgs({ args: [...args], options });
  const usual = values.smoke === true ? SMOKE : FULL;
  const size = (name: keyof typeof FULL): number => {
    const text = values[name];
    if (text === undefined) return usual[name];
    if (!/^[1-9]\d{0,7}$/.test(text)) throw new RangeError(`--${name} must be a whole number from 1 to 99999999`);
    return Number(text);
  };
  const wished = { merchants: size("merchants"), buyers: size("buyers"), policies: size("policies") };
  return { size: wished, write: values.write ?? false };
}

/** A hundred pages, up to as many subjects as the product takes. */
const pageSizeOf = ({ merchants, buyers }: typeof FULL): number =>
  Math.min(10_000, Math.max(1, Math.floor((merchants + buyers) / 100)));

async function main(): Promise<void> {
  const { size, write } = readWish(process.argv.slice(2));
  const directory = mkdtempSync(join(tmpdir(), "anxin-bench-rating-"));
  const postgres = await startPostgres({ directory });
  const url = postgresUrl(postgres, "postgres");
  const pool = connect({ connectionString: url, max: 2, applicationName: "anxin bench" });
  try {
    await migrate(pool);
    await addTenant(pool, { tenantId: TENANT, code: "bench", name: "Bench" }, instant(startOfDay(RUN_ON)));
    const history: History = { tenantId: TENANT, ...size, runOn: RUN_ON };
    say("making the history");
    await makeHistory(pool, history, say);
    const report = await measure({ pool, url, pageSize: pageSizeOf(size) }, history);
    const text = reportOf(report);
    say(`\n${text}`);
    if (report.gates.some(({ holds }) => !holds)) throw new Error("a gate is broken: no figure counts");
    if (!write) return;
    mkdirSync(dirname(RESULT), { recursive: true });
    writeFileSync(
      RESULT,
      `# The nightly repricing\n\nWritten by \`npm run bench:rating -- --write\`, on one machine on one day.\n\n${text}`,
    );
  } finally {
    await pool.end();
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
