// Understands codes that several portals read: how a return went and why, who carried a parcel, in words.

import { carrierKey } from "@anxin/core/claim/waybill";
import { useTranslation } from "react-i18next";

/** The word for a code, by the name of what it is a value of; a code that nobody knows is its own word. */
export function useValueWord(): (name: string, code: string) => string {
  const { t, i18n } = useTranslation("pieces");
  return (name, code) => {
    const key = `value_${name}_${name === "carrier" ? carrierKey(code) : code}`;
    return i18n.exists(key, { ns: "pieces" }) ? t(key as "value_mode_pickup") : code;
  };
}
