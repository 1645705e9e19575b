// Understands what the shop sells: a fictional catalogue, from which prices are taken, never from the browser.

import type { Category, Goods, Text } from "./wire.js";

type Row = readonly [
  sku: string,
  category: Category,
  unitPrice: number,
  title: Text,
  about: Text,
  ...details: readonly Text[],
];

const say = (zh: string, en: string): Text => ({ zh, en });

const CLOTHES: readonly Row[] = [
  [
    "demo-tee",
    "apparel",
    12_900,
    say("重磅纯棉印花 T 恤", "Heavy cotton printed T-shirt"),
    say("日出印花，宽松版型，米白", "Sunrise print, loose fit, off-white"),
    say("260 克重磅纯棉，洗后不易变形", "260 g cotton that keeps its shape in the wash"),
    say("尺码 S 至 XXL，拿不准可以先看退货运费谁出", "Sizes S to XXL; not sure? See who pays for sending it back"),
  ],
  [
    "demo-shirt",
    "apparel",
    15_900,
    say("亚麻衬衫", "Linen shirt"),
    say("透气凉爽，直筒剪裁，雾蓝", "Cool and airy, straight cut, misty blue"),
    say("亚麻 55%，棉 45%", "55 % linen, 45 % cotton"),
    say("贝壳纽扣，袖口可卷", "Shell buttons, sleeves to roll up"),
  ],
  [
    "demo-coat",
    "apparel",
    89_900,
    say("双面羊毛大衣", "Double-faced wool coat"),
    say("落肩廓形，驼色", "Dropped shoulders, camel"),
    say("羊毛 90%，手工缝制", "90 % wool, sewn by hand"),
    say("建议干洗", "Dry cleaning advised"),
  ],
  [
    "demo-runner",
    "shoes",
    39_900,
    say("轻量缓震跑鞋", "Light cushioned running shoes"),
    say("单只 215 克，珊瑚橙", "215 g a shoe, coral"),
    say("网布鞋面，发泡中底", "Mesh upper, foamed midsole"),
    say("尺码 35 至 45", "Sizes 35 to 45"),
  ],
  [
    "demo-loafer",
    "shoes",
    45_900,
    say("牛皮乐福鞋", "Leather loafers"),
    say("头层牛皮，可换鞋底，深棕", "Full-grain leather, soles to replace, dark brown"),
    say("手工沿条缝线", "Welted by hand"),
  ],
  [
    "demo-tote",
    "bags",
    18_900,
    say("帆布托特包", "Canvas tote"),
    say("装得下 14 英寸电脑，芥黄", "Holds a 14-inch laptop, mustard"),
    say("16 安加厚帆布，皮提手", "16 oz canvas, leather handles"),
  ],
  [
    "demo-backpack",
    "bags",
    32_900,
    say("通勤双肩包", "Everyday backpack"),
    say("22 升，防泼水，墨绿", "22 litres, sheds water, dark green"),
    say("独立电脑仓，可挂行李箱", "A sleeve for the laptop, a strap for the suitcase"),
  ],
];

const ELECTRIC: readonly Row[] = [
  [
    "demo-phone",
    "digital",
    399_900,
    say("6.4 英寸智能手机", "6.4-inch smartphone"),
    say("12 GB + 256 GB，曜石黑", "12 GB + 256 GB, obsidian"),
    say("OLED 屏，120 Hz", "OLED display, 120 Hz"),
    say("5000 mAh，一年质保", "5000 mAh, one year of warranty"),
  ],
  [
    "demo-headphones",
    "digital",
    89_900,
    say("头戴式降噪耳机", "Noise-cancelling headphones"),
    say("40 小时续航，燕麦白", "40 hours of battery, oat white"),
    say("可折叠，附收纳盒", "Folds, with a case"),
  ],
  [
    "demo-camera",
    "digital",
    459_900,
    say("复古微单相机", "Mirrorless camera"),
    say("2600 万像素，附 35 毫米定焦镜头", "26 megapixels, with a 35 mm lens"),
    say("五轴防抖，4K 视频", "Five-axis stabiliser, 4K video"),
  ],
  [
    "demo-tv",
    "appliance",
    299_900,
    say("55 英寸电视机", "55-inch television"),
    say("4K，窄边框，整机 14 公斤", "4K, thin frame, 14 kg"),
    say("三段式泡沫包装，签收请开箱验货", "Packed in three layers of foam; please inspect it on delivery"),
    say("整机质保一年", "One year of warranty"),
  ],
  [
    "demo-cooker",
    "appliance",
    49_900,
    say("IH 电饭煲 3 升", "Induction rice cooker, 3 l"),
    say("铸铁内胆，奶白", "Cast-iron pot, cream"),
    say("24 小时预约", "Timer of 24 hours"),
  ],
  [
    "demo-fan",
    "appliance",
    36_900,
    say("空气循环扇", "Air circulator"),
    say("静音 26 分贝，遥控，白", "26 dB, remote control, white"),
    say("上下左右四向摇头", "Turns in four directions"),
  ],
];

const HOME: readonly Row[] = [
  [
    "demo-table",
    "home",
    128_000,
    say("榉木茶几", "Beech coffee table"),
    say("实木榫卯，直径 80 厘米", "Solid wood, mortise and tenon, 80 cm"),
    say("木蜡油面，送装入户", "Oiled, delivered and put up"),
  ],
  [
    "demo-lamp",
    "home",
    26_800,
    say("亚麻罩台灯", "Lamp with a linen shade"),
    say("陶瓷灯座，暖光", "Ceramic foot, warm light"),
    say("三档调光，E27 灯头", "Three levels, E27 socket"),
  ],
  [
    "demo-vase",
    "fragile",
    32_000,
    say("手作青瓷花瓶", "Handmade celadon vase"),
    say("高 28 厘米，梅子青釉", "28 cm, plum-green glaze"),
    say("每一只釉色略有不同", "No two glazes are alike"),
  ],
  [
    "demo-teaset",
    "fragile",
    45_800,
    say("白瓷茶具一壶四杯", "White porcelain tea set, a pot and four cups"),
    say("薄胎透光，竹茶盘", "Thin enough to let light through, bamboo tray"),
    say("可进洗碗机", "Safe in the dishwasher"),
  ],
  [
    "demo-guitar",
    "other",
    69_900,
    say("云杉单板民谣吉他", "Acoustic guitar, solid spruce"),
    say("41 英寸，附琴包与调音器", "41 inches, with bag and tuner"),
    say("出厂已调弦距", "Set up before it leaves"),
  ],
];

const GLOW: readonly Row[] = [
  [
    "demo-cream",
    "beauty",
    21_800,
    say("山茶花保湿面霜", "Camellia face cream"),
    say("50 毫升，无香精", "50 ml, no perfume"),
    say("敏感肌请先在耳后试用", "Sensitive skin: try it behind the ear first"),
  ],
  [
    "demo-lipstick",
    "beauty",
    14_900,
    say("丝绒口红", "Velvet lipstick"),
    say("3.4 克，豆沙红", "3.4 g, dusty rose"),
    say("哑光，不拔干", "Matt, and does not dry out"),
  ],
  [
    "demo-pearls",
    "jewelry",
    129_900,
    say("淡水珍珠项链", "Freshwater pearl necklace"),
    say("7–8 毫米近圆，925 银扣", "7–8 mm, near round, silver clasp"),
    say("附检测证书", "With a certificate"),
  ],
  [
    "demo-ring",
    "jewelry",
    29_900,
    say("银月戒指", "Silver moon ring"),
    say("925 银，锆石，可调圈口", "925 silver, zircon, adjustable"),
    say("附礼盒", "In a gift box"),
  ],
];

const ORCHARD: readonly Row[] = [
  [
    "demo-orange",
    "food",
    3_990,
    say("现摘脐橙 5 斤装", "Fresh navel oranges, 2.5 kg"),
    say("当日采摘，产地直发", "Picked on the day, sent from the orchard"),
    say("单果 200 克以上", "200 g and more apiece"),
  ],
  [
    "demo-honey",
    "food",
    6_900,
    say("洋槐蜂蜜 500 克", "Acacia honey, 500 g"),
    say("玻璃瓶装，不加糖浆", "In glass, no syrup added"),
    say("结晶是正常现象", "Crystals are nothing to worry about"),
  ],
];

const of = (merchantId: string, rows: readonly Row[]): readonly Goods[] =>
  rows.map(([sku, category, unitPrice, title, about, ...details]) => ({
    ...{ sku, merchantId, category, title, about, details, unitPrice },
  }));

export const GOODS: readonly Goods[] = [
  ...of("demo-clothes", CLOTHES),
  ...of("demo-electric", ELECTRIC),
  ...of("demo-home", HOME),
  ...of("demo-glow", GLOW),
  ...of("demo-orchard", ORCHARD),
];

export const goodsOf = (sku: string): Goods | null => GOODS.find((each) => each.sku === sku) ?? null;
