// Asks the marketplace to bring a notice to its user: one signed request a notice, after Standard Webhooks.

import { createHmac } from "node:crypto";
import { formatInstant } from "@anxin/core/time";
import { wallClockMs } from "../clock.js";
import type { NoticeAnswer, NoticeChannel, OutgoingNotice } from "./notice-channel.js";

export interface NoticeWebhookConfig {
  /** Where the marketplace listens. */
  readonly url: string;
  /** The key of the signature. */
  readonly secret: Buffer;
  /** For the whole exchange. */
  readonly timeoutMs: number;
  /** Who we are, as the `source` of what is sent. */
  readonly source: string;
}

/** What a marketplace answers about a notice that it will never deliver, because it knows no such recipient or nothing of it. */
const REFUSED = new Set([410, 422]);

/** Makes the channel; nothing has to be closed. */
export function noticeWebhook(config: NoticeWebhookConfig): NoticeChannel {
  return {
    name: "webhook",
    async send(notice) {
      const body = bodyOf(config, notice);
      const timestamp = String(Math.floor(wallClockMs() / 1_000));
      try {
        const response = await fetch(config.url, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            "webhook-id": notice.noticeId,
            "webhook-timestamp": timestamp,
            "webhook-signature": signatureOf(config.secret, notice.noticeId, timestamp, body),
          },
          body,
          // Whoever answers with another address is not who was configured.
          redirect: "manual",
          signal: AbortSignal.timeout(config.timeoutMs),
        });
        // What it says beyond its status is of no interest, however long it is.
        await response.body?.cancel();
        return answerOf(response.status);
      } catch (error) {
        return { kind: "unavailable", code: nameOf(error) };
      }
    },
  };
}

/** CloudEvents attributes around what a provider of messages needs. */
function bodyOf({ source }: NoticeWebhookConfig, notice: OutgoingNotice): string {
  const { noticeId, audience, recipientId, kind, subject, template, params, text, isMandatory, tenant } = notice;
  return JSON.stringify({
    id: noticeId,
    source,
    type: "notice.requested",
    time: formatInstant(notice.createdAt),
    subject: `${audience}/${recipientId}`,
    data: { tenant, audience, recipientId, kind, mandatory: isMandatory, about: subject, template, params, text },
  });
}

/** HMAC-SHA256 over id, time and body, as Standard Webhooks has it. */
export function signatureOf(secret: Buffer, id: string, timestamp: string, body: string): string {
  return `v1,${createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
}

function answerOf(status: number): NoticeAnswer {
  if (status >= 200 && status < 300) return { kind: "accepted" };
  return { kind: REFUSED.has(status) ? "refused" : "unavailable", code: `http_${status}` };
}

/** The name of what went wrong; never a message, which may hold the address. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown_error";
  if (error.name === "TimeoutError") return "timeout";
  const { cause } = error;
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : error.name;
}
