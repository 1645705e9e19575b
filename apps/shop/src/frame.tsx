// Understands what stands around every page of the shop: its name, where one can go, the cart, and who is shopping.

import { forget, useAct, useAnswer } from "@anxin/ui/api";
import { useArrival } from "@anxin/ui/arrival";
import { IconButton } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { Field } from "@anxin/ui/pieces/field";
import { Icon } from "@anxin/ui/pieces/icon";
import { Looks } from "@anxin/ui/pieces/looks";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, Outlet, ScrollRestoration } from "react-router";
import { becomeShopper, EVERYTHING, readShopper } from "./api.js";
import { useCart } from "./cart.js";
import { PortalButton } from "./portal-link.js";
import { useSay } from "./text.js";

/** Three people live in the shop; a visitor is one of them. */
function ShopperChoice() {
  const { t } = useTranslation("shop");
  const say = useSay();
  const session = useAnswer(readShopper, {});
  const become = useAct(becomeShopper, EVERYTHING);
  if (session.data === undefined) return null;
  const { shopper, shoppers } = session.data.body;
  return (
    <Field label={t("shopper")} hint={t("shopperHint")}>
      {(control) => (
        <select
          className="ax-input"
          {...control}
          value={shopper.shopperId}
          onChange={({ target }) => become.mutate({ body: { shopperId: target.value } })}
        >
          {shoppers.map(({ shopperId, name, city }) => (
            <option key={shopperId} value={shopperId}>
              {`${say(name)} · ${say(city)}`}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Settings() {
  const { t } = useTranslation("shop");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <IconButton icon="person" name={t("settings")} onClick={() => setIsOpen(true)} />
      <Dialog title={t("settings")} isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <ShopperChoice />
        <Looks />
      </Dialog>
    </>
  );
}

function CartLink() {
  const { t } = useTranslation("shop");
  const count = useCart().reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <Link to="/cart" className="sh-cart-link" aria-label={t("cartCount", { count })}>
      <Icon name="cart" size={20} />
      <span aria-hidden="true">{count}</span>
    </Link>
  );
}

/** What Anxin said in one language is asked again in the other. */
function useOtherWords(): void {
  const { i18n } = useTranslation();
  const cache = useQueryClient();
  useEffect(() => {
    const ask = (): void => void forget(cache, EVERYTHING);
    i18n.on("languageChanged", ask);
    return () => i18n.off("languageChanged", ask);
  }, [i18n, cache]);
}

export function Frame() {
  useOtherWords();
  const { t } = useTranslation("shop");
  const { t: c } = useTranslation();
  const main = useArrival();
  return (
    <div className="sh-frame">
      <a className="sh-skip" href="#content">
        {c("skip")}
      </a>
      <header className="sh-top">
        <Link to="/" className="sh-brand">
          <Icon name="shop" size={26} />
          {t("title")}
        </Link>
        <nav className="sh-nav" aria-label={c("menu")}>
          <NavLink to="/" end>
            {t("navGoods")}
          </NavLink>
          <NavLink to="/choose">{t("navChoose")}</NavLink>
          <NavLink to="/compare">{t("navCompare")}</NavLink>
          <NavLink to="/orders">{t("navOrders")}</NavLink>
        </nav>
        <div className="sh-tools">
          <PortalButton to="/buyer" look="quiet">
            {t("myCovers")}
          </PortalButton>
          <CartLink />
          <Settings />
        </div>
      </header>
      <main id="content" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      <ScrollRestoration />
      <footer className="sh-foot">
        <p>{t("footer")}</p>
        <p>
          <a href="/">{t("footerHome")}</a>
        </p>
      </footer>
    </div>
  );
}
