// Understands how to talk to a running sandbox: where it is, with which key, and what to do when it is not there.

import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SandboxUser } from "@anxin/server/home/page";
import type { Language } from "./language.js";
import { TAGS } from "./language.js";

/** Why a story cannot go on, in words for the person who started it. */
export class StoryError extends Error {}

/** What the sandbox leaves in sandbox.json for whoever wants to call it; as far as the stories need it. */
export interface SandboxAccess {
  readonly url: string;
  readonly apiKey: string;
  readonly users: readonly SandboxUser[];
}

const START_ONE: Readonly<Record<Language, string>> = {
  zh: "请先在另一个终端启动沙箱：npm start，看到地址后再运行 npm run story。",
  en: "Start one in another terminal with npm start, wait for its address, then run npm run story again.",
};

/** Reads who runs on this data directory. Throws StoryError, which says how to start a sandbox, when nobody left word. */
export function readAccess(dataDirectory: string, language: Language): SandboxAccess {
  const path = join(dataDirectory, "sandbox.json");
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8")) as SandboxAccess;
  const missing = { zh: `没有正在运行的沙箱：找不到 ${path}。`, en: `No sandbox is running: there is no ${path}.` };
  throw new StoryError(`${missing[language]}\n${START_ONE[language]}`);
}

/** One caller: the marketplace's server, a buyer or merchant who came in through the portal, or a member of staff. */
export interface Caller {
  get<T>(path: string): Promise<T>;
  /** `on` is the path of what is changed: the call holds for the version that it has now. */
  put<T>(path: string, body: object, on?: string): Promise<T>;
  post<T>(path: string, body?: object, on?: string): Promise<T>;
  /** Uploads one file as multipart/form-data. */
  upload<T>(path: string, name: string, bytes: Buffer): Promise<T>;
}

interface Call {
  readonly method: "GET" | "PUT" | "POST";
  readonly path: string;
  readonly body?: string | FormData;
  readonly contentType?: string;
  readonly version?: string;
}

interface Answer {
  readonly text: string;
  readonly version: string;
}

/** A caller with this bearer token, who reads this language. Every other answer than success is a StoryError. */
export function callerOf(url: string, token: string, language: Language): Caller {
  const exchange = async ({ method, path, body, contentType, version }: Call): Promise<Answer> => {
    const answer = await reach(url, language, {
      method,
      path,
      headers: {
        authorization: `Bearer ${token}`,
        "accept-language": TAGS[language],
        ...(method === "POST" ? { "idempotency-key": randomUUID() } : {}),
        ...(contentType === undefined ? {} : { "content-type": contentType }),
        ...(version === undefined ? {} : { "if-match": version }),
      },
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new StoryError(`${method} ${path}: ${answer.status} ${text}`);
    return { text, version: answer.headers.get("etag") ?? "" };
  };
  const call = async <T>(given: Call): Promise<T> => JSON.parse((await exchange(given)).text) as T;
  const versionOf = async (path: string | undefined) =>
    path === undefined ? {} : { version: (await exchange({ method: "GET", path })).version };
  const json = (body: object | undefined) =>
    body === undefined ? {} : { body: JSON.stringify(body), contentType: "application/json" };
  return {
    get: (path) => call({ method: "GET", path }),
    put: async (path, body, on) => call({ method: "PUT", path, ...json(body), ...(await versionOf(on)) }),
    post: async (path, body, on) => call({ method: "POST", path, ...json(body), ...(await versionOf(on)) }),
    upload(path, name, bytes) {
      const form = new FormData();
      form.append("file", new Blob([new Uint8Array(bytes)], { type: "image/png" }), name);
      return call({ method: "POST", path, body: form });
    },
  };
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
}

async function reach(url: string, language: Language, { path, ...request }: Request): Promise<Response> {
  try {
    return await fetch(`${url}${path}`, request);
  } catch (error) {
    const silent = {
      zh: `${url} 没有应答：沙箱已经停止了吗？`,
      en: `${url} does not answer: was the sandbox stopped?`,
    };
    throw new StoryError(`${silent[language]}\n${START_ONE[language]}`, { cause: error });
  }
}
