// Understands all claims of the buyer, the newest first.

import { listClaims } from "@anxin/client/operations.generated";
import { useList } from "@anxin/ui/api";
import { Button, ButtonLink } from "@anxin/ui/pieces/button";
import { Icon } from "@anxin/ui/pieces/icon";
import { Page as Sheet } from "@anxin/ui/pieces/page";
import { Empty, ErrorState, Loading } from "@anxin/ui/pieces/state";
import { ClaimStatus, Money, Time, useProductName } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

export function Page() {
  const { t } = useTranslation(["buyer", "house"]);
  const productName = useProductName();
  const { query, items, more, hasMore } = useList(listClaims, { query: { limit: 30 } });
  return (
    <Sheet title={t("claims")}>
      {query.error !== null && items.length === 0 ? (
        <ErrorState problem={query.error} retry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Loading lines={6} />
      ) : items.length === 0 ? (
        <Empty icon="list" title={t("claimsEmptyTitle")} action={<ButtonLink to="/">{t("title")}</ButtonLink>}>
          {t("claimsEmptyText")}
        </Empty>
      ) : (
        <ul className="ax-panel by-claims">
          {items.map((claim) => (
            <li key={claim.claimId}>
              <Link to={`/claims/${claim.claimId}`} className="by-row-link">
                <span>
                  <strong className="ax-block">{claim.line?.title || claim.line?.sku || claim.orderId}</strong>
                  <span className="ax-quiet ax-small ax-block">
                    {productName(claim.product)} · <Time at={claim.reportedAt} />
                  </span>
                </span>
                <span className="by-row-end">
                  <ClaimStatus status={claim.status} />
                  {claim.amount > 0 ? <Money fen={claim.amount} /> : null}
                </span>
                <Icon name="arrow" size={16} />
              </Link>
            </li>
          ))}
        </ul>
      )}
      {hasMore ? (
        <Button wide isBusy={query.isFetchingNextPage} onClick={more}>
          {t("house:showMore")}
        </Button>
      ) : null}
    </Sheet>
  );
}
