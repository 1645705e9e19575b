// Understands how the API is written down: from its routes, without starting anything that they stand on.

import { pino } from "pino";
import { catalogue } from "./catalogue.js";
import { readConfig } from "./config.js";
import type { Context } from "./context.js";
import { buildServer } from "./http/server.js";
import type { GatewayControl } from "./outside/alipay-gateway-control.js";
import { rooms } from "./rooms.js";
import { untouched } from "./untouched.js";

function silentContext(): Context {
  return {
    config: readConfig({}),
    log: pino({ level: "silent" }),
    db: untouched("database"),
    owner: untouched("database"),
    clock: untouched("clock"),
    ids: untouched("source of ids"),
    randomBytes: () => Buffer.alloc(0),
    vault: untouched("vault"),
    channel: untouched("channel"),
    pagePay: null,
    evidence: untouched("evidence store"),
    malware: untouched("malware scanner"),
    notices: null,
    noticeBook: null,
    recoveries: null,
    recoveryDesk: null,
    webhooks: untouched("sender of webhooks"),
    catalogue,
  };
}

/** The OpenAPI 3.1 document of all rooms, the sandbox's too, as it is committed: JSON with a line for each value. */
export async function openApiText(): Promise<string> {
  const context = silentContext();
  const api = buildServer(context, rooms(context, untouched<GatewayControl>("gateway")));
  await api.ready();
  const text = `${JSON.stringify(api.swagger(), null, 2)}\n`;
  await api.close();
  return text;
}
