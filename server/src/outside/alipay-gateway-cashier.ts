// The page on which a sandbox's payer pays: plain, ours, in both languages. No real money and nobody's artwork.

import { formatYuan } from "@anxin/core/money";
import type { Instant } from "@anxin/core/time";
import type { Trade } from "./alipay-gateway-book.js";
import { hasExpired } from "./alipay-gateway-trades.js";

const TEXTS = {
  zh: {
    tag: "zh-CN",
    title: "沙箱收银台",
    note: "本机演练，不涉及真实资金。",
    amount: "应付金额",
    subject: "商品说明",
    number: "订单号",
    pay: "确认付款",
    paid: "已付款",
    closed: "交易已关闭，不能付款",
    back: "返回商家",
    invalid: "付款链接无效",
  },
  en: {
    tag: "en",
    title: "Sandbox cashier",
    note: "A rehearsal on this machine: no real money is involved.",
    amount: "Amount due",
    subject: "For",
    number: "Order number",
    pay: "Pay",
    paid: "Paid",
    closed: "Closed: it cannot be paid any more",
    back: "Back to the merchant",
    invalid: "This payment link is not valid",
  },
} as const;
type Language = keyof typeof TEXTS;

/** Chinese unless English is asked for first. */
export const cashierLanguage = (acceptLanguage: string | undefined): Language =>
  /^\s*en\b/i.test(acceptLanguage ?? "") ? "en" : "zh";

const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const STYLE = `body{margin:0;font:16px/1.6 system-ui,sans-serif;color:#1d2a2a;background:#f3f5f4}
main{max-width:26rem;margin:8vh auto;padding:2rem;background:#fff;border:1px solid #d5dcda;border-radius:.5rem}
h1{margin:0 0 .25rem;font-size:1.25rem}p{margin:.25rem 0;color:#5a6866}dl{margin:1.5rem 0}dt{color:#5a6866}dd{margin:0 0 1rem;overflow-wrap:anywhere}
.amount{font-size:2rem;font-variant-numeric:tabular-nums}
button,a.back{display:block;box-sizing:border-box;width:100%;padding:.75rem;border:0;border-radius:.375rem;background:#1f5f57;color:#fff;font:inherit;text-align:center;text-decoration:none;cursor:pointer}
button:focus-visible,a:focus-visible{outline:3px solid #e0a100;outline-offset:2px}`;

/** What a page may do: post to us, and go where the order leads. Browsers hold redirects of a form to it too. */
export function cashierPolicy(returnUrl: string | null): string {
  const back = returnUrl !== null && URL.canParse(returnUrl) ? ` ${new URL(returnUrl).origin}` : "";
  return `default-src 'none'; style-src 'unsafe-inline'; form-action 'self'${back}; base-uri 'none'; frame-ancestors 'none'`;
}

function page(language: Language, content: string): string {
  const text = TEXTS[language];
  return `<!doctype html>
<html lang="${text.tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text.title}</title><style>${STYLE}</style></head>
<body><main><h1>${text.title}</h1><p>${text.note}</p>${content}</main></body></html>
`;
}

/** The page of a payment, as it stands at an instant. */
export function cashierPage(language: Language, trade: Trade, at: Instant): string {
  const text = TEXTS[language];
  const rows = [
    [text.amount, `<span class="amount">¥${formatYuan(BigInt(trade.amount))}</span>`],
    [text.subject, escapeHtml(trade.subject)],
    [text.number, escapeHtml(trade.outTradeNo)],
  ];
  const order = `<dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join("")}</dl>`;
  const back = `<a class="back" href="${escapeHtml(trade.returnUrl)}">${text.back}</a>`;
  if (trade.state === "PAID") return page(language, `${order}<p role="status">${text.paid}</p>${back}`);
  if (trade.state === "CLOSED" || hasExpired(trade, at)) {
    return page(language, `${order}<p role="status">${text.closed}</p>${back}`);
  }
  const form = `<form method="post" action="/cashier/${encodeURIComponent(trade.outTradeNo)}"><button type="submit">${text.pay}</button></form>`;
  return page(language, `${order}${form}`);
}

/** What a payer sees whose link was altered, or is not signed by our application. */
export function invalidPage(language: Language): string {
  return page(language, `<p role="alert">${TEXTS[language].invalid}</p>`);
}
