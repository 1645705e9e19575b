import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Client } from "pg";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { connect } from "./connection.js";
import { isRunning, observe, wasStartedOn } from "./embedded/process.js";
import {
  type Postgres,
  type PostgresOptions,
  postgresUrl,
  runningPostgres,
  startPostgres,
  supervisePostgres,
} from "./embedded.js";
import { freshDirectory, query } from "./testing/launcher.js";
import { POSTGRES_15 } from "./testing/postgres-setup.js";

vi.setConfig({ testTimeout: 60_000 });

let directory: string;
const running: { readonly stop: () => Promise<void> }[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

/** Starts a server that is stopped after the test, whatever becomes of it. */
async function start(options: Partial<PostgresOptions> = {}): Promise<Postgres> {
  const server = await startPostgres({ directory, ...options });
  running.push(server);
  return server;
}

const ask = (server: Postgres, text: string) => query(postgresUrl(server, "postgres"), text);

const servers = [
  { name: "the embedded server", binaries: {} },
  ...(existsSync(POSTGRES_15) ? [{ name: "PostgreSQL 15", binaries: { binaries: POSTGRES_15 } }] : []),
];

describe.each(servers)("$name", ({ binaries }) => {
  test("is safe as it comes: durable, checked, known to nobody else", async () => {
    directory = join(freshDirectory(), "a", "b");
    const server = await start(binaries);
    const names = ["fsync", "synchronous_commit", "full_page_writes", "data_checksums", "listen_addresses"];
    names.push("unix_socket_directories", "server_encoding", "password_encryption");
    const values = await ask(server, `select current_setting(n) from unnest('{${names}}'::text[]) as n`);
    expect(values).toEqual(["on", "on", "on", "on", "127.0.0.1", "", "UTF8", "scram-sha-256"]);
    expect(await ask(server, "select datcollate from pg_database where datname = 'postgres'")).toEqual(["C.UTF-8"]);
    expect(statSync(join(directory, "cluster/password")).mode & 0o777).toBe(0o600);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    expect(server.attached).toBe(false);
    await expect(ask({ ...server, password: "guess" }, "select 1")).rejects.toThrow("password authentication failed");
  });

  test("keeps its rows, password and name over a restart", async () => {
    directory = freshDirectory();
    const first = await start(binaries);
    await ask(first, "create table kept as select 42 as answer");
    expect(runningPostgres(directory)).toMatchObject({ port: first.port, password: first.password });
    await first.stop();
    await first.stop();
    expect(runningPostgres(directory)).toBeNull();
    const second = await start(binaries);
    expect(second.password).toBe(first.password);
    expect(await ask(second, "select answer from kept")).toEqual([42]);
  });

  test("has every acknowledged row after kill -9 in the middle of writing", async () => {
    directory = freshDirectory();
    const first = await start(binaries);
    await ask(first, "create table paid (id int primary key)");
    const pool = connect({ connectionString: postgresUrl(first, "postgres"), max: 8, applicationName: "writer" });
    const acknowledged: number[] = [];
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let id = writer; ; id += 8) {
        await pool.query("insert into paid values ($1)", [id]);
        acknowledged.push(id);
      }
    }).map((writing) => expect(writing).rejects.toThrow());
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(500), 20_000);
    process.kill(first.pid, "SIGKILL");
    await Promise.all(writers);
    await pool.end();
    await first.stop();
    const second = await start(binaries);
    const present = new Set(await ask(second, "select id from paid"));
    expect(acknowledged.filter((id) => !present.has(id))).toEqual([]);
  });
});

describe("settings", () => {
  test("go over our own, and the port is the one asked for", async () => {
    directory = freshDirectory();
    const first = await start();
    await first.stop();
    const second = await start({ port: first.port, settings: { work_mem: "5MB", max_connections: "17" } });
    expect(second.port).toBe(first.port);
    const names = ["work_mem", "max_connections", "shared_buffers", "max_wal_size", "wal_compression"];
    const values = await ask(second, `select current_setting(n) from unnest('{${names}}'::text[]) as n`);
    expect(values).toEqual(["5MB", "17", "256MB", "2GB", expect.stringMatching(/^(off|lz4)$/)]);
  });
});

describe("what stands in the way is told with what to do", () => {
  test("a port that is taken", async () => {
    directory = freshDirectory();
    const squatter = createServer();
    onTestFinished(() => {
      squatter.close();
    });
    await new Promise<void>((resolve) => squatter.listen(0, "127.0.0.1", resolve));
    const address = squatter.address();
    const port = address !== null && typeof address !== "string" ? address.port : 0;
    await expect(start({ port })).rejects.toThrow(`Port ${port} is taken: stop what listens there`);
    expect(await ask(await start(), "select 1")).toEqual([1]);
  });

  test("a folder without PostgreSQL's programs", async () => {
    directory = freshDirectory();
    await expect(start({ binaries: "/nowhere" })).rejects.toThrow(/does not hold PostgreSQL's programs.*DATABASE_URL/);
  });

  test("a setting that the server does not take", async () => {
    directory = freshDirectory();
    await expect(start({ settings: { work_mem: "lots" } })).rejects.toThrow(/did not start.*work_mem/s);
  });

  test("data of another major version", async () => {
    directory = freshDirectory();
    await (await start()).stop();
    writeFileSync(join(directory, "cluster/data/PG_VERSION"), "12\n");
    await expect(start()).rejects.toThrow("holds data of PostgreSQL 12, and the programs here are version 18");
  });

  test("a folder that this process runs already", async () => {
    directory = freshDirectory();
    const first = await start();
    await expect(start()).rejects.toThrow("in use by this process already");
    expect(await ask(first, "select 1")).toEqual([1]);
  });
});

describe("what a crash leaves behind", () => {
  test("an initdb that was killed half way is swept away", async () => {
    directory = freshDirectory();
    mkdirSync(join(directory, "cluster-0123456789ab/data"), { recursive: true });
    expect(await ask(await start(), "select 1")).toEqual([1]);
    expect(readdirSync(directory).filter((name) => name.startsWith("cluster"))).toEqual(["cluster"]);
  });

  /** Makes the folder look as if the postmaster with this id had been killed. */
  async function leaveBehind(pid: number): Promise<void> {
    const server = await start();
    const pidFile = join(directory, "cluster/data/postmaster.pid");
    copyFileSync(pidFile, join(directory, "saved"));
    await server.stop();
    writeFileSync(pidFile, readFileSync(join(directory, "saved"), "utf8").replace(/^\d+/, String(pid)));
  }

  test("a backend that computes on without its postmaster is ended", async () => {
    directory = freshDirectory();
    const first = await start();
    await ask(first, "create table kept as select 42 as answer");
    const endless = expect(ask(first, "do $$ begin loop end loop; end $$")).rejects.toThrow();
    const computing = "select pid from pg_stat_activity where query like 'do %' and state = 'active'";
    const backend = await vi.waitFor(async () => {
      const [pid] = await ask(first, computing);
      expect(pid).toEqual(expect.any(Number));
      return Number(pid);
    }, 20_000);
    process.kill(first.pid, "SIGKILL");
    await first.stop();
    expect(isRunning(backend)).toBe(true);
    expect(await ask(await start(), "select answer from kept")).toEqual([42]);
    expect(isRunning(backend)).toBe(false);
    await endless;
  });

  test("a pid file whose process is gone does not keep the server from starting", async () => {
    directory = freshDirectory();
    const gone = spawn("true");
    await new Promise((resolve) => gone.once("exit", resolve));
    await leaveBehind(gone.pid ?? 0);
    const server = await start();
    expect(server.attached).toBe(false);
    expect(await ask(server, "select 1")).toEqual([1]);
  });

  test("a pid file whose number a stranger got does not either, and the stranger lives", async () => {
    directory = freshDirectory();
    const stranger = spawn("sleep", ["600"]);
    onTestFinished(() => {
      stranger.kill("SIGKILL");
    });
    await leaveBehind(stranger.pid ?? 0);
    const server = await start();
    expect(await ask(server, "select 1")).toEqual([1]);
    await server.stop();
    expect(stranger.exitCode).toBeNull();
    expect(stranger.signalCode).toBeNull();
  });

  test("a pid file of a zombie that nobody collects does not either", async () => {
    directory = freshDirectory();
    // The shell becomes a sleep that never asks for the child which it started before.
    const parent = spawn("sh", ["-c", "sleep 600 & echo $!; exec sleep 601"], { stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => {
      parent.kill("SIGKILL");
    });
    const { value } = await createInterface({ input: parent.stdout })[Symbol.asyncIterator]().next();
    await vi.waitFor(() => expect(wasStartedOn(parent.pid ?? 0, "601")).toBe(true), 20_000);
    process.kill(Number(value), "SIGKILL");
    await vi.waitFor(() => expect(observe(Number(value))).toMatchObject({ zombie: true }), 20_000);
    await leaveBehind(Number(value));
    expect(await ask(await start(), "select 1")).toEqual([1]);
  });
});

describe("supervision", () => {
  async function supervise(events: string[] = []): Promise<Postgres> {
    const server = await supervisePostgres({ directory, report: (event) => events.push(event) });
    running.push(server);
    return server;
  }

  test("brings the server back on its port after each kill -9", async () => {
    directory = freshDirectory();
    const events: string[] = [];
    const server = await supervise(events);
    const { port } = server;
    await ask(server, "create table lives (pid int)");
    const pool = connect({ connectionString: postgresUrl(server, "postgres"), max: 2, applicationName: "user" });
    for (let round = 1; round <= 3; round += 1) {
      const killed = server.pid;
      await pool.query("insert into lives values ($1)", [killed]);
      process.kill(killed, "SIGKILL");
      await vi.waitFor(() => expect(server.pid).not.toBe(killed), 20_000);
      await vi.waitFor(async () => {
        const { rowCount } = await pool.query("select from lives");
        expect(rowCount).toBe(round);
      }, 20_000);
    }
    await pool.end();
    expect(server.port).toBe(port);
    expect(events.filter((event) => event.includes("died"))).toHaveLength(3);
    expect(events.filter((event) => event.includes("runs again"))).toHaveLength(3);
  });

  test("does not bring back what was stopped", async () => {
    directory = freshDirectory();
    const events: string[] = [];
    const server = await supervise(events);
    await server.stop();
    expect(runningPostgres(directory)).toBeNull();
    expect(events).toEqual([]);
    expect(await ask(await start(), "select 1")).toEqual([1]);
  });

  test("leaves a crashed backend to the server itself", async () => {
    directory = freshDirectory();
    const server = await supervise();
    const { pid } = server;
    const client = new Client(postgresUrl(server, "postgres"));
    client.on("error", () => undefined);
    await client.connect();
    const { rows } = await client.query<{ backend: number }>("select pg_backend_pid() as backend");
    const ended = new Promise<void>((resolve) => client.once("end", () => resolve()));
    process.kill(rows[0]?.backend ?? 0, "SIGKILL");
    await ended;
    await vi.waitFor(async () => expect(await ask(server, "select 1")).toEqual([1]), 20_000);
    expect(server.pid).toBe(pid);
  });
});
