// Understands how a claim that was put into words once is cut to what each role may see of it.

import { REASON_CODES } from "@anxin/core/claim/finding";
import type { Policy } from "@anxin/core/policy/policy";
import type { ProductVersion } from "@anxin/core/product/product";
import { callerSide } from "./actor.js";
import type { Onlooker, SightRow } from "./sight-matrix.js";

/** Who looks at which claim, so far as a mask asks. */
export interface Onlooking {
  readonly role: Onlooker;
  /** The merchant has a part in the claim: pays the premium, is heard on it, or may be asked to pay for it. */
  readonly merchantHasPart: boolean;
  /** The merchant is asked to answer, and so has to see what the claim rests on. */
  readonly merchantIsHeard: boolean;
}

export function onlookingOf(
  role: Onlooker,
  { merchantAnswer, recoveryFrom }: Pick<ProductVersion, "merchantAnswer" | "recoveryFrom">,
  { payer }: Pick<Policy, "payer">,
): Onlooking {
  const merchantIsHeard = merchantAnswer !== null;
  const merchantHasPart = merchantIsHeard || payer === "merchant" || recoveryFrom === "merchant";
  return { role, merchantHasPart, merchantIsHeard };
}

type Mask = (value: unknown, by: Onlooking, within: Readonly<Record<string, unknown>>) => unknown;

/** Whose file it is decides who sees it. */
const file: Mask = (value, { role, merchantIsHeard }, { party }) => {
  if (party === role) return value;
  return role === "merchant" && party === "buyer" && merchantIsHeard ? value : null;
};

const whereMerchantHasPart: Mask = (value, { merchantHasPart }) =>
  merchantHasPart ? value : isRecord(value) ? {} : null;

const side: Mask = (value) => (typeof value === "string" ? callerSide(value) : value);

const SUSPICION: readonly string[] = ["suspected_fraud", "image_reused", "impossible_travel", "weight_mismatch"];
/** Whether a reason says what raised a suspicion: nothing that a merchant learns of a buyer. */
export const isSuspicion = (code: unknown): boolean => typeof code === "string" && SUSPICION.includes(code);

const withoutSuspicion: Mask = (value) => {
  if (!Array.isArray(value)) return value;
  return (value as unknown[]).filter((entry) => !isSuspicion(isRecord(entry) ? entry["code"] : entry));
};

/** Kinds of events whose remark everybody may read, and those whose remark is between the buyer and the insurer. */
const OPEN_REMARKS: readonly string[] = ["filed", "held", "decided", "merchant_stated"];
const BUYERS_REMARKS: readonly string[] = [
  ...OPEN_REMARKS,
  ...["withdrawn", "evidence_requested", "evidence_added", "evidence_complete", "reopened"],
];

/** Reason codes are told without those that say what raised a suspicion; what the insurer wrote for itself is not told. */
const remark: Mask = (value, { role }, { kind }) => {
  if (typeof value !== "string" || typeof kind !== "string") return "";
  if (kind === "referred" || (kind === "decided" && role === "merchant")) {
    const codes = value.split(",").filter((code) => (REASON_CODES as readonly string[]).includes(code));
    return codes.filter((code) => !isSuspicion(code)).join(",");
  }
  return (role === "buyer" ? BUYERS_REMARKS : OPEN_REMARKS).includes(kind) ? value : "";
};

/** What is left of a field that is masked. */
const MASKS: Readonly<Record<string, Mask>> = {
  description: whereMerchantHasPart,
  fields: whereMerchantHasPart,
  "data[].inputs": whereMerchantHasPart,
  ...Object.fromEntries(["evidenceId", "sha256", "bytes", "capturedAt"].map((name) => [`evidence[].${name}`, file])),
  declaredBy: side,
  "timeline[].actor": side,
  "timeline[].detail": remark,
  "supplements[].requestedBy": side,
  "merchantStatement.statedBy": side,
  "decision.decidedBy": side,
  "decision.approvedBy": side,
  "decisions[].decidedBy": side,
  "decisions[].approvedBy": side,
  "appeals[].filedBy": side,
  "appeals[].decidedBy": side,
  "appeals[].reasonCodes": withoutSuspicion,
  filedBy: side,
  decidedBy: side,
  reasonCodes: withoutSuspicion,
  "decision.reasonCodes": withoutSuspicion,
  "decision.reasons": withoutSuspicion,
  "decisions[].reasonCodes": withoutSuspicion,
  "decisions[].reasons": withoutSuspicion,
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const nothing = (value: unknown, path: string): unknown =>
  Array.isArray(value) ? [] : OPAQUE.includes(path) ? {} : null;

/** Paths whose value is cut whole, since what is inside has names of its own. */
const OPAQUE: readonly string[] = ["fields", "data[].inputs"];

/**
 * The view as a role may see it: fields that it may not are null, empty lists or empty records. A field that no row is about is
 * hidden from everybody.
 */
export function cutToSight<T>(view: T, sight: Readonly<Record<string, SightRow>>, by: Onlooking): T {
  const cut = (value: unknown, path: string, within: Readonly<Record<string, unknown>>): unknown => {
    const seen = sight[path]?.[by.role];
    const mask = MASKS[path];
    if (seen === "hidden" || (seen === "masked" && mask === undefined)) return nothing(value, path);
    const kept = seen === "masked" && mask !== undefined ? mask(value, by, within) : value;
    if (OPAQUE.includes(path)) return seen === undefined ? {} : kept;
    if (Array.isArray(kept)) {
      if (kept.every((entry) => !isRecord(entry))) return seen === undefined ? [] : kept;
      return kept.map((entry) => cut(entry, `${path}[]`, {}));
    }
    if (isRecord(kept)) return entries(kept, path);
    return seen === undefined ? null : kept;
  };
  const entries = (record: Readonly<Record<string, unknown>>, path: string): Readonly<Record<string, unknown>> => {
    const at = (name: string): string => (path === "" ? name : `${path}.${name}`);
    return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, cut(value, at(name), record)]));
  };
  // The shape stays; what is hidden is empty or null, which the schemas of the wire allow where it may happen.
  return entries(view as Readonly<Record<string, unknown>>, "") as T;
}
