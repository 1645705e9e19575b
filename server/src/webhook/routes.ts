// Understands the calls about webhooks: who listens, what was delivered, what there is to hear, and how it goes.

import type { Text } from "@anxin/core/product/product";
import { DAY_MS, plus } from "@anxin/core/time";
import { EVENT_KINDS, TEST_TYPE, WEBHOOK_TYPES } from "@anxin/core/webhook/event-type";
import {
  SIGNATURE_FAULTS,
  type SignatureFault,
  signatureFault,
  TOLERANCE_SECONDS,
} from "@anxin/core/webhook/signature";
import { inTransaction } from "@anxin/store/transaction";
import { endpointHealth } from "@anxin/store/webhook";
import { Type } from "typebox";
import { wallClockMs } from "../clock.js";
import type { Context } from "../context.js";
import { type Access, type Api, ROLES } from "../http/api.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closedObject, line, nullable, oneOf, pageOfItems } from "../http/schema.js";
import { deliveryRoutes } from "./delivery-routes.js";
import { endpointRoutes, LISTENERS, TAGS } from "./endpoint-routes.js";
import { hashBy } from "./secret.js";
import { HealthView, healthView } from "./wire.js";

/** Everybody but buyers, who have nothing to listen with. */
const READERS: Access = ["server", ...ROLES.filter((role) => role !== "buyer")];
const WATCHERS: Access = ["supervisor", "auditor", "platform", "admin"];

const HEALTH_WINDOW_MS = DAY_MS;
const SECRET_LENGTH_MAX = 200;
const HEADER_LENGTH_MAX = 2_000;
const HEADERS_MAX = 50;
const BODY_LENGTH_MAX = 100_000;

const KindView = Type.Object({
  type: oneOf(WEBHOOK_TYPES),
  title: Type.String(),
  description: Type.String(),
  ofMerchant: Type.Boolean({ description: "a shop's own endpoint can hear of it" }),
  example: Type.Unknown({ description: "the body of a message" }),
});

const EXAMPLE = { specversion: "1.0", id: "evt_Jc1tq2iW5m0xvQ0b8oT7uV3z", time: "2026-11-12T08:00:00.000Z" } as const;

function catalogue(api: Api, context: Context): void {
  api.get(
    "/v1/webhook-event-types",
    {
      config: { access: READERS },
      schema: {
        operationId: "listWebhookEventTypes",
        tags: TAGS,
        summary: "Every type of event, with an example of its message",
        response: { 200: Type.Object({ data: Type.Array(KindView) }) },
      },
    },
    (request) => {
      const language = languageOf(request);
      return {
        data: WEBHOOK_TYPES.map((type) => {
          const { title, description, ofMerchant, example } = EVENT_KINDS[type];
          const { specversion, id, time } = EXAMPLE;
          const envelope = { specversion, id, source: context.config.publicUrl, type, time, subject: example.subject };
          return {
            ...{ type, title: title[language], description: description[language], ofMerchant },
            example: { ...envelope, datacontenttype: "application/json", data: example.data },
          };
        }),
      };
    },
  );
}

const EXPLANATIONS: Readonly<Record<SignatureFault, Text>> = {
  secret_malformed: {
    zh: "密钥应为 whsec_ 加 24 至 64 字节的 base64。",
    en: "A secret is whsec_ and 24 to 64 bytes in base64.",
  },
  id_missing: { zh: "缺少 webhook-id。", en: "webhook-id is missing." },
  timestamp_missing: { zh: "缺少 webhook-timestamp。", en: "webhook-timestamp is missing." },
  signature_missing: { zh: "缺少 webhook-signature。", en: "webhook-signature is missing." },
  timestamp_malformed: {
    zh: "webhook-timestamp 应为自 1970 年起的整秒数。",
    en: "webhook-timestamp must be whole seconds since 1970.",
  },
  version_unsupported: {
    zh: "webhook-signature 中没有 v1 签名。",
    en: "webhook-signature holds no v1 signature.",
  },
  body_reserialized: {
    zh: "签名针对的是紧凑的 JSON：请求体在验签前被解析并重新写出，请改用原始字节。",
    en: "It was signed as compact JSON: the body was parsed and written again before it was verified. Use its raw bytes.",
  },
  signature_mismatch: {
    zh: "签名不符：密钥属于另一个端点或已轮换，或请求体、webhook-id、webhook-timestamp 被改动。",
    en: "It does not fit: the secret is another endpoint's or was rotated, or body, webhook-id or webhook-timestamp changed.",
  },
  timestamp_too_old: {
    zh: `签名正确，但时间戳早于 ${TOLERANCE_SECONDS} 秒以前，接收方会视为重放。`,
    en: `The signature fits, but it is more than ${TOLERANCE_SECONDS} seconds old: a receiver takes it for a replay.`,
  },
  timestamp_too_new: {
    zh: `签名正确，但时间戳晚于现在 ${TOLERANCE_SECONDS} 秒以上，请检查时钟。`,
    en: `The signature fits, but it is from more than ${TOLERANCE_SECONDS} seconds ahead: check the clocks.`,
  },
};
const FITS: Text = { zh: "签名正确。", en: "The signature fits." };

const CheckBody = closedObject({
  secret: line(SECRET_LENGTH_MAX, 1),
  headers: Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: HEADER_LENGTH_MAX }), {
    ...{ maxProperties: HEADERS_MAX },
    description: "as your server got them; others than webhook-… are passed over",
  }),
  body: Type.String({ maxLength: BODY_LENGTH_MAX, description: "as your server got it, byte for byte" }),
});

function debugging(api: Api, context: Context): void {
  api.post(
    "/v1/webhook-endpoints/signature-checks",
    {
      config: { access: LISTENERS },
      schema: {
        operationId: "checkWebhookSignature",
        tags: TAGS,
        summary: "Whether a message is signed by a secret, and if it is not, why; nothing of it is kept",
        body: CheckBody,
        response: {
          200: Type.Object({
            valid: Type.Boolean(),
            fault: nullable(oneOf(SIGNATURE_FAULTS)),
            explanation: Type.String(),
          }),
        },
      },
    },
    (request) => {
      const { secret, headers: given, body } = request.body;
      const headers = Object.fromEntries(
        Object.entries(given).map(([name, value]) => [name.toLowerCase(), value.trim()]),
      );
      const fault = signatureFault({ headers, body }, hashBy(secret.trim()), Math.floor(wallClockMs() / 1_000));
      const explanation = (fault === null ? FITS : EXPLANATIONS[fault])[languageOf(request)];
      return { valid: fault === null, fault, explanation };
    },
  );
  api.get(
    "/v1/webhook-health",
    {
      config: { access: WATCHERS },
      schema: {
        operationId: "listWebhookHealth",
        tags: TAGS,
        summary: "How each endpoint has done in the last 24 hours, newest first",
        querystring: closedObject(pageQuery),
        response: { 200: pageOfItems(HealthView) },
      },
    },
    async (request) => {
      const page = pageOf(context, request);
      const before = page.after === null ? null : BigInt(page.after[0] ?? "0");
      const since = plus(context.clock.now(), -HEALTH_WINDOW_MS);
      const rows = await inTransaction(context.db, request.principal.tenantId, (tx) =>
        endpointHealth(tx, { before, limit: page.limit + 1 }, since, TEST_TYPE),
      );
      return pageAnswer(context, request, rows, page, {
        position: (row) => [row.endpoint_id.toString()],
        item: healthView,
      });
    },
  );
}

export function webhookRoutes(api: Api, context: Context): void {
  catalogue(api, context);
  debugging(api, context);
  endpointRoutes(api, context);
  deliveryRoutes(api, context);
}
