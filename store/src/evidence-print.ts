// Understands how a picture is recognised again in another claim or upload of the same marketplace: prints find, greys confirm.

import { ALIKE_MIN, alikeness } from "@anxin/core/evidence/alike";
import { WHOLE } from "@anxin/core/evidence/grey";
import { CROPS } from "@anxin/core/evidence/print";
import type { Id } from "@anxin/core/id";
import { execute, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

/** The signs of one crop of a picture; crop 0 is the whole. */
export interface EvidencePrintRow {
  readonly evidenceId: Id;
  readonly crop: number;
  /** 64 signs as a signed number, and those of the mirrored picture. */
  readonly print: bigint;
  readonly mirrored: bigint;
}

export const insertEvidencePrintRows = statement(
  "insert_evidence_print_rows",
  {},
  `insert into evidence_print (tenant_id, evidence_id, crop, print, mirrored)
   select $1::int4, evidence_id, crop, print, mirrored
   from unnest($2::int8[], $3::int2[], $4::int8[], $5::int8[]) as row (evidence_id, crop, print, mirrored)`,
);

export async function insertEvidencePrints(tx: Tx, rows: readonly EvidencePrintRow[]): Promise<void> {
  if (rows.length === 0) return;
  await execute(tx, insertEvidencePrintRows, [
    tx.tenantId,
    rows.map((row) => row.evidenceId),
    rows.map((row) => row.crop),
    rows.map((row) => row.print),
    rows.map((row) => row.mirrored),
  ]);
}

/** How one picture shows what another one shows. A picture both mirrored and cropped counts as mirrored. */
export type PictureMatch = "same" | "mirrored" | "cropped";

/** A picture that was seen before, or since, in the same marketplace. */
export interface SeenElsewhere {
  readonly evidenceId: Id;
  /** The same id, where one file lies in several claims. */
  readonly otherEvidenceId: Id;
  /** Null where the other file is in no claim. */
  readonly otherClaimId: Id | null;
  readonly match: PictureMatch;
  /** Signs that differ, 0 to 64; 0 where the bytes that were uploaded are the same. */
  readonly distance: number;
}

/** Other files that are looked at for one file: the nearest. */
const OTHERS_MAX = 64;
/** Ways to lay one picture over another that are tried: the nearest. */
const STARTS_MAX = 3;
/** Signs in which two crops may differ and still be worth laying over each other. */
const DISTANCE_MAX = 12;
/** Times that pictures are laid over each other for one question, the nearest first: some milliseconds each. */
const LAID_MAX = 500;

/** Which files are strangers to the one that is asked about: all that are not asked about, or all others. */
const STRANGERS = {
  unasked: (other: string, _own: string): string => `${other} <> all ($2::int8[])`,
  others: (other: string, own: string): string => `${other} <> ${own}`,
} as const;
type Strangers = keyof typeof STRANGERS;

const twinsAmong = (name: string, strangers: Strangers) =>
  statement(
    name,
    { evidence_id: "int8", other_evidence_id: "int8" },
    `select evidence_id, other_evidence_id from (
     select e.evidence_id, o.evidence_id as other_evidence_id,
       row_number() over (partition by e.evidence_id order by o.evidence_id) as nth
     from evidence e
     join evidence o on o.tenant_id = e.tenant_id and o.original_sha256 = e.original_sha256
     where e.tenant_id = $1::int4 and e.evidence_id = any ($2::int8[])
       and (o.evidence_id = e.evidence_id or ${STRANGERS[strangers]("o.evidence_id", "e.evidence_id")})) twin
   where nth <= ${OTHERS_MAX + 1}
   order by evidence_id, other_evidence_id`,
  );
export const selectTwins = twinsAmong("select_twins", "unasked");
export const selectTwinsOfMany = twinsAmong("select_twins_of_many", "others");

const BANDS = [0, 1, 2, 3];
/** A band is looked for as it is, and with each of its 16 signs turned. */
const MASKS = [0, ...Array.from({ length: 16 }, (_, bit) => 1 << bit)];

/**
 * A whole picture against every crop of others, or the crops of a picture against whole others. Two prints meet when one of
 * their four bands differs in at most one sign: always up to 7 signs apart, and for most pairs up to DISTANCE_MAX.
 */
const meeting = (band: number, which: string): string =>
  `select k.evidence_id, k.crop, k.flipped, o.evidence_id as other_evidence_id, o.crop as other_crop,
       bit_count((k.print # o.print)::bit(64))::int4 as distance
     from key k
     join evidence_print o on o.tenant_id = $1::int4 and o.band${band} = k.signs
     where k.band = ${band} and ${which}`;

const lookalikesAmong = (name: string, strangers: Strangers) =>
  statement(
    name,
    {
      evidence_id: "int8",
      crop: "int2",
      flipped: "bool",
      other_evidence_id: "int8",
      other_crop: "int2",
      distance: "int4",
    },
    `with asked as materialized (
     select evidence_id, crop, print, mirrored from evidence_print
     where tenant_id = $1::int4 and evidence_id = any ($2::int8[])
   ), sought as materialized (
     select evidence_id, crop, false as flipped, print from asked
     union all
     select evidence_id, crop, true, mirrored from asked
   ), key as materialized (
     select sought.*, band, ((print >> (16 * band)) & 65535)::int4 # mask as signs
     from sought cross join generate_series(0, 3) as band cross join unnest($3::int4[]) as mask
   ), met as (
     ${BANDS.flatMap((band) => [meeting(band, "k.crop = 0"), meeting(band, "k.crop > 0 and o.crop = 0")]).join("\n     union all\n     ")}
   ), near as (
     select distinct evidence_id, crop, flipped, other_evidence_id, other_crop, distance from met
     where distance <= ${DISTANCE_MAX} and ${STRANGERS[strangers]("other_evidence_id", "evidence_id")}
   ), start as (
     select near.*, min(distance) over (partition by evidence_id, other_evidence_id) as nearest,
       row_number() over (partition by evidence_id, other_evidence_id order by distance, flipped, crop, other_crop) as nth
     from near
   )
   select evidence_id, crop, flipped, other_evidence_id, other_crop, distance
   from (select start.*, dense_rank() over (partition by evidence_id order by nearest, other_evidence_id) as other from start) ranked
   where other <= ${OTHERS_MAX} and nth <= ${STARTS_MAX}
   order by evidence_id, other, nth`,
  );
export const selectLookalikes = lookalikesAmong("select_lookalikes", "unasked");
export const selectLookalikesOfMany = lookalikesAmong("select_lookalikes_of_many", "others");
type Lookalike = Row<(typeof selectLookalikes)["row"]>;

export const selectGreys = statement(
  "select_greys",
  { evidence_id: "int8", grey: "bytea" },
  `select evidence_id, grey from evidence
   where tenant_id = $1::int4 and evidence_id = any ($2::int8[]) and grey is not null`,
);

export const selectClaimsOfEvidence = statement(
  "select_claims_of_evidence",
  { evidence_id: "int8", claim_id: "int8" },
  `select evidence_id, claim_id from claim_evidence
   where tenant_id = $1::int4 and evidence_id = any ($2::int8[])
   order by evidence_id, claim_id`,
);

type Seen = Omit<SeenElsewhere, "otherClaimId">;

/**
 * Where else these files were seen: the same bytes, or pictures that show the same, mirrored or cropped, in other claims than
 * `exceptClaimId` or in no claim yet. Files that are asked about are reported against each other only where they are those of
 * `many` claims, which the caller tells apart. Four statements for any number of files; of each file at most the OTHERS_MAX
 * nearest others are looked at, and LAID_MAX of all.
 */
export async function imagesSeenElsewhere(
  tx: Tx,
  evidenceIds: readonly Id[],
  exceptClaimId: Id | null,
  many = false,
): Promise<readonly SeenElsewhere[]> {
  if (evidenceIds.length === 0) return [];
  const twins = await run(tx, many ? selectTwinsOfMany : selectTwins, [tx.tenantId, evidenceIds]);
  const lookalikes = await run(tx, many ? selectLookalikesOfMany : selectLookalikes, [tx.tenantId, evidenceIds, MASKS]);
  const known = new Set(twins.map(pairOf));
  const seen: readonly Seen[] = [
    ...twins.map((twin) => seenAs(twin, "same", 0)),
    ...(await confirmed(
      tx,
      lookalikes.filter((each) => !known.has(pairOf(each))),
    )),
  ];
  return inClaims(tx, seen, exceptClaimId);
}

interface Pair {
  readonly evidence_id: Id;
  readonly other_evidence_id: Id;
}

const pairOf = ({ evidence_id, other_evidence_id }: Pair): string => `${evidence_id} ${other_evidence_id}`;
const seenAs = (pair: Pair, match: PictureMatch, distance: number): Seen => {
  return { evidenceId: pair.evidence_id, otherEvidenceId: pair.other_evidence_id, match, distance };
};

/** Those of the candidates that agree when they are laid over each other; each pair once, as it was found nearest. */
async function confirmed(tx: Tx, candidates: readonly Lookalike[]): Promise<readonly Seen[]> {
  const nearest = [...candidates].sort((a, b) => a.distance - b.distance).slice(0, LAID_MAX);
  const ids = [...new Set(nearest.flatMap((each) => [each.evidence_id, each.other_evidence_id]))];
  const rows = await run(tx, selectGreys, [tx.tenantId, ids]);
  const greys = new Map(rows.map((row) => [row.evidence_id, row.grey]));
  const seen = new Map<string, Seen>();
  for (const each of nearest) {
    const { crop, flipped, other_crop: otherCrop } = each;
    const [grey, other] = [greys.get(each.evidence_id), greys.get(each.other_evidence_id)];
    if (seen.has(pairOf(each)) || grey === undefined || other === undefined) continue;
    const alike =
      crop === 0
        ? alikeness(grey, flipped, other, CROPS[otherCrop] ?? WHOLE)
        : alikeness(other, flipped, grey, CROPS[crop] ?? WHOLE);
    const match = flipped ? "mirrored" : crop === 0 && otherCrop === 0 ? "same" : "cropped";
    if (alike >= ALIKE_MIN) seen.set(pairOf(each), seenAs(each, match, each.distance));
  }
  return [...seen.values()];
}

/** Each sight once for every claim that the other file is in; a file is not seen elsewhere by lying in its own claim. */
async function inClaims(tx: Tx, seen: readonly Seen[], except: Id | null): Promise<readonly SeenElsewhere[]> {
  const others = [...new Set(seen.map((each) => each.otherEvidenceId))];
  const links = await run(tx, selectClaimsOfEvidence, [tx.tenantId, others]);
  const claims = new Map<Id, Id[]>();
  for (const { evidence_id, claim_id } of links)
    claims.set(evidence_id, [...(claims.get(evidence_id) ?? []), claim_id]);
  return seen.flatMap((each) => {
    const linked = claims.get(each.otherEvidenceId) ?? [];
    const unlinked = linked.length === 0 && each.otherEvidenceId !== each.evidenceId ? [null] : [];
    return [...linked.filter((claimId) => claimId !== except), ...unlinked].map((otherClaimId) => ({
      ...each,
      otherClaimId,
    }));
  });
}
