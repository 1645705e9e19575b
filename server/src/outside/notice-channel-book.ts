// The local stand-in for whoever delivers notices: it takes everything, and keeps what it took in a file a tenant.

import { appendFileSync, mkdirSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Audience, NoticeKind } from "@anxin/core/notice/notice";
import type { Text } from "@anxin/core/product/product";
import type { NoticeAnswer, NoticeChannel, OutgoingNotice } from "./notice-channel.js";

/** A notice as it was delivered. */
export interface DeliveredNotice {
  readonly noticeId: string;
  readonly audience: Audience;
  readonly recipientId: string;
  readonly kind: NoticeKind;
  readonly template: string;
  readonly text: Text;
  /** How often it was handed over; more than once where an answer was lost. */
  readonly times: number;
}

export interface NoticeBook extends NoticeChannel {
  /** What a tenant's people were told, or one of them, the latest first, at most `limit` notices. */
  delivered(
    tenantId: number,
    filter: { readonly recipientId: string | null; readonly limit: number },
  ): Promise<readonly DeliveredNotice[]>;
  /** Forgets what a tenant's people were told. */
  forget(tenantId: number): Promise<void>;
  /** How the next notices are answered, one each; then every one is accepted. */
  script(answers: readonly NoticeAnswer[]): void;
}

/** How much of the end of a file is read: some ten thousand notices. */
const TAIL_BYTES_MAX = 4_000_000;

type Line = Omit<DeliveredNotice, "times">;

/** Keeps notices below a directory, which is made if need be. */
export function noticeBook(directory: string): NoticeBook {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const pathOf = (tenantId: number): string => join(directory, `${tenantId}.jsonl`);
  const script: NoticeAnswer[] = [];
  return {
    name: "local",
    async send(notice) {
      const answer = script.shift() ?? { kind: "accepted" };
      if (answer.kind !== "accepted") return answer;
      // A line in one write, so that two processes with one book do not mix theirs.
      appendFileSync(pathOf(notice.tenantId), `${JSON.stringify(lineOf(notice))}\n`, { mode: 0o600 });
      return answer;
    },
    async delivered(tenantId, { recipientId, limit }) {
      const newest = new Map<string, DeliveredNotice>();
      for (const line of (await tailOf(pathOf(tenantId))).reverse()) {
        if (recipientId !== null && line.recipientId !== recipientId) continue;
        const times = (newest.get(line.noticeId)?.times ?? 0) + 1;
        if (times > 1 || newest.size < limit) newest.set(line.noticeId, { ...line, times });
      }
      return [...newest.values()];
    },
    forget: (tenantId) => rm(pathOf(tenantId), { force: true }),
    script(answers) {
      script.splice(0, script.length, ...answers);
    },
  };
}

function lineOf({ noticeId, audience, recipientId, kind, template, text }: OutgoingNotice): Line {
  return { noticeId, audience, recipientId, kind, template, text };
}

/** The last whole lines of a file; none where there is no file. A line that a killed process left half written is left out. */
async function tailOf(path: string): Promise<Line[]> {
  const file = await open(path, "r").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
  if (file === null) return [];
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - TAIL_BYTES_MAX);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    const lines = buffer.subarray(0, bytesRead).toString("utf8").split("\n");
    return lines.slice(from === 0 ? 0 : 1).flatMap(readLine);
  } finally {
    await file.close();
  }
}

function readLine(text: string): Line[] {
  try {
    return text === "" ? [] : [JSON.parse(text) as Line];
  } catch {
    return [];
  }
}
