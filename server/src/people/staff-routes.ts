// Understands the calls by which an administrator says what a colleague may do, and which human being is behind an account.

import { refuse } from "@anxin/core/refusal";
import { LEVEL_MAX, LEVEL_MIN } from "@anxin/core/review/authority";
import { changeStaffMember, holdStaffMember, listStaff, type StaffMemberRow } from "@anxin/store/authority";
import { personOfStaff } from "@anxin/store/proposal";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api, Principal } from "../http/api.js";
import { ROLES } from "../http/api.js";
import { etagOf, requireIfMatch } from "../http/etag.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closedObject, instantText, known, line, nullable, oneOf, pageOfItems } from "../http/schema.js";
import { callerName } from "./staff.js";

const READERS: Access = ["supervisor", "auditor", "admin"];
const REASON_LENGTH_MAX = 500;
const PERSON_LENGTH_MAX = 64;
const TAGS = ["people"];

const Level = Type.Integer({ minimum: LEVEL_MIN, maximum: LEVEL_MAX });
const Person = nullable({
  ...line(PERSON_LENGTH_MAX, 1),
  description: "the human being behind the account, the same for all accounts of one; null: a person by itself",
});
const StaffView = Type.Object({
  staffId: Type.String(),
  email: Type.String(),
  name: Type.String(),
  role: oneOf(ROLES),
  level: Level,
  person: Person,
  enabled: Type.Boolean(),
  createdAt: Type.String(),
  etag: Type.String({ description: "what If-Match takes to change it" }),
});
const StaffBody = closedObject({
  level: Level,
  person: Type.Optional(Person),
  enabled: Type.Optional(Type.Boolean()),
  reason: line(REASON_LENGTH_MAX, 1),
});

const etagOfStaff = ({ staff_id: staffId, revision }: StaffMemberRow): string =>
  etagOf("staff", staffId.toString(), revision);

function staffView(row: StaffMemberRow): Static<typeof StaffView> {
  const { email, display_name: name, role, level, person } = row;
  return {
    staffId: row.staff_id.toString(),
    ...{ email, name, level, person },
    role: known(ROLES, role),
    enabled: row.disabled_at === null,
    createdAt: instantText(row.created_at),
    etag: etagOfStaff(row),
  };
}

async function held(tx: Tx, text: string): Promise<StaffMemberRow> {
  const staff = /^\d{1,19}$/.test(text) ? await holdStaffMember(tx, BigInt(text)) : null;
  if (staff === null) refuse("not_found", `there is no colleague ${text}`);
  return staff;
}

/** Nobody raises themselves, also not by another account. */
async function requireOther(tx: Tx, { subject }: Principal, staff: StaffMemberRow): Promise<void> {
  const own = await personOfStaff(tx, BigInt(subject));
  const theirs = await personOfStaff(tx, staff.staff_id);
  if (own === theirs) refuse("same_person", "ask another administrator to change what you may do");
}

export function staffRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/staff",
    {
      config: { access: READERS, problems: ["cursor_invalid"] },
      schema: {
        ...{ operationId: "listStaff", tags: TAGS, summary: "Colleagues with their role, level and person" },
        querystring: closedObject(pageQuery),
        response: { 200: pageOfItems(StaffView) },
      },
    },
    async (request) => {
      const page = pageOf(context, request);
      const after = page.after === null ? null : BigInt(page.after[0] ?? "0");
      const rows = await inTransaction(context.db, request.principal.tenantId, (tx) =>
        listStaff(tx, after, page.limit + 1),
      );
      return pageAnswer(context, request, rows, page, {
        position: (row) => [row.staff_id.toString()],
        item: staffView,
      });
    },
  );
  api.put(
    "/v1/staff/:staffId",
    {
      config: { access: ["admin"], ifMatch: "required", problems: ["not_found", "same_person"] },
      schema: {
        ...{ operationId: "changeStaff", tags: TAGS },
        summary: "Set a colleague's level, the human being behind the account, and whether they may work",
        params: closedObject({ staffId: line(64, 1) }),
        body: StaffBody,
        response: { 200: StaffView },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const changed = await inTransaction(context.db, principal.tenantId, async (tx) => {
        const staff = await held(tx, params.staffId);
        const changedBy = staff.changed_by === null ? null : await callerName(tx, staff.changed_by);
        requireIfMatch(request, { etag: etagOfStaff(staff), changedBy, changedAt: staff.changed_at });
        await requireOther(tx, principal, staff);
        const { level, person = staff.person, enabled = staff.disabled_at === null, reason } = body;
        const change = { level, person, enabled, reason, changedBy: principal.caller, at: context.clock.now() };
        await changeStaffMember(tx, staff.staff_id, change);
        return held(tx, params.staffId);
      });
      reply.header("etag", etagOfStaff(changed));
      return staffView(changed);
    },
  );
}
