// Keeps evidence files in a bucket of S3, or of a service that speaks its protocol.

import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { checkKey, type EvidenceStore } from "./evidence-store.js";

export interface S3Config {
  readonly bucket: string;
  readonly region: string;
  /** Null: Amazon's own for the region. */
  readonly endpoint: string | null;
  /** Null: those of the machine, as the client finds them. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | null;
  /** Whether the bucket stands in the path and not in the name of the host. */
  readonly pathStyle: boolean;
  /** For one request, each of the few attempts of it. */
  readonly timeoutMs: number;
}

export interface S3EvidenceStore extends EvidenceStore {
  close(): void;
}

/** Tries of a request, the first included; the client waits between them. */
const ATTEMPTS_MAX = 3;
const FOLDER = "evidence";

/**
 * Keeps files below `evidence/`. A file appears under its key whole or not at all, as S3 promises for every object, and is
 * compared by it with the checksum that is sent along.
 */
export function s3EvidenceStore(config: S3Config): S3EvidenceStore {
  const { bucket, region, endpoint, credentials, pathStyle, timeoutMs } = config;
  const client = new S3Client({
    region,
    forcePathStyle: pathStyle,
    maxAttempts: ATTEMPTS_MAX,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: timeoutMs, requestTimeout: timeoutMs, throwOnRequestTimeout: true },
    ...(endpoint === null ? {} : { endpoint }),
    ...(credentials === null ? {} : { credentials }),
  });
  const named = (key: string) => ({ Bucket: bucket, Key: `${FOLDER}/${checkKey(key).slice(0, 2)}/${key}` });
  return {
    async put(key, bytes) {
      await client.send(new PutObjectCommand({ ...named(key), Body: bytes, ContentLength: bytes.length }));
    },
    async get(key) {
      try {
        const { Body: body } = await client.send(new GetObjectCommand(named(key)));
        return body === undefined ? null : Buffer.from(await body.transformToByteArray());
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    },
    close: () => client.destroy(),
  };
}
