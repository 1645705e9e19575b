// Understands what offers are made from, kept in memory for up to a second, so that most of them cost no round trip.
//
// What is not known is looked up by whoever is free: requests that wait at the same time for the same tenant share one
// transaction of up to five statements. What is asked for again is read anew before it is stale, with nobody waiting. Kept are
// ids, bands, counts of returns, enrolments, campaigns and what is stopped; never a name, an address of a person or anything
// paid. A write to them through this process is seen at once, through another within FRESH_MS.

import { present } from "@anxin/core/assert";
import type { BuyerExperience } from "@anxin/core/offer/hazard";
import type { CoverFacts } from "@anxin/core/order/cover";
import { EXPERIENCE_DAYS } from "@anxin/core/product/experience";
import type { Band } from "@anxin/core/product/rate";
import type { StopCheck } from "@anxin/core/switch/switch";
import { addDays, type Instant, shanghaiDay } from "@anxin/core/time";
import { seeStops } from "@anxin/store/kill-switch";
import { buyerExperience } from "@anxin/store/offer";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { loadCampaignOffers } from "../order/campaigns.js";
import { loadMerchants, loadSubjectBands, type MerchantTerms } from "../order/load.js";
import { EXPERIENCE_PRODUCT } from "../rating/experience.js";
import { ages, type Kept, type Now, nowOf, Shelf } from "./shelf.js";

/** Shops, buyers and tenants that are remembered at once; the oldest are forgotten first. */
const SHOPS_MAX = 20_000;
const BUYERS_MAX = 50_000;
const TENANTS_MAX = 1_000;
/** Requests that one lookup answers. */
const SHARED_MAX = 1_000;

interface Shop extends MerchantTerms {
  readonly band: Band;
}

interface Buyer {
  readonly band: Band;
  readonly blockedUntil: CoverFacts["buyerBlockedUntil"];
  readonly experience: BuyerExperience | null;
}

/** What holds for all shops and buyers of a marketplace. */
interface House {
  readonly campaigns: CoverFacts["campaigns"];
  readonly stopped: StopCheck;
}

/** What an offer needs to know of a shop and of who looks at its goods. */
export interface Shopper {
  readonly shop: Shop;
  readonly buyer: Buyer;
  readonly house: House;
}

export interface OfferMemory {
  /** What is known, at most FRESH_MS old; null when there is no such merchant. */
  find(tenantId: number, merchantId: string, buyerId: string | null): Promise<Shopper | null>;
  /** Forgets everything: somebody has just changed something. */
  forget(): void;
}

const NOBODY: Buyer = { band: "new", blockedUntil: () => null, experience: null };

/** Who looks without a name: always known, and never old. */
const STRANGER: Kept<Buyer> = { value: NOBODY, since: { wallMs: 0, at: 0 as Instant }, asked: false };

/** Everything that is remembered. */
class Shelves {
  readonly shops = new Shelf<Shop>(SHOPS_MAX);
  readonly buyers = new Shelf<Buyer>(BUYERS_MAX);
  readonly houses = new Shelf<House>(TENANTS_MAX);
  /** Grows with each time that all was forgotten: what was read before is not kept after. */
  generation = 0;

  keep(tenantId: number, { shops, buyers, house }: Read, since: Now): void {
    for (const [id, value] of shops) this.shops.put(tenantId, id, value, since);
    for (const [id, value] of buyers) this.buyers.put(tenantId, id, value, since);
    if (house !== null) this.houses.put(tenantId, "", house, since);
  }

  forget(): void {
    this.generation += 1;
    for (const shelf of [this.shops, this.buyers, this.houses]) shelf.clear();
  }
}

/** What a lookup read; the house is null where it was known. */
interface Read {
  readonly shops: ReadonlyMap<string, Shop>;
  readonly buyers: ReadonlyMap<string, Buyer>;
  readonly house: House | null;
}

interface Asked {
  readonly merchantId: string;
  readonly buyerId: string | null;
}

interface Waiting extends Asked {
  readonly done: (found: Shopper | null) => void;
  readonly failed: (error: unknown) => void;
}

export function offerMemory(context: Context): OfferMemory {
  const shelves = new Shelves();
  const queues = new Map<number, Waiting[]>();

  /** Looks up until nobody waits; once, though nobody does, for what ages. */
  async function work(tenantId: number, queue: Waiting[]): Promise<void> {
    do {
      const asked = queue.splice(0, SHARED_MAX);
      try {
        const found = await lookUp(context, shelves, tenantId, asked);
        for (const [i, { done }] of asked.entries()) done(found[i] ?? null);
      } catch (error) {
        for (const { failed } of asked) failed(error);
      }
    } while (queue.length > 0);
    queues.delete(tenantId);
  }

  /** Who waits for the next lookup of a tenant. Requests that arrived with this one are read first, and share it. */
  function queueOf(tenantId: number): Waiting[] {
    const known = queues.get(tenantId);
    if (known !== undefined) return known;
    const queue: Waiting[] = [];
    queues.set(tenantId, queue);
    setImmediate(() => void work(tenantId, queue));
    return queue;
  }

  return {
    async find(tenantId, merchantId, buyerId) {
      const now = nowOf(context);
      const shop = shelves.shops.get(tenantId, merchantId, now);
      const buyer = buyerId === null ? STRANGER : shelves.buyers.get(tenantId, buyerId, now);
      const house = shelves.houses.get(tenantId, "", now);
      if (shop === undefined || buyer === undefined || house === undefined)
        return new Promise((done, failed) => queueOf(tenantId).push({ merchantId, buyerId, done, failed }));
      if (ages(shop, now) || ages(house, now) || (buyerId !== null && ages(buyer, now))) queueOf(tenantId);
      return { shop: shop.value, buyer: buyer.value, house: house.value };
    },
    forget: () => shelves.forget(),
  };
}

/** Reads what these requests need and what ages, in one transaction, and answers each. Age counts from before the reading. */
async function lookUp(
  context: Context,
  shelves: Shelves,
  tenantId: number,
  asked: readonly Asked[],
): Promise<(Shopper | null)[]> {
  const { generation } = shelves;
  const now = nowOf(context);
  const shops = new Map<string, Shop>();
  const buyers = new Map<string | null, Buyer>([[null, NOBODY]]);
  const wantedShops = new Set(shelves.shops.aging(tenantId, now));
  const wantedBuyers = new Set(shelves.buyers.aging(tenantId, now));
  for (const { merchantId, buyerId } of asked) {
    const shop = shelves.shops.get(tenantId, merchantId, now);
    if (shop === undefined) wantedShops.add(merchantId);
    else shops.set(merchantId, shop.value);
    const buyer = buyerId === null ? STRANGER : shelves.buyers.get(tenantId, buyerId, now);
    if (buyer !== undefined) buyers.set(buyerId, buyer.value);
    else if (buyerId !== null) wantedBuyers.add(buyerId);
  }
  const known = shelves.houses.get(tenantId, "", now);
  const house = known === undefined || ages(known, now) ? null : known.value;
  const read = await inTransaction(context.db, tenantId, async (tx) => ({
    ...(await readSubjects(tx, [...wantedShops], [...wantedBuyers], now.at)),
    house: house === null ? { campaigns: await loadCampaignOffers(context, tx), stopped: await seeStops(tx) } : null,
  }));
  if (generation === shelves.generation) shelves.keep(tenantId, read, now);
  const holds = present(house ?? read.house, "the house was known or read");
  return asked.map(({ merchantId, buyerId }) => {
    const shop = read.shops.get(merchantId) ?? shops.get(merchantId);
    if (shop === undefined) return null;
    const buyer = (buyerId === null ? undefined : read.buyers.get(buyerId)) ?? buyers.get(buyerId);
    return { shop, buyer: present(buyer, "every buyer was looked up"), house: holds };
  });
}

async function readSubjects(
  tx: Tx,
  merchantIds: readonly string[],
  buyerIds: readonly string[],
  at: Instant,
): Promise<{ shops: Map<string, Shop>; buyers: Map<string, Buyer> }> {
  const shops = new Map<string, Shop>();
  const buyers = new Map<string, Buyer>();
  if (merchantIds.length === 0 && buyerIds.length === 0) return { shops, buyers };
  const terms = merchantIds.length === 0 ? new Map<string, MerchantTerms>() : await loadMerchants(tx, merchantIds);
  const bands = await loadSubjectBands(tx, merchantIds, buyerIds, at);
  const until = shanghaiDay(at);
  const window = { product: EXPERIENCE_PRODUCT, from: addDays(until, -EXPERIENCE_DAYS), until };
  const experience = buyerIds.length === 0 ? new Map() : await buyerExperience(tx, buyerIds, window);
  for (const [id, shop] of terms) shops.set(id, { ...shop, band: bands.bandOf("merchant", id) });
  for (const id of buyerIds) {
    const known = { band: bands.bandOf("buyer", id), blockedUntil: bands.blockOf(id) };
    buyers.set(id, { ...known, experience: experience.get(id) ?? null });
  }
  return { shops, buyers };
}
