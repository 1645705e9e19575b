// What the tests of evidence share: sending files as browsers do, and looking at what is kept.

import { expect } from "vitest";
import { freshKey } from "../../claim/testing/shop.js";
import type { Answer, TestServer } from "../../testing/server.js";

export interface Part {
  readonly name?: string;
  readonly bytes: Buffer | string;
  /** None for a field. */
  readonly fileName?: string | null;
  readonly type?: string;
}

export const BOUNDARY = "----anxin-test";
const FORM = `multipart/form-data; boundary=${BOUNDARY}`;

/** A form as a browser writes it; a part is a photo named "file" where it does not say otherwise. */
export function multipart(parts: readonly Part[]): Buffer {
  const chunks = parts.flatMap(({ name = "file", bytes, fileName = "photo.jpg", type = "image/jpeg" }) => {
    const file = fileName === null ? "" : `; filename="${fileName}"\r\nContent-Type: ${type}`;
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`;
    return [Buffer.from(head), Buffer.from(bytes), Buffer.from("\r\n")];
  });
  return Buffer.concat([...chunks, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

export interface Downloaded {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
}

export interface Uploaded {
  readonly evidenceId: string;
  readonly sha256: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly reencoded: boolean;
  readonly orderId: string | null;
  readonly kind: string | null;
  readonly capturedAt: string | null;
}

export interface EvidenceDesk {
  /** Sends a body to POST /v1/evidence. */
  post(payload: Buffer, as: string, headers?: Readonly<Record<string, string>>, query?: string): Promise<Answer>;
  /** Sends one file as a form. */
  upload(bytes: Buffer, as: string, query?: string): Promise<Answer>;
  /** The same, which must be taken. */
  uploaded(bytes: Buffer, as: string, query?: string): Promise<Uploaded>;
  download(evidenceId: string, as: string, headers?: Readonly<Record<string, string>>): Promise<Downloaded>;
  /** Any address, with a token or without. */
  fetch(url: string, as?: string, headers?: Readonly<Record<string, string>>): Promise<Downloaded>;
  /** How many files are known. */
  count(): Promise<number>;
}

export function evidenceDesk({ api, database }: Pick<TestServer, "api" | "database">): EvidenceDesk {
  const desk: EvidenceDesk = {
    async post(payload, as, headers = {}, query = "") {
      const answer = await api.inject({
        method: "POST",
        url: `/v1/evidence${query}`,
        headers: {
          authorization: `Bearer ${as}`,
          "idempotency-key": freshKey(),
          "content-type": FORM,
          "accept-language": "en",
          ...headers,
        },
        payload,
      });
      return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
    },
    upload: (bytes, as, query) => desk.post(multipart([{ bytes }]), as, {}, query),
    async uploaded(bytes, as, query) {
      const answer = await desk.upload(bytes, as, query);
      expect(answer.status, JSON.stringify(answer.body)).toBe(201);
      return answer.body as Uploaded;
    },
    download: (evidenceId, as, headers) => desk.fetch(`/v1/evidence/${evidenceId}`, as, headers),
    async fetch(url, as, headers = {}) {
      const authorization = as === undefined ? {} : { authorization: `Bearer ${as}` };
      const answer = await api.inject({ method: "GET", url, headers: { ...authorization, ...headers } });
      return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload };
    },
    async count() {
      const { rows } = await database.owner.query<{ n: number }>("select count(*)::int4 as n from evidence");
      return rows[0]?.n ?? -1;
    },
  };
  return desk;
}
