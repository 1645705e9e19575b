// Understands the page of one of the goods: what it is, what covers it has, and which may suit.

import type { Goods } from "@anxin/shop/backend/wire";
import { useAnswer } from "@anxin/ui/api";
import { Button, ButtonLink } from "@anxin/ui/pieces/button";
import { SelectField } from "@anxin/ui/pieces/field";
import { Panel, Page as Sheet } from "@anxin/ui/pieces/page";
import { Answered, Empty } from "@anxin/ui/pieces/state";
import { say as tell } from "@anxin/ui/pieces/toast";
import { Badge, Money } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { CoverBadge } from "./anxin-elements.js";
import { type LineOffer, readOffer } from "./api.js";
import { addToCart, putInCart, QUANTITY_MAX } from "./cart.js";
import { Chooser } from "./chooser.js";
import { GoodsPicture, useGoods, useMerchantName } from "./goods.js";
import { useSay } from "./text.js";

const QUANTITIES = Array.from({ length: QUANTITY_MAX }, (_, i) => String(i + 1));

function BuyBox({ goods }: { readonly goods: Goods }) {
  const { t } = useTranslation("shop");
  const say = useSay();
  const goTo = useNavigate();
  const [quantity, setQuantity] = useState(1);
  const buyNow = (): void => {
    putInCart(goods.sku, quantity);
    void goTo(`/checkout?sku=${goods.sku}`);
  };
  return (
    <div className="sh-buy">
      <SelectField
        label={t("quantity")}
        value={String(quantity)}
        onChange={({ target }) => setQuantity(Number(target.value))}
        choices={QUANTITIES.map((value) => ({ value, label: value }))}
      />
      <div className="sh-buy-buttons">
        <Button
          icon="cart"
          onClick={() => {
            addToCart(goods.sku, quantity);
            tell(t("inCart", { goods: say(goods.title) }));
          }}
        >
          {t("addToCart")}
        </Button>
        <Button look="primary" onClick={buyNow}>
          {t("buyNow")}
        </Button>
      </div>
    </div>
  );
}

function Why({ reason }: { readonly reason: string | undefined }) {
  const { t } = useTranslation("shop");
  return reason === undefined ? null : <p className="ax-quiet">{t("why", { reason })}</p>;
}

/** What goes with it anyway, and what may be added at checkout; with why, where something is recommended. */
function Covers({ offer }: { readonly offer: LineOffer }) {
  const { t } = useTranslation("shop");
  if (offer.included.length + offer.optional.length === 0) return <Empty icon="shield" title={t("coversNone")} />;
  const reasonOf = (product: string): string | undefined =>
    offer.recommended.find((each) => each.product === product)?.reason;
  return (
    <ul className="sh-covers">
      {offer.included.map(({ product, title, benefit, payer, termsUrl }) => (
        <li key={product}>
          <p>
            <strong>{title}</strong> <Badge tone="good">{t(`given_${payer as "merchant"}`)}</Badge>
          </p>
          <p>{benefit}</p>
          <a href={termsUrl} target="_blank" rel="noreferrer">
            {t("terms", { cover: title })}
          </a>
        </li>
      ))}
      {offer.optional.map(({ product, title, benefit, premium, termsUrl }) => (
        <li key={product}>
          <p>
            <strong>{title}</strong> <Badge>{t("given_buyer")}</Badge>{" "}
            {reasonOf(product) === undefined ? null : <Badge tone="info">{t("recommended")}</Badge>}{" "}
            <Money fen={premium} />
          </p>
          <p>{benefit}</p>
          <Why reason={reasonOf(product)} />
          <a href={termsUrl} target="_blank" rel="noreferrer">
            {t("terms", { cover: title })}
          </a>
        </li>
      ))}
    </ul>
  );
}

function OneOfTheGoods({ goods }: { readonly goods: Goods }) {
  const { t } = useTranslation("shop");
  const say = useSay();
  const merchantName = useMerchantName();
  const offer = useAnswer(readOffer, { query: { sku: goods.sku } });
  return (
    <Sheet
      title={say(goods.title)}
      lead={merchantName(goods.merchantId)}
      trail={
        <>
          <Link to="/">{t("navGoods")}</Link>
          <span aria-hidden="true">/</span>
          <Link to={`/?category=${goods.category}`}>{t(`category_${goods.category}`)}</Link>
        </>
      }
    >
      <div className="sh-product">
        <GoodsPicture sku={goods.sku} size={560} />
        <div className="sh-product-side">
          <p>{say(goods.about)}</p>
          <p className="sh-price">
            <Money fen={goods.unitPrice} strong />
          </p>
          <div className="sh-badge-place">
            <CoverBadge sku={goods.sku} offers={offer.data?.body} />
          </div>
          <BuyBox goods={goods} />
          <ul className="sh-details">
            {goods.details.map((each) => (
              <li key={each.en}>{say(each)}</li>
            ))}
          </ul>
        </div>
      </div>
      <div className="sh-two">
        <Panel title={t("coversTitle")} help={t("coversHelp")}>
          <Answered of={offer} lines={5}>
            {({ lines: [line] }) => (line === undefined ? <Empty title={t("coversNone")} /> : <Covers offer={line} />)}
          </Answered>
        </Panel>
        <Panel
          title={t("chooserTitle")}
          actions={
            <ButtonLink to="/compare" look="quiet" icon="columns">
              {t("navCompare")}
            </ButtonLink>
          }
        >
          <Chooser goods={goods} />
        </Panel>
      </div>
    </Sheet>
  );
}

export function Page() {
  const { sku = "" } = useParams();
  const { t } = useTranslation("shop");
  const goods = useGoods();
  return (
    <Answered of={goods} lines={10}>
      {({ goods: all }) => {
        const found = all.find((each) => each.sku === sku);
        if (found !== undefined) return <OneOfTheGoods key={sku} goods={found} />;
        return (
          <Empty icon="box" title={t("goodsGone")}>
            <Link to="/">{t("goodsShowAll")}</Link>
          </Empty>
        );
      }}
    </Answered>
  );
}
