// Understands what claims rest on beside their order: entries of the insurer's register, marks that belong to one claim, and what
// the merchant said.
//
// For any number of claims: 1 statement each for register, marks and merchants, and none where no product asks.

import type { ClaimFacts } from "@anxin/core/claim/facts";
import { marksOf } from "@anxin/core/claim/mark";
import { merchantFact } from "@anxin/core/claim/merchant-fact";
import { registerQuestions } from "@anxin/core/claim/register-question";
import type { Id } from "@anxin/core/id";
import type { ProductVersion } from "@anxin/core/product/product";
import type { RegisterEntry } from "@anxin/core/register/entry";
import type { Instant } from "@anxin/core/time";
import { holdMarks, markFacts } from "@anxin/store/claim-mark";
import { merchantAnswers } from "@anxin/store/merchant-statement";
import { registerMatches } from "@anxin/store/register";
import type { Tx } from "@anxin/store/transaction";

/** A claim so far as it cites something; its id is null before it is filed. */
export interface Citing {
  readonly claimId: Id | null;
  readonly book: number;
  readonly policyId: Id;
  readonly orderId: string;
  readonly product: ProductVersion;
  readonly fields: ClaimFacts["claim"]["fields"];
  readonly reportedAt: Instant;
}

export type Cited = Pick<ClaimFacts, "register" | "marks" | "merchant">;

/** What a claim cites that has no form, or an empty one. */
export const NOTHING_CITED: Cited = { register: [], marks: [], merchant: null };

/** What these claims cite, in their order. */
export async function citedFacts(tx: Tx, claims: readonly Citing[]): Promise<Cited[]> {
  return citedWith(tx, claims, await registersOf(tx, claims));
}

async function citedWith(
  tx: Tx,
  claims: readonly Citing[],
  registers: readonly (readonly RegisterEntry[])[],
): Promise<Cited[]> {
  const marks = await markFacts(
    tx,
    claims.map((claim, i) => ({
      ...claim,
      marks: asksForMarks(claim) ? marksOf(claim.fields, registers[i] ?? []) : [],
    })),
  );
  const heard = await merchantAnswers(
    tx,
    claims.flatMap(({ product, book, claimId }) =>
      product.merchantAnswer === null || claimId === null ? [] : [{ book, claimId }],
    ),
  );
  return claims.map(({ claimId, product, reportedAt }, i) => ({
    register: registers[i] ?? [],
    marks: marks[i] ?? [],
    merchant: merchantFact(product, (claimId === null ? undefined : heard.get(claimId)) ?? null, reportedAt),
  }));
}

/**
 * What a claim cites that is about to be filed. Nobody else files with the same marks until the transaction ends, so that two
 * claims that come together see each other. One statement more where there are marks.
 */
export async function citedByNewClaim(tx: Tx, claim: Omit<Citing, "claimId">): Promise<Cited> {
  const citing: Citing = { ...claim, claimId: null };
  const registers = await registersOf(tx, [citing]);
  if (asksForMarks(citing)) await holdMarks(tx, marksOf(claim.fields, registers[0] ?? []));
  const [cited = NOTHING_CITED] = await citedWith(tx, [citing], registers);
  return cited;
}

/** Only products with a rule that looks at marks pay for the look. */
const asksForMarks = ({ product: { adjudication } }: Citing): boolean =>
  adjudication.some(({ rule }) => rule === "report_unused" || rule === "serial_matches");

async function registersOf(tx: Tx, claims: readonly Citing[]): Promise<RegisterEntry[][]> {
  const asked = claims.map((claim) => registerQuestions(claim.product, claim));
  const answers = await registerMatches(tx, asked.flat());
  let next = 0;
  return asked.map((questions) => {
    const entries = questions.flatMap(() => answers[next++] ?? []);
    return [...new Map(entries.map((entry) => [entry.entryId, entry])).values()];
  });
}
