// Understands the shapes in which drafts, their scenarios and their runs are shown.

import { FACTORS } from "@anxin/core/product/tariff";
import { TARIFF_FINDING_KINDS } from "@anxin/core/product/tariff-check";
import { SCENARIO_KINDS } from "@anxin/products/scenario";
import { Type } from "typebox";
import { InstantText, nullable, oneOf } from "../http/schema.js";
import { ContentSchema } from "./content-schema.js";
import { READINESS_CODES, SCENARIO_ORIGINS, VERSION_STATES } from "./draft-codes.js";

const Facts = Type.Record(Type.String(), Type.Unknown());
const Cell = Type.Record(Type.String(), Type.String(), { description: "a value by factor" });

const Reason = Type.Object({ code: oneOf(READINESS_CODES), text: Type.String() });
const Approval = {
  canBeApproved: Type.Boolean({ description: "only once its scenarios are green on exactly its content" }),
  reasons: Type.Array(Reason, { description: "why it cannot be approved; empty where it can" }),
};
export const LastRun = nullable(
  Type.Object({
    run: Type.Integer(),
    green: Type.Integer(),
    red: Type.Integer(),
    upToDate: Type.Boolean({ description: "on exactly this content and these scenarios" }),
  }),
);

/** A version in a list of versions. What only a draft has is null elsewhere. */
export const VersionItem = Type.Object({
  code: Type.String(),
  version: Type.Integer(),
  state: oneOf(VERSION_STATES),
  name: Type.String(),
  validFrom: Type.String(),
  tariff: Type.String({ description: "its code" }),
  basedOn: nullable(Type.Integer()),
  note: nullable(Type.String()),
  createdBy: nullable(Type.String()),
  createdAt: nullable(InstantText),
  changedBy: nullable(Type.String()),
  changedAt: nullable(InstantText),
  tests: LastRun,
  canBeApproved: nullable(Type.Boolean()),
});

const Finding = Type.Object({
  kind: oneOf(TARIFF_FINDING_KINDS),
  severity: oneOf(["error", "warning"]),
  factor: nullable(oneOf(FACTORS)),
  rows: Type.Array(Type.Integer(), { description: "counted from 0" }),
  cells: Type.Array(
    Type.Object({
      at: Cell,
      row: nullable(Type.Integer({ description: "that it selects" })),
      than: nullable(Cell),
    }),
    { description: "the first of them" },
  ),
  cellCount: Type.Integer(),
  text: Type.String(),
});

/** What a draft has beside what any version shows. */
export const DraftPart = Type.Object({
  revision: Type.Integer(),
  number: Type.Integer({ description: "of the product" }),
  basedOn: nullable(Type.Integer()),
  note: Type.String(),
  createdBy: Type.String(),
  createdAt: InstantText,
  changedBy: Type.String(),
  changedAt: InstantText,
  contentHash: Type.String({ description: "SHA-256 of the content; a run names the one that it was made on" }),
  content: ContentSchema,
  tariffFindings: Type.Array(Finding),
  scenarios: Type.Object({ inForce: Type.Integer(), restated: Type.Integer(), added: Type.Integer() }),
  tests: LastRun,
  ...Approval,
});

export const ScenarioView = Type.Object({
  name: Type.String(),
  kind: oneOf(SCENARIO_KINDS),
  origin: oneOf(SCENARIO_ORIGINS),
  given: Facts,
  expect: Facts,
  inForce: nullable(
    Type.Object({ given: Facts, expect: Facts }, { description: "what a restated scenario says in force" }),
  ),
});

const ResultView = Type.Object({
  name: Type.String(),
  kind: oneOf(SCENARIO_KINDS),
  origin: oneOf(SCENARIO_ORIGINS),
  green: Type.Boolean(),
  expected: Facts,
  found: Facts,
  differences: Type.Array(Type.String(), { description: "JSON pointers into `expected`" }),
});
export const RunItem = Type.Object({
  run: Type.Integer(),
  revision: Type.Integer({ description: "of the draft" }),
  contentHash: Type.String(),
  scenariosHash: Type.String(),
  green: Type.Integer(),
  red: Type.Integer(),
  runBy: Type.String(),
  runAt: InstantText,
});
export const RunView = Type.Object({ ...RunItem.properties, results: Type.Array(ResultView) });
