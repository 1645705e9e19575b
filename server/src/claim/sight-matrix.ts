// Understands which role sees which field of a claim. A field without a row is seen by nobody.
//
// Whose claim it is comes first: a buyer's own, a shop's own, a marketplace's own; anybody else's is not found. The rows say what
// is seen then. Personal data go no further than the work needs them (PIPL art. 6, 28 and 51): desks that count money or rates
// see no story and no files, a merchant sees no payee and, where nobody hears them on the claim, no story either.

import { ROLES, type Role } from "../http/api.js";

/** masked: a part of it, as `sight.ts` cuts it. hidden: null, or an empty list or record of answers. */
export type Sight = "shown" | "masked" | "hidden";
export type Onlooker = Role | "server";
export const ONLOOKERS: readonly Onlooker[] = [...ROLES, "server"];
export type SightRow = Readonly<Record<Onlooker, Sight>>;

function row(changes: Partial<SightRow> = {}): SightRow {
  const all = Object.fromEntries(ONLOOKERS.map((role) => [role, "shown"])) as Record<Onlooker, Sight>;
  return { ...all, ...changes };
}

const EVERYONE = row();
/** What happened, in the buyer's own words and answers. */
const STORY = row({ merchant: "masked", actuary: "hidden", finance: "hidden" });
/** The files themselves: each party's own, and the buyer's for a merchant who has to answer. */
const FILES = row({ buyer: "masked", merchant: "masked", actuary: "hidden", finance: "hidden", platform: "hidden" });
/** What is still to be sent, and what was asked for. */
const PAPERS = row({ merchant: "hidden", actuary: "hidden", finance: "hidden" });
/** What the merchant says of it. */
const ANSWER = row({ buyer: "hidden", actuary: "hidden", finance: "hidden" });
/** What the insurer sets aside and does in its own house. */
const HOUSE = row({ buyer: "hidden", merchant: "hidden" });
const PAYEE = row({ merchant: "hidden", actuary: "hidden" });
/** Words to the buyer. */
const TO_BUYER = row({ merchant: "hidden", actuary: "hidden" });
/** People's names: outside, only the side that they are on. */
const NAMES = row({ buyer: "masked", merchant: "masked" });
/** What colleagues call each other: read by colleagues alone. */
const COLLEAGUES = row({ buyer: "hidden", merchant: "hidden", server: "hidden" });
/** That fraud is suspected is nothing that a merchant learns of a buyer. */
const REASONS = row({ merchant: "masked" });
const REMARKS = row({ buyer: "masked", merchant: "masked", actuary: "hidden" });

const rows = (paths: string, sight: SightRow, prefix = ""): Readonly<Record<string, SightRow>> =>
  Object.fromEntries(paths.split(" ").map((path) => [prefix + path, sight]));

const SUMMARY =
  "claimId policyId orderId lineId line.sku line.title line.category line.unitPrice line.quantity merchantId merchantName buyerId " +
  "product productVersion peril status category currency " +
  "requestedAmount amount occurredAt reportedAt decidedAt";
const SLOT = "kind title minCount required example alternativeOf requiredWith picture given note asked";
const CLOCK =
  "code title basis article round startsAt dueAt pauses[].from pauses[].until metAt stoppedAt state percent";

/** That there is an appeal everybody reads; what is said in it stays between the insured and the insurer. */
const appealRows = (prefix = ""): Readonly<Record<string, SightRow>> => ({
  ...rows("appealId state decisionId filedAt dueAt decidedAt outcome amount interest", EVERYONE, prefix),
  ...rows("reason note", TO_BUYER, prefix),
  ...rows("filedBy decidedBy", NAMES, prefix),
  [`${prefix}decidedByName`]: COLLEAGUES,
  [`${prefix}evidence`]: PAPERS,
  [`${prefix}reasonCodes`]: REASONS,
});

/** A decision: the one of a claim, or one of those that stood. */
const decisionRows = (prefix: string): Readonly<Record<string, SightRow>> => ({
  ...rows("decisionId outcome amount automatic decidedAt", EVERYONE, prefix),
  ...rows("reasonCodes reasons", REASONS, prefix),
  ...rows("code text clause.id clause.title", EVERYONE, `${prefix}reasons[].`),
  ...rows("id title", EVERYONE, `${prefix}clauses[].`),
  ...rows("decidedBy approvedBy", NAMES, prefix),
  ...rows("decidedByName approvedByName", COLLEAGUES, prefix),
  [`${prefix}note`]: TO_BUYER,
});

/** By path; `[]` stands for each entry of a list. Form answers and inputs have names of their own and are cut whole. */
export const CLAIM_SIGHT: Readonly<Record<string, SightRow>> = {
  ...rows(SUMMARY, EVERYONE),
  ...rows("description fields", STORY),
  ...rows("declaration declarationVersion declarationText declarationLanguage declarationSha256", EVERYONE),
  ...rows("declaredAt", EVERYONE),
  ...rows("declaredBy", NAMES),
  returnId: EVERYONE,
  reserve: HOUSE,
  ...rows("kind title party mediaType addedAt", EVERYONE, "evidence[]."),
  ...rows("evidenceId sha256 bytes capturedAt", FILES, "evidence[]."),
  ...rows("sequence at kind from to text", EVERYONE, "timeline[]."),
  "timeline[].actor": NAMES,
  "timeline[].detail": REMARKS,
  ...rows(CLOCK, EVERYONE, "clocks[]."),
  missing: PAPERS,
  ...rows(SLOT, PAPERS, "missing[]."),
  supplements: PAPERS,
  ...rows("round reason requestedAt requestedBy deliveredAt closesAt completedAt lapsedAt", PAPERS, "supplements[]."),
  "supplements[].requestedBy": { ...PAPERS, buyer: "masked" },
  "supplements[].requestedByName": { ...COLLEAGUES, actuary: "hidden", finance: "hidden" },
  ...rows("kind title note needed required", PAPERS, "supplements[].documents[]."),
  ...rows("askedAt answerUntil answeredAt position statedAt", EVERYONE, "merchantStatement."),
  ...rows("statement wordings", ANSWER, "merchantStatement."),
  "merchantStatement.statedBy": NAMES,
  ...decisionRows("decision."),
  "decision.state": EVERYONE,
  ...decisionRows("decisions[]."),
  "decisions[].kind": EVERYONE,
  ...rows("payoutId decisionId purpose amount status channel preparedAt settledAt", EVERYONE, "payouts[]."),
  ...rows("payee channelOrderNo", PAYEE, "payouts[]."),
  ...appealRows("appeals[]."),
  ...rows("number decisionId sentAt deliveredAt url", TO_BUYER, "refusalNotice."),
  refusalNotice: TO_BUYER,
  remedies: row({ merchant: "hidden" }),
  ...rows("kind until url", row({ merchant: "hidden" }), "remedies[]."),
};

/** As `CLAIM_SIGHT`, for an appeal by itself. */
export const APPEAL_SIGHT: Readonly<Record<string, SightRow>> = {
  ...appealRows(),
  ...rows("claimId policyId orderId merchantId buyerId product", EVERYONE),
};

/** As `CLAIM_SIGHT`, for the findings of a claim. */
export const FINDINGS_SIGHT: Readonly<Record<string, SightRow>> = {
  ...rows("claimId decisionId product outcome amount automatic next", EVERYONE),
  ...rows("rule clause clauseTitle clauseText outcome reason amount productVersion", EVERYONE, "data[]."),
  "data[].inputs": row({ merchant: "masked", finance: "hidden" }),
};

/** What is not a field of its own: whole entries, or what stands behind one. */
export const PARTS = {
  /** A decision that waits for a second pair of eyes. */
  proposal: HOUSE,
  /** Clocks with which the insurer keeps its own house in order. */
  house_clocks: HOUSE,
  /** What each signal looked at, one by one. */
  signals: HOUSE,
} as const satisfies Readonly<Record<string, SightRow>>;

export const seesPart = (part: keyof typeof PARTS, role: Onlooker): boolean => PARTS[part][role] === "shown";
