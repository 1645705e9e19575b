// Understands where a claim is read: those who review it at their desk, the rest of the house among the shop's pages.

import { Id } from "@anxin/ui/pieces/words";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useRole } from "../role.js";
import type { Role } from "../room.js";

const REVIEWERS: readonly Role[] = ["adjuster", "supervisor", "auditor"];
const SHOP_READERS: readonly Role[] = ["platform", "finance", "admin"];

/** A link for whoever may follow it; the number alone for others. */
export function ClaimLink({
  claimId,
  merchantId,
  lead,
}: {
  readonly claimId: string;
  readonly merchantId: string | null;
  /** Words before the number. */
  readonly lead?: ReactNode;
}) {
  const role = useRole();
  const content = (
    <>
      {lead === undefined ? null : <>{lead} </>}
      <Id>{claimId}</Id>
    </>
  );
  if (role !== null && REVIEWERS.includes(role)) return <Link to={`/review/claims/${claimId}`}>{content}</Link>;
  if (role === null || !SHOP_READERS.includes(role) || merchantId === null) return <span>{content}</span>;
  return <Link to={`/merchants/${encodeURIComponent(merchantId)}/claims/${claimId}`}>{content}</Link>;
}
