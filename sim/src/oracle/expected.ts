// Understands which covers every line must have: the rules of precedence, eligibility, rating and money, written a second time.
//
// Nothing here comes from core but the products' data. Amounts are plain numbers of fen: the markets are small. Where this and
// the product differ, one of the two misreads the rules that docs and terms state.

import { CATALOGUE } from "@anxin/products/catalogue";
import type { City, DrawnCampaign, DrawnEnrolment, DrawnLine, DrawnOrder, DrawnVersion, World } from "./world.js";

type Product = (typeof CATALOGUE)[number];

export interface ExpectedPolicy {
  readonly product: string;
  readonly lineId: string;
  readonly payer: "merchant" | "buyer" | "platform";
  premium: number;
  sumInsured: number;
  isCancelled: boolean;
}

export interface ExpectedOrder {
  readonly policies: ExpectedPolicy[];
  readonly declined: { readonly product: string; readonly lineId: string; readonly code: string }[];
}

/** A cover that somebody is ready to pay for, or why not. */
type Applicant =
  | {
      readonly payer: ExpectedPolicy["payer"];
      readonly premium: number;
      readonly sumInsured: number;
      readonly gift?: number;
    }
  | { readonly code: string };

interface Held extends ExpectedPolicy {
  readonly gift: number | null;
  /** What was agreed when it was sold. */
  readonly soldAt: number;
  readonly soldFor: number;
}

const BINDING_DELAY_HOURS = 30 * 24;
const BANDS: readonly (readonly [number, string])[] = [
  [1_000_000, "p10000"],
  [300_000, "p3000"],
  [100_000, "p1000"],
  [20_000, "p200"],
  [5_000, "p50"],
  [0, "p0"],
];

const paidFor = ({ unitPrice, quantity, freight }: DrawnLine): number => unitPrice * quantity + freight;

/** Rounds a fraction of whole numbers half up. */
function halfUp(numerator: bigint, denominator: bigint): number {
  return Number((2n * numerator + denominator) / (2n * denominator));
}

/** The premium and sum insured of a line; null for goods that the product is not for. Shops and buyers of these markets are new. */
function rate(
  product: Product,
  line: DrawnLine,
  city: City,
  payer: string,
): { premium: number; sumInsured: number } | null {
  const { eligibility, tariff } = product;
  if (eligibility.categories.length > 0 && !eligibility.categories.includes(line.category)) return null;
  if (line.unitPrice < eligibility.unitPriceMin || line.unitPrice > eligibility.unitPriceMax) return null;
  const paid = paidFor(line);
  const factors: Readonly<Record<string, string>> = {
    merchantBand: "new",
    buyerBand: "new",
    category: line.category,
    priceBand: BANDS.find(([from]) => line.unitPrice >= from)?.[1] ?? "",
    zone: city.zone,
    term: payer,
  };
  const fits = (match: readonly string[]): boolean =>
    match.every((value, i) => value === "*" || value === factors[tariff.by[i] ?? ""]);
  const rows = tariff.rows.filter(({ match }) => fits(match));
  const wild = (match: readonly string[]): number => match.filter((value) => value === "*").length;
  const row = rows.sort((a, b) => wild(a.match) - wild(b.match))[0];
  if (row === undefined) throw new Error(`${product.code} has a row for every line of these markets`);
  let numerator = row.premium.kind === "amount" ? row.premium.amount : BigInt(paid) * row.premium.ppm;
  let denominator = row.premium.kind === "amount" ? 1n : 1_000_000n;
  for (const { factor, ppm } of tariff.relativities) {
    numerator *= ppm[factors[factor] ?? ""] ?? 0n;
    denominator *= 1_000_000n;
  }
  const premium = Math.min(Math.max(halfUp(numerator, denominator), Number(tariff.minimum)), Number(tariff.maximum));
  return { premium, sumInsured: sumInsuredOf(product, paid, city) };
}

function sumInsuredOf({ sumInsured: rule, coverage: { benefit } }: Product, paid: number, city: City): number {
  if (rule.kind === "route_maximum") {
    if (benefit.kind !== "route_schedule") throw new Error("only a route has a schedule");
    const { selfShip, pickup } = benefit.schedule[city.zone];
    return Number(selfShip > pickup ? selfShip : pickup);
  }
  return Math.min(Math.floor((paid * rule.percent) / 100) + Number(rule.plus), Number(rule.maximum));
}

function insures({ status, scope, exclusions }: DrawnEnrolment, { category, sku }: DrawnLine): boolean {
  if (status === "paused" || exclusions.categories.includes(category) || exclusions.skus.includes(sku)) return false;
  if ("all" in scope) return true;
  return "categories" in scope ? scope.categories.includes(category) : scope.skus.includes(sku);
}

function holds(
  campaign: DrawnCampaign,
  line: DrawnLine,
  order: DrawnOrder,
  version: DrawnVersion,
  tier: string,
): boolean {
  switch (campaign.condition) {
    case null:
      return true;
    case "line.unitPrice >= 10000":
      return line.unitPrice >= 10_000;
    case 'line.category in ["apparel", "digital"] || line.quantity > 1':
      return line.category === "apparel" || line.category === "digital" || line.quantity > 1;
    case 'order.total < 300000 && shipTo.province == "四川省"':
      return (
        version.lines.reduce((sum, each) => sum + paidFor(each), 0) < 300_000 && order.shipTo.province === "四川省"
      );
    case 'merchant.tier == "gold"':
      return tier === "gold";
  }
}

const WISH_CODES = { altered: "quote_invalid", other_quantity: "quote_mismatch", foreign: "quote_foreign" } as const;

/** The market as it should be, order by order and version by version. */
export class Expected {
  balance: number;
  readonly spent: number[];
  readonly #orders = new Map<string, { asked: Set<string>; held: Held[]; declined: ExpectedOrder["declined"] }>();
  readonly #gifts = new Map<string, number>();

  constructor(private readonly world: World) {
    this.balance = world.topUp;
    this.spent = world.campaigns.map(() => 0);
  }

  /** What an order must have after its next version. */
  next(order: DrawnOrder, version: DrawnVersion): ExpectedOrder {
    const known = this.#orders.get(order.orderId) ?? { asked: new Set<string>(), held: [], declined: [] };
    this.#orders.set(order.orderId, known);
    const before = [...known.held];
    for (const event of ["payment", "shipment"] as const) {
      for (const line of version.lines) {
        const at = happened(version, line.lineId, event);
        if (at === null || known.asked.has(`${line.lineId} ${event}`)) continue;
        known.asked.add(`${line.lineId} ${event}`);
        this.#ask(known, order, version, line, event, at);
      }
    }
    for (const policy of known.held) this.#end(policy, order, version);
    for (const policy of before) this.#follow(policy, order, version);
    return { policies: known.held, declined: known.declined };
  }

  #ask(
    known: { held: Held[]; declined: ExpectedOrder["declined"] },
    order: DrawnOrder,
    version: DrawnVersion,
    line: DrawnLine,
    event: "payment" | "shipment",
    at: number,
  ): void {
    for (const product of CATALOGUE) {
      const mine = known.held.filter((policy) => policy.product === product.code);
      if (mine.some((policy) => product.insuredUnit === "order" || policy.lineId === line.lineId)) continue;
      const applicants = this.#applicants(product, order, version, line, event, at);
      if (applicants.length === 0) continue;
      const decline = (code: string) => known.declined.push({ product: product.code, lineId: line.lineId, code });
      if (-at > BINDING_DELAY_HOURS) {
        decline("too_late");
        continue;
      }
      const codes: string[] = [];
      const payer = applicants.find((applicant) => {
        if ("code" in applicant) codes.push(applicant.code);
        else if (this.#takes(applicant.payer, applicant.gift ?? null, order.buyerId, applicant.premium, 1)) return true;
        else codes.push(applicant.payer === "merchant" ? "wallet_insufficient" : "campaign_exhausted");
        return false;
      });
      if (payer === undefined || "code" in payer) {
        decline(codes[0] ?? "");
        continue;
      }
      known.held.push({
        product: product.code,
        lineId: line.lineId,
        payer: payer.payer,
        premium: payer.premium,
        sumInsured: payer.sumInsured,
        isCancelled: false,
        gift: payer.gift ?? null,
        soldAt: payer.premium,
        soldFor: payer.sumInsured,
      });
    }
  }

  #applicants(
    product: Product,
    order: DrawnOrder,
    version: DrawnVersion,
    line: DrawnLine,
    event: "payment" | "shipment",
    at: number,
  ): Applicant[] {
    const found: Applicant[] = [];
    const rated = (payer: ExpectedPolicy["payer"], gift?: number): void => {
      const rating = rate(product, line, order.shipTo, payer);
      if (rating !== null) found.push(gift === undefined ? { payer, ...rating } : { payer, ...rating, gift });
    };
    const insured =
      product.payers.includes("merchant") &&
      this.world.enrolments.some((each) => each.product === product.code && insures(each, line));
    if (insured && product.bindsOn.merchant === event) rated("merchant");
    const wish = line.wishes.find((each) => each.product === product.code)?.wish;
    if (wish !== undefined && product.payers.includes("buyer") && product.bindsOn.buyer === event) {
      if (insured) found.push({ code: "already_covered" });
      else {
        const quoted = rate(product, { ...line, freight: 0 }, order.shipTo, "buyer");
        // What cannot be offered has no quote: the market sends one of no worth.
        if (quoted === null) found.push({ code: "quote_invalid" });
        else found.push(wish === "good" ? { payer: "buyer", ...quoted } : { code: WISH_CODES[wish] });
      }
    }
    if (product.payers.includes("platform") && product.bindsOn.platform === event) {
      for (const gift of this.#inOrder()) {
        const campaign = this.world.campaigns[gift];
        if (campaign === undefined || campaign.product !== product.code) continue;
        if (at < campaign.startsIn || at >= campaign.endsIn || line.unitPrice < campaign.minPrice) continue;
        if (campaign.categories.length > 0 && !campaign.categories.includes(line.category)) continue;
        if (holds(campaign, line, order, version, this.world.tier)) rated("platform", gift);
      }
    }
    return found;
  }

  /** Money that lapses first is given first; of two that end together, the older. */
  #inOrder(): number[] {
    const ends = this.world.campaigns.map(({ endsIn }) => endsIn);
    return ends.map((_, i) => i).sort((a, b) => (ends[a] ?? 0) - (ends[b] ?? 0) || a - b);
  }

  /** Takes (or, below zero, gives back) premium; false and nothing taken where it is not there. */
  #takes(payer: ExpectedPolicy["payer"], gift: number | null, buyerId: string, amount: number, gifts: number): boolean {
    if (payer === "buyer") return true;
    if (payer === "merchant") {
      if (amount > 0 && this.balance - amount < -this.world.creditLimit) return false;
      this.balance -= amount;
      return true;
    }
    const index = gift ?? 0;
    const campaign = this.world.campaigns[index];
    if (campaign === undefined) throw new Error("a gift has a campaign");
    const [buyer, shop] = [`${index} ${buyerId}`, `${index} shop`];
    const had = (key: string): number => this.#gifts.get(key) ?? 0;
    if (amount > 0) {
      if (campaign.maxPerBuyer !== null && had(buyer) + gifts > campaign.maxPerBuyer) return false;
      if (campaign.maxPerMerchant !== null && had(shop) + gifts > campaign.maxPerMerchant) return false;
      if ((this.spent[index] ?? 0) + amount > campaign.budget) return false;
    }
    for (const key of [buyer, shop]) this.#gifts.set(key, had(key) + gifts);
    this.spent[index] = (this.spent[index] ?? 0) + amount;
    return true;
  }

  /** An order that was called off, or a line that was taken out, before it was shipped: the whole premium goes back. */
  #end(policy: Held, order: DrawnOrder, version: DrawnVersion): void {
    if (policy.isCancelled) return;
    const line = insuredBy(policy, version);
    const shipped = version.shipped.find(({ lineId }) => lineId === (line?.lineId ?? policy.lineId))?.shippedIn ?? null;
    const calledOff = version.cancelledIn !== null && (shipped === null || shipped >= version.cancelledIn);
    if (!calledOff && line !== null) return;
    policy.isCancelled = true;
    this.#takes(policy.payer, policy.gift, order.buyerId, -policy.premium, -1);
  }

  /** A line that changed is rated anew, as it was sold; a buyer never pays more than was quoted. */
  #follow(policy: Held, order: DrawnOrder, version: DrawnVersion): void {
    const line = insuredBy(policy, version);
    if (policy.isCancelled || line === null) return;
    const product = CATALOGUE.find(({ code }) => code === policy.product);
    const rating = product === undefined ? null : rate(product, line, order.shipTo, policy.payer);
    if (rating === null) return;
    const isBought = policy.payer === "buyer";
    const premium = isBought ? Math.min(rating.premium, policy.soldAt) : rating.premium;
    const sumInsured = isBought ? Math.min(rating.sumInsured, policy.soldFor) : rating.sumInsured;
    if (!this.#takes(policy.payer, policy.gift, order.buyerId, premium - policy.premium, 0)) return;
    policy.premium = premium;
    policy.sumInsured = sumInsured;
  }
}

/** The line that a policy is about now: cover of a whole order passes to the first line that is left. */
function insuredBy({ product: code, lineId }: ExpectedPolicy, { lines }: DrawnVersion): DrawnLine | null {
  const own = lines.find((line) => line.lineId === lineId);
  if (own !== undefined) return own;
  const product = CATALOGUE.find((candidate) => candidate.code === code);
  return product?.insuredUnit === "order" ? (lines[0] ?? null) : null;
}

/** When an event of a line happened, in hours from now; null while it has not, or once the order had been called off. */
function happened(version: DrawnVersion, lineId: string, event: "payment" | "shipment"): number | null {
  const shipped = version.shipped.find((each) => each.lineId === lineId)?.shippedIn ?? null;
  const at = event === "payment" ? version.paidIn : shipped;
  return at === null || (version.cancelledIn !== null && version.cancelledIn <= at) ? null : at;
}
