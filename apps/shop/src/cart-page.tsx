// Understands the cart: what is in it, how many, and the way to checkout.

import type { Goods } from "@anxin/shop/backend/wire";
import { ButtonLink, IconButton } from "@anxin/ui/pieces/button";
import { Panel, Page as Sheet } from "@anxin/ui/pieces/page";
import { Answered, Empty } from "@anxin/ui/pieces/state";
import { Money } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type CartItem, putInCart, QUANTITY_MAX, useCart } from "./cart.js";
import { GoodsPicture, useGoods } from "./goods.js";
import { useSay } from "./text.js";

export interface CartLine extends CartItem {
  readonly goods: Goods;
}

/** What is in the cart and still sold. */
export const linesOf = (cart: readonly CartItem[], all: readonly Goods[]): readonly CartLine[] =>
  cart.flatMap((item) => {
    const goods = all.find(({ sku }) => sku === item.sku);
    return goods === undefined ? [] : [{ ...item, goods }];
  });

export const totalOf = (lines: readonly CartLine[]): number =>
  lines.reduce((sum, { goods, quantity }) => sum + goods.unitPrice * quantity, 0);

function Line({ line: { goods, sku, quantity } }: { readonly line: CartLine }) {
  const { t } = useTranslation("shop");
  const say = useSay();
  const name = say(goods.title);
  return (
    <li className="sh-line">
      <GoodsPicture sku={sku} size={84} />
      <div className="sh-line-text">
        <Link to={`/goods/${sku}`}>{name}</Link>
        <p className="ax-quiet ax-small">{say(goods.about)}</p>
        <Money fen={goods.unitPrice} />
      </div>
      <fieldset className="sh-quantity">
        <legend className="ax-unseen">{t("quantityOf", { goods: name })}</legend>
        <IconButton icon="minus" name={t("fewer", { goods: name })} onClick={() => putInCart(sku, quantity - 1)} />
        <output>{quantity}</output>
        <IconButton
          icon="plus"
          name={t("moreOf", { goods: name })}
          disabled={quantity >= QUANTITY_MAX}
          onClick={() => putInCart(sku, quantity + 1)}
        />
      </fieldset>
      <Money fen={goods.unitPrice * quantity} strong />
      <IconButton icon="cross" name={t("takeOut", { goods: name })} onClick={() => putInCart(sku, 0)} />
    </li>
  );
}

function Cart({ lines }: { readonly lines: readonly CartLine[] }) {
  const { t } = useTranslation("shop");
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
    <Panel>
      <ul className="sh-lines">
        {lines.map((line) => (
          <Line key={line.sku} line={line} />
        ))}
      </ul>
      <p className="sh-total">
        {t("goodsTotal")} <Money fen={totalOf(lines)} strong />
      </p>
      <div className="ax-actions sh-end">
        <ButtonLink to="/checkout" look="primary">
          {t("toCheckout")}
        </ButtonLink>
      </div>
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("shop");
  const goods = useGoods();
  const cart = useCart();
  return (
    <Sheet title={t("cart")}>
      <Answered of={goods} lines={6}>
        {({ goods: all }) => <Cart lines={linesOf(cart, all)} />}
      </Answered>
    </Sheet>
  );
}
