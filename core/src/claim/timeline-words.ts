// Understands how what happened to a claim is told: to buyer, merchant and insurer each in their own words, or not at all.

import { type Fen, formatYuan } from "../money.js";
import type { Text } from "../product/product.js";
import type { ClaimStatus } from "./claim.js";

export type Side = "buyer" | "merchant" | "insurer";

/** What happened, so far as words are made of it. */
export interface TimelineFact {
  readonly kind: TimelineKind;
  readonly to: ClaimStatus;
  /** Which side did it; a caller that is nobody's is the house itself. */
  readonly by: "buyer" | "merchant" | "marketplace" | "insurer" | "rules" | "system";
  /** Who did it, by name; told to the insurer alone. */
  readonly actor: Text;
  /** What is granted with it, where something is. */
  readonly amount: Fen | null;
  /** Why a person looks, or which documents it is about; in both languages. */
  readonly about: readonly Text[];
  /** What was written with it; told to the insurer alone. */
  readonly note: string;
}

/** Words with places for {actor}, {amount}, {about} and {note}; null where a side is told nothing. */
type Words = Text | null;
type Told = (fact: TimelineFact) => Words;
interface Sides {
  readonly buyer: Words | Told;
  readonly merchant: Words | Told;
  readonly insurer: Words | Told;
}

const text = (zh: string, en: string): Text => ({ zh, en });

/** Words by what a decision came to. */
const byOutcome =
  (granted: Text, reduced: Text, refused: Text): Told =>
  ({ to }) =>
    to === "rejected" ? refused : to === "partly_approved" ? reduced : granted;

const HELD = text(
  "自动理赔暂停中；恢复后将按提交时的事实自动处理，期间也可由理赔员处理。",
  "Automatic decisions are stopped for now. It is decided by itself once they run again, on the facts of that day, or by an adjuster before.",
);

const CATALOGUE = {
  filed: {
    buyer: ({ by }) =>
      by === "system"
        ? text(
            "商家已确认收到您的退货，理赔已自动开始。",
            "The merchant confirmed your return, and your claim began by itself.",
          )
        : by === "marketplace"
          ? text("平台已为您提交理赔申请。", "The marketplace made the claim for you.")
          : text("您提交了理赔申请。", "You made the claim."),
    merchant: ({ by }) =>
      by === "system"
        ? text(
            "您已确认收到退货，买家的理赔已自动开始。",
            "You confirmed the return, and the buyer's claim began by itself.",
          )
        : text("买家提交了理赔申请。", "The buyer made a claim."),
    insurer: text("{actor} 报案。", "Reported by {actor}."),
  },
  referred: {
    buyer: text("您的申请转由理赔人员审核。", "A person reviews your claim."),
    merchant: text("申请转由理赔人员审核。", "A person reviews the claim."),
    insurer: text("规则转人工审核：{about}", "Referred by the rules: {about}"),
  },
  held: { buyer: HELD, merchant: HELD, insurer: HELD },
  decided: {
    buyer: byOutcome(
      text("已同意赔付 {amount} 元。", "{amount} yuan were granted to you."),
      text(
        "已同意赔付 {amount} 元，少于申请的金额；原因见决定，您可以申诉。",
        "{amount} yuan were granted to you, less than you asked for. The decision says why, and you can appeal.",
      ),
      text(
        "未能赔付；原因和条款见决定，您可以申诉。",
        "Nothing could be paid. The decision says why and by which clause, and you can appeal.",
      ),
    ),
    merchant: byOutcome(
      text("已同意向买家赔付 {amount} 元。", "{amount} yuan were granted to the buyer."),
      text(
        "已同意向买家赔付 {amount} 元，少于申请的金额。",
        "{amount} yuan were granted to the buyer, less than asked for.",
      ),
      text("未向买家赔付。", "Nothing was granted to the buyer."),
    ),
    insurer: byOutcome(
      text("{actor} 核定：赔付 {amount} 元。", "Decided by {actor}: {amount} yuan granted."),
      text(
        "{actor} 核定：部分赔付 {amount} 元。原因：{about}",
        "Decided by {actor}: {amount} yuan granted in part. {about}",
      ),
      text("{actor} 核定：不予赔付。原因：{about}", "Decided by {actor}: refused. {about}"),
    ),
  },
  withdrawn: {
    buyer: ({ by }) =>
      by === "marketplace"
        ? text("平台已为您撤回申请。", "The marketplace took the claim back for you.")
        : text("您撤回了申请。", "You took the claim back."),
    merchant: text("买家撤回了申请。", "The buyer took the claim back."),
    insurer: text("{actor} 撤回申请。{note}", "Taken back by {actor}. {note}"),
  },
  evidence_requested: {
    buyer: text(
      "请补充材料：{about}。材料齐全后继续审核，等待期间不计入审核时限。",
      "Please send: {about}. The review goes on once all is there; until then its time stands still.",
    ),
    merchant: text("已请买家补充材料。", "The buyer was asked for documents."),
    insurer: text("{actor} 要求补充材料：{about}。{note}", "Documents asked for by {actor}: {about}. {note}"),
  },
  evidence_added: {
    buyer: ({ by }) =>
      by === "buyer" || by === "marketplace"
        ? text("已收到您补充的材料：{about}。", "Received from you: {about}.")
        : text("案件增加了材料。", "Documents were added to the case."),
    merchant: ({ by }) =>
      by === "merchant"
        ? text("已收到您提交的材料。", "Your documents were received.")
        : text("买家补充了材料。", "The buyer sent documents."),
    insurer: text("{actor} 补充材料：{about}。", "Documents added by {actor}: {about}."),
  },
  evidence_complete: {
    buyer: text("材料已齐全，审核继续。", "Everything is there, and the review goes on."),
    merchant: text("买家的材料已齐全，审核继续。", "The buyer's documents are complete, and the review goes on."),
    insurer: text(
      "材料齐全（{actor} 提交：{about}），时限恢复计算。",
      "Complete, sent by {actor}: {about}. The clock runs again.",
    ),
  },
  lapsed: {
    buyer: text(
      "一直没有收到补充材料，案件已暂时关闭，并非拒赔；补交材料后即重新打开。",
      "The documents did not come, so the case is closed for now. It is not refused: it opens again when you send them.",
    ),
    merchant: text(
      "买家没有补充材料，案件已暂时关闭。",
      "The buyer sent no documents, and the case is closed for now.",
    ),
    insurer: text(
      "逾期未补充材料，案件关闭；收到材料后重新打开。",
      "Closed on silence; it opens again with the first answer.",
    ),
  },
  reopened: {
    buyer: text("已收到您的材料，案件重新打开。", "Your documents came, and the case is open again."),
    merchant: text("买家补交了材料，案件重新打开。", "The buyer sent documents, and the case is open again."),
    insurer: text("{actor} 补交材料：{about}，案件重新打开。", "Opened again with documents of {actor}: {about}."),
  },
  merchant_asked: {
    buyer: text("已请商家说明情况。", "The merchant was asked for their side."),
    merchant: text("请您说明情况并提交证据。", "Please tell your side, and send your evidence."),
    insurer: text("已请商家陈述。", "The merchant was asked to be heard."),
  },
  merchant_stated: {
    buyer: text("商家已说明情况。", "The merchant told their side."),
    merchant: text("已收到您的说明。", "Your statement was received."),
    insurer: text("{actor} 提交商家陈述：{about}。", "The merchant's side, sent by {actor}: {about}."),
  },
  proposed: {
    buyer: text("审核意见已提出，正在由另一位人员复核。", "The review is done, and a second person checks it."),
    merchant: text("审核意见正在复核。", "The review is being checked by a second person."),
    insurer: text("{actor} 提出意见，等待复核。", "Proposed by {actor}; waits for a second person."),
  },
  sent_back: {
    buyer: null,
    merchant: null,
    insurer: text("{actor} 复核后退回。{note}", "Sent back by {actor}. {note}"),
  },
  review_requested: {
    buyer: text("您申请了人工复核，理赔人员将重新审核。", "You asked for a person, and one looks at the claim again."),
    merchant: text("买家申请了人工复核。", "The buyer asked for a person to look again."),
    insurer: text(
      "{actor} 申请人工复核自动决定。",
      "A person's review of the automatic decision was asked for by {actor}.",
    ),
  },
  advanced: {
    buyer: text(
      "先行赔付 {amount} 元，其余部分继续审核。",
      "{amount} yuan are paid ahead; the rest is still under review.",
    ),
    merchant: text("已向买家先行赔付 {amount} 元。", "{amount} yuan were paid to the buyer ahead."),
    insurer: text("{actor} 先行赔付 {amount} 元。", "{amount} yuan paid ahead by {actor}."),
  },
  corrected: {
    buyer: text("赔付金额已更正，将补付差额。", "The amount was put right; the difference is paid to you."),
    merchant: text("向买家的赔付金额已更正。", "The amount granted to the buyer was put right."),
    insurer: text("{actor} 更正赔付金额。{note}", "Amount put right by {actor}. {note}"),
  },
  appealed: {
    buyer: text("您提出了申诉，将由另一位人员审理。", "You appealed; another person decides on it."),
    merchant: text("买家提出了申诉。", "The buyer appealed."),
    insurer: text("{actor} 提出申诉。", "Appealed by {actor}."),
  },
  appeal_decided: {
    buyer: text("申诉已有结果，见决定。", "Your appeal was decided; see the decision."),
    merchant: text("买家的申诉已有结果。", "The buyer's appeal was decided."),
    insurer: text("{actor} 审结申诉。", "Appeal decided by {actor}."),
  },
  appeal_withdrawn: {
    buyer: text("您撤回了申诉。", "You took the appeal back."),
    merchant: text("买家撤回了申诉。", "The buyer took the appeal back."),
    insurer: text("{actor} 撤回申诉。", "Appeal taken back by {actor}."),
  },
  notice_delivered: {
    buyer: text("决定通知书已送达。", "The written notice of the decision reached you."),
    merchant: null,
    insurer: text("决定通知书已送达。", "The notice of the decision was delivered."),
  },
  escalated: { buyer: null, merchant: null, insurer: text("时限提醒：{about}", "A clock runs: {about}") },
  leased: { buyer: null, merchant: null, insurer: text("{actor} 领取案件。", "Taken in hand by {actor}.") },
  reserve_adjusted: {
    buyer: null,
    merchant: null,
    insurer: text("{actor} 调整未决赔款准备金。{note}", "Reserve adjusted by {actor}. {note}"),
  },
  waybill_rebound: {
    buyer: text("退货运单号已更换，按新的运单号处理。", "The return has another waybill number; that one counts now."),
    merchant: text("买家的退货运单号已更换。", "The buyer's return has another waybill number."),
    insurer: text("退货运单号已更换。{note}", "Bound to another return waybill. {note}"),
  },
  closed: {
    buyer: text("案件已结案。", "The case is closed."),
    merchant: text("案件已结案。", "The case is closed."),
    insurer: text("结案。{note}", "Closed. {note}"),
  },
} as const satisfies Readonly<Record<string, Sides>>;

export type TimelineKind = keyof typeof CATALOGUE;
export const TIMELINE_KINDS = Object.keys(CATALOGUE) as readonly TimelineKind[];

function filled(words: string, fact: TimelineFact, language: keyof Text): string {
  const about = fact.about.map((each) => each[language]).join(language === "zh" ? "、" : ", ");
  const values: Readonly<Record<string, string>> = {
    actor: fact.actor[language],
    amount: fact.amount === null ? "" : formatYuan(fact.amount),
    about,
    note: fact.note,
  };
  return words.replaceAll(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place).trim();
}

/** What a side is told of it, in both languages; null where it is told nothing. */
export function timelineWords(fact: TimelineFact, side: Side): Text | null {
  const sides: Sides = CATALOGUE[fact.kind];
  const told = sides[side];
  const words = typeof told === "function" ? told(fact) : told;
  if (words === null) return null;
  return { zh: filled(words.zh, fact, "zh"), en: filled(words.en, fact, "en") };
}
