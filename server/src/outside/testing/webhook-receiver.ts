// A server that listens to webhooks, for tests: it verifies by itself, keeps what came, and answers what it is told to.

import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { listening } from "./rehearsal.js";

export interface ReceivedWebhook {
  readonly url: string;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Answering = (response: ServerResponse, request: IncomingMessage) => void;

export interface WebhookReceiver {
  readonly origin: string;
  /** Everything that came, whatever was answered. */
  readonly received: ReceivedWebhook[];
  /** How many connections were opened. */
  connections(): number;
  /** How the next requests are answered, one answer each. */
  script(...answers: readonly Answering[]): void;
  /** How every other request is answered; with 204 unless said. */
  always(answer: Answering): void;
  close(): Promise<void>;
}

export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}, body = ""): Answering =>
  (response) =>
    void response.writeHead(code, headers).end(body);
/** Never says anything. */
export const silence: Answering = () => undefined;
export const reset: Answering = (_response, request) => void request.socket.resetAndDestroy();

/**
 * Whether a message is signed by a secret, written after the specification alone: the base64 behind `whsec_` is the key, what is
 * signed is id, timestamp and body with dots between, and one of the `v1` signatures has to fit.
 */
export function isSignedBy(secret: string, { headers, body }: Pick<ReceivedWebhook, "headers" | "body">): boolean {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const content = [headers["webhook-id"], headers["webhook-timestamp"], body].join(".");
  const expected = createHmac("sha256", key).update(content, "utf8").digest();
  return String(headers["webhook-signature"])
    .split(" ")
    .some((each) => {
      const [version, signature = ""] = each.split(",", 2);
      const given = Buffer.from(signature, "base64");
      return version === "v1" && given.length === expected.length && timingSafeEqual(given, expected);
    });
}

export async function openWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const script: Answering[] = [];
  let usual: Answering = status(204);
  let connections = 0;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("error", () => undefined);
    request.on("end", () => {
      const { url = "", method = "", headers } = request;
      received.push({ url, method, headers, body: Buffer.concat(parts).toString("utf8") });
      (script.shift() ?? usual)(response, request);
    });
  });
  server.on("connection", () => {
    connections += 1;
  });
  const origin = await listening(server);
  return {
    origin,
    received,
    connections: () => connections,
    script: (...answers) => void script.push(...answers),
    always: (answer) => {
      usual = answer;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
