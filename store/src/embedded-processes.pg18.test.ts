import { spawn } from "node:child_process";
import { chownSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { type Postgres, postgresUrl, runningPostgres, startPostgres, supervisePostgres } from "./embedded.js";
import {
  copyLauncher,
  freshDirectory,
  type Launched,
  type LaunchOptions,
  launch,
  openFolder,
  query,
  removeLauncher,
  type Said,
} from "./testing/launcher.js";

vi.setConfig({ testTimeout: 60_000 });

const IS_ROOT = process.getuid?.() === 0;
const NOBODY = 65_534;
/** An id without a name, as containers like to use. */
const NAMELESS = 54_321;
/** Runs the rest in a mount namespace of its own, where the command that makes user namespaces can't be run. */
const HIDE = 'mount --bind /dev/null "$(command -v unshare)" && exec "$@"';
const WITHOUT_NAMESPACES = ["unshare", "--mount", "sh", "-c", HIDE, "sh"];

let directory: string;
const running: { readonly stop: () => Promise<void> }[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

/** Starts a server in this process that is stopped after the test, whatever becomes of it. */
async function start(): Promise<Postgres> {
  const server = await startPostgres({ directory });
  running.push(server);
  return server;
}

const ask = (server: Postgres, text: string) => query(postgresUrl(server, "postgres"), text);

let app: string;
const launched: Launched[] = [];

beforeAll(() => {
  app = openFolder();
  copyLauncher(app, true);
});
afterEach(async () => {
  for (const each of launched.splice(0)) {
    each.process.kill("SIGTERM");
    await each.ended;
  }
});
afterAll(() => removeLauncher(app));

function run(folder: string, options: LaunchOptions = {}): Launched {
  const one = launch(folder, directory, options);
  launched.push(one);
  return one;
}

const killed = async (one: Launched) => {
  one.process.kill("SIGKILL");
  await one.ended;
};

test("a server outlives its killed parent, and the next one takes it over as it runs", async () => {
  directory = freshDirectory();
  const parent = run(app);
  const said = await parent.says();
  await query(said.url ?? "", "create table kept as select 42 as answer");
  await killed(parent);
  const server = await start();
  expect(server).toMatchObject({ attached: true, pid: said.pid });
  expect(postgresUrl(server, "postgres")).toBe(said.url);
  expect(await ask(server, "select answer from kept")).toEqual([42]);
  await server.stop();
  expect(runningPostgres(directory)).toBeNull();
});

test("a supervised orphan is brought back as well", async () => {
  directory = freshDirectory();
  const parent = run(app);
  const said = await parent.says();
  await killed(parent);
  const server = await supervisePostgres({ directory });
  running.push(server);
  expect(server.pid).toBe(said.pid);
  process.kill(server.pid, "SIGKILL");
  await vi.waitFor(() => expect(server.pid).not.toBe(said.pid), 20_000);
  expect(await query(said.url ?? "", "select 1")).toEqual([1]);
});

test.each([
  ["it creates the data", /^cluster-.*PG_VERSION$/],
  ["the data is there", /^cluster\/data\/PG_VERSION$/],
  ["the server begins to start", /^postgres\.log$/],
  ["the server has written its pid", /^cluster\/data\/postmaster\.pid$/],
])("killed while %s, the parent leaves nothing that stops the next one", async (_, stage) => {
  directory = freshDirectory();
  const parent = run(app);
  const reached = () => readdirSync(directory, { recursive: true }).some((path) => stage.test(String(path)));
  await vi.waitFor(() => expect(reached()).toBe(true), { timeout: 20_000, interval: 1 });
  await killed(parent);
  expect(await ask(await start(), "select 1")).toEqual([1]);
  expect(readdirSync(directory).filter((name) => name.startsWith("cluster"))).toEqual(["cluster"]);
});

test("a second one is refused by name while the first lives, and harms nothing", async () => {
  directory = freshDirectory();
  const first = run(app);
  const said = await first.says();
  await expect(start()).rejects.toThrow(`in use by process ${first.process.pid}`);
  expect(await query(said.url ?? "", "select 1")).toEqual([1]);
});

test("of several that start at once exactly one wins, and the others say why not", async () => {
  directory = freshDirectory();
  const all: readonly Said[] = await Promise.all(Array.from({ length: 5 }, () => run(app).says()));
  const winners = all.filter(({ url }) => url !== undefined);
  expect(winners).toHaveLength(1);
  expect(await query(winners[0]?.url ?? "", "select 1")).toEqual([1]);
  for (const { url, refused } of all) if (url === undefined) expect(refused).toMatch(/in use by process \d+/);
});

test("of several that find an orphan exactly one takes it over", async () => {
  directory = freshDirectory();
  const parent = run(app);
  const { pid } = await parent.says();
  await killed(parent);
  const all: readonly Said[] = await Promise.all(Array.from({ length: 5 }, () => run(app).says()));
  expect(all.filter(({ url }) => url !== undefined)).toEqual([expect.objectContaining({ attached: true, pid })]);
});

test("Ctrl-C in the terminal reaches the parent and not the server", async () => {
  directory = freshDirectory();
  const parent = run(app);
  const said = await parent.says();
  // What a terminal does: the signal goes to the whole process group in the foreground.
  process.kill(-(parent.process.pid ?? 0), "SIGINT");
  expect(await parent.says()).toEqual({});
  expect(await query(said.url ?? "", "select 1")).toEqual([1]);
});

test("works after npm ci --ignore-scripts in a folder that can't be written", async () => {
  directory = freshDirectory();
  if (IS_ROOT) chownSync(directory, NOBODY, NOBODY);
  const fresh = openFolder();
  onTestFinished(() => removeLauncher(fresh));
  copyLauncher(fresh, true);
  const said = await run(fresh, IS_ROOT ? { uid: NOBODY } : {}).says();
  expect(said.refused).toBeUndefined();
  expect(await query(said.url ?? "", "select 1")).toEqual([1]);
  expect(readdirSync(join(directory, "lib")).length).toBeGreaterThan(0);
  expect(statSync(`/proc/${said.pid}`).uid).toBe(IS_ROOT ? NOBODY : process.getuid?.());
});

test("works as a user id without a name", async (context) => {
  if (!IS_ROOT) context.skip("only root can become another user");
  directory = freshDirectory();
  chownSync(directory, NAMELESS, NAMELESS);
  const said = await run(app, { uid: NAMELESS }).says();
  expect(said.refused).toBeUndefined();
  expect(await query(said.url ?? "", "select 1")).toEqual([1]);
});

test("as root takes a system user where namespaces are refused", async (context) => {
  if (!IS_ROOT || !(await succeeds([...WITHOUT_NAMESPACES, "true"]))) context.skip("only root can hide a command");
  directory = freshDirectory();
  const said = await run(app, { prefix: WITHOUT_NAMESPACES }).says();
  expect(said.refused).toBeUndefined();
  expect(await query(said.url ?? "", "select 1")).toEqual([1]);
  expect(statSync(join(directory, "cluster/data")).uid).not.toBe(0);
  await stopped();
  // What that user made, root can run again with namespaces.
  const server = await start();
  expect(await ask(server, "select 1")).toEqual([1]);
});

test("data that root made in a namespace goes over to a system user when those are refused", async (context) => {
  if (!IS_ROOT || !(await succeeds([...WITHOUT_NAMESPACES, "true"]))) context.skip("only root can hide a command");
  directory = freshDirectory();
  const first = await start();
  await ask(first, "create table kept as select 42 as answer");
  await first.stop();
  const said = await run(app, { prefix: WITHOUT_NAMESPACES }).says();
  expect(said.refused).toBeUndefined();
  expect(await query(said.url ?? "", "select answer from kept")).toEqual([42]);
});

test("a folder of another user is refused with advice", async (context) => {
  if (!IS_ROOT) context.skip("only root can become another user");
  directory = freshDirectory();
  const { refused } = await run(app, { uid: NOBODY }).says();
  expect(refused).toContain("belongs to another user: give another folder");
});

test("without the platform's package the way out is named", async () => {
  directory = freshDirectory();
  const bare = openFolder();
  onTestFinished(() => removeLauncher(bare));
  copyLauncher(bare, false);
  const { refused } = await run(bare).says();
  expect(refused).toMatch(/There is no embedded PostgreSQL here.*Set DATABASE_URL/s);
});

async function stopped(): Promise<void> {
  for (const each of launched.splice(0)) {
    each.process.kill("SIGTERM");
    await each.ended;
  }
}

function succeeds([command = "", ...words]: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    spawn(command, words, { stdio: "ignore" })
      .once("error", () => resolve(false))
      .once("exit", (code) => resolve(code === 0));
  });
}
