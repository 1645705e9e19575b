// Understands whose shop the merchant's pages are about: one's own, or one that somebody of the house looks at.

import { readMerchant } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { Page } from "@anxin/ui/pieces/page";
import { useSession } from "@anxin/ui/session";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, useParams } from "react-router";
import { useRole } from "../role.js";
import type { Role } from "../room.js";
import "./merchant.css";

export interface Shop {
  readonly merchantId: string;
  /** Where its pages lie, without a slash at the end. */
  readonly base: string;
  readonly isOwn: boolean;
  /** Whether who looks may enrol, pay in and cancel. */
  readonly mayAct: boolean;
}

export function useShop(): Shop {
  const { merchantId } = useParams();
  const subject = useSession().data?.body.subject ?? "";
  const role = useRole();
  const mayAct = role === "merchant" || role === "platform" || role === "admin";
  return merchantId === undefined
    ? { merchantId: subject, base: "/merchant", isOwn: true, mayAct }
    : { merchantId, base: `/merchants/${encodeURIComponent(merchantId)}`, isOwn: false, mayAct };
}

const SECTIONS = [
  "overview",
  "covers",
  "simulator",
  "orders",
  "policies",
  "claims",
  "recoveries",
  "wallet",
  "effects",
  "notices",
  "access",
] as const;
/** Pages that not everybody of the house has. */
const CLOSED_TO: Partial<Readonly<Record<(typeof SECTIONS)[number], readonly Role[]>>> = {
  simulator: ["finance"],
  access: ["finance"],
};

/** The ways around a shop that is not one's own, and that the menu therefore does not show. */
function Around({ shop }: { readonly shop: Shop }) {
  const { t } = useTranslation("merchant");
  const role = useRole();
  const { data } = useAnswer(readMerchant, { path: { merchantId: shop.merchantId } });
  return (
    <nav className="mr-around" aria-label={t("around")}>
      <strong>{data?.body.name ?? shop.merchantId}</strong>
      {SECTIONS.filter((section) => !CLOSED_TO[section]?.some((each) => each === role)).map((section) => (
        <NavLink key={section} to={`${shop.base}/${section}`}>
          {t(`nav_${section}`)}
        </NavLink>
      ))}
    </nav>
  );
}

interface ShopPageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly trail?: ReactNode;
  readonly children: ReactNode;
}

export function ShopPage({ children, trail, ...rest }: ShopPageProps) {
  const shop = useShop();
  const way = trail ?? null;
  return (
    <>
      {shop.isOwn ? null : <Around shop={shop} />}
      <Page {...rest} {...(way === null ? {} : { trail: way })}>
        {children}
      </Page>
    </>
  );
}

/** The word for a code of the API; a code that this page does not know is shown as it is. */
export function useCodeWord(): (prefix: string, code: string) => string {
  const { i18n } = useTranslation("merchant");
  return (prefix, code) => {
    const key = `merchant:${prefix}_${code}`;
    return i18n.exists(key) ? i18n.t(key as "brand") : code;
  };
}
