// Understands whether this process lives, and whether it can work.

import { refuse } from "@anxin/core/refusal";
import { missingMigrations } from "@anxin/store/readiness";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "./api.js";
import { registry } from "./metrics.js";

const STATUS = Type.Object({ status: Type.String() });

export function healthRoutes(api: Api, context: Context): void {
  const config = { access: "public" } as const;
  api.get(
    "/healthz",
    { config, schema: { tags: ["house"], summary: "The process lives", response: { 200: STATUS } } },
    () => ({ status: "alive" }),
  );
  api.get(
    "/readyz",
    { config, schema: { tags: ["house"], summary: "The database is there and migrated", response: { 200: STATUS } } },
    async () => {
      const missing = await missingMigrations(context.owner);
      if (missing.length > 0) refuse("unavailable", "the database is not migrated to this release yet");
      return { status: "ready" };
    },
  );
  api.get(
    "/metrics",
    { config, schema: { tags: ["house"], summary: "Measurements in Prometheus' form", produces: ["text/plain"] } },
    async (_request, reply) => {
      reply.type(registry.contentType);
      return registry.metrics();
    },
  );
}
