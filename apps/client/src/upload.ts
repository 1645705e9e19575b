// Understands how a browser sends a piece of evidence: with progress, and with a key that makes a retry the same upload.

import type { Client } from "./client.js";
import { addressOf } from "./client.js";
import type { operations } from "./contract.generated.js";
import type { AnswerOf } from "./operation.js";
import { noAnswer, problemOf } from "./problem.js";

export interface EvidenceUpload {
  readonly file: Blob;
  readonly name: string;
  /** The same for every retry. */
  readonly key: string;
  readonly orderId?: string;
  /** Kind of document, such as `outer_box`. */
  readonly kind?: string;
  readonly signal?: AbortSignal;
  /** Told how much is sent, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** @throws Problem when the server refuses, or is not heard */
export function uploadEvidence(
  { options }: Client,
  upload: EvidenceUpload,
): Promise<AnswerOf<operations["uploadEvidence"]>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = { orderId: upload.orderId, kind: upload.kind };
    request.open("POST", `${options.url ?? ""}${addressOf("/v1/evidence", { query })}`);
    request.setRequestHeader("idempotency-key", upload.key);
    if (options.language !== undefined) request.setRequestHeader("accept-language", options.language());
    if (options.token !== undefined) request.setRequestHeader("authorization", `Bearer ${options.token}`);
    request.upload.onprogress = ({ loaded, total }) => upload.onProgress?.(total === 0 ? 0 : loaded / total);
    request.onerror = () => reject(noAnswer());
    request.onabort = () => reject(upload.signal?.reason ?? noAnswer());
    request.onload = () => {
      if (request.status < 200 || request.status > 299) reject(problemOf(request.status, request.responseText));
      else resolve(JSON.parse(request.responseText) as AnswerOf<operations["uploadEvidence"]>);
    };
    upload.signal?.addEventListener("abort", () => request.abort(), { once: true });
    const form = new FormData();
    form.append("file", upload.file, upload.name);
    request.send(form);
  });
}
