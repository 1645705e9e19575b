// Understands how a POST that is sent twice happens once: its answer is kept, in the transaction that made it.

import { createHash } from "node:crypto";
import { refuse } from "@anxin/core/refusal";
import { findKeptAnswer, insertKeptAnswer, type KeptAnswer, tryHoldKey } from "@anxin/store/idempotency";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "./api.js";
import { bodyHash } from "./json.js";
import { pathOf } from "./lists.js";

/** What a request says about itself; a part of Fastify's. */
interface KeyedRequest {
  readonly principal: Principal;
  readonly url: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** What is asked of a reply; a part of Fastify's. */
interface KeyedReply {
  code(status: number): unknown;
  header(name: string, value: string): unknown;
  serialize(payload: unknown): string | ArrayBuffer | Buffer;
  /** Typed by the route's schema; text that is serialized already passes through as it is. */
  send(payload: never): unknown;
}

const sendText = (reply: KeyedReply, text: string): unknown => reply.send(text as never);

/** What a creating call answers. `body` is serialized by the route's schema for `status`. */
export interface Created {
  readonly status: number;
  readonly body: unknown;
  readonly etag?: string;
}

const KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;
const KEY_LENGTH_MAX = 255;
const JSON_TYPE = "application/json; charset=utf-8";
/** Answers may name people, or be keys that are shown once: they are kept sealed. */
const PURPOSE = "idempotency";

/** Reads the key: `idempotency_key_missing` or `idempotency_key_invalid` when there is none that can be used. */
function keyOf(request: KeyedRequest): string {
  const key = request.headers["idempotency-key"];
  if (key === undefined)
    refuse("idempotency_key_missing", "send Idempotency-Key, the same for every retry of this operation");
  if (typeof key !== "string" || !KEY.test(key)) {
    refuse("idempotency_key_invalid", `Idempotency-Key is 1 to ${KEY_LENGTH_MAX} printable ASCII characters`, {
      limit: KEY_LENGTH_MAX,
      unit: "characters",
      errors: [
        { pointer: "/header/idempotency-key", code: "pattern", detail: "is not 1 to 255 printable ASCII characters" },
      ],
    });
  }
  return key;
}

/** 63 bits that stand for the key while its operation runs. A collision only makes somebody wait. */
function lockOf(tenantId: number, caller: string, path: string, key: string): bigint {
  const hash = createHash("sha256")
    .update(JSON.stringify([tenantId, caller, path, key]))
    .digest();
  return hash.readBigInt64BE(0);
}

function replay(context: Context, request: KeyedRequest, reply: KeyedReply, kept: KeptAnswer, hash: Buffer): void {
  if (!kept.bodyHash.equals(hash)) {
    refuse("idempotency_key_reused", "this key was used for another body; a new operation needs a new key");
  }
  reply.code(kept.status);
  reply.header("content-type", JSON_TYPE);
  reply.header("idempotency-replayed", "true");
  if (kept.etag !== null) reply.header("etag", kept.etag);
  const sealed = Buffer.from(kept.body, "base64");
  sendText(reply, context.vault.open(request.principal.tenantId, PURPOSE, sealed).toString());
}

/** Writes down what will be answered, and how it reads. */
async function keep(
  context: Context,
  tx: Tx,
  reply: KeyedReply,
  slot: { readonly caller: string; readonly path: string; readonly key: string; readonly hash: Buffer },
  created: Created,
): Promise<string> {
  reply.code(created.status);
  reply.header("content-type", JSON_TYPE);
  const text = reply.serialize(created.body).toString();
  const { caller, path, key, hash: bodyHash } = slot;
  await insertKeptAnswer(tx, {
    caller,
    path,
    key,
    bodyHash,
    status: created.status,
    body: context.vault.seal(tx.tenantId, PURPOSE, Buffer.from(text)).toString("base64"),
    etag: created.etag ?? null,
    createdAt: context.clock.now(),
  });
  return text;
}

/**
 * Runs `work` once for each key of this caller and path, in one transaction with the record of its answer: the same key and
 * body get the same answer again (with `Idempotency-Replayed: true`), another body 422, a call while the first still runs
 * 409. A refusal inside `work` rolls everything back and is not kept, so that the mended request may use the key.
 *
 * `work` may be run again after a deadlock: it has no effect outside the transaction. `fingerprint` stands for the body where
 * the body is not JSON.
 *
 * Statements: 3 around those of `work` (hold the key, look for an answer, keep the answer); 2 for a replay.
 */
export async function idempotently(
  context: Context,
  request: KeyedRequest,
  reply: KeyedReply,
  work: (tx: Tx) => Promise<Created>,
  fingerprint?: Buffer,
): Promise<void> {
  const key = keyOf(request);
  const { tenantId, caller } = request.principal;
  const path = pathOf(request);
  const hash = fingerprint ?? bodyHash(request.body);
  const outcome = await inTransaction(context.db, tenantId, async (tx) => {
    if (!(await tryHoldKey(tx, lockOf(tenantId, caller, path, key)))) {
      refuse("idempotency_key_running", "the first request with this key is still running; retry in a moment");
    }
    const kept = await findKeptAnswer(tx, { caller, path, key });
    if (kept !== null) return { kept };
    const created = await work(tx);
    return { created, text: await keep(context, tx, reply, { caller, path, key, hash }, created) };
  });
  if ("kept" in outcome) {
    replay(context, request, reply, outcome.kept, hash);
    return;
  }
  if (outcome.created.etag !== undefined) reply.header("etag", outcome.created.etag);
  sendText(reply, outcome.text);
}
