// Understands the first page: what runs here, where to read on, and who may sign in to try it.

import type { Language } from "../http/language.js";

/** Somebody of the sandbox whom a newcomer may be. */
export interface SandboxUser {
  readonly role: string;
  readonly email: string;
  readonly password: string;
  readonly totpSecret: string;
}

export interface HomePage {
  readonly language: Language;
  readonly sandbox: boolean;
  readonly users: readonly SandboxUser[];
}

const TEXTS = {
  zh: {
    tag: "zh-CN",
    title: "安心 Anxin",
    lead: "电商平台接入的保险核心：订单自动承保，退货与破损自动成案，赔款到账。",
    other: "English",
    counts: { policies: "保单", claims: "赔案", payouts: "赔款笔数", paid: "已赔付（元）" },
    running: "运行中，数字每两秒更新",
    waiting: "正在等待服务响应……",
    read: "文档与接口",
    links: [
      ["/docs", "接口文档", "可直接试调的 OpenAPI 阅读器"],
      ["/openapi.json", "OpenAPI 3.1", "机器可读的完整契约"],
      ["/readyz", "就绪检查", "数据库与迁移状态"],
      ["/metrics", "指标", "Prometheus 格式"],
    ],
    demo: ["/demo", "演示商店", "商品页的保障标识与结算页的可选保障"],
    try: "沙箱",
    story:
      "在另一个终端运行 <code>npm run story</code>，看一件退回的 T 恤和一台破损的电视机如何理赔。API 密钥写在 <code>.anxin/sandbox.json</code>。",
    users: "沙箱账号",
    columns: ["角色", "邮箱", "密码", "动态码密钥（TOTP）"],
    note: "安心是供持牌机构使用的软件，本身不销售保险；演示数据均为虚构。",
  },
  en: {
    tag: "en",
    title: "Anxin 安心",
    lead: "The insurance core that a marketplace plugs in: orders are covered by themselves, returns and breakage become claims, and the money arrives.",
    other: "中文",
    counts: { policies: "Policies", claims: "Claims", payouts: "Payouts", paid: "Paid out (yuan)" },
    running: "Running; figures are renewed every two seconds",
    waiting: "Waiting for the server to answer …",
    read: "Documents and API",
    links: [
      ["/docs", "API reference", "An OpenAPI reader with calls to try"],
      ["/openapi.json", "OpenAPI 3.1", "The whole contract for machines"],
      ["/readyz", "Readiness", "State of database and migrations"],
      ["/metrics", "Metrics", "In the form that Prometheus reads"],
    ],
    demo: ["/demo", "Demo shop", "The badge on product pages, and covers at checkout"],
    try: "Sandbox",
    story:
      "In another terminal, run <code>npm run story</code>: how a returned T-shirt and a television broken in transit are settled. API keys are in <code>.anxin/sandbox.json</code>.",
    users: "Sandbox users",
    columns: ["Role", "E-mail", "Password", "One-time code secret (TOTP)"],
    note: "Anxin is software for licensed operators and sells nothing by itself; all demo data is fictional.",
  },
} as const;

const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

function usersTable(users: readonly SandboxUser[], columns: readonly string[]): string {
  const head = columns.map((column) => `<th scope="col">${column}</th>`).join("");
  const rows = users.map(({ role, email, password, totpSecret }) => {
    const secrets = [email, password, totpSecret].map((text) => `<td><code>${escapeHtml(text)}</code></td>`).join("");
    return `<tr><td>${escapeHtml(role)}</td>${secrets}</tr>`;
  });
  return `<div class="sheet"><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

/** The page as HTML. Without scripts or styles inside: the content security policy forbids them. */
export function homePage({ language, sandbox, users }: HomePage): string {
  const text = TEXTS[language];
  const counts = Object.entries(text.counts).map(
    ([name, label]) => `<div><dt>${label}</dt><dd data-count="${name}">–</dd></div>`,
  );
  const links = [...text.links, ...(sandbox ? [text.demo] : [])].map(
    ([href, title, about]) => `<li><a href="${href}">${title}<span>${about}</span></a></li>`,
  );
  const state = `<p class="state" role="status" data-state="waiting" data-running="${text.running}" data-waiting="${text.waiting}">${text.waiting}</p>`;
  const play = sandbox
    ? `<h2>${text.try}</h2><p>${text.story}</p><h2>${text.users}</h2>${usersTable(users, text.columns)}`
    : "";
  const live = sandbox ? `<dl class="counts">${counts.join("")}</dl>${state}` : "";
  return `<!doctype html>
<html lang="${text.tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text.title}</title>
<link rel="icon" href="/home/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/home/home.css">
${sandbox ? '<script src="/home/home.js" type="module"></script>' : ""}
</head>
<body>
<main>
<header><img src="/home/mark.svg" alt="" width="52" height="52"><h1>${text.title}</h1><a class="language" href="/?language=${language === "zh" ? "en" : "zh-CN"}">${text.other}</a></header>
<p class="lead">${text.lead}</p>
${live}
<h2>${text.read}</h2>
<ul class="links">${links.join("")}</ul>
${play}
<footer>${text.note}</footer>
</main>
</body>
</html>
`;
}
