// Understands how files from strangers are read outside this process: one at a time, within limits of time and memory.

import { type ChildProcess, fork } from "node:child_process";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { Refused, refuse } from "@anxin/core/refusal";
import { FILES_PER_READER_MAX, QUEUE_MAX, READ_MS_MAX, READER_HEAP_MIB, READER_MEMORY_MIB } from "./limits.js";
import type { ReadAnswer, ReadOrder, Reencoded } from "./reading.js";
import type { ReadableType } from "./sniff.js";

export interface Reencoder {
  /** Writes a file anew. Throws Refused: unreadable, unsupported, too large; or unavailable while too many files wait. */
  reencode(bytes: Buffer, type: ReadableType): Promise<Reencoded>;
  /** Ends the reader; a file in hand fails. */
  close(): void;
}

/** What the limits are; tests set smaller ones. */
export interface ReencoderLimits {
  readonly readMsMax: number;
  readonly memoryMib: number;
  readonly queueMax: number;
}

const LIMITS: ReencoderLimits = { readMsMax: READ_MS_MAX, memoryMib: READER_MEMORY_MIB, queueMax: QUEUE_MAX };
/** How often the reader's memory is looked at. */
const WATCH_EVERY_MS = 25;

/** Compiled the reader is JavaScript; in a source tree tsx loads it. It is given no environment: it has nothing to tell. */
function startReader(): ChildProcess {
  const here = fileURLToPath(import.meta.url);
  const compiled = here.endsWith(".js");
  const child = fork(new URL(compiled ? "./reencode-child.js" : "./reencode-child.ts", import.meta.url), [], {
    execArgv: [`--max-old-space-size=${READER_HEAP_MIB}`, ...(compiled ? [] : ["--import", "tsx"])],
    cwd: dirname(here),
    env: {},
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  // A reader that waits for work keeps no server alive; it ends with us, when the channel closes.
  child.unref();
  child.channel?.unref();
  return child;
}

/** Resident memory of a process in MiB; null where the system does not tell. */
async function residentMib(pid: number): Promise<number | null> {
  try {
    const match = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, "utf8"));
    return match === null ? null : Math.floor(Number(match[1]) / 1024);
  } catch {
    return null;
  }
}

export function reencoder(limits: ReencoderLimits = LIMITS): Reencoder {
  let reader: ChildProcess | null = null;
  let filesRead = 0;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  function stop(): void {
    reader?.kill("SIGKILL");
    reader = null;
    filesRead = 0;
  }

  /** The reader, started when there is none. One that ends while it waits is forgotten, and costs no file. */
  function running(): ChildProcess {
    if (reader !== null) return reader;
    const started = startReader();
    const forget = (): void => {
      if (reader === started) stop();
    };
    started.on("exit", forget).on("error", forget);
    reader = started;
    return started;
  }

  async function read(bytes: Buffer, type: ReadableType): Promise<Reencoded> {
    const answer = await ask(running(), { type, bytes }, limits).catch((error: unknown) => {
      stop();
      throw error;
    });
    filesRead += 1;
    if (filesRead >= FILES_PER_READER_MAX) stop();
    if ("fault" in answer) throw new Error(`the reader failed: ${answer.fault}`);
    if ("unread" in answer) throw new Refused(answer.unread);
    return answer.reencoded;
  }

  return {
    async reencode(bytes, type) {
      if (waiting >= limits.queueMax)
        refuse("unavailable", "too many files are being read; send it again in a few seconds");
      waiting += 1;
      const turn = last.then(() => read(bytes, type));
      last = turn.catch(() => undefined);
      return turn.finally(() => {
        waiting -= 1;
      });
    },
    close: stop,
  };
}

/** Sends one file and waits for its answer, as long and as much as the limits allow. */
function ask(reader: ChildProcess, order: ReadOrder, limits: ReencoderLimits): Promise<ReadAnswer> {
  return new Promise((resolve, reject) => {
    const fail = (detail: string): void => {
      settle();
      reject(new Refused({ code: "evidence_unreadable", detail }));
    };
    const heard = (message: unknown): void => {
      settle();
      resolve(message as ReadAnswer);
    };
    const ended = (): void => fail("the file could not be read; send the original photo or document");
    const late = setTimeout(
      () => fail(`the file could not be read within ${limits.readMsMax / 1000} seconds; send it in a smaller size`),
      limits.readMsMax,
    );
    const watch = setInterval(() => {
      void residentMib(reader.pid ?? 0).then((mib) => {
        if (mib !== null && mib > limits.memoryMib)
          fail("the file takes too much memory to read; send it in a smaller size");
      });
    }, WATCH_EVERY_MS);
    const settle = (): void => {
      clearTimeout(late);
      clearInterval(watch);
      reader.off("message", heard).off("exit", ended).off("error", ended);
    };
    reader.on("message", heard).on("exit", ended).on("error", ended);
    reader.send(order, (error) => {
      if (error !== null) ended();
    });
  });
}
