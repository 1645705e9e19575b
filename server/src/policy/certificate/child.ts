// Understands work that is done outside this process: one piece at a time, within a limit of time, by a child that may be killed.

import { type ChildProcess, fork } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { Refused, refuse } from "@anxin/core/refusal";
import type { ChildAnswer } from "./serve.js";

export interface Child<Work, Result> {
  /** Throws Refused `unavailable` while too many wait, when it takes too long, and when the child ends; an Error when the work failed. */
  run(work: Work): Promise<Result>;
  /** Ends the child; work in hand fails. */
  close(): void;
}

export interface ChildLimits {
  /** Longest time for one piece, the child's start included. */
  readonly workMsMax: number;
  /** Pieces that wait at once, the one in hand included. */
  readonly waitingMax: number;
}

const HEAP_MIB = 256;
/** A child that did so many pieces is replaced, so that nothing which it forgot to let go of stays. */
const PIECES_PER_CHILD_MAX = 1_000;

/** Compiled it is JavaScript; in a source tree tsx loads it. It is given no environment. */
function start(script: string): ChildProcess {
  const here = fileURLToPath(import.meta.url);
  const compiled = here.endsWith(".js");
  const forked = fork(new URL(compiled ? script : script.replace(/js$/, "ts"), import.meta.url), [], {
    execArgv: [`--max-old-space-size=${HEAP_MIB}`, ...(compiled ? [] : ["--import", "tsx"])],
    cwd: dirname(here),
    env: {},
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  // A child that waits for work keeps no server alive; it ends with us, when the channel closes.
  forked.unref();
  forked.channel?.unref();
  return forked;
}

/** A child that runs `script`, a file beside this one; started with the first piece of work, and again when it ended. */
export function child<Work extends object, Result>(script: string, limits: ChildLimits): Child<Work, Result> {
  let current: ChildProcess | null = null;
  let pieces = 0;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  function stop(): void {
    current?.kill("SIGKILL");
    current = null;
    pieces = 0;
  }

  function running(): ChildProcess {
    if (current !== null) return current;
    const started = start(script);
    const forget = (): void => {
      if (current === started) stop();
    };
    started.on("exit", forget).on("error", forget);
    current = started;
    return started;
  }

  async function work(piece: Work): Promise<Result> {
    const answer = await ask<Result>(running(), piece, limits.workMsMax).catch((error: unknown) => {
      stop();
      throw error;
    });
    pieces += 1;
    if (pieces >= PIECES_PER_CHILD_MAX) stop();
    if ("fault" in answer) throw new Error(`${script} failed: ${answer.fault}`);
    return answer.done;
  }

  return {
    async run(piece) {
      if (waiting >= limits.waitingMax) refuse("unavailable", "too many documents are being made; try again soon");
      waiting += 1;
      const turn = last.then(() => work(piece));
      last = turn.catch(() => undefined);
      return turn.finally(() => {
        waiting -= 1;
      });
    },
    close: stop,
  };
}

/** Sends one piece and waits for its answer, as long as the limit allows. */
function ask<Result>(asked: ChildProcess, piece: object, msMax: number): Promise<ChildAnswer<Result>> {
  return new Promise((resolve, reject) => {
    const fail = (detail: string): void => {
      settle();
      reject(new Refused({ code: "unavailable", detail }));
    };
    const heard = (message: unknown): void => {
      settle();
      resolve(message as ChildAnswer<Result>);
    };
    const ended = (): void => fail("the document was not made, since what makes it ended; try again");
    const late = setTimeout(() => fail(`the document was not made within ${msMax / 1_000} seconds; try again`), msMax);
    const settle = (): void => {
      clearTimeout(late);
      asked.off("message", heard).off("exit", ended).off("error", ended);
    };
    asked.on("message", heard).on("exit", ended).on("error", ended);
    asked.send(piece, (error) => {
      if (error !== null) ended();
    });
  });
}
