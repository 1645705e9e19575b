// Understands the calls by which evidence is uploaded and looked at.

import { parseId } from "@anxin/core/id";
import { Refused, refuse } from "@anxin/core/refusal";
import { findEvidence, type HeldEvidence } from "@anxin/store/evidence";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import fastifyMultipart from "@fastify/multipart";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api, Principal } from "../http/api.js";
import { type Created, idempotently } from "../http/idempotency.js";
import { fieldRefusal } from "../http/schema.js";
import { evidenceName, keepUpload, recordEvidence, sha256 } from "./accept.js";
import { UPLOAD_BYTES_MAX } from "./limits.js";
import { type Reencoder, reencoder } from "./reencode.js";

const UPLOADERS: Access = ["server", "buyer", "merchant", "adjuster"];
const READERS: Access = ["server", "buyer", "merchant", "adjuster", "supervisor", "auditor", "admin"];
const STAFF: readonly Principal["role"][] = ["adjuster", "supervisor", "auditor", "admin"];

/** Room for the boundaries and headers of the one part. */
const ENVELOPE_BYTES_MAX = 64 * 1024;
const PART = "file";
const LIMITS = { files: 1, fields: 0, parts: 1, fileSize: UPLOAD_BYTES_MAX, headerPairs: 20, fieldNameSize: 100 };

const EXTENSIONS: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "application/pdf": "pdf",
};

const EvidenceView = Type.Object({
  evidenceId: Type.String(),
  sha256: Type.String({ description: "of the bytes as they are kept, hexadecimal" }),
  mediaType: Type.String(),
  bytes: Type.Integer(),
});

export function evidenceRoutes(api: Api, context: Context): void {
  const reader = reencoder();
  api.addHook("onClose", () => reader.close());
  api.register(async (scope) => {
    await scope.register(fastifyMultipart, { limits: LIMITS });
    uploadRoute(scope.withTypeProvider<TypeBoxTypeProvider>(), context, reader);
  });
  downloadRoute(api, context);
}

function oneFile(detail: string): never {
  throw new Refused(fieldRefusal(`/${PART}`, "one_file", detail));
}

function tooLarge(): never {
  const detail = `the file is larger than ${UPLOAD_BYTES_MAX / (1024 * 1024)} MiB; send it in a smaller size`;
  refuse("evidence_too_large", detail, { limit: UPLOAD_BYTES_MAX, unit: "bytes" });
}

const LIMIT_CODES = new Set(["FST_FILES_LIMIT", "FST_FIELDS_LIMIT", "FST_PARTS_LIMIT"]);

/** The bytes of the one part named "file". Refuses every other shape of body. */
async function readUpload(request: FastifyRequest): Promise<Buffer> {
  if (!request.isMultipart())
    refuse("unsupported_media_type", `send multipart/form-data with one part named "${PART}"`);
  if (Number(request.headers["content-length"] ?? 0) > UPLOAD_BYTES_MAX + ENVELOPE_BYTES_MAX) tooLarge();
  let upload: Buffer | null = null;
  try {
    for await (const part of request.parts()) {
      if (part.type !== "file" || part.fieldname !== PART || upload !== null)
        oneFile(`send one part named "${PART}" and nothing else`);
      upload = await part.toBuffer();
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "FST_REQ_FILE_TOO_LARGE") tooLarge();
    if (typeof code === "string" && LIMIT_CODES.has(code)) oneFile(`send one part named "${PART}" and nothing else`);
    if (error instanceof Refused || typeof code === "string") throw error;
    refuse("validation_failed", "the body is not well-formed multipart/form-data");
  }
  return upload ?? oneFile(`send a part named "${PART}"`);
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

function uploadRoute(api: Api, context: Context, reader: Reencoder): void {
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
        ],
      },
      bodyLimit: UPLOAD_BYTES_MAX + ENVELOPE_BYTES_MAX,
      schema: {
        operationId: "uploadEvidence",
        tags: ["evidence"],
        summary: `Upload one photo or document (multipart, one part named "${PART}"); metadata and place are stripped`,
        consumes: ["multipart/form-data"],
        response: { 201: EvidenceView },
      },
    },
    async (request, reply) => {
      const upload = await readUpload(request);
      const fingerprint = sha256(upload);
      if (await answeredBefore(context, request, reply, fingerprint)) return reply;
      const row = await keepUpload(context, reader, request.principal, upload);
      const record = async (tx: Tx): Promise<Created> => ({ status: 201, body: await recordEvidence(tx, row) });
      await idempotently(context, request, reply, record, fingerprint);
      return reply;
    },
  );
}

/** Who sent it, who is a party to a claim that rests on it, the marketplace's server, and the insurer's desks. */
function mayLook({ role, subject, caller }: Principal, evidence: HeldEvidence): boolean {
  if (role === "server" || STAFF.includes(role) || evidence.uploadedBy === caller) return true;
  return role === "buyer"
    ? evidence.buyerIds.includes(subject)
    : role === "merchant" && evidence.merchantIds.includes(subject);
}

function downloadRoute(api: Api, context: Context): void {
  api.get(
    "/v1/evidence/:evidenceId",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        operationId: "readEvidence",
        tags: ["evidence"],
        summary: "The bytes of a piece of evidence, as an attachment",
        params: Type.Object({ evidenceId: Type.String({ maxLength: 64 }) }),
        produces: Object.keys(EXTENSIONS),
        response: { 200: Type.String({ format: "binary" }) },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      const evidenceId = parseId("evidence", params.evidenceId);
      const held =
        evidenceId === null
          ? undefined
          : (await inTransaction(context.db, principal.tenantId, (tx) => findEvidence(tx, [evidenceId]))).get(
              evidenceId,
            );
      const bytes =
        held === undefined || !mayLook(principal, held) ? null : await context.evidence.get(held.storageKey);
      if (held === undefined || bytes === null) refuse("not_found", `there is no evidence ${params.evidenceId}`);
      const name = `${evidenceName(held.evidenceId)}.${EXTENSIONS[held.mediaType] ?? "bin"}`;
      reply
        .header("content-type", held.mediaType)
        .header("content-disposition", `attachment; filename="${name}"`)
        .header("x-content-type-options", "nosniff")
        .header("content-security-policy", "sandbox; default-src 'none'")
        .header("cache-control", "private, no-store");
      return reply.send(bytes as unknown as string);
    },
  );
}
