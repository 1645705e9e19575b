// Understands the buyer's first page: all covers in one place, order by order, each with what it pays and what can be done.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { listOrders, listProducts } from "@anxin/client/operations.generated";
import { useAnswer, useList } from "@anxin/ui/api";
import { day } from "@anxin/ui/format/time";
import { Button, ButtonLink } from "@anxin/ui/pieces/button";
import { Icon } from "@anxin/ui/pieces/icon";
import { Page as Sheet } from "@anxin/ui/pieces/page";
import { Empty, ErrorState, Loading } from "@anxin/ui/pieces/state";
import { ClaimStatus, type ClaimStatusCode, Money, PolicyStatus, type PolicyStatusCode } from "@anxin/ui/pieces/words";
import { useNow } from "@anxin/ui/session";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { FIRST_ORDERS } from "./first-orders.js";
import { daysLeft } from "./left.js";
import { useNameOf } from "./names.js";

type OrderItem = AnswerOf<operations["listOrders"]>["data"][number];
type OrderLine = OrderItem["lines"][number];
type Cover = OrderLine["covers"][number];
type Product = AnswerOf<operations["listProducts"]>["data"][number];

/** The event after which a claim opens by itself. */
const SENT_BACK = "return";

interface CoverProps {
  readonly cover: Cover;
  readonly claims: OrderLine["claims"];
  readonly product: Product | undefined;
  readonly now: number;
}

function CoverRow({ cover, claims, product, now }: CoverProps) {
  const { t } = useTranslation(["buyer", "house"]);
  const nameOf = useNameOf();
  const { policyId, status, sumInsured, expiresAt, payer } = cover;
  const left = status === "in_force" ? daysLeft(expiresAt, now) : null;
  const isByItself = product?.perils.every(({ code }) => code === SENT_BACK) ?? false;
  const own = claims.filter((claim) => claim.policyId === policyId);
  return (
    <li className="by-cover">
      <div className="by-cover-head">
        <h3>
          <Link to={`/covers/${policyId}`}>{nameOf(cover.productName)}</Link>
        </h3>
        <PolicyStatus status={status as PolicyStatusCode} />
      </div>
      {product === undefined ? null : <p className="ax-small">{product.summary}</p>}
      <p className="ax-quiet ax-small">
        {t("upTo")} <Money fen={sumInsured} /> · {t(`house:payer_${payer as "buyer"}`)}
        {left === null ? "" : ` · ${t("house:daysLeft", { count: left })}`}
      </p>
      {own.map(({ claimId, status: stands, amount }) => (
        <Link key={claimId} to={`/claims/${claimId}`} className="by-row-link">
          <span>{t("claim")}</span>
          <ClaimStatus status={stands as ClaimStatusCode} />
          {amount > 0 ? <Money fen={amount} /> : null}
          <Icon name="arrow" size={16} />
        </Link>
      ))}
      <div className="by-cover-acts">
        {status !== "in_force" || own.length > 0 ? null : isByItself ? (
          <span className="by-quiet-good ax-small">
            <Icon name="check" size={16} /> {t("byItself")}
          </span>
        ) : (
          <ButtonLink to={`/covers/${policyId}/claim`} look="primary">
            {t("makeClaim")}
            <span className="ax-unseen"> {nameOf(cover.productName)}</span>
          </ButtonLink>
        )}
        <ButtonLink to={`/covers/${policyId}`} look="quiet">
          {t("details")}
          <span className="ax-unseen"> {nameOf(cover.productName)}</span>
        </ButtonLink>
      </div>
    </li>
  );
}

interface OrderProps {
  readonly order: OrderItem;
  readonly products: ReadonlyMap<string, Product>;
  readonly now: number;
}

function OrderCard({ order, products, now }: OrderProps) {
  const { t } = useTranslation(["buyer", "house"]);
  const id = useId();
  const covered = order.lines.filter(({ covers }) => covers.length > 0);
  const [first, ...more] = covered;
  return (
    <section className="ax-panel by-order" aria-labelledby={id}>
      <header className="by-order-head">
        <h2 id={id}>
          {first === undefined ? order.orderId : first.title || first.sku}
          {more.length === 0 ? "" : t("andMore", { count: more.length })}
        </h2>
        <p className="ax-quiet ax-small">
          <span className="ax-block">{order.merchantName ?? order.merchantId}</span>
          {t("orderNo")} {order.orderId} · <time dateTime={order.placedAt}>{day(order.placedAt)}</time>
        </p>
      </header>
      {covered.map((line) => (
        <div key={line.lineId} className="by-line">
          {covered.length < 2 ? null : <p className="by-line-title">{line.title || line.sku}</p>}
          <ul>
            {line.covers.map((cover) => (
              <CoverRow
                key={cover.policyId}
                cover={cover}
                claims={line.claims}
                product={products.get(cover.product)}
                now={now}
              />
            ))}
          </ul>
        </div>
      ))}
      {order.held.length === 0 ? null : <p className="ax-quiet ax-small">{t("heldCovers")}</p>}
    </section>
  );
}

export function Page() {
  const { t } = useTranslation(["buyer", "house"]);
  const orders = useList(listOrders, FIRST_ORDERS);
  const products = useAnswer(listProducts, {});
  const now = useNow();
  const known = new Map(products.data?.body.data.map((product) => [product.code, product]) ?? []);
  const { query, items, more, hasMore } = orders;
  return (
    <Sheet title={t("title")} lead={t("homeLead")}>
      {query.error !== null && items.length === 0 ? (
        <ErrorState problem={query.error} retry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Loading lines={8} />
      ) : items.length === 0 ? (
        <Empty
          icon="shield"
          title={t("homeEmptyTitle")}
          action={
            <ButtonLink to="/guide/choose" look="primary">
              {t("whichSuits")}
            </ButtonLink>
          }
        >
          {t("homeEmptyText")}
        </Empty>
      ) : (
        <div className="by-orders">
          {items.map((order) => (
            <OrderCard key={order.orderId} order={order} products={known} now={now} />
          ))}
        </div>
      )}
      {hasMore ? (
        <Button wide isBusy={query.isFetchingNextPage} onClick={more}>
          {t("house:showMore")}
        </Button>
      ) : null}
    </Sheet>
  );
}
