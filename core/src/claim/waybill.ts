// Understands that one parcel's number is written in many ways, and its carrier in more.

/** The shortest and longest numbers that Chinese carriers give out, in letters and digits. */
const WAYBILL_LENGTH_MIN = 6;
const WAYBILL_LENGTH_MAX = 32;
/** From this length on a number is unique in the whole country: carriers give out 10 to 18 characters. */
const NATIONWIDE_LENGTH_MIN = 10;
/** Longer input is no waybill in any spelling, and is not worth normalising. */
const TEXT_LENGTH_MAX = 256;

const KEY = /^[A-Z0-9]+$/;
/** Spaces, dashes of all kinds, dots, slashes, underscores, and characters that show nothing. */
const DECORATION = /[\p{White_Space}\p{Pd}\p{Cf}\p{Mn}\u2212._/\\|・·•。]/gu;

/** What carriers add to their name; taken off its end, as often as it stands there. */
const SUFFIXES = /(?:EXPRESS|LOGISTICS|快递|速递|速运|快运|物流|集团|公司|有限|股份)+$/u;

/** One name for each carrier, by the other names under which marketplaces know it. */
const CARRIERS: Readonly<Record<string, readonly string[]>> = {
  SF: ["顺丰", "SHUNFENG", "SFEXPRESS", "SFSY"],
  ZTO: ["中通", "ZHONGTONG", "ZTOEXPRESS", "ZT"],
  YTO: ["圆通", "YUANTONG", "YT"],
  STO: ["申通", "SHENTONG", "ST"],
  YUNDA: ["韵达", "YD", "YUNDAEX"],
  EMS: [
    "邮政",
    "中国邮政",
    "邮政EMS",
    "中国邮政EMS",
    "中国邮政速递",
    "CHINAPOST",
    "POST",
    "YZ",
    "YZPY",
    "邮政快递包裹",
  ],
  JD: ["京东", "JINGDONG", "JDL", "JDKD"],
  JT: ["极兔", "JITU", "J&T", "JTSD"],
  DEPPON: ["德邦", "DEBANG", "DBL", "DBKD", "DPK"],
  BEST: ["百世", "百世汇通", "汇通", "HTKY"],
  CAINIAO: ["菜鸟", "菜鸟裹裹", "丹鸟", "DANNIAO", "CN"],
  ZJS: ["宅急送", "ZHAIJISONG"],
  TTK: ["天天", "TTKDEX", "HHTT"],
  UC: ["优速", "YOUSU", "UCE"],
  KYE: ["跨越", "KUAYUE", "KY", "KYSY"],
};

const carrierByName: ReadonlyMap<string, string> = new Map(
  Object.entries(CARRIERS).flatMap(([code, names]) => [code, ...names].map((name) => [name, code] as const)),
);

const compact = (text: string): string => text.normalize("NFKD").replace(DECORATION, "").toUpperCase();

/** One name for each carrier: "SF", or, of one that the list does not know, its own name without what carriers add to it. */
export function carrierKey(carrier: string): string {
  const name = compact(carrier.slice(0, TEXT_LENGTH_MAX));
  const bare = name.replace(SUFFIXES, "");
  return carrierByName.get(name) ?? carrierByName.get(bare) ?? (bare === "" ? name : bare);
}

/**
 * The key under which a parcel is known everywhere: compatibility forms unified (NFKD), upper case, without decoration.
 * A number that is unique in the whole country is the key alone, since whoever shows one parcel twice respells its carrier;
 * a shorter one is known within its carrier ("ZTO:ZT2001"), or two honest parcels would meet under one key. Null when what
 * is left is not a carrier's number.
 */
export function waybillKey(carrier: string, waybill: string): string | null {
  if (waybill.length > TEXT_LENGTH_MAX) return null;
  const number = compact(waybill);
  if (number.length < WAYBILL_LENGTH_MIN || number.length > WAYBILL_LENGTH_MAX || !KEY.test(number)) return null;
  return number.length >= NATIONWIDE_LENGTH_MIN ? number : `${carrierKey(carrier)}:${number}`;
}
