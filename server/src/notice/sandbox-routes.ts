// Understands the sandbox's calls about notices: what its local stand-in delivered, and how it answers next.

import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { closedObject, ExternalId, oneOf } from "../http/schema.js";
import type { NoticeAnswer } from "../outside/notice-channel.js";

const ACCESS: Access = ["server", "admin", "platform"];
const SHOWN_MAX = 200;
const ANSWERS_MAX = 1_000;
const ANSWERS = ["accepted", "unavailable", "refused"] as const;

const DeliveredView = Type.Object({
  noticeId: Type.String(),
  audience: Type.String(),
  recipientId: Type.String(),
  kind: Type.String(),
  template: Type.String(),
  text: Type.Object({ zh: Type.String(), en: Type.String() }),
  times: Type.Integer({ description: "how often it was handed over" }),
});

/** These have no book where a marketplace takes the notices instead: then nothing was delivered here, and nothing is scripted. */
export function noticeSandboxRoutes(api: Api, context: Context): void {
  const tags = ["sandbox"];
  api.get(
    "/v1/sandbox/notices",
    {
      config: { access: ACCESS },
      schema: {
        operationId: "listDeliveredNotices",
        tags,
        summary: `The last ${SHOWN_MAX} notices that the local stand-in delivered, the latest first`,
        querystring: closedObject({ recipientId: Type.Optional(ExternalId) }),
        response: { 200: Type.Object({ data: Type.Array(DeliveredView) }) },
      },
    },
    async (request) => {
      const { recipientId = null } = request.query;
      const delivered = await context.noticeBook?.delivered(request.principal.tenantId, {
        recipientId,
        limit: SHOWN_MAX,
      });
      return { data: [...(delivered ?? [])] };
    },
  );
  api.post(
    "/v1/sandbox/notices/script",
    {
      config: { access: ACCESS },
      schema: {
        operationId: "scriptNotices",
        tags,
        summary: "How the local stand-in answers the next notices, one answer each, then accepted",
        body: closedObject({ answers: Type.Array(oneOf(ANSWERS), { maxItems: ANSWERS_MAX }) }),
        response: { 200: Type.Object({ answers: Type.Array(Type.String()) }) },
      },
    },
    (request) => {
      const { answers } = request.body;
      context.noticeBook?.script(answers.map(answerOf));
      return { answers };
    },
  );
}

const answerOf = (kind: (typeof ANSWERS)[number]): NoticeAnswer =>
  kind === "accepted" ? { kind } : { kind, code: "scripted" };
