// Understands the page of one order: what the parcel does next, the covers that it has, and the claims that came of it.

import type { OrderView } from "@anxin/shop/backend/wire";
import { useAnswer } from "@anxin/ui/api";
import { moment } from "@anxin/ui/format/time";
import { Banner } from "@anxin/ui/pieces/banner";
import { Facts, Panel, Page as Sheet } from "@anxin/ui/pieces/page";
import { Answered } from "@anxin/ui/pieces/state";
import { Steps } from "@anxin/ui/pieces/steps";
import { Money } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import { readOrder } from "./api.js";
import { GoodsPicture, useMerchantName } from "./goods.js";
import { OrderClaims } from "./order-claims.js";
import { OrderCovers } from "./order-covers.js";
import { Logistics } from "./order-steps.js";
import { StageBadge } from "./orders.js";
import { useSay } from "./text.js";

const WAY = ["paid", "shipped", "delivered"] as const;
const WAY_BACK = ["return_requested", "return_shipped", "returned"] as const;

/** How far the parcel is: out, and back where it comes back. */
function Way({ stage }: { readonly stage: OrderView["stage"] }) {
  const { t } = useTranslation("shop");
  if (stage === "cancelled") return <StageBadge stage={stage} />;
  const isBack = WAY_BACK.some((each) => each === stage);
  const stages: readonly OrderView["stage"][] = isBack ? [...WAY, ...WAY_BACK] : WAY;
  const ended = stage === "returned" || stage === "delivered" ? 1 : 0;
  return (
    <div className="sh-steps">
      <Steps
        label={t("way")}
        titles={stages.map((each) => t(`stage_${each}`))}
        current={Math.min(stages.indexOf(stage) + ended, stages.length - (ended === 1 ? 0 : 1))}
      />
    </div>
  );
}

function Lines({ order: { lines } }: { readonly order: OrderView }) {
  const { t } = useTranslation("shop");
  const say = useSay();
  return (
    <ul className="sh-lines">
      {lines.map(({ lineId, sku, title, quantity, unitPrice }) => (
        <li key={lineId} className="sh-line">
          <GoodsPicture sku={sku} size={84} />
          <div className="sh-line-text">
            <Link to={`/goods/${sku}`}>{say(title)}</Link>
            <p className="ax-quiet ax-small">{t("times", { count: quantity })}</p>
          </div>
          <Money fen={unitPrice * quantity} strong />
        </li>
      ))}
    </ul>
  );
}

function OneOrder({ order }: { readonly order: OrderView }) {
  const { t } = useTranslation("shop");
  const merchantName = useMerchantName();
  const { shipTo, account, waybill, story, deliveredAt } = order;
  return (
    <>
      <Way stage={order.stage} />
      {story === null ? null : (
        <Banner tone="info">
          {t("orderOfStory")} <Link to={`/stories/${story.story}`}>{t(`story_${story.story}`)}</Link>
        </Banner>
      )}
      <div className="sh-two">
        <div className="sh-column">
          <Panel title={merchantName(order.merchantId)}>
            <Lines order={order} />
            <Facts
              facts={[
                { label: t("shipTo"), value: `${shipTo.province} ${shipTo.city}` },
                { label: t("account"), value: account },
                { label: t("waybill"), value: waybill ?? t("notYet") },
                { label: t("deliveredAt"), value: deliveredAt === null ? t("notYet") : moment(deliveredAt) },
              ]}
            />
          </Panel>
          {story === null ? <Logistics order={order} /> : null}
        </div>
        <div className="sh-column">
          <OrderCovers order={order} />
          <OrderClaims order={order} />
        </div>
      </div>
    </>
  );
}

const SOON_MS = 2_000;
const LATER_MS = 15_000;

export function Page() {
  const { orderId = "" } = useParams();
  const { t } = useTranslation("shop");
  const [search] = useSearchParams();
  const first = useAnswer(readOrder, { path: { orderId } });
  const isMoving = first.data?.body.isMoving ?? false;
  const order = useAnswer(readOrder, { path: { orderId } }, { everyMs: isMoving ? SOON_MS : LATER_MS });
  return (
    <Sheet title={t("orderTitle", { orderId })} trail={<Link to="/orders">{t("navOrders")}</Link>}>
      {search.get("placed") === null ? null : <Banner tone="good">{t("placed")}</Banner>}
      <Answered of={order} lines={8}>
        {(body) => <OneOrder order={body} />}
      </Answered>
    </Sheet>
  );
}
