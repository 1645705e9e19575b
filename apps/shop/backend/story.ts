// Understands the seed's two cases as a newcomer clicks through them: each chapter is one thing that happens, and what came of it.

import type { Client } from "@anxin/client/client";
import { fileClaim, readClaimForm, type uploadEvidence } from "@anxin/client/operations.generated";
import { problemOf } from "@anxin/client/problem";
import { assert } from "@anxin/core/assert";
import type { Instant } from "@anxin/core/time";
import type { Anxin } from "./anxin.js";
import type { Book } from "./book.js";
import { goodsNamed, numberOf, orderOf } from "./checkout.js";
import { after, type Order, type Told } from "./order.js";
import { PHOTO_KINDS, photograph } from "./photo.js";
import { refuse } from "./refused.js";
import { momentOf, nextOf, type Run } from "./run.js";
import type { Customer } from "./shoppers.js";
import type { Answer, Chapter, ChapterResult, Step, StoryName, StoryView, Text } from "./wire.js";

interface Plot {
  readonly sku: string;
  /** The cover that the story is about. */
  readonly product: string;
  readonly buyer: Text;
  readonly realName: string;
  readonly account: (run: string) => string;
  readonly home: { readonly province: string; readonly city: string };
}

const PLOTS: Readonly<Record<StoryName, Plot>> = {
  size: {
    sku: "demo-tee",
    product: "return-freight",
    buyer: { zh: "王小明", en: "Wang Xiaoming" },
    realName: "王小明",
    account: (run) => `wang-${run}@example.com`,
    home: { province: "四川省", city: "成都市" },
  },
  television: {
    sku: "demo-tv",
    product: "transit-damage",
    buyer: { zh: "李静", en: "Li Jing" },
    realName: "李静",
    account: (run) => `li-${run}@example.com`,
    home: { province: "北京市", city: "北京市" },
  },
};

/** What a story is played with. */
export interface Theatre {
  readonly book: Book;
  readonly anxin: Anxin;
  /** What uploads go through. */
  readonly ask: typeof fetch;
}

/** Begins a story, or finds it again: its buyer is somebody new, so that one newcomer's tries never count as a burst of claims. */
export async function beginStory(
  { book }: Pick<Theatre, "book">,
  { shopperId }: Customer,
  story: StoryName,
  runId: string,
  now: Instant,
): Promise<Run> {
  const known = book.run(runId);
  if (known !== null) return known.shopperId === shopperId ? known : refuse(404, "not_found", "there is no such story");
  const number = numberOf(shopperId, runId);
  const { sku, account, realName, home, buyer } = PLOTS[story];
  const run: Run = {
    ...{ runId, story, shopperId, orderId: `T${number}`, begunAt: now, results: [], evidence: [] },
  };
  const who = { shopperId, name: buyer, city: buyer, account: account(number.toLowerCase()), realName, home };
  const order: Order = {
    ...orderOf(run.orderId, who, [{ goods: goodsNamed(sku), quantity: 1, covers: [] }], momentOf(run, "buy")),
    ...{ buyerId: `story-${number.toLowerCase()}`, story: { story, runId } },
  };
  await book.keep({ orders: [order], run });
  return run;
}

type Facts = ChapterResult["facts"];
interface Played {
  readonly facts: Facts;
  readonly order?: Order;
  readonly evidence?: Run["evidence"];
}

interface Scene extends Theatre {
  readonly run: Run;
  readonly order: Order;
  readonly plot: Plot;
}

/** Lets steps happen to the order, each told to Anxin; answers what it said to the last. */
async function happen(
  { book, anxin, order }: Scene,
  steps: readonly (readonly [Step, string])[],
): Promise<{ readonly told: Told; readonly order: Order }> {
  let now = order;
  let told: Told | null = null;
  for (const [step, at] of steps) {
    const next = after(now, step, at) ?? refuse(409, "conflict", `the order cannot be told of: ${step}`);
    await book.keep({ orders: [next] });
    told = await anxin.tell(next);
    now = next;
  }
  assert(told !== null, "something happens");
  return { told, order: now };
}

async function buy({ book, anxin, order, plot }: Scene): Promise<Played> {
  const wanted = [{ goods: goodsNamed(plot.sku), quantity: 1 }];
  const { lines } = await anxin.offers(wanted, { buyerId: order.buyerId, home: order.shipTo });
  const gift = lines[0]?.included.find(({ product }) => product === plot.product);
  await anxin.tell(order);
  const placed = { ...order, isPlaced: true };
  await book.keep({ orders: [placed] });
  const price = order.lines[0]?.unitPrice ?? 0;
  return { order: placed, facts: { price, cover: gift?.title ?? "", upTo: gift?.sumInsured ?? 0 } };
}

async function ship(scene: Scene): Promise<Played> {
  const { anxin, run, order, plot } = scene;
  const before = await anxin.wallet(order.merchantId);
  const { told, order: shipped } = await happen(scene, [["ship", momentOf(run, "ship")]]);
  const policy = told.policies.find(({ product }) => product === plot.product);
  if (policy === undefined) return refuse(409, "not_covered", "the merchant no longer insures these goods");
  const { policyId, policyNo, premium, sumInsured, expiresAt } = policy;
  const wallet = await anxin.wallet(order.merchantId);
  const others = told.policies.filter((each) => each !== policy && each.payer === "merchant");
  return {
    order: shipped,
    facts: {
      ...{ policyId, policyNo, premium, sumInsured, expiresAt: expiresAt ?? "", walletBefore: before, wallet },
      ...{ others: others.length, othersPremium: others.reduce((sum, each) => sum + each.premium, 0) },
    },
  };
}

async function deliver(scene: Scene): Promise<Played> {
  const { run, plot } = scene;
  const step: Step = run.story === "television" ? "break" : "deliver";
  const { told, order } = await happen(scene, [[step, momentOf(run, "deliver")]]);
  const expiresAt = told.policies.find(({ product }) => product === plot.product)?.expiresAt ?? "";
  return { order, facts: { expiresAt } };
}

async function sendBack(scene: Scene): Promise<Played> {
  const { anxin, run } = scene;
  const { told, order } = await happen(scene, [
    ["request_return", momentOf(run, "asked")],
    ["ship_return", momentOf(run, "send_back")],
  ]);
  const policyId = told.policies[0]?.policyId ?? "";
  const form = await anxin.call(readClaimForm, { path: { policyId }, query: { mode: "self_ship" } });
  const estimate = form.returns.find(({ mode }) => mode === "self_ship")?.amount ?? 0;
  return { order, facts: { waybill: `ZT-${order.orderId}`, estimate, claims: told.claims.length } };
}

async function confirm(scene: Scene): Promise<Played> {
  const { anxin, run } = scene;
  const { told, order } = await happen(scene, [["confirm_return", momentOf(run, "confirm")]]);
  const claimId = told.claims[0]?.claimId ?? refuse(409, "conflict", "the return has opened no claim");
  return { order, facts: await decided(anxin, claimId) };
}

async function decided(anxin: Anxin, claimId: string): Promise<Facts> {
  const [{ status, amount, decision }, findings] = await Promise.all([anxin.claim(claimId), anxin.findings(claimId)]);
  return { claimId, status, amount, automatic: decision?.automatic === true ? 1 : 0, findings: findings.length };
}

type Evidence = Answer<typeof uploadEvidence>;

/** Uploads a photo as the buyer's browser would: one part called "file". */
async function upload({ ask, order }: Scene, buyer: Client, number: number, kind: string): Promise<Evidence> {
  const photo = photograph(order.orderId, number) ?? refuse(404, "not_found", "there is no such photo");
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(photo)], { type: "image/png" }), `${kind}-${number}.png`);
  const { url = "", token = "" } = buyer.options;
  const search = new URLSearchParams({ orderId: order.orderId, kind });
  const response = await ask(`${url}/v1/evidence?${search}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "idempotency-key": `${order.orderId} ${number}` },
    body: form,
  });
  const text = await response.text();
  if (!response.ok) throw problemOf(response.status, text);
  return JSON.parse(text) as Evidence;
}

async function takePhotos(scene: Scene): Promise<Played> {
  const { buyer } = await scene.anxin.enter(scene.order.buyerId);
  const evidence: { readonly evidenceId: string; readonly kind: string }[] = [];
  let bytes = 0;
  for (const [number, kind] of PHOTO_KINDS.entries()) {
    const kept = await upload(scene, buyer, number, kind);
    evidence.push({ evidenceId: kept.evidenceId, kind });
    bytes += kept.bytes;
  }
  const policyId = String(factOf(scene.run, "ship", "policyId"));
  const { window } = await buyer.call(readClaimForm, { path: { policyId }, query: {} });
  return {
    evidence,
    facts: { photos: evidence.length, kilobytes: Math.ceil(bytes / 1024), until: window.until ?? "" },
  };
}

async function claim(scene: Scene): Promise<Played> {
  const { anxin, run, order } = scene;
  const { buyer } = await anxin.enter(order.buyerId);
  const filed = await buyer.call(fileClaim, {
    key: `${order.orderId} claim`,
    body: {
      policyId: String(factOf(run, "ship", "policyId")),
      ...{ peril: "breakage", occurredAt: momentOf(run, "deliver"), evidence: [...run.evidence], declaration: true },
      description: "外箱一角压破，开箱后发现屏幕碎裂，无法点亮",
      fields: { degree: "total", inspectionNote: "屏幕整块碎裂，无法点亮", inspectedAt: momentOf(run, "inspected") },
    },
  });
  return { facts: await decided(anxin, filed.claimId) };
}

async function money({ anxin, run, order }: Scene): Promise<Played> {
  const claimId = String(factOf(run, run.story === "size" ? "confirm" : "claim", "claimId"));
  await anxin.settle();
  const [{ status, payouts }, transfers] = await Promise.all([
    anxin.claim(claimId),
    anxin.transfersTo(order.payee.account),
  ]);
  const arrived = transfers.find(({ state }) => state === "SUCCESS");
  if (arrived === undefined) return refuse(409, "not_paid_yet", `the claim is ${status}; the money has not moved yet`);
  return {
    facts: {
      ...{ amount: arrived.amount, outBizNo: arrived.outBizNo, account: arrived.payee, transfers: transfers.length },
      payoutId: payouts[0]?.payoutId ?? "",
    },
  };
}

const CHAPTER: Readonly<Record<Chapter, (scene: Scene) => Promise<Played>>> = {
  ...{ buy, ship, deliver, send_back: sendBack, confirm, photos: takePhotos, claim, money },
};

const factOf = ({ results }: Run, chapter: Chapter, name: string): string | number =>
  results.find((each) => each.chapter === chapter)?.facts[name] ?? "";

/**
 * Plays a chapter. One that was played already, because the button was pressed twice, stays as it was; one that broke off in the
 * middle goes on where the order now stands.
 */
export async function playChapter(theatre: Theatre, run: Run, chapter: Chapter): Promise<Run> {
  if (run.results.some((each) => each.chapter === chapter)) return run;
  if (nextOf(run) !== chapter) return refuse(409, "conflict", "another chapter comes first");
  const order = theatre.book.order(run.orderId) ?? refuse(404, "not_found", "the story's order is gone");
  const scene: Scene = { ...theatre, run, order: resumed(order, chapter), plot: PLOTS[run.story] };
  const { facts, evidence = run.evidence } = await CHAPTER[chapter](scene);
  const result: ChapterResult = { chapter, at: momentOf(run, chapter), facts };
  const next = { ...run, evidence, results: [...run.results, result] };
  await theatre.book.keep({ run: next });
  return next;
}

/** The order as the chapter found it, where an earlier try of it had begun: what it tells again, Anxin has seen already. */
function resumed(order: Order, chapter: Chapter): Order {
  switch (chapter) {
    case "ship":
      return { ...order, version: 1, shippedAt: null };
    case "deliver":
      return { ...order, version: 2, deliveredAt: null, reported: null };
    case "send_back":
      return { ...order, version: 3, comeback: null };
    case "confirm":
      return {
        ...order,
        version: 5,
        comeback: order.comeback === null ? null : { ...order.comeback, receivedAt: null },
      };
    default:
      return order;
  }
}

const WAITS = ["filed", "evidence_requested", "in_review", "awaiting_second"];

export async function showStory({ book, anxin }: Theatre, run: Run): Promise<StoryView> {
  const { sku, buyer } = PLOTS[run.story];
  const claimId = String(factOf(run, run.story === "size" ? "confirm" : "claim", "claimId"));
  const [findings, status] =
    claimId === ""
      ? [[], null]
      : await Promise.all([anxin.findings(claimId), anxin.claim(claimId).then((each) => each.status)]);
  const wantsPhotos = run.story === "television" && run.results.length >= 3;
  return {
    ...{ story: run.story, runId: run.runId, orderId: run.orderId, sku, buyer, results: run.results },
    account: book.order(run.orderId)?.payee.account ?? "",
    next: nextOf(run),
    photos: wantsPhotos ? PHOTO_KINDS.map((kind, number) => ({ number, kind })) : [],
    waitsFor: status !== null && WAITS.includes(status) ? { claimId, status } : null,
    findings,
  };
}
