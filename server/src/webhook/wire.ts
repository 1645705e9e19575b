// Understands how endpoints, deliveries and attempts are written on the wire.

import { formatId } from "@anxin/core/id";
import { DELIVERY_STATES, HEALTH_STATES, healthOf, PAUSE_REASONS } from "@anxin/core/webhook/delivery";
import { ALL_TYPES, WEBHOOK_TYPES } from "@anxin/core/webhook/event-type";
import type { EndpointHealthRow, EndpointRow } from "@anxin/store/webhook";
import { type AttemptLogRow, bodyFor, type DeliveryRow } from "@anxin/store/webhook-delivery";
import { type Static, Type } from "typebox";
import {
  closedObject,
  ExternalId,
  InstantText,
  instantText,
  instantTextOrNull,
  known,
  line,
  nullable,
  oneOf,
} from "../http/schema.js";
import { endpointEtag, endpointName } from "./endpoint.js";

const URL_LENGTH_MAX = 2_048;
const DESCRIPTION_LENGTH_MAX = 200;
const STATUSES = ["active", "paused"] as const;
const VERDICTS = ["taken", "failed", "gone"] as const;

const terms = {
  url: line(URL_LENGTH_MAX, 1),
  types: Type.Array(oneOf([ALL_TYPES, ...WEBHOOK_TYPES]), {
    ...{ minItems: 1, maxItems: WEBHOOK_TYPES.length + 1, uniqueItems: true },
    description: '["*"]: all of them, those that are added later too',
  }),
};
export const NewEndpointBody = closedObject({
  ...terms,
  description: Type.Optional(line(DESCRIPTION_LENGTH_MAX)),
  merchantId: Type.Optional(nullable(ExternalId)),
});
export const EndpointBody = closedObject({
  ...terms,
  status: Type.Optional(oneOf(STATUSES)),
  description: Type.Optional(line(DESCRIPTION_LENGTH_MAX)),
});

const view = {
  endpointId: Type.String(),
  merchantId: nullable(Type.String({ description: "the shop that it hears of; null: the whole marketplace" })),
  url: Type.String(),
  types: Type.Array(Type.String()),
  description: Type.String(),
  status: oneOf(STATUSES),
  pauseReason: nullable(
    oneOf(PAUSE_REASONS, "a person paused it; its receiver answered 410; or nothing was taken for five days"),
  ),
  pausedAt: nullable(InstantText),
  failingSince: nullable(Type.String({ description: "the first failure after the last success" })),
  lastSuccessAt: nullable(InstantText),
  previousSecretUntil: nullable(Type.String({ description: "until when the secret before signs too" })),
  createdAt: InstantText,
  changedAt: InstantText,
  etag: Type.String({ description: "what If-Match takes" }),
};
export const EndpointView = Type.Object(view);
export const EndpointWithSecret = Type.Object({
  ...view,
  secret: Type.String({ description: "whsec_…: shown this once; keep it where you verify signatures" }),
});

const pauseReasonOf = (reason: string) => (reason === "" ? null : known(PAUSE_REASONS, reason));

export function endpointView(row: EndpointRow): Static<typeof EndpointView> {
  return {
    endpointId: endpointName(row),
    merchantId: row.merchant_id,
    url: row.url,
    types: [...row.types],
    description: row.description,
    status: known(STATUSES, row.status),
    pauseReason: pauseReasonOf(row.pause_reason),
    pausedAt: instantTextOrNull(row.paused_at),
    failingSince: instantTextOrNull(row.failing_since),
    lastSuccessAt: instantTextOrNull(row.last_success_at),
    previousSecretUntil: instantTextOrNull(row.previous_until),
    createdAt: instantText(row.created_at),
    changedAt: instantText(row.changed_at),
    etag: endpointEtag(row),
  };
}

const AttemptView = Type.Object({
  sequence: Type.Integer(),
  at: InstantText,
  durationMs: Type.Integer({ description: "until the status came, or until nothing more was waited for" }),
  status: nullable(Type.Integer({ description: "of HTTP; null where nobody answered" })),
  verdict: oneOf(VERDICTS),
  reason: Type.String({ description: "what went wrong, by name: http_500, timeout, ECONNREFUSED, address_not_public" }),
  url: Type.String(),
  headers: Type.Record(Type.String(), Type.String(), { description: "as they were sent, with the signature" }),
  response: Type.String({ description: "how the answer began, 1 kB at the most" }),
});
export const DeliveryView = Type.Object({
  deliveryId: Type.String(),
  eventId: Type.String({ description: "webhook-id: the same however often it is delivered" }),
  type: Type.String(),
  subject: Type.String(),
  state: oneOf(DELIVERY_STATES, "diverted: not tried any more by itself; replay it"),
  reason: Type.String({ description: "what was heard last, or why it was set aside" }),
  createdAt: InstantText,
  nextAttemptAt: nullable(InstantText),
  deliveredAt: nullable(InstantText),
  body: Type.String({ description: "byte for byte as it is sent and signed" }),
  attempts: Type.Array(AttemptView),
});

function attemptView(row: AttemptLogRow): Static<typeof AttemptView> {
  const { sequence, status, reason, url, response } = row;
  return {
    ...{ sequence, at: instantText(row.at), durationMs: row.duration_ms, status, reason, url, response },
    verdict: known(VERDICTS, row.verdict),
    headers: JSON.parse(row.headers) as Record<string, string>,
  };
}

export function deliveryView(
  endpoint: EndpointRow,
  row: DeliveryRow,
  attempts: readonly AttemptLogRow[],
): Static<typeof DeliveryView> {
  return {
    deliveryId: formatId("webhookDelivery", row.delivery_id),
    eventId: row.event_id,
    type: row.type,
    subject: row.subject,
    state: known(DELIVERY_STATES, row.state),
    reason: row.reason,
    createdAt: instantText(row.created_at),
    nextAttemptAt: instantTextOrNull(row.next_at),
    deliveredAt: instantTextOrNull(row.delivered_at),
    body: bodyFor(endpoint, row),
    attempts: attempts.map(attemptView),
  };
}

export const HealthView = Type.Object({
  endpointId: Type.String(),
  merchantId: nullable(Type.String()),
  url: Type.String(),
  description: Type.String(),
  state: oneOf(HEALTH_STATES, "diverted: it works, and there are events that it never got"),
  pauseReason: nullable(oneOf(PAUSE_REASONS)),
  pausedAt: nullable(InstantText),
  failingSince: nullable(InstantText),
  lastSuccessAt: nullable(InstantText),
  attempts: Type.Integer({ description: "in the last 24 hours" }),
  successPercent: nullable(Type.Integer({ description: "of these attempts; null where there were none" })),
  p50Ms: nullable(Type.Integer()),
  p95Ms: nullable(Type.Integer()),
  waiting: Type.Integer({ description: "deliveries that are tried by themselves" }),
  diverted: Type.Integer({ description: "deliveries that somebody has to replay" }),
  oldestUndeliveredAt: nullable(InstantText),
});

export function healthView(row: EndpointHealthRow): Static<typeof HealthView> {
  const [attempts, taken, waiting, diverted] = [row.attempts, row.taken, row.waiting, row.diverted].map(Number);
  const isPaused = row.status === "paused";
  return {
    endpointId: endpointName(row),
    merchantId: row.merchant_id,
    url: row.url,
    description: row.description,
    state: healthOf({ isPaused, failingSince: row.failing_since, diverted: diverted ?? 0 }),
    pauseReason: pauseReasonOf(row.pause_reason),
    pausedAt: instantTextOrNull(row.paused_at),
    failingSince: instantTextOrNull(row.failing_since),
    lastSuccessAt: instantTextOrNull(row.last_success_at),
    attempts: attempts ?? 0,
    successPercent: attempts === undefined || attempts === 0 ? null : Math.floor(((taken ?? 0) * 100) / attempts),
    p50Ms: row.p50_ms,
    p95Ms: row.p95_ms,
    waiting: waiting ?? 0,
    diverted: diverted ?? 0,
    oldestUndeliveredAt: instantTextOrNull(row.oldest_undelivered_at),
  };
}
