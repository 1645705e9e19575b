// Understands a claim while it is written: what is known is filled in, what is missing is named, and what was sent stays as it is.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { formatInstant, instant, parseInstant, shanghaiClock } from "@anxin/core/time";
import { type PickedFile, sentOf } from "../evidence/files.js";

export type Form = AnswerOf<operations["readClaimForm"]>;
export type Order = AnswerOf<operations["readOrder"]>;
export type Policy = AnswerOf<operations["readPolicy"]>;
export type ClaimBody = operations["fileClaim"]["requestBody"]["content"]["application/json"];
export type FormField = Form["fields"][number];
export type FieldValue = string | number | boolean;
/** As it stands in the controls; text while it is typed. */
export type Answers = Readonly<Record<string, FieldValue>>;

export interface Draft {
  readonly policyId: string;
  /** Made when the form opens, and the same until the server has said no for good: whatever is sent is one claim. */
  readonly key: string;
  readonly peril: string | null;
  /** RFC 3339. */
  readonly occurredAt: string | null;
  /** Null while nobody has typed: then it follows what is chosen. */
  readonly description: string | null;
  readonly answers: Answers;
  readonly files: readonly PickedFile[];
  /** Whether what was kept since the order was put in: what is taken out afterwards stays out. */
  readonly hasKept: boolean;
  /** What was sent and not answered yet. Nothing is changed while it is there. */
  readonly sent: ClaimBody | null;
}

/** A parcel, as the order tells of it. */
interface Parcel {
  readonly lineIds: readonly string[];
  readonly carrier: string | null;
  readonly waybill: string | null;
  readonly deliveredAt: string | null;
}

/** Parcels of the order that carried the line. */
export const parcelsOf = ({ shipments }: Pick<Order, "shipments">, lineId: string): readonly Parcel[] =>
  (shipments as readonly unknown[] as readonly Parcel[]).filter(({ lineIds }) => lineIds.includes(lineId));

const later = (left: string, right: string): string =>
  (parseInstant(left) ?? 0) > (parseInstant(right) ?? 0) ? left : right;

/** When it happened, as far as anybody knows: when the parcel came, or now; within the time for which there is cover. */
export function likelyTime(form: Form, order: Order, lineId: string, now: number): string {
  const delivered = parcelsOf(order, lineId)
    .flatMap(({ deliveredAt }) => (deliveredAt === null ? [] : [deliveredAt]))
    .reduce<string | null>((last, each) => (last === null ? each : later(last, each)), null);
  const today = formatInstant(instant(Math.floor(now)));
  const { from, until } = form.window;
  const isInside = (at: string): boolean =>
    (from === null || later(at, from) === at) && (until === null || later(until, at) === until);
  return delivered !== null && isInside(delivered) ? delivered : today;
}

export function beginDraft(form: Form, order: Order, lineId: string, now: number, key: string): Draft {
  const [only, ...more] = form.perils;
  return {
    policyId: form.policyId,
    key,
    peril: only !== undefined && more.length === 0 ? only.code : null,
    occurredAt: likelyTime(form, order, lineId, now),
    description: null,
    answers: {},
    files: [],
    hasKept: false,
    sent: null,
  };
}

/** The field that asks for a story, where there is one: what is told there is told once. */
export const storyField = ({ fields }: Pick<Form, "fields">): FormField | undefined =>
  fields.find(({ type, required }) => type === "text" && required);

/** The story, as typed or as it follows from what was chosen. */
export function storyOf(draft: Draft, form: Form, goods: string): string {
  if (draft.description !== null) return draft.description;
  const peril = form.perils.find(({ code }) => code === draft.peril)?.title ?? "";
  const chosen = form.fields.flatMap(({ name, type, required, options = [] }) =>
    type === "enum" && required
      ? options.filter(({ value }) => value === draft.answers[name]).map(({ title }) => title)
      : [],
  );
  return [goods, peril, ...chosen].filter((part) => part !== "").join(" · ");
}

const WHOLE = /^-?\d{1,15}$/;

/** An answer as the server takes it; null where nothing was said, or nothing that it could take. */
function answerOf({ type }: FormField, value: FieldValue | undefined): FieldValue | null {
  if (value === undefined || value === "") return null;
  if (type === "integer" && typeof value === "string") return WHOLE.test(value) ? Number(value) : null;
  return typeof value === "string" ? value.trim() || null : value;
}

export type Fault = "peril" | "time" | "story" | `field ${string}`;

/** What has to be mended before the next step, in the order in which it stands on the page. */
export function faultsOf(draft: Draft, form: Form, goods: string, now: number): readonly Fault[] {
  const faults: Fault[] = [];
  if (draft.peril === null) faults.push("peril");
  const story = storyField(form);
  for (const field of form.fields) {
    if (field.name === story?.name) continue;
    const value = draft.answers[field.name];
    const isSaid = value !== undefined && value !== "";
    if (answerOf(field, value) === null && (field.required || isSaid)) faults.push(`field ${field.name}`);
  }
  const at = draft.occurredAt === null ? null : parseInstant(draft.occurredAt);
  if (at === null || at > now) faults.push("time");
  if (storyOf(draft, form, goods).trim() === "") faults.push("story");
  return faults;
}

/** Answers to the form as they are sent: nothing that was left open. */
export function fieldsOf(draft: Draft, form: Form, goods: string): Record<string, FieldValue> {
  const story = storyField(form);
  return Object.fromEntries(
    form.fields.flatMap((field) => {
      const said = field.name === story?.name ? storyOf(draft, form, goods) : draft.answers[field.name];
      const value = answerOf(field, said);
      return value === null ? [] : [[field.name, value]];
    }),
  );
}

/** What is sent. Whoever sends it has read the declaration and confirms it with the same tap. */
export function bodyOf(draft: Draft, form: Form, goods: string): ClaimBody {
  return {
    policyId: draft.policyId,
    peril: draft.peril ?? "",
    occurredAt: draft.occurredAt ?? "",
    description: storyOf(draft, form, goods).trim(),
    evidence: sentOf(draft.files),
    fields: fieldsOf(draft, form, goods),
    declaration: true,
    declarationVersion: form.declaration.version,
  };
}

/** How many files of each kind are with the server, as an estimate is asked. */
export function countsOf(files: readonly PickedFile[]): { kind: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { kind } of sentOf(files)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count }));
}

const MINUTES = 16;

/** As a control for date and time takes it, on a Shanghai clock. */
export function toClock(at: string | null): string {
  const known = at === null ? null : parseInstant(at);
  return known === null ? "" : shanghaiClock(known).slice(0, MINUTES).replace(" ", "T");
}

/** What such a control says; null while it says nothing. */
export function fromClock(text: string): string | null {
  const at = parseInstant(`${text.slice(0, MINUTES)}:00+08:00`);
  return at === null ? null : formatInstant(at);
}
