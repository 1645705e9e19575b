// Understands the demo shop: a product list with badges, a checkout with covers, and a view of what the elements tell the page.

import { formatYuan } from "@anxin/core/money";
import { type Language, languageTag } from "../http/language.js";
import { GOODS, type Goods } from "./goods.js";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const TEXTS = {
  zh: {
    title: "小街市集 · 演示商店",
    name: "小街市集",
    tag: "演示商店",
    home: "安心首页",
    settings: "语言与外观",
    other: "English",
    themes: { auto: "跟随系统", light: "浅色", dark: "深色" },
    goods: "今日好物",
    checkout: "结算",
    lead: "商家已投保的保障自动生效；可选保障由您决定，默认全不勾选。",
    sum: { goods: "商品合计", covers: "保障保费", total: "应付" },
    order: "提交订单",
    reset: "清空选择",
    log: "元素发出的事件",
    waiting: "勾选一项保障，或提交订单，这里会显示页面收到的内容。",
    posts: "表单提交的内容",
    note: "商品、商家与保险均为虚构。此页只在沙箱中提供；商店服务器用自己的密钥向 Anxin 询价，浏览器不接触密钥。",
  },
  en: {
    title: "Corner Market · demo shop",
    name: "Corner Market",
    tag: "demo shop",
    home: "Anxin home",
    settings: "Language and theme",
    other: "中文",
    themes: { auto: "As the system", light: "Light", dark: "Dark" },
    goods: "Today's finds",
    checkout: "Checkout",
    lead: "What merchants insure is covered by itself; optional cover is up to you, and nothing is ticked beforehand.",
    sum: { goods: "Goods", covers: "Premium", total: "To pay" },
    order: "Place order",
    reset: "Clear choice",
    log: "What the elements say",
    waiting: "Tick a cover, or place the order: what the page is told appears here.",
    posts: "What the form posts",
    note: "Goods, shops and insurance are fictional. Only a sandbox has this page; the shop's server asks Anxin with its own key, which no browser sees.",
  },
} as const;

interface View {
  readonly language: Language;
  readonly theme: Theme;
}

const yuan = (fen: number): string => `¥${formatYuan(BigInt(fen))}`;

function switches({ language, theme }: View): string {
  const text = TEXTS[language];
  const other = language === "zh" ? "en" : "zh-CN";
  const themes = THEMES.map((each) => {
    const current = each === theme ? ' aria-current="true"' : "";
    return `<a href="/demo?language=${languageTag(language)}&amp;theme=${each}"${current}>${text.themes[each]}</a>`;
  });
  return `<nav class="switches" aria-label="${text.settings}">${themes.join("")}<a href="/demo?language=${other}&amp;theme=${theme}" lang="${other}" hreflang="${other}">${text.other}</a></nav>`;
}

function card({ sku, title, about, shop, unitPrice, picture }: Goods, language: Language): string {
  return `<li class="card"><img src="/demo/${picture}" alt="" width="320" height="320">
<div class="words"><h3>${title[language]}</h3><p class="quiet">${about[language]}</p><p class="price">${yuan(unitPrice)}</p><p class="quiet shop">${shop[language]}</p>
<anxin-badge line-id="${sku}"></anxin-badge></div></li>`;
}

function line({ sku, title, shop, unitPrice, covers, picture }: Goods, language: Language): string {
  return `<li class="line"><div class="goods"><img src="/demo/${picture}" alt="" width="64" height="64"><div><h3>${title[language]}</h3><p class="quiet">${shop[language]} × 1</p></div><p class="price">${yuan(unitPrice)}</p></div>
<anxin-covers name="covers.${sku}" line-id="${sku}" src="/demo/offers/${sku}" rows="${covers}"></anxin-covers></li>`;
}

function summary({ language }: View): string {
  const text = TEXTS[language];
  const goods = GOODS.reduce((total, { unitPrice }) => total + unitPrice, 0);
  const rows = [
    [text.sum.goods, "goods", yuan(goods)],
    [text.sum.covers, "covers", yuan(0)],
    [text.sum.total, "total", yuan(goods)],
  ].map(([label, name, amount]) => `<div><dt>${label}</dt><dd data-sum="${name}">${amount}</dd></div>`);
  return `<dl class="sums" data-goods="${goods}">${rows.join("")}</dl>
<p class="actions"><button type="submit">${text.order}</button><button type="reset" class="plain">${text.reset}</button></p>`;
}

/** The page as HTML. Like every page of this house without scripts or styles inside. */
export function demoPage(view: View): string {
  const { language, theme } = view;
  const text = TEXTS[language];
  return `<!doctype html>
<html lang="${languageTag(language)}" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text.title}</title>
<link rel="icon" href="/home/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/demo/demo.css">
<script type="module" src="/elements/anxin.js"></script>
<script type="module" src="/demo/demo.js"></script>
</head>
<body>
<header class="top"><h1>${text.name} <span>${text.tag}</span></h1>${switches(view)}</header>
<main>
<section aria-labelledby="goods"><h2 id="goods">${text.goods}</h2>
<ul class="cards">${GOODS.map((goods) => card(goods, language)).join("\n")}</ul></section>
<section aria-labelledby="checkout"><h2 id="checkout">${text.checkout}</h2><p class="quiet lead">${text.lead}</p>
<form class="checkout" autocomplete="off"><ul class="lines">${GOODS.map((goods) => line(goods, language)).join("\n")}</ul>
<div class="aside"><div class="sheet">${summary(view)}</div>
<div class="sheet"><h3 id="log">${text.log}</h3>
<div class="log" role="log" aria-labelledby="log" tabindex="0" data-posts="${text.posts}"><p class="quiet" data-waiting>${text.waiting}</p></div></div></div></form></section>
</main>
<footer><p>${text.note}</p><p><a href="/?language=${languageTag(language)}">${text.home}</a></p></footer>
</body>
</html>
`;
}
