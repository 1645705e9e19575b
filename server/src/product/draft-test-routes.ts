// Understands the calls about what a draft has to do: its scenarios, and the runs that show whether it does.

import { listDraftRuns } from "@anxin/store/product-draft";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { requireIfMatch } from "../http/etag.js";
import { idempotently } from "../http/idempotency.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closedObject, line, oneOf, pageOfItems } from "../http/schema.js";
import { draftEtag, editDraft, readOpenDraft } from "./draft.js";
import { DRAFT_READERS, DRAFT_WRITERS, draftKeyOf, keyOf, VERSION_PATTERN, VersionPath } from "./draft-access.js";
import { SCENARIO_ORIGINS } from "./draft-codes.js";
import { readRun, runDraft } from "./draft-run.js";
import { scenariosFor } from "./draft-scenarios.js";
import { RunItem, RunView, ScenarioView } from "./draft-schema.js";
import { runItem, runView, scenarioView } from "./draft-view.js";

const TAGS = ["products"];
/** Scenarios that one draft keeps beside those in force. */
const SCENARIOS_MAX = 200;

function scenarioRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/products/:code/versions/:version/scenarios",
    {
      config: { access: DRAFT_READERS, problems: ["not_found", "cursor_invalid"] },
      schema: {
        operationId: "listProductScenarios",
        tags: TAGS,
        summary: "What a version has to do: scenarios in force, restated by the draft, or added by it",
        params: VersionPath,
        querystring: closedObject({ ...pageQuery, origin: Type.Optional(oneOf(SCENARIO_ORIGINS)) }),
        response: { 200: pageOfItems(ScenarioView) },
      },
    },
    async (request, reply) => {
      const key = keyOf(request.params);
      const page = pageOf(context, request);
      const from = page.after === null ? 0 : Number(page.after[0]);
      const { origin } = request.query;
      const scenarios = await inTransaction(context.db, request.principal.tenantId, async (tx) => {
        if (context.catalogue.version(key.code, key.version) !== null) return scenariosFor(key.code, []);
        const draft = await readOpenDraft(tx, key);
        reply.header("etag", draftEtag(draft.row));
        return draft.scenarios;
      });
      const rows = scenarios
        .filter((scenario) => origin === undefined || scenario.origin === origin)
        .map((scenario, i) => ({ scenario, after: i + 1 }))
        .slice(from, from + page.limit + 1);
      return pageAnswer(context, request, rows, page, {
        position: ({ after }) => [String(after)],
        item: ({ scenario }) => scenarioView(scenario),
      });
    },
  );

  api.put(
    "/v1/products/:code/versions/:version/scenarios",
    {
      config: { access: DRAFT_WRITERS, ifMatch: "required", problems: ["not_found", "state_conflict"] },
      schema: {
        operationId: "putProductScenarios",
        tags: TAGS,
        summary: "Keep a draft's own scenarios; one named as one in force restates it",
        description: `Facts and expectations are written as in scenarios.yaml: times as an instant or "delivery + 48h", amounts in fen.
What is sent replaces what the draft kept before; those in force stay, unless they are restated.`,
        params: VersionPath,
        body: closedObject({
          scenarios: Type.Array(
            Type.Object({}, { additionalProperties: true, description: "{name, rate | period | claim, expect}" }),
            { maxItems: SCENARIOS_MAX },
          ),
        }),
        response: { 200: pageOfItems(ScenarioView) },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      const key = draftKeyOf(context, request.params);
      const editor = { principal, language: languageOf(request) };
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const edit = { scenarios: body.scenarios };
        const draft = await editDraft(context, tx, key, edit, editor, (current) => requireIfMatch(request, current));
        reply.header("etag", draftEtag(draft.row));
        const own = draft.scenarios.filter(({ origin }) => origin !== "in_force");
        return { data: own.map(scenarioView), next: null };
      });
    },
  );
}

function runRoutes(api: Api, context: Context): void {
  api.post(
    "/v1/products/:code/versions/:version/tests",
    {
      config: { access: DRAFT_WRITERS, idempotency: "required", problems: ["not_found", "state_conflict"] },
      schema: {
        operationId: "testProductDraft",
        tags: TAGS,
        summary: "Run all scenarios against a draft's content, and keep what they came to",
        params: VersionPath,
        response: { 201: RunView },
      },
    },
    async (request, reply) => {
      const key = draftKeyOf(context, request.params);
      return idempotently(context, request, reply, async (tx) => {
        const { row, results } = await runDraft(context, tx, key, request.principal);
        return { status: 201, body: await runView(tx, row, results) };
      });
    },
  );
}

function runReadingRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/products/:code/versions/:version/tests",
    {
      config: { access: DRAFT_READERS, problems: ["not_found", "cursor_invalid"] },
      schema: {
        operationId: "listProductTests",
        tags: TAGS,
        summary: "Runs of a draft's scenarios, newest first",
        params: VersionPath,
        querystring: closedObject(pageQuery),
        response: { 200: pageOfItems(RunItem) },
      },
    },
    async (request) => {
      const key = keyOf(request.params);
      const page = pageOf(context, request);
      const before = page.after === null ? null : Number(page.after[0]);
      return inTransaction(context.db, request.principal.tenantId, async (tx) => {
        await readOpenDraft(tx, key);
        const rows = await listDraftRuns(tx, key, before, page.limit + 1);
        const items = [];
        for (const row of rows) items.push(await runItem(tx, row));
        return pageAnswer(context, request, items, page, {
          position: ({ run }) => [String(run)],
          item: (item) => item,
        });
      });
    },
  );

  api.get(
    "/v1/products/:code/versions/:version/tests/:run",
    {
      config: { access: DRAFT_READERS, problems: ["not_found"] },
      schema: {
        operationId: "readProductTest",
        tags: TAGS,
        summary: "A run with what became of every scenario",
        params: closedObject({
          code: line(64, 1),
          version: Type.String({ pattern: VERSION_PATTERN }),
          run: Type.String({ pattern: VERSION_PATTERN }),
        }),
        response: { 200: RunView },
      },
    },
    async (request) => {
      const key = keyOf(request.params);
      return inTransaction(context.db, request.principal.tenantId, async (tx) => {
        const { row, results } = await readRun(tx, key, Number(request.params.run));
        return runView(tx, row, results);
      });
    },
  );
}

export function draftTestRoutes(api: Api, context: Context): void {
  scenarioRoutes(api, context);
  runRoutes(api, context);
  runReadingRoutes(api, context);
}
