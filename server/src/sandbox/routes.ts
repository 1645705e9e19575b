// Understands the calls that only a sandbox has: the movable clock, the channel's script, settling and starting over.

import { fenToWire } from "@anxin/core/money";
import { Refused, refuse } from "@anxin/core/refusal";
import { formatInstant, type Instant, instant, parseDuration, parseInstant, plus } from "@anxin/core/time";
import { emptyTenant, nextDueAfter } from "@anxin/store/sandbox";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import { wallClockMs } from "../clock.js";
import type { Context } from "../context.js";
import { type Access, type Api, ROLES } from "../http/api.js";
import { closedObject, fieldRefusal } from "../http/schema.js";
import { hubOf } from "../live/hub.js";
import type { GatewayControl } from "../outside/alipay-gateway-control.js";
import { isOutcome } from "../outside/alipay-gateway-outcomes.js";
import { seedRegister } from "../register/seed.js";
import type { Settled } from "../worker.js";
import { DEMO_TENANT } from "./seed.js";

/** What the sandbox can do that no other house may. */
export interface Sandbox {
  readonly gateway: GatewayControl;
  /** Runs all work that is due at the present business time. */
  settle(): Promise<Settled>;
}

const ACCESS: Access = ["server", "admin", "platform"];
const OUTCOMES_MAX = 1000;
const OUTCOME_NAMES =
  "success, timeout_moved, timeout_not_moved, system_error, refused:CODE, dealing, refund_after_success, daily_cap; " +
  "refund: before success, timeout_moved, timeout_not_moved, system_error, refused:CODE, dealing or daily_cap for the next refund; " +
  "notify:lost or notify:twice for the message about the next payment";
const ClockView = Type.Object({ now: Type.String() });

/** Where the clock is to go: forward by a duration, or to an instant. Refuses both, neither, and what cannot be read. */
function target(body: { advance?: string; set?: string }, now: Instant): Instant {
  if ((body.advance === undefined) === (body.set === undefined)) {
    throw new Refused(
      fieldRefusal("/advance", "required", 'send either {"advance": "PT2H"} or {"set": "2026-11-11T08:00:00.000Z"}'),
    );
  }
  if (body.set !== undefined) {
    const at = parseInstant(body.set);
    if (at === null) throw new Refused(fieldRefusal("/set", "time", "must be a time like 2026-11-11T08:00:00.000Z"));
    return at;
  }
  const ms = parseDuration(body.advance ?? "");
  if (ms === null)
    throw new Refused(
      fieldRefusal(
        "/advance",
        "duration",
        "must be an ISO 8601 duration of days, hours, minutes and seconds, like PT2H or P1DT30M",
      ),
    );
  return plus(now, ms);
}

/** Instants at which one move stops at the most. */
const STOPS_MAX = 10_000;

/** Moves the clock as time would pass: it stops wherever something falls due on the way, so that nothing is skipped. */
async function moveClock(context: Context, sandbox: Sandbox, to: Instant): Promise<void> {
  await sandbox.settle();
  for (let stops = 0; stops < STOPS_MAX; stops++) {
    const due = await nextDueAfter(context.owner, context.clock.now());
    if (due === null || due >= to) break;
    await context.clock.set(due);
    await sandbox.settle();
  }
  await context.clock.set(to);
  await sandbox.settle();
}

const schema = (operationId: string, summary: string) => ({ operationId, summary, tags: ["sandbox"] });

function clockRoutes(api: Api, context: Context, sandbox: Sandbox): void {
  api.get(
    "/v1/sandbox/clock",
    {
      config: { access: ["server", ...ROLES] },
      schema: { ...schema("readClock", "Business time"), response: { 200: ClockView } },
    },
    () => ({
      now: formatInstant(context.clock.now()),
    }),
  );

  api.post(
    "/v1/sandbox/clock",
    {
      config: { access: ACCESS },
      schema: {
        ...schema("moveClock", "Move business time; everything due runs before the answer"),
        body: closedObject({
          advance: Type.Optional(Type.String({ maxLength: 40 })),
          set: Type.Optional(Type.String({ maxLength: 40 })),
        }),
        response: { 200: ClockView },
      },
    },
    async (request) => {
      await moveClock(context, sandbox, target(request.body, context.clock.now()));
      return { now: formatInstant(context.clock.now()) };
    },
  );
}

function gatewayRoutes(api: Api, { gateway }: Sandbox): void {
  api.post(
    "/v1/sandbox/alipay/script",
    {
      config: { access: ACCESS },
      schema: {
        ...schema("scriptGateway", "How the local gateway answers the next transfers, one outcome each, then success"),
        body: closedObject({ outcomes: Type.Array(Type.String({ maxLength: 80 }), { maxItems: OUTCOMES_MAX }) }),
        response: { 200: Type.Object({ outcomes: Type.Array(Type.String()) }) },
      },
    },
    async (request) => {
      const { outcomes } = request.body;
      for (const [i, outcome] of outcomes.entries()) {
        if (!isOutcome(outcome))
          throw new Refused(fieldRefusal(`/outcomes/${i}`, "enum", `must be one of ${OUTCOME_NAMES}`));
      }
      await gateway.script(outcomes);
      return { outcomes };
    },
  );

  api.get(
    "/v1/sandbox/alipay/transfers",
    {
      config: { access: ACCESS },
      schema: {
        ...schema("listGatewayTransfers", "The gateway's own book"),
        response: {
          200: Type.Object({
            data: Type.Array(
              Type.Object({
                outBizNo: Type.String(),
                payee: Type.String(),
                amount: Type.Integer(),
                state: Type.String(),
              }),
            ),
          }),
        },
      },
    },
    async () => ({
      data: (await gateway.transfers()).map(({ outBizNo, payee, amount, state }) => ({
        outBizNo,
        payee,
        amount: fenToWire(BigInt(amount)),
        state,
      })),
    }),
  );
}

function tradeRoutes(api: Api, { gateway }: Sandbox): void {
  const Refund = Type.Object({ outRequestNo: Type.String(), amount: Type.Integer(), state: Type.String() });
  const Trade = Type.Object({
    outTradeNo: Type.String(),
    amount: Type.Integer(),
    state: Type.String({ description: "WAIT, PAID, CLOSED" }),
    refunds: Type.Array(Refund),
  });
  api.get(
    "/v1/sandbox/alipay/trades",
    {
      config: { access: ACCESS },
      schema: {
        ...schema("listGatewayTrades", "The gateway's own book of payments on its page, and what went back of them"),
        response: { 200: Type.Object({ data: Type.Array(Trade) }) },
      },
    },
    async () => ({
      data: (await gateway.trades()).map((trade) => ({ ...trade, refunds: [...trade.refunds] })),
    }),
  );
}

function houseRoutes(api: Api, context: Context, sandbox: Sandbox): void {
  api.post(
    "/v1/sandbox/settle",
    {
      config: { access: ACCESS },
      schema: {
        ...schema("settle", "Run every background job until nothing is due"),
        response: { 200: Type.Object({}, { additionalProperties: true }) },
      },
    },
    () => sandbox.settle(),
  );

  api.post(
    "/v1/sandbox/reset",
    {
      config: { access: ACCESS },
      schema: {
        ...schema("reset", "An empty tenant again, its keys kept, the clock back at wall time"),
        response: { 200: ClockView },
      },
    },
    async (request) => {
      if (context.config.mode !== "sandbox") refuse("forbidden", "only a sandbox starts over");
      // Work in flight is finished first, so that none of it writes into the emptied tenant.
      await sandbox.settle();
      await inTransaction(context.owner, request.principal.tenantId, (tx) => emptyTenant(tx, tx.tenantId));
      await context.noticeBook?.forget(request.principal.tenantId);
      await context.recoveryDesk?.forget(request.principal.tenantId);
      // The book is the demo tenant's: the other one starts over without touching it.
      if (request.principal.tenantId === DEMO_TENANT) await sandbox.gateway.reset();
      await context.clock.set(instant(wallClockMs()));
      if (request.principal.tenantId === DEMO_TENANT)
        await inTransaction(context.db, DEMO_TENANT, (tx) => seedRegister(context, tx));
      hubOf(context)?.resync(request.principal.tenantId);
      return { now: formatInstant(context.clock.now()) };
    },
  );
}

export function sandboxRoutes(api: Api, context: Context, sandbox: Sandbox): void {
  clockRoutes(api, context, sandbox);
  gatewayRoutes(api, sandbox);
  tradeRoutes(api, sandbox);
  houseRoutes(api, context, sandbox);
}
