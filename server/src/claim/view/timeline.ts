// Understands how what happened to a claim is told: to each side in its own words, and only what concerns it.

import { CLOCK_CODES, clockRule } from "@anxin/core/claim/clock-rules";
import { REASON_CODES } from "@anxin/core/claim/finding";
import type { MerchantPosition } from "@anxin/core/claim/merchant-fact";
import { reasonText } from "@anxin/core/claim/reasons";
import { type Side, type TimelineFact, timelineWords } from "@anxin/core/claim/timeline-words";
import type { Fen } from "@anxin/core/money";
import type { ProductVersion, Text } from "@anxin/core/product/product";
import { formatInstant } from "@anxin/core/time";
import type { ClaimEventRow, DecisionKind, DecisionRow } from "@anxin/store/claim";
import { kindTitle } from "../document-kinds.js";
import type { Viewer } from "./viewer.js";

export interface TimelineRecord {
  readonly events: readonly ClaimEventRow[];
  readonly decisions: readonly DecisionRow[];
  readonly product: ProductVersion;
  /** What members of staff are called, by how they are written in events; needed for the insurer's words only. */
  readonly names: ReadonlyMap<string, string>;
}

/** Marketplace and insurer read the same words. */
export const sideOf = ({ role }: Viewer["principal"]): Side =>
  role === "buyer" || role === "merchant" ? role : "insurer";

/** What happened, in the viewer's words; what a side has no words for is not told to it. */
export function timelineView(record: TimelineRecord, { principal, language }: Viewer) {
  const side = sideOf(principal);
  return record.events.flatMap((event) => {
    const text = timelineWords(factOf(event, record), side);
    if (text === null) return [];
    const { sequence, at, kind, actor, fromStatus: from, toStatus: to, detail } = event;
    return [{ sequence, at: formatInstant(at), kind, actor, from, to, detail, text: text[language] }];
  });
}

const CALLERS: Readonly<Record<string, TimelineFact["by"]>> = {
  buyer: "buyer",
  merchant: "merchant",
  "merchant-key": "merchant",
  server: "marketplace",
  rules: "rules",
  system: "system",
};

/** Who is not a member of staff, as the insurer reads it. */
const NAMES: Readonly<Record<TimelineFact["by"], Text | null>> = {
  buyer: { zh: "买家", en: "the buyer" },
  merchant: { zh: "商家", en: "the merchant" },
  marketplace: { zh: "平台", en: "the marketplace" },
  rules: { zh: "规则", en: "the rules" },
  system: { zh: "系统", en: "the system" },
  insurer: null,
};

function factOf(event: ClaimEventRow, { decisions, product, names }: TimelineRecord): TimelineFact {
  const { kind, toStatus: to, actor, detail } = event;
  const by = CALLERS[actor.split(":", 1)[0] ?? ""] ?? "insurer";
  const name = names.get(actor) ?? actor;
  const said = { kind, to, by, actor: NAMES[by] ?? { zh: name, en: name }, amount: amountOf(event, decisions) };
  switch (kind) {
    case "referred":
    case "decided":
    case "proposed":
      return { ...said, about: reasonsOf(detail), note: "" };
    case "evidence_requested":
    case "evidence_added":
    case "evidence_complete":
    case "reopened":
      return { ...said, about: codesOf(detail).map((code) => kindTitle(product, code)), note: "" };
    case "merchant_stated":
      return {
        ...said,
        about: Object.hasOwn(POSITIONS, detail) ? [POSITIONS[detail as MerchantPosition]] : [],
        note: "",
      };
    case "escalated":
      return { ...said, about: clockOf(detail), note: "" };
    default:
      return { ...said, about: [], note: detail };
  }
}

/** Which clock ran how far, of "code percent queue"; a share that nobody could reckon is `unknown`. */
function clockOf(detail: string): Text[] {
  const [code, share = ""] = detail.split(" ");
  return CLOCK_CODES.filter((each) => each === code).map((each) => {
    const { zh, en } = clockRule(each).title;
    return share === "unknown"
      ? { zh: `${zh}（工作日历尚未公布）`, en: `${en} (its calendar is not published yet)` }
      : { zh: `${zh}（已用 ${share}%）`, en: `${en} (${share}% of its time is used)` };
  });
}

const codesOf = (detail: string): readonly string[] => [...new Set(detail.split(",").filter((code) => code !== ""))];

const POSITIONS: Readonly<Record<MerchantPosition, Text>> = {
  accepts: { zh: "认可", en: "accepts the claim" },
  disputes: { zh: "有异议", en: "disputes it" },
};

/** Reasons in plain words; a remark that is no list of codes has none. */
const reasonsOf = (detail: string): Text[] =>
  REASON_CODES.filter((code) => codesOf(detail).includes(code)).map((code) => reasonText(code));

const DECISION_OF: Partial<Readonly<Record<ClaimEventRow["kind"], DecisionKind>>> = {
  decided: "decision",
  advanced: "advance",
  corrected: "correction",
  appeal_decided: "appeal",
};

/** What an event granted: the whole of a decision, or what an advance granted beyond what was granted before. */
function amountOf({ kind, at }: ClaimEventRow, decisions: readonly DecisionRow[]): Fen | null {
  const i = decisions.findIndex((each) => each.kind === DECISION_OF[kind] && each.decidedAt === at);
  const decision = decisions[i];
  if (decision === undefined) return null;
  if (decision.kind === "decision") return decision.amount;
  const before = decisions[i - 1]?.amount ?? 0n;
  return decision.amount > before ? decision.amount - before : decision.amount;
}
