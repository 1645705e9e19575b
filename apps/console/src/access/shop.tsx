// Understands who comes in for a shop: the people who are signed in for it now, and the keys of its systems.

import { useTranslation } from "react-i18next";
import { ShopPage, useShop } from "../merchant/shop.js";
import { ShopKeys } from "./shop-keys.js";
import { ShopPeople } from "./shop-people.js";

export function Page() {
  const { t } = useTranslation("access");
  const { isOwn } = useShop();
  return (
    <ShopPage title={t("title")} lead={t(isOwn ? "lead" : "leadHouse")}>
      <ShopPeople />
      <ShopKeys />
    </ShopPage>
  );
}
