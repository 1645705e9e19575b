// Understands what is stopped in an emergency, for everybody to see at the top of their page.

import { listStops } from "@anxin/client/operations.generated";
import { useTranslation } from "react-i18next";
import { useAnswer } from "../api.js";
import { Banner } from "./banner.js";
import { useProductName } from "./words.js";

/** News of a switch make it be asked again at once; this is for when none arrive. */
const EVERY_MS = 60_000;
const WORDS = { issue: "stop_issue", "auto-decide": "stop_decide", pay: "stop_pay" } as const;

export function Stopped() {
  const { t } = useTranslation();
  const productName = useProductName();
  const stops = useAnswer(listStops, {}, { everyMs: EVERY_MS }).data?.body.data ?? [];
  return (
    <>
      {stops.map(({ name, product, reason }) => (
        <Banner key={`${name} ${product ?? ""}`} tone="bad">
          {product === null
            ? t("stopBanner", { what: t(WORDS[name]) })
            : t("stopBannerProduct", { what: t(WORDS[name]), product: productName(product) })}{" "}
          {reason === null ? null : t("stopReason", { reason })}
        </Banner>
      ))}
    </>
  );
}
