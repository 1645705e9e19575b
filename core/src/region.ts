// Understands the 34 province-level regions of China and freight zones between them.

/** How far a parcel travels, for freight: agreed zones, not kilometres. */
export const FREIGHT_ZONES = ["same_city", "same_province", "near", "far", "remote"] as const;
export type FreightZone = (typeof FREIGHT_ZONES)[number];

/** The seven regions that carriers sort the mainland by; the special administrative regions and Taiwan are their own. */
type Area = "north" | "northeast" | "east" | "central" | "south" | "southwest" | "northwest" | "overseas";

export interface Province {
  /** First two digits of the administrative division code (GB/T 2260). */
  readonly code: string;
  readonly name: string;
  readonly short: string;
  readonly en: string;
  readonly area: Area;
  /** The whole province is one city to a carrier. */
  readonly isCity: boolean;
  /** Parcels to and from here carry the remote surcharge, whatever the other end. */
  readonly isRemote: boolean;
  /** Short names of the provinces that it borders on. */
  readonly neighbours: readonly string[];
}

type Kind = "city" | "plain" | "remote" | "remote_city";

function province(
  code: string,
  short: string,
  suffix: string,
  en: string,
  area: Area,
  kind: Kind,
  neighbours: string,
): Province {
  return {
    code,
    name: short + suffix,
    short,
    en,
    area,
    isCity: kind === "city" || kind === "remote_city",
    isRemote: kind === "remote" || kind === "remote_city",
    neighbours: neighbours === "" ? [] : neighbours.split(" "),
  };
}

/**
 * All province-level regions. Remote are those for which express tariffs ask a surcharge from everywhere: Xinjiang, Tibet,
 * Qinghai, Ningxia, Inner Mongolia, Hainan, and what lies behind customs. Chongqing is a province of counties to a
 * carrier, and so no single city.
 */
export const PROVINCES: readonly Province[] = [
  province("11", "北京", "市", "Beijing", "north", "city", "天津 河北"),
  province("12", "天津", "市", "Tianjin", "north", "city", "北京 河北"),
  province("13", "河北", "省", "Hebei", "north", "plain", "北京 天津 山西 内蒙古 辽宁 山东 河南"),
  province("14", "山西", "省", "Shanxi", "north", "plain", "河北 内蒙古 河南 陕西"),
  province("15", "内蒙古", "自治区", "Inner Mongolia", "north", "remote", "河北 山西 辽宁 吉林 黑龙江 陕西 甘肃 宁夏"),
  province("21", "辽宁", "省", "Liaoning", "northeast", "plain", "河北 内蒙古 吉林"),
  province("22", "吉林", "省", "Jilin", "northeast", "plain", "内蒙古 辽宁 黑龙江"),
  province("23", "黑龙江", "省", "Heilongjiang", "northeast", "plain", "内蒙古 吉林"),
  province("31", "上海", "市", "Shanghai", "east", "city", "江苏 浙江"),
  province("32", "江苏", "省", "Jiangsu", "east", "plain", "上海 浙江 安徽 山东"),
  province("33", "浙江", "省", "Zhejiang", "east", "plain", "上海 江苏 安徽 福建 江西"),
  province("34", "安徽", "省", "Anhui", "east", "plain", "江苏 浙江 江西 山东 河南 湖北"),
  province("35", "福建", "省", "Fujian", "east", "plain", "浙江 江西 广东"),
  province("36", "江西", "省", "Jiangxi", "east", "plain", "浙江 安徽 福建 湖北 湖南 广东"),
  province("37", "山东", "省", "Shandong", "east", "plain", "河北 江苏 安徽 河南"),
  province("41", "河南", "省", "Henan", "central", "plain", "河北 山西 安徽 山东 湖北 陕西"),
  province("42", "湖北", "省", "Hubei", "central", "plain", "安徽 江西 河南 湖南 重庆 陕西"),
  province("43", "湖南", "省", "Hunan", "central", "plain", "江西 湖北 广东 广西 重庆 贵州"),
  province("44", "广东", "省", "Guangdong", "south", "plain", "福建 江西 湖南 广西 香港 澳门"),
  province("45", "广西", "壮族自治区", "Guangxi", "south", "plain", "湖南 广东 贵州 云南"),
  province("46", "海南", "省", "Hainan", "south", "remote", ""),
  province("50", "重庆", "市", "Chongqing", "southwest", "plain", "湖北 湖南 四川 贵州 陕西"),
  province("51", "四川", "省", "Sichuan", "southwest", "plain", "重庆 贵州 云南 西藏 陕西 甘肃 青海"),
  province("52", "贵州", "省", "Guizhou", "southwest", "plain", "湖南 广西 重庆 四川 云南"),
  province("53", "云南", "省", "Yunnan", "southwest", "plain", "广西 四川 贵州 西藏"),
  province("54", "西藏", "自治区", "Tibet", "southwest", "remote", "四川 云南 青海 新疆"),
  province("61", "陕西", "省", "Shaanxi", "northwest", "plain", "山西 内蒙古 河南 湖北 重庆 四川 甘肃 宁夏"),
  province("62", "甘肃", "省", "Gansu", "northwest", "plain", "内蒙古 四川 陕西 青海 宁夏 新疆"),
  province("63", "青海", "省", "Qinghai", "northwest", "remote", "四川 西藏 甘肃 新疆"),
  province("64", "宁夏", "回族自治区", "Ningxia", "northwest", "remote", "内蒙古 陕西 甘肃"),
  province("65", "新疆", "维吾尔自治区", "Xinjiang", "northwest", "remote", "西藏 甘肃 青海"),
  province("71", "台湾", "省", "Taiwan", "overseas", "remote", ""),
  province("81", "香港", "特别行政区", "Hong Kong", "overseas", "remote_city", "广东"),
  province("82", "澳门", "特别行政区", "Macao", "overseas", "remote_city", "广东"),
];

/** Other spellings that addresses use, beside full, short and English names. */
const ALIASES: Readonly<Record<string, string>> = {
  广西自治区: "广西",
  宁夏自治区: "宁夏",
  新疆自治区: "新疆",
  台湾地区: "台湾",
  臺灣: "台湾",
  臺灣省: "台湾",
  xizang: "西藏",
  neimenggu: "内蒙古",
  macau: "澳门",
};

const plain = (text: string): string => text.normalize("NFKC").replace(/\s+/gu, "").toLowerCase();

const byName: ReadonlyMap<string, Province> = new Map([
  ...PROVINCES.flatMap((entry) => [entry.name, entry.short, entry.en].map((name) => [plain(name), entry] as const)),
  ...PROVINCES.flatMap((entry) =>
    Object.entries(ALIASES)
      .filter(([, short]) => short === entry.short)
      .map(([alias]) => [alias, entry] as const),
  ),
]);

/** Reads a province by its full or short Chinese name or its English name; null when it is none. */
export function parseProvince(text: string): Province | null {
  // Most senders spell it in full; normalizing costs more than the rest of a rating.
  return byName.get(text) ?? byName.get(plain(text)) ?? null;
}

/** A city's name without the spellings that mean nothing: 成都 and 成都市 are one. */
const cityKey = (text: string): string => plain(text).replace(/市$/u, "");

interface Located {
  readonly province: string;
  readonly city: string;
}

/**
 * The agreed zone between two places, the same both ways; null when either province is unknown. An unknown city inside one
 * province is the same province. Source: the zone table of the return-freight tariff.
 */
export function freightZone(from: Located, to: Located): FreightZone | null {
  const here = parseProvince(from.province);
  const there = parseProvince(to.province);
  if (here === null || there === null) return null;
  if (here.code === there.code) {
    const city = cityKey(from.city);
    return here.isCity || (city !== "" && city === cityKey(to.city)) ? "same_city" : "same_province";
  }
  if (here.isRemote || there.isRemote) return "remote";
  return here.area === there.area || here.neighbours.includes(there.short) ? "near" : "far";
}
