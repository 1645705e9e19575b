// Understands the call by which a piece of evidence is uploaded, from the order on.

import { Refused, refuse } from "@anxin/core/refusal";
import { findOrder } from "@anxin/store/order";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import fastifyMultipart from "@fastify/multipart";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Api, Principal } from "../http/api.js";
import { type Created, idempotently } from "../http/idempotency.js";
import { closedObject, ExternalId, fieldRefusal, nullable } from "../http/schema.js";
import { maySee } from "../http/sight.js";
import { laneOf } from "../order/load.js";
import { keepUpload, recordEvidence, sha256, type Upload } from "./accept.js";
import { UPLOADS_AT_ONCE_MAX, VIDEO_BYTES_MAX } from "./limits.js";
import { type Reencoder, reencoder } from "./reencode.js";
import { UPLOADERS } from "./sight.js";
import { tooLarge } from "./sniff.js";

/** Room for the boundaries and headers of the parts, and for the fields. */
const ENVELOPE_BYTES_MAX = 64 * 1024;
const PART = "file";
/** What may be said beside the file: as fields of the form, or in the query. */
const FIELDS = ["orderId", "kind"] as const;
type Field = (typeof FIELDS)[number];
const FIELD_BYTES_MAX = 256;
const LIMITS = {
  ...{ files: 1, fields: FIELDS.length, parts: 1 + FIELDS.length, headerPairs: 20 },
  ...{ fileSize: VIDEO_BYTES_MAX, fieldSize: FIELD_BYTES_MAX, fieldNameSize: 100 },
};

/** A kind of document, such as outer_box; the forms of products name theirs. */
const KIND = "^[a-z][a-z0-9_]{0,63}$";
const PATTERNS: Readonly<Record<Field, RegExp>> = {
  // As ExternalId: no control characters. Halves of surrogate pairs do not survive UTF-8.
  orderId: /^[^\p{Cc}]{1,64}$/u,
  kind: new RegExp(KIND),
};

const UploadView = Type.Object({
  evidenceId: Type.String(),
  sha256: Type.String({ description: "of the bytes as they are kept, hexadecimal" }),
  mediaType: Type.String(),
  bytes: Type.Integer(),
  reencoded: Type.Boolean({
    description:
      "whether it was decoded and written anew; false for a video, whose data beside picture and sound is emptied",
  }),
  orderId: nullable(Type.String()),
  kind: nullable(Type.String()),
  capturedAt: nullable(Type.String({ description: "when the file says that it was taken" })),
});

/** Registers the upload; the process that reads files ends with the server. */
export function uploadRoutes(api: Api, context: Context): void {
  const reader = reencoder();
  api.addHook("onClose", () => reader.close());
  api.register(async (scope) => {
    await scope.register(fastifyMultipart, { limits: LIMITS });
    uploadRoute(scope.withTypeProvider<TypeBoxTypeProvider>(), context, reader);
  });
}

function refuseField(field: string, code: string, detail: string): never {
  throw new Refused(fieldRefusal(`/${field}`, code, detail));
}

const oneFile = (detail: string): never => refuseField(PART, "one_file", detail);
const ONE_FILE = `send one part named "${PART}", and at most the fields ${FIELDS.join(" and ")}`;

const LIMIT_CODES = new Set(["FST_FILES_LIMIT", "FST_FIELDS_LIMIT", "FST_PARTS_LIMIT"]);

type Said = Partial<Record<Field, string>>;

/** Takes down one field. Refuses one that is said twice in different words, or in no words of its kind. */
function say(said: Said, field: Field, value: unknown): void {
  if (typeof value !== "string" || !PATTERNS[field].test(value)) refuseField(field, "pattern", "is not such a name");
  if (said[field] !== undefined && said[field] !== value)
    refuseField(field, "twice", "is said twice, with different values");
  said[field] = value;
}

/** The file and the fields of a form. Refuses every other shape of body. */
async function readUpload(request: FastifyRequest, query: Said): Promise<Upload> {
  if (!request.isMultipart())
    refuse("unsupported_media_type", `send multipart/form-data with one part named "${PART}"`);
  if (Number(request.headers["content-length"] ?? 0) > VIDEO_BYTES_MAX + ENVELOPE_BYTES_MAX)
    throw new Refused(tooLarge(VIDEO_BYTES_MAX));
  const said: Said = { ...query };
  let bytes: Buffer | null = null;
  try {
    for await (const part of request.parts()) {
      const field = FIELDS.find((name) => name === part.fieldname);
      if (part.type === "field" && field !== undefined) say(said, field, part.value);
      else if (part.type !== "file" || part.fieldname !== PART || bytes !== null) oneFile(ONE_FILE);
      else bytes = await part.toBuffer();
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "FST_REQ_FILE_TOO_LARGE") throw new Refused(tooLarge(VIDEO_BYTES_MAX));
    if (typeof code === "string" && LIMIT_CODES.has(code)) oneFile(ONE_FILE);
    if (error instanceof Refused || typeof code === "string") throw error;
    refuse("validation_failed", "the body is not well-formed multipart/form-data");
  }
  const { orderId = null, kind = null } = said;
  return { bytes: bytes ?? oneFile(`send a part named "${PART}"`), orderId, kind };
}

/** Stands for an upload: its bytes, and what was said of it. An upload of which nothing is said is its bytes. */
function fingerprintOf({ bytes, orderId, kind }: Upload): Buffer {
  const file = sha256(bytes);
  return orderId === null && kind === null
    ? file
    : sha256(Buffer.concat([file, Buffer.from(JSON.stringify([orderId, kind]))]));
}

/** Leaves a transaction in which nothing had been answered under the key yet. */
class NothingKept extends Error {}

type Keyed = Parameters<typeof idempotently>;

/** Answers from what was kept under the key; false when there is nothing, and the upload is worth reading. */
async function answeredBefore(
  context: Context,
  request: Keyed[1],
  reply: Keyed[2],
  fingerprint: Buffer,
): Promise<boolean> {
  try {
    await idempotently(context, request, reply, () => Promise.reject(new NothingKept()), fingerprint);
    return true;
  } catch (error) {
    if (error instanceof NothingKept) return false;
    throw error;
  }
}

/** Refuses an order that the uploader does not see: a file about it would lie where they have no business. */
async function requireOrder(context: Context, principal: Principal, { orderId }: Upload): Promise<void> {
  if (orderId === null) return;
  const order = await inTransaction(context.db, principal.tenantId, (tx) =>
    findOrder(tx, tx.tenantId, laneOf(orderId), orderId),
  );
  const seen = order !== null && maySee(principal, { merchantId: order.merchant_id, buyerId: order.buyer_id });
  if (!seen) refuseField("orderId", "unknown", `there is no order ${orderId}`);
}

function uploadRoute(api: Api, context: Context, reader: Reencoder): void {
  let inHand = 0;
  api.post(
    "/v1/evidence",
    {
      config: {
        access: UPLOADERS,
        idempotency: "required",
        problems: [
          "validation_failed",
          "unsupported_media_type",
          "evidence_unsupported",
          "evidence_too_large",
          "evidence_unreadable",
          "evidence_malicious",
          "evidence_infected",
        ],
      },
      bodyLimit: VIDEO_BYTES_MAX + ENVELOPE_BYTES_MAX,
      schema: {
        operationId: "uploadEvidence",
        tags: ["evidence"],
        summary: `Upload one photo, document or video (multipart, one part named "${PART}"); metadata and place are stripped`,
        description: `What it is about may be said in the query, or in fields of the form: ${FIELDS.join(", ")}. So it can be kept from the order on, and put into a claim later.`,
        consumes: ["multipart/form-data"],
        querystring: closedObject({
          orderId: Type.Optional(ExternalId),
          kind: Type.Optional(Type.String({ pattern: KIND, description: "kind of document, such as outer_box" })),
        }),
        response: { 201: UploadView },
      },
    },
    async (request, reply) => {
      if (inHand >= UPLOADS_AT_ONCE_MAX)
        refuse("unavailable", "too many files are being uploaded; send it again in a few seconds");
      inHand += 1;
      try {
        const upload = await readUpload(request, request.query);
        const fingerprint = fingerprintOf(upload);
        if (await answeredBefore(context, request, reply, fingerprint)) return reply;
        await requireOrder(context, request.principal, upload);
        const accepted = await keepUpload(context, reader, request.principal, upload);
        const record = async (tx: Tx): Promise<Created> => ({ status: 201, body: await recordEvidence(tx, accepted) });
        await idempotently(context, request, reply, record, fingerprint);
        return reply;
      } finally {
        inHand -= 1;
      }
    },
  );
}
