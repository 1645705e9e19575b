// Understands the checkout: the covers that may be added, what is to be paid, and one order for each shop, placed once.

import { newKey, useAct, useAnswer } from "@anxin/ui/api";
import { Button, ButtonLink } from "@anxin/ui/pieces/button";
import { Facts, Panel, Page as Sheet } from "@anxin/ui/pieces/page";
import { Answered, Empty, ProblemNote } from "@anxin/ui/pieces/state";
import { Money } from "@anxin/ui/pieces/words";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { type Choice, CoverChoice } from "./anxin-elements.js";
import { type CheckoutLine, checkOut, ORDERS, offerAddress, readShopper } from "./api.js";
import { takeOut, useCart } from "./cart.js";
import { type CartLine, linesOf, totalOf } from "./cart-page.js";
import { GoodsPicture, useGoods, useMerchantName } from "./goods.js";
import { useSay } from "./text.js";

/** Covers that goods of a category are usually offered, for the place that is kept for them. */
const ROWS: Readonly<Record<string, number>> = { digital: 4, appliance: 3 };

function Line({ line, onChoice }: { readonly line: CartLine; readonly onChoice: (choice: Choice) => void }) {
  const { t } = useTranslation("shop");
  const say = useSay();
  const { sku, quantity, goods } = line;
  return (
    <li className="sh-checkout-line">
      <div className="sh-line">
        <GoodsPicture sku={sku} size={84} />
        <div className="sh-line-text">
          <h3>{say(goods.title)}</h3>
          <p className="ax-quiet ax-small">{t("times", { count: quantity })}</p>
        </div>
        <Money fen={goods.unitPrice * quantity} strong />
      </div>
      <CoverChoice sku={sku} src={offerAddress(sku, quantity)} rows={ROWS[goods.category] ?? 2} onChoice={onChoice} />
    </li>
  );
}

/** A number that stays the same for as long as the same is bought, so that a second press of the button buys nothing. */
function useCheckoutId(): (lines: readonly CheckoutLine[]) => string {
  const last = useRef({ of: "", id: "" });
  return (lines) => {
    const of = JSON.stringify(lines);
    if (last.current.of !== of) last.current = { of, id: newKey() };
    return last.current.id;
  };
}

/** Shops whose goods are in the cart, each with its lines. */
function byMerchant(lines: readonly CartLine[]): readonly (readonly [string, readonly CartLine[]])[] {
  const merchants = [...new Set(lines.map(({ goods }) => goods.merchantId))];
  return merchants.map((merchantId) => [merchantId, lines.filter(({ goods }) => goods.merchantId === merchantId)]);
}

function Payment({
  lines,
  choices,
}: {
  readonly lines: readonly CartLine[];
  readonly choices: ReadonlyMap<string, Choice>;
}) {
  const { t } = useTranslation("shop");
  const say = useSay();
  const goTo = useNavigate();
  const shopper = useAnswer(readShopper, {}).data?.body.shopper;
  const idOf = useCheckoutId();
  const order = useAct(checkOut, ORDERS);
  const premium = lines.reduce((sum, { sku }) => sum + (choices.get(sku)?.premium ?? 0), 0);
  const bought = lines.map(({ sku, quantity }) => ({ sku, quantity, covers: choices.get(sku)?.covers ?? [] }));
  const place = (): void =>
    order.mutate(
      { body: { checkoutId: idOf(bought), lines: bought } },
      {
        onSuccess: ({ body: { orderIds } }) => {
          takeOut(lines.map(({ sku }) => sku));
          void goTo(orderIds.length === 1 ? `/orders/${orderIds[0]}?placed=1` : "/orders?placed=1", { replace: true });
        },
      },
    );
  return (
    <Panel title={t("payment")}>
      {shopper === undefined ? null : (
        <Facts
          facts={[
            { label: t("shipTo"), value: `${say(shopper.name)} · ${say(shopper.city)}` },
            { label: t("account"), value: shopper.account },
          ]}
        />
      )}
      <dl className="sh-sum">
        <div>
          <dt>{t("goodsTotal")}</dt>
          <dd>
            <Money fen={totalOf(lines)} />
          </dd>
        </div>
        <div>
          <dt>{t("premiumTotal")}</dt>
          <dd>
            <Money fen={premium} />
          </dd>
        </div>
        <div className="sh-sum-total">
          <dt>{t("total")}</dt>
          <dd>
            <Money fen={totalOf(lines) + premium} strong />
          </dd>
        </div>
      </dl>
      <ProblemNote problem={order.error} />
      <Button look="primary" wide isBusy={order.isPending || order.isSuccess} onClick={place}>
        {t("placeOrder")}
      </Button>
      <p className="ax-quiet ax-small">{t("checkoutNote")}</p>
    </Panel>
  );
}

function Checkout({ lines }: { readonly lines: readonly CartLine[] }) {
  const { t } = useTranslation("shop");
  const merchantName = useMerchantName();
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map());
  if (lines.length === 0) {
    return (
      <Empty
        icon="cart"
        title={t("cartEmpty")}
        action={
          <ButtonLink to="/" look="primary">
            {t("goodsShowAll")}
          </ButtonLink>
        }
      />
    );
  }
  return (
    <div className="sh-checkout">
      <div className="sh-checkout-lines">
        {byMerchant(lines).map(([merchantId, group]) => (
          <Panel key={merchantId} title={merchantName(merchantId)}>
            <ul className="sh-lines">
              {group.map((line) => (
                <Line
                  key={line.sku}
                  line={line}
                  onChoice={(choice) => setChoices((before) => new Map([...before, [line.sku, choice]]))}
                />
              ))}
            </ul>
          </Panel>
        ))}
      </div>
      <Payment lines={lines} choices={choices} />
    </div>
  );
}

export function Page() {
  const { t } = useTranslation("shop");
  const goods = useGoods();
  const cart = useCart();
  const [search] = useSearchParams();
  const only = search.get("sku");
  return (
    <Sheet title={t("checkout")} lead={t("checkoutLead")}>
      <Answered of={goods} lines={8}>
        {({ goods: all }) => <Checkout lines={linesOf(cart, all).filter(({ sku }) => only === null || sku === only)} />}
      </Answered>
    </Sheet>
  );
}
