// Understands what the first page says, in both languages.

import type { Language } from "../http/language.js";
import type { StaffRole } from "../people/staff.js";

type Link = readonly [href: string, title: string, about: string];
type Desk = readonly [title: string, about: string];

export interface HomeTexts {
  readonly tag: string;
  readonly title: string;
  readonly lead: string;
  readonly other: string;
  readonly counts: Readonly<Record<"policies" | "claims" | "payouts" | "paid", string>>;
  readonly running: string;
  readonly waiting: string;
  readonly start: {
    readonly kicker: string;
    readonly title: string;
    readonly about: string;
    readonly stories: readonly Link[];
    readonly go: string;
  };
  readonly enter: string;
  readonly enterAbout: string;
  readonly buyer: Desk;
  readonly buyerNo: string;
  readonly merchant: Desk;
  readonly desks: Readonly<Record<StaffRole, Desk>>;
  readonly signIn: Link;
  readonly read: string;
  readonly links: readonly Link[];
  readonly demo: Link;
  /** How to call what the reference shows. */
  readonly key: string;
  readonly story: string;
  readonly users: string;
  readonly usersAbout: string;
  readonly columns: readonly string[];
  readonly note: string;
}

export const TEXTS: Readonly<Record<Language, HomeTexts>> = {
  zh: {
    tag: "zh-CN",
    title: "安心 Anxin",
    lead: "电商平台接入的保险核心：订单自动承保，退货与破损自动成案，赔款到账。",
    other: "English",
    counts: { policies: "保单", claims: "赔案", payouts: "赔款笔数", paid: "已赔付（元）" },
    running: "运行中，数字每两秒更新",
    waiting: "正在等待服务响应……",
    start: {
      kicker: "从这里开始",
      title: "两个故事，两分钟看到赔款到账",
      about: "每个故事六次点击：您按下按钮，看安心承保、立案、核赔、打款。",
      stories: [
        ["/shop/stories/size", "T 恤尺码不合适", "退货运费险：不填一张表，运费自己赔过来"],
        ["/shop/stories/television", "电视机运输途中碎屏", "物流破损险：拍四张照片，规则当场核定全额赔付"],
      ],
      go: "逛演示商店",
    },
    enter: "换一个身份看看",
    enterAbout: "点一下就进入，不用登录。换身份时回到本页再选。",
    buyer: ["买家", "我的保障、三步理赔、进度与申诉"],
    buyerNo: "买家",
    merchant: ["商家", "投保、试算、赔案举证、钱包与对账"],
    desks: {
      adjuster: ["理赔员", "审核赔案，要材料，作决定"],
      supervisor: ["主管", "复核、申诉、抽检与额度"],
      actuary: ["精算师", "产品版本、费率表与场景"],
      finance: ["财务", "试算平衡、付款与追偿"],
      auditor: ["审计", "只读：账、日志与不变量"],
      platform: ["平台运营", "实时看板、赠险活动与熔断开关"],
      admin: ["管理员", "人员、额度与密钥"],
    },
    signIn: ["/console/", "登录工作台", "保险公司与平台的同事从这里登录"],
    read: "文档与接口",
    links: [
      ["/docs", "接口文档", "每个接口的说明（英文），可直接试调"],
      ["/openapi.json", "OpenAPI 3.1 契约", "机器可读，可生成客户端"],
      ["/readyz", "就绪检查", "数据库与迁移状态"],
      ["/metrics", "指标", "Prometheus 格式"],
    ],
    demo: ["/demo", "页面组件", "商品页的保障标识与结算页的可选保障"],
    key: "试调接口：在接口文档里点 <b>Authorize</b>，填入 <code>.anxin/sandbox.json</code> 里的 <code>apiKey</code>。",
    story:
      "喜欢命令行？在另一个终端运行 <code>npm run story</code>，看同样的两个故事；接入步骤见仓库里的 <code>README.zh-CN.md</code>。",
    users: "沙箱账号：密码与动态码密钥",
    usersAbout: "在工作台用密码登录，或在测试里用接口登录时需要。",
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
    start: {
      kicker: "Start here",
      title: "Two stories: two minutes until the money arrives",
      about: "Six clicks each: you press the buttons and see Anxin cover, open the claim, decide it and pay.",
      stories: [
        [
          "/shop/stories/size",
          "A T-shirt in the wrong size",
          "Return freight: no form is filled in, and the freight comes back",
        ],
        [
          "/shop/stories/television",
          "A television broken on the way",
          "Transit damage: four photos, and rules grant the whole price",
        ],
      ],
      go: "Look around the demo shop",
    },
    enter: "Be somebody else",
    enterAbout: "One click and you are in, without signing in. Come back to this page to be another.",
    buyer: ["Buyer", "My covers, a claim in three steps, progress and appeals"],
    buyerNo: "Buyer",
    merchant: ["Merchant", "Covers, cost simulator, evidence on claims, wallet and statements"],
    desks: {
      adjuster: ["Adjuster", "Looks at claims, asks for documents, decides"],
      supervisor: ["Supervisor", "Second pair of eyes, appeals, samples and limits"],
      actuary: ["Actuary", "Product versions, tariff tables and scenarios"],
      finance: ["Finance", "Trial balance, payouts and recoveries"],
      auditor: ["Auditor", "Reads everything: books, log and invariants"],
      platform: ["Platform", "Live board, campaigns and kill switches"],
      admin: ["Administrator", "People, limits and keys"],
    },
    signIn: ["/console/", "Sign in to the console", "For colleagues of the insurer and the platform"],
    read: "Documents and API",
    links: [
      ["/docs", "API reference", "Every call explained, to try at once"],
      ["/openapi.json", "OpenAPI 3.1 contract", "For machines, and to generate clients"],
      ["/readyz", "Readiness", "State of database and migrations"],
      ["/metrics", "Metrics", "In the form that Prometheus reads"],
    ],
    demo: ["/demo", "Page elements", "The badge on product pages, and covers at checkout"],
    key: "To try a call: press <b>Authorize</b> in the reference and paste the <code>apiKey</code> of <code>.anxin/sandbox.json</code>.",
    story:
      "Rather a terminal? Run <code>npm run story</code> in another one for the same two stories; how to connect a marketplace is in <code>README.md</code>.",
    users: "Sandbox users: passwords and one-time code secrets",
    usersAbout: "For signing in to the console by password, or over the API in tests.",
    columns: ["Role", "E-mail", "Password", "One-time code secret (TOTP)"],
    note: "Anxin is software for licensed operators and sells nothing by itself; all demo data is fictional.",
  },
};
