// Starts a service on this machine that speaks S3, for tests.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "s3rver";
import type { S3Config } from "../evidence-store-s3.js";

const BUCKET = "anxin-evidence";

export interface LocalS3 {
  readonly config: S3Config;
  /** Where it keeps objects. */
  readonly directory: string;
  close(): Promise<void>;
}

export async function startLocalS3(): Promise<LocalS3> {
  const directory = await mkdtemp(join(tmpdir(), "anxin-s3-"));
  const server = new S3rver({
    ...{ address: "127.0.0.1", port: 0, silent: true, directory },
    configureBuckets: [{ name: BUCKET }],
  });
  const { port } = await server.run();
  return {
    directory,
    config: {
      ...{ bucket: BUCKET, region: "cn-hangzhou", pathStyle: true, timeoutMs: 2_000 },
      endpoint: `http://127.0.0.1:${port}`,
      // The only keys that it knows.
      credentials: { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" },
    },
    async close() {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
