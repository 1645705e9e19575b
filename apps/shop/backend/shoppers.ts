// Understands who shops here: three fictional people, of whom a visitor is one at a time.

import type { Place, Shopper } from "./wire.js";

export interface Customer extends Shopper {
  /** As the payment account has it. */
  readonly realName: string;
  readonly home: Place;
}

const [first, ...others]: readonly [Customer, ...Customer[]] = [
  {
    shopperId: "demo-buyer-1",
    name: { zh: "小安", en: "Xiao An" },
    city: { zh: "成都", en: "Chengdu" },
    account: "demo-buyer-1@example.com",
    realName: "演示用户",
    home: { province: "四川省", city: "成都市" },
  },
  {
    shopperId: "demo-buyer-2",
    name: { zh: "阿北", en: "A Bei" },
    city: { zh: "北京", en: "Beijing" },
    account: "demo-buyer-2@example.com",
    realName: "演示用户",
    home: { province: "北京市", city: "北京市" },
  },
  {
    shopperId: "demo-buyer-3",
    name: { zh: "古丽", en: "Gulya" },
    city: { zh: "乌鲁木齐", en: "Urumqi" },
    account: "demo-buyer-3@example.com",
    realName: "演示用户",
    home: { province: "新疆维吾尔自治区", city: "乌鲁木齐市" },
  },
];

export const CUSTOMERS: readonly Customer[] = [first, ...others];

/** Whom a session's cookie names; the first one where it names nobody. */
export const customerOf = (session: string | null): Customer =>
  CUSTOMERS.find(({ shopperId }) => shopperId === session) ?? first;

export const shown = ({ shopperId, name, city, account }: Customer): Shopper => ({ shopperId, name, city, account });
