// A marketplace that takes notices, for tests: it believes only what is signed, and answers what it is told to.

import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { signatureOf } from "../notice-channel-webhook.js";
import { listening } from "./rehearsal.js";

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface NoticeReceiver {
  readonly url: string;
  /** Everything that came, whatever was answered. */
  readonly received: Received[];
  /** How the next requests are answered; then each with 204. */
  script(...answers: ((response: ServerResponse) => void)[]): void;
  close(): Promise<void>;
}

export const SECRET = Buffer.alloc(32, 9);

/** Whether a request is signed as Standard Webhooks has it, by who holds the secret. */
export function isSigned({ headers, body }: Received): boolean {
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature } = headers;
  return signature === signatureOf(SECRET, String(id), String(timestamp), body);
}

export async function openReceiver(): Promise<NoticeReceiver> {
  const received: Received[] = [];
  const script: ((response: ServerResponse) => void)[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      received.push({ headers: request.headers, body: Buffer.concat(parts).toString("utf8") });
      const answer = script.shift();
      if (answer !== undefined) answer(response);
      else response.writeHead(204).end();
    });
  });
  const origin = await listening(server);
  return {
    url: `${origin}/notices`,
    received,
    script: (...answers) => void script.push(...answers),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
