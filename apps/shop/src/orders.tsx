// Understands a shopper's orders, the latest first.

import type { OrderSummary } from "@anxin/shop/backend/wire";
import { useAnswer } from "@anxin/ui/api";
import { shortMoment } from "@anxin/ui/format/time";
import { Banner } from "@anxin/ui/pieces/banner";
import { Button, ButtonLink } from "@anxin/ui/pieces/button";
import { Page as Sheet } from "@anxin/ui/pieces/page";
import { Answered, Empty } from "@anxin/ui/pieces/state";
import { Badge, Money, type Tone } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { readOrders } from "./api.js";
import { GoodsPicture, useMerchantName } from "./goods.js";
import { useSay } from "./text.js";

const TONES: Readonly<Record<OrderSummary["stage"], Tone>> = {
  paid: "info",
  cancelled: "plain",
  shipped: "info",
  delivered: "good",
  return_requested: "warn",
  return_shipped: "warn",
  returned: "plain",
};

export function StageBadge({ stage }: { readonly stage: OrderSummary["stage"] }) {
  const { t } = useTranslation("shop");
  return <Badge tone={TONES[stage]}>{t(`stage_${stage}`)}</Badge>;
}

function OrderCard({ order }: { readonly order: OrderSummary }) {
  const { t } = useTranslation("shop");
  const say = useSay();
  const merchantName = useMerchantName();
  const { orderId, stage, lines, placedAt, total, merchantId, story, reported } = order;
  const [first] = lines;
  return (
    <li className="sh-order">
      {first === undefined ? null : <GoodsPicture sku={first.sku} size={84} />}
      <div className="sh-line-text">
        <p>
          <StageBadge stage={stage} /> {story === null ? null : <Badge>{t(`story_${story.story}_short`)}</Badge>}{" "}
          {reported === null ? null : <Badge tone="bad">{t(`reported_${reported}`)}</Badge>}
        </p>
        <Link to={`/orders/${orderId}`}>{lines.map(({ title }) => say(title)).join(t("listMark"))}</Link>
        <p className="ax-quiet ax-small">
          {merchantName(merchantId)} · {orderId} · {shortMoment(placedAt)}
        </p>
      </div>
      <Money fen={total} strong />
    </li>
  );
}

export function Page() {
  const { t } = useTranslation("shop");
  const [search, setSearch] = useSearchParams();
  const from = search.get("from");
  const orders = useAnswer(readOrders, { query: from === null ? {} : { from } }, { keepsLast: true });
  return (
    <Sheet title={t("navOrders")} lead={t("ordersLead")}>
      {search.get("placed") === null ? null : <Banner tone="good">{t("placed")}</Banner>}
      <Answered of={orders} lines={6}>
        {({ data, next }) =>
          data.length === 0 ? (
            <Empty
              icon="box"
              title={t("ordersNone")}
              action={
                <ButtonLink to="/" look="primary">
                  {t("goodsShowAll")}
                </ButtonLink>
              }
            >
              {t("ordersNoneText")}
            </Empty>
          ) : (
            <>
              <ul className="sh-orders">
                {data.map((order) => (
                  <OrderCard key={order.orderId} order={order} />
                ))}
              </ul>
              <div className="ax-actions">
                {from === null ? null : <Button onClick={() => setSearch({})}>{t("ordersNewest")}</Button>}
                {next === null ? null : <Button onClick={() => setSearch({ from: next })}>{t("ordersOlder")}</Button>}
              </div>
            </>
          )
        }
      </Answered>
    </Sheet>
  );
}
