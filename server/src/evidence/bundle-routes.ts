// Understands the call that hands out all the evidence of a claim as one archive.

import { bookOfId, formatId, parseId } from "@anxin/core/id";
import { refuse } from "@anxin/core/refusal";
import { findClaim } from "@anxin/store/claim-case";
import { type ClaimEvidence, EVIDENCE_PARTIES, evidenceOfClaims, findEvidence } from "@anxin/store/evidence";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import { actorShown } from "../claim/actor.js";
import type { Context } from "../context.js";
import type { Api, Principal } from "../http/api.js";
import { known } from "../http/schema.js";
import { maySee } from "../http/sight.js";
import { type Bundle, type BundledFile, bundleStream } from "./bundle.js";
import { READERS, seesAll, sideSees } from "./sight.js";

/** Every file of a claim that the viewer may see. Three statements. */
async function bundleOf(context: Context, principal: Principal, idText: string): Promise<Bundle> {
  const claimId = parseId("claim", idText);
  return inTransaction(context.db, principal.tenantId, async (tx) => {
    const claim = claimId === null ? null : await findClaim(tx, bookOfId(claimId), claimId);
    if (claim === null || !maySee(principal, claim)) return refuse("not_found", `there is no claim ${idText}`);
    const rows = (await evidenceOfClaims(tx, tx.tenantId, [claim])).get(claim.claimId) ?? [];
    const held = await findEvidence(
      tx,
      rows.map((row) => row.evidence_id),
    );
    const files = rows.flatMap((row: ClaimEvidence): BundledFile[] => {
      const file = held.get(row.evidence_id);
      const party = known(EVIDENCE_PARTIES, row.party);
      const sees =
        seesAll(principal) || file?.uploadedBy === principal.caller || sideSees(context, principal, party, claim);
      if (file === undefined || !sees) return [];
      const addedBy = actorShown(row.added_by, principal);
      return [{ held: file, kind: row.kind, party, addedBy, addedAt: row.added_at, bytes: row.bytes }];
    });
    return { claimId: claim.claimId, madeAt: context.clock.now(), files };
  });
}

export function bundleRoute(api: Api, context: Context): void {
  api.get(
    "/v1/claims/:claimId/evidence.zip",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        operationId: "readClaimEvidence",
        tags: ["claims"],
        summary: "Every file of a claim that you may see, as one archive with a manifest.json that lists them",
        params: Type.Object({ claimId: Type.String({ maxLength: 64 }) }),
        produces: ["application/zip"],
        response: { 200: Type.String({ format: "binary" }) },
      },
    },
    async (request, reply) => {
      const bundle = await bundleOf(context, request.principal, request.params.claimId);
      reply
        .header("content-type", "application/zip")
        .header("content-disposition", `attachment; filename="${formatId("claim", bundle.claimId)}-evidence.zip"`)
        .header("x-content-type-options", "nosniff")
        .header("content-security-policy", "sandbox; default-src 'none'")
        .header("cache-control", "private, no-store");
      return reply.send(bundleStream(context, bundle) as unknown as string);
    },
  );
}
