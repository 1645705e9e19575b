// Understands the calls about kill switches.

import { formatId } from "@anxin/core/id";
import { ALL_PRODUCTS, SWITCH_NAMES, SWITCH_STATES, type SwitchName } from "@anxin/core/switch/switch";
import { countWaiting } from "@anxin/store/held";
import { listSwitchChanges, listSwitches, type SwitchChangeRow, type SwitchRow } from "@anxin/store/kill-switch";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import { type Access, type Api, ROLES } from "../http/api.js";
import { heedIfMatch, requireIfMatch } from "../http/etag.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closedObject, instantText, known, line, nullable, oneOf, pageOfItems } from "../http/schema.js";
import { isOutside } from "../http/sight.js";
import { callerName } from "../people/staff.js";
import { measureSwitches } from "./metrics.js";
import { switchEtag, switchNameOf, throwSwitch } from "./throw.js";

const READERS: Access = ["server", "adjuster", "supervisor", "actuary", "finance", "auditor", "platform", "admin"];
/** Who may stop at least one of them; `mayThrow` says which, and who resumes. */
const THROWERS: Access = ["server", "supervisor", "finance", "platform", "admin"];
const REASON_LENGTH_MAX = 500;
const TAGS = ["switches"];

const Name = oneOf(SWITCH_NAMES, "policies are issued; rules decide claims; payouts are sent");
const Product = nullable(Type.String({ description: "null: all products" }));
const State = oneOf(SWITCH_STATES);
const SwitchView = {
  name: Name,
  product: Product,
  state: State,
  since: nullable(Type.String({ description: "since when it is in this state; null if it was never thrown" })),
  reason: nullable(Type.String()),
  changedBy: nullable(Type.String()),
  changedAt: nullable(Type.String()),
  etag: Type.String({ description: "what If-Match takes to resume" }),
};
const WAITING = { issue: "orders", "auto-decide": "claims", pay: "payouts" } as const;
const Waiting = Type.Object(
  { what: oneOf(Object.values(WAITING)), count: Type.Integer() },
  { description: "what is held back, or about to be caught up with" },
);
const ChangeView = Type.Object({
  changeId: Type.String(),
  name: Name,
  product: Product,
  state: State,
  reason: Type.String(),
  changedBy: Type.String(),
  changedAt: Type.String(),
});
const StopView = Type.Object({
  name: Name,
  product: Product,
  since: Type.String(),
  reason: nullable(Type.String({ description: "in the words of the house; null for buyers and merchants" })),
});
const SwitchBody = closedObject({
  state: oneOf(SWITCH_STATES, "stopped: nothing of it happens from the answer on; running: it goes on, and catches up"),
  product: Type.Optional(nullable(line(64, 1))),
  reason: Type.Optional(line(REASON_LENGTH_MAX)),
});

const productOf = (product: string): string | null => (product === ALL_PRODUCTS ? null : product);

function switchView(row: SwitchRow, changedBy: string | null) {
  const thrown = row.revision > 0;
  return {
    name: known(SWITCH_NAMES, row.name),
    product: productOf(row.product),
    state: known(SWITCH_STATES, row.state),
    since: thrown ? instantText(row.since) : null,
    reason: thrown ? row.reason : null,
    changedBy,
    changedAt: thrown ? instantText(row.changed_at) : null,
    etag: switchEtag(row),
  };
}

const changeView = (row: SwitchChangeRow, changedBy: string) => ({
  changeId: formatId("switchChange", row.change_id),
  name: known(SWITCH_NAMES, row.name),
  product: productOf(row.product),
  state: known(SWITCH_STATES, row.state),
  reason: row.reason,
  changedBy,
  changedAt: instantText(row.changed_at),
});

/** Names of callers, each looked up once. */
async function namesOf(tx: Tx, callers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const caller of new Set(callers)) names.set(caller, await callerName(tx, caller));
  return names;
}

const untouched = (context: Context, name: SwitchName): SwitchRow => {
  const now = context.clock.now();
  const never = { since: now, reason: "", changed_by: "", changed_at: now, revision: 0 };
  return { name, product: ALL_PRODUCTS, state: "running", ...never };
};

/** The three switches for all products, thrown or not, and those for one product that were ever thrown. */
async function everySwitch(context: Context, tx: Tx) {
  const thrown = (await listSwitches(tx)).filter(({ revision }) => revision > 0);
  const waiting = await countWaiting(tx, context.clock.now());
  const names = await namesOf(
    tx,
    thrown.map((row) => row.changed_by),
  );
  return SWITCH_NAMES.flatMap((name) => {
    const own = thrown.filter((row) => row.name === name);
    const rows = own.some(({ product }) => product === ALL_PRODUCTS) ? own : [untouched(context, name), ...own];
    return rows.map((row) => {
      const found = waiting.find((each) => each.name === name && each.product === row.product);
      return {
        ...switchView(row, names.get(row.changed_by) ?? null),
        waiting: { what: WAITING[name], count: Number(found?.count ?? 0n) },
      };
    });
  });
}

/** What everybody has to know: what is stopped now, and since when. */
function stops(api: Api, context: Context): void {
  api.get(
    "/v1/tenants/stops",
    {
      config: { access: ["server", ...ROLES] },
      schema: {
        operationId: "listStops",
        tags: TAGS,
        summary: "What is stopped now, for the banner that everybody sees",
        response: { 200: Type.Object({ data: Type.Array(StopView) }) },
      },
    },
    async ({ principal }) => {
      const rows = await inTransaction(context.db, principal.tenantId, listSwitches);
      return {
        data: rows
          .filter(({ state }) => state === "stopped")
          .map((row) => ({
            name: known(SWITCH_NAMES, row.name),
            product: productOf(row.product),
            since: instantText(row.since),
            reason: isOutside(principal) ? null : row.reason,
          })),
      };
    },
  );
}

function reading(api: Api, context: Context): void {
  api.get(
    "/v1/tenants/switches",
    {
      config: { access: READERS },
      schema: {
        operationId: "listSwitches",
        tags: TAGS,
        summary: "Every kill switch: whether it is stopped, since when, by whom, why, and what waits behind it",
        response: { 200: Type.Object({ data: Type.Array(Type.Object({ ...SwitchView, waiting: Waiting })) }) },
      },
    },
    async ({ principal: { tenantId } }) => ({
      data: await inTransaction(context.db, tenantId, (tx) => everySwitch(context, tx)),
    }),
  );
  api.get(
    "/v1/tenants/switches/changes",
    {
      config: { access: READERS, problems: ["cursor_invalid"] },
      schema: {
        operationId: "listSwitchChanges",
        tags: TAGS,
        summary: "Who stopped and resumed what, and why, newest first",
        querystring: closedObject(pageQuery),
        response: { 200: pageOfItems(ChangeView) },
      },
    },
    async (request) => {
      const page = pageOf(context, request);
      const before = page.after === null ? null : BigInt(page.after[0] ?? "0");
      return inTransaction(context.db, request.principal.tenantId, async (tx) => {
        const rows = await listSwitchChanges(tx, { before, limit: page.limit + 1 });
        const names = await namesOf(
          tx,
          rows.map((row) => row.changed_by),
        );
        return pageAnswer(context, request, rows, page, {
          position: (row) => [row.change_id.toString()],
          item: (row) => changeView(row, names.get(row.changed_by) ?? row.changed_by),
        });
      });
    },
  );
}

function throwing(api: Api, context: Context): void {
  api.put(
    "/v1/tenants/switches/:name",
    {
      config: {
        access: THROWERS,
        ifMatch: "optional",
        problems: ["not_found", "product_unknown", "reason_required", "unavailable"],
      },
      schema: {
        operationId: "throwSwitch",
        tags: TAGS,
        summary: "Stop something in an emergency, or let it run again",
        description:
          "Stopping needs a reason and nothing else: no ETag has to be read first. Resuming needs If-Match, so that " +
          "nobody resumes what somebody else has stopped for another reason. For supervisors stopping, for finance stopping `pay`.",
        params: closedObject({ name: line(64, 1) }),
        body: SwitchBody,
        response: { 200: Type.Object(SwitchView) },
      },
    },
    async (request, reply) => {
      const { state, product, reason = "" } = request.body;
      const wanted = {
        name: switchNameOf(request.params.name),
        product: product ?? ALL_PRODUCTS,
        state: known(SWITCH_STATES, String(state)),
        reason,
      };
      const { row, changedBy } = await throwSwitch(context, request.principal, wanted, (current) =>
        wanted.state === "running" ? requireIfMatch(request, current) : heedIfMatch(request, current),
      );
      reply.header("etag", switchEtag(row));
      return switchView(row, changedBy);
    },
  );
}

export function switchRoutes(api: Api, context: Context): void {
  measureSwitches(context);
  stops(api, context);
  reading(api, context);
  throwing(api, context);
}
