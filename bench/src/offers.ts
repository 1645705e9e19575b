// `npm run bench:offers`: requests a second of /v1/offers for a cart of 20 lines, as a ratio to an empty Fastify route with the
// same schemas.
//
//   npm run bench:offers                          about a minute
//   npm run bench:offers -- --smoke               a few seconds, to see that it works
//   npm run bench:offers -- --rounds 9 --seconds 5 --connections 16 --lines 1
//   npm run bench:offers -- --profile DIR         also has the server write a CPU profile

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Line, openLine, openShops } from "./marketplace.js";
import { type LoadResult, type LoadWish, plainShop, SHOPS } from "./offers-wire.js";
import { startProduct } from "./product.js";
import { median } from "./report.js";
import { between, usageOf } from "./usage.js";

const DEFAULT = { rounds: 5, seconds: 3, connections: 16, lines: 20 };
const SMOKE = { rounds: 1, seconds: 1, connections: 4, lines: 20 };
type Size = typeof DEFAULT;
const NUMBER_MAX = 1_000;

/** Who looks: few buyers who come again within the second that is remembered, or each one for the first time. */
const MIXES = [
  { name: "buyers who look again within a second", buyers: 200 },
  { name: "every request of another buyer", buyers: 0 },
] as const;

function readWish(args: readonly string[]): { size: Size; profileInto: string | undefined } {
  const text = { type: "string" } as const;
  const options = {
    rounds: text,
    seconds: text,
    connections: text,
    lines: text,
    profile: text,
    smoke: { type: "boolean" },
  } as const;
  const { values } = parseArgs({ args: [...args], options });
  const usual = values.smoke === true ? SMOKE : DEFAULT;
  const whole = (name: keyof Size): number => {
    const given = values[name];
    const value = given === undefined ? usual[name] : /^\d{1,4}$/.test(given) ? Number(given) : 0;
    if (value < 1 || value > NUMBER_MAX)
      throw new RangeError(`--${name} must be a whole number from 1 to ${NUMBER_MAX}`);
    return value;
  };
  const size = {
    rounds: whole("rounds"),
    seconds: whole("seconds"),
    connections: whole("connections"),
    lines: whole("lines"),
  };
  return { size, profileInto: values.profile };
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function child(file: string): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), { stdio: ["ignore", "inherit", "inherit", "ipc"] });
}

async function answerOf<T>(process: ChildProcess, message?: object): Promise<T> {
  const stop = new AbortController();
  const ended = once(process, "exit", { signal: stop.signal }).then(([code]) => {
    throw new Error(`a process of the benchmark ended early (${String(code)})`);
  });
  ended.catch(() => undefined);
  if (message !== undefined) process.send(message);
  const [answer] = (await Promise.race([once(process, "message"), ended])) as [T];
  stop.abort();
  return answer;
}

/** Shops that insure nothing themselves: every line of theirs is quoted. */
async function openPlainShops(line: Line): Promise<void> {
  const returnAddress = { province: "浙江省", city: "杭州市" };
  for (let number = 0; number < SHOPS; number++) {
    const path = `/v1/merchants/${plainShop(number)}`;
    const { status } = await line.call("PUT", path, { name: `Plain ${number}`, returnAddress, tier: "standard" });
    if (status >= 300) throw new Error(`PUT ${path} answered ${status}`);
  }
}

const rate = (results: readonly LoadResult[]): number =>
  results.reduce((sum, { requests }) => sum + requests, 0) / results.reduce((sum, { seconds }) => sum + seconds, 0);
const perSecond = (value: number): string => Math.round(value).toLocaleString("en").padStart(8);

/** A stretch of load, and what its server used meanwhile; null without /proc. */
interface Stretch extends LoadResult {
  readonly cpuUs: number | null;
}

type Measure = (side: "product" | "empty", buyers: number, stretches?: number) => Promise<Stretch>;
/** Stretches that warm a side up: a server that works has long been compiled. */
const WARM_STRETCHES = 4;

const cpuOf = (stretches: readonly Stretch[]): string => {
  const known = stretches.flatMap(({ cpuUs, requests }) => (cpuUs === null ? [] : [cpuUs / requests]));
  return known.length === 0 ? "unknown" : `${median(known).toFixed(0)} µs`;
};

/** One mix of buyers: rounds of product, empty, empty, product. */
async function measureMix(measure: Measure, { name, buyers }: (typeof MIXES)[number], rounds: number): Promise<void> {
  say(`\n${name}:`);
  const product: Stretch[] = [];
  const empty: Stretch[] = [];
  const ratios: number[] = [];
  await measure("product", buyers, WARM_STRETCHES);
  await measure("empty", buyers, WARM_STRETCHES);
  for (let round = 1; round <= rounds; round++) {
    const first = await measure("product", buyers);
    const others = [await measure("empty", buyers), await measure("empty", buyers)];
    const own = [first, await measure("product", buyers)];
    const ratio = rate(own) / rate(others);
    say(
      `  round ${round}/${rounds}  offers ${perSecond(rate(own))}/s   empty ${perSecond(rate(others))}/s   ratio ${ratio.toFixed(3)}`,
    );
    product.push(...own);
    empty.push(...others);
    ratios.push(ratio);
  }
  const times = (results: readonly LoadResult[]): string =>
    (["p50Ms", "p99Ms", "p999Ms"] as const)
      .map((part) => median(results.map((each) => each[part])).toFixed(2))
      .join(" / ");
  const bytes = median(product.map(({ answerBytes }) => answerBytes));
  const line = (side: readonly Stretch[]): string =>
    `${perSecond(rate(side))}/s, p50 / p99 / p99.9 ${times(side)} ms, CPU ${cpuOf(side)} a request`;
  say(`  ratio ${median(ratios).toFixed(3)} (${Math.min(...ratios).toFixed(3)} to ${Math.max(...ratios).toFixed(3)})`);
  say(`  offers ${line(product)}; ${Math.round(bytes)} bytes an answer`);
  say(`  empty  ${line(empty)}`);
}

async function main(): Promise<void> {
  const { size, profileInto } = readWish(process.argv.slice(2));
  const { rounds, seconds, connections, lines } = size;
  say(
    `${rounds} rounds of offers, empty, empty, offers: ${seconds} s each, ${connections} connections, carts of ${lines} lines`,
  );
  say(`Node ${process.versions.node}, ${cpus().length} cores shared by server, PostgreSQL and load generator`);
  const product = await startProduct(profileInto === undefined ? {} : { profileInto });
  const empty = child("./offers-empty.js");
  const load = child("./offers-load.js");
  const line = openLine(product.access, 4);
  try {
    const { url } = await answerOf<{ url: string }>(empty);
    await openShops(line);
    await openPlainShops(line);
    const { apiKey } = product.access;
    const measure: Measure = async (side, buyers, stretches = 1) => {
      const pid = side === "empty" ? (empty.pid ?? 0) : product.serverPid;
      const before = usageOf(pid, product.postmasterPid);
      const to = side === "empty" ? url : product.access.url;
      const result = await answerOf<LoadResult>(load, {
        url: to,
        apiKey,
        connections,
        seconds: seconds * stretches,
        lines,
        buyers,
      } satisfies LoadWish);
      const after = usageOf(pid, product.postmasterPid);
      return { ...result, cpuUs: before === null || after === null ? null : between(before, after).server };
    };
    for (const mix of MIXES) await measureMix(measure, mix, rounds);
  } finally {
    line.close();
    load.disconnect();
    empty.disconnect();
    await product.stop();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
