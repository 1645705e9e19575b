// Understands the calls about views of the queue: those of the house, one's own, and those that are shared.

import { formatId, parseId } from "@anxin/core/id";
import { refuse } from "@anxin/core/refusal";
import { BUILT_IN_VIEWS, builtInView, type QueueFilter } from "@anxin/core/review/view";
import { formatInstant, type Instant } from "@anxin/core/time";
import { deleteView, insertView, listViews } from "@anxin/store/review-view";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api, Principal } from "../http/api.js";
import { idempotently } from "../http/idempotency.js";
import { languageOf } from "../http/language.js";
import { callerName } from "../people/staff.js";
import { type FilterBody, readFilter } from "./queue.js";
import * as wire from "./wire.js";

const READERS: Access = ["adjuster", "supervisor", "auditor"];
/** Views that one person keeps. */
const VIEWS_MAX = 50;

const schema = (operationId: string, summary: string) => ({ operationId, tags: ["review"], summary });

export function viewRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/review/views",
    {
      config: { access: READERS },
      schema: {
        ...schema("listReviewViews", "Views of the queue: those of the house, yours, and those that are shared"),
        response: { 200: Type.Object({ data: Type.Array(wire.View) }) },
      },
    },
    async ({ principal }) => {
      const now = context.clock.now();
      const kept = await inTransaction(context.db, principal.tenantId, (tx) => listViews(tx, principal.caller));
      return { data: [...BUILT_IN_VIEWS.map((view) => builtIn(view, now)), ...kept.map(keptView)] };
    },
  );
  api.post(
    "/v1/review/views",
    {
      config: { access: READERS, idempotency: "required", problems: ["limit_exceeded", "state_conflict"] },
      schema: {
        ...schema("keepReviewView", "Keep a view of the queue, for yourself or for all"),
        body: wire.NewView,
        response: { 201: wire.View },
      },
    },
    async (request, reply) => {
      const { principal } = request;
      readFilter(request.body.filter, languageOf(request), "/filter");
      await idempotently(context, request, reply, async (tx) => {
        return { status: 201, body: await keepView(context, tx, principal, request.body) };
      });
      return reply;
    },
  );
  api.delete(
    "/v1/review/views/:viewId",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        ...schema("dropReviewView", "Drop a view that you keep; a supervisor drops shared ones too"),
        params: Type.Object({ viewId: Type.String({ maxLength: 64 }) }),
        response: { 204: Type.Null() },
      },
    },
    async ({ principal, params }, reply) => {
      await inTransaction(context.db, principal.tenantId, (tx) => dropView(tx, principal, params.viewId));
      reply.code(204);
      return null;
    },
  );
}

type ViewView = Static<typeof wire.View>;

function builtIn(view: (typeof BUILT_IN_VIEWS)[number], now: Instant): ViewView {
  return { view, name: view, isBuiltIn: true, shared: true, owner: null, filter: filterView(builtInView(view, now)) };
}

/** A filter as a query would spell it, so far as it can. */
function filterView({ statuses, holder, minAmount, dueBefore, sort }: QueueFilter): ViewView["filter"] {
  const [status, ...more] = statuses ?? [];
  return {
    ...(status === undefined || more.length > 0 ? {} : { status }),
    ...(holder === undefined ? {} : { holder }),
    ...(minAmount === undefined ? {} : { minAmount: Number(minAmount) }),
    ...(dueBefore === undefined ? {} : { dueBefore: formatInstant(dueBefore) }),
    ...(sort === undefined ? {} : { sort }),
  };
}

function keptView(row: Awaited<ReturnType<typeof listViews>>[number]): ViewView {
  const { view_id: viewId, name, shared, filter, owner_name: owner } = row;
  const kept = JSON.parse(filter) as ViewView["filter"];
  return { view: formatId("reviewView", viewId), name, isBuiltIn: false, shared, owner, filter: kept };
}

async function keepView(
  context: Context,
  tx: Tx,
  { role, caller: owner }: Principal,
  { name, shared = false, filter }: Static<typeof wire.NewView>,
): Promise<ViewView> {
  if (shared && role !== "supervisor") refuse("forbidden", "only a supervisor shares views");
  const own = (await listViews(tx, owner)).filter((view) => view.owner === owner);
  if (own.length >= VIEWS_MAX)
    refuse("limit_exceeded", `at most ${VIEWS_MAX} views are kept by one person`, { limit: VIEWS_MAX, unit: "views" });
  const viewId = context.ids.next(0);
  const text = JSON.stringify(filter satisfies FilterBody);
  const kept = await insertView(tx, { viewId, name, owner, shared, filter: text, createdAt: context.clock.now() });
  if (!kept) refuse("state_conflict", `you keep a view called ${name} already; drop it first`);
  return {
    view: formatId("reviewView", viewId),
    ...{ name, isBuiltIn: false, shared, owner: await callerName(tx, owner), filter },
  };
}

async function dropView(tx: Tx, { role, caller }: Principal, text: string): Promise<void> {
  const viewId = parseId("reviewView", text);
  const found = viewId === null ? undefined : (await listViews(tx, caller)).find((view) => view.view_id === viewId);
  if (found === undefined) refuse("not_found", `there is no view ${text}`);
  if (found.owner !== caller && role !== "supervisor") refuse("forbidden", "it is somebody else's view");
  await deleteView(tx, found.view_id);
}
