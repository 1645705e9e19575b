// Fills a house with text that wants to be more than text: everything that the stories leave unwritten. It is sent through a
// `fetch` that makes what is written here hostile; only names of things are spelled out.

import { DAY_MS, formatInstant, type Instant, instant, plus } from "@anxin/core/time";
import { STAIN_CARE } from "@anxin/server/product/testing/stain-care";
import { type Client, connectClient } from "@anxin/sim/client";
import { CORPUS } from "./hostile.js";
import type { Portals, Who } from "./portal.js";
import type { Route } from "./routes.js";
import { fileWaiting, type Waiting } from "./waiting.js";

/** Written as anything; the `fetch` puts something else in its place. */
const TEXT = "text";
const SCRIPT = CORPUS[0] ?? "";
const IMAGE = CORPUS[1] ?? "";
const SVG = CORPUS[2] ?? "";
const LINK = CORPUS[6] ?? "";

/** Names that a marketplace gives to things: whatever it likes, up to 64 characters. */
const strangeNames = (run: string) => ({
  merchantId: `${SVG}${run}`,
  buyerId: `${IMAGE}${run}`,
  orderId: `${SCRIPT}${run}`,
});
type Strange = ReturnType<typeof strangeNames>;
const CLAIMS = 8;

interface Item {
  readonly [field: string]: unknown;
}
interface List {
  readonly data: readonly Item[];
}

const first = async (client: Client, path: string): Promise<Item> => {
  const [item] = ((await client.ok("GET", path)) as List).data;
  if (item === undefined) throw new Error(`${path} is empty`);
  return item;
};

/** Writes whatever version is there: whoever names a wrong one is told which it is. */
async function write(client: Client, method: string, path: string, body: object): Promise<Item> {
  const send = (ifMatch: string) => client.call(method, path, { key: `${method} ${path} ${ifMatch}`, ifMatch, body });
  const asked = await send('"unknown"');
  const { etag } = asked.body as { readonly etag?: string };
  const answer = asked.status === 412 && etag !== undefined ? await send(etag) : asked;
  if (answer.status >= 300)
    throw new Error(`${method} ${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as Item;
}

function strangeOrder(strange: Strange, now: Instant) {
  const ago = (days: number): string => formatInstant(plus(now, -days * DAY_MS));
  const scans = [{ at: ago(3), kind: IMAGE, province: IMAGE, city: TEXT }];
  const parcel = { lineIds: [SVG], carrier: LINK, waybill: SCRIPT, scans };
  return {
    ...{ ...strange, version: 1, currency: "CNY", placedAt: ago(5), paidAt: ago(5) },
    payee: { channel: "alipay", account: `${IMAGE}@x`, name: TEXT },
    shipTo: { province: IMAGE, city: TEXT },
    returnTo: { province: IMAGE, city: TEXT },
    lines: [{ lineId: SVG, sku: SCRIPT, title: TEXT, category: "apparel", unitPrice: 9_900, quantity: 1 }],
    shipments: [{ ...parcel, shipmentId: IMAGE, shippedAt: ago(4), deliveredAt: ago(2) }],
    returns: [{ ...parcel, returnId: SCRIPT, reason: TEXT, mode: "self_ship", requestedAt: ago(1), shippedAt: ago(1) }],
  };
}

/** A shop, a buyer and an order whose very names are hostile. */
async function strangers(portals: Portals, strange: Strange): Promise<string> {
  await portals.openShop(strange.merchantId, ["quality"]);
  const path = `/v1/merchants/${encodeURIComponent(strange.merchantId)}`;
  const { marketplace } = portals;
  const returnAddress = { province: "浙江省", city: TEXT };
  await marketplace.ok("PUT", path, {
    body: { name: TEXT, returnAddress, tier: "standard", since: "2025-01-01T00:00:00.000Z" },
  });
  await marketplace.ok("PUT", `${path}/enrolments/transit-damage`, {
    body: { scope: { skus: [SCRIPT] }, exclusions: { skus: [IMAGE] }, status: "active" },
  });
  const opened = (await marketplace.ok("POST", "/v1/portal-sessions", {
    body: { role: "merchant", merchantId: strange.merchantId },
  })) as { readonly token: string };
  await write(connectClient(portals.url, opened.token), "POST", `${path}/api-keys`, { label: TEXT });
  const [fed] = await portals.feed(strangeOrder(strange, (await portals.now()) as Instant));
  const policyId = fed?.policies[0]?.policyId;
  if (policyId === undefined) throw new Error(`nothing covers it: ${JSON.stringify(fed)}`);
  return policyId;
}

/** What buyers, shops and reviewers write about claims. */
async function claims(portals: Portals, waiting: readonly Waiting[]): Promise<void> {
  const { marketplace } = portals;
  const [adjuster, supervisor] = [await portals.staff("adjuster"), await portals.staff("supervisor")];
  const [a, b, c, d, e, f] = waiting.map(({ claimId }) => `/v1/claims/${claimId}`) as [
    ...[string, string, string, string, string, string],
  ];
  const [last] = waiting.slice(-1);
  const post = (client: Client, path: string, body: object) => write(client, "POST", path, body);
  await post(marketplace, `${a}/withdrawal`, { reason: TEXT });
  await post(supervisor, `${b}/evidence-requests`, { documents: [{ kind: "other", note: TEXT }], reason: TEXT });
  await post(marketplace, `${c}/payee-changes`, {
    payee: { channel: "alipay", account: `${IMAGE}@x`, name: TEXT },
  });
  await write(adjuster, "PUT", `${c}/reserve`, { amount: 30_000, note: TEXT });
  await post(adjuster, `${c}/advances`, { amount: 10_000, note: TEXT });
  await post(adjuster, `${c}/decisions`, { outcome: "approve", amount: 20_000, note: TEXT });
  await post(adjuster, `${c}/corrections`, { amount: 25_000, note: TEXT });
  const refusal = { outcome: "reject", reasonCodes: ["not_covered"], note: TEXT };
  await post(adjuster, `${d}/decisions`, refusal);
  const appealed = (await post(marketplace, `${d}/appeals`, { reason: TEXT })) as { readonly appeals: readonly Item[] };
  await post(marketplace, `/v1/appeals/${appealed.appeals[0]?.["appealId"]}/withdrawal`, { reason: TEXT });
  await post(adjuster, `${e}/decisions`, refusal);
  await post(marketplace, `${e}/appeals`, { reason: TEXT });
  const bulk = "/v1/review/bulk-decisions";
  const tried = { claimIds: [last?.claimId], outcome: "approve", note: TEXT, dryRun: true };
  const { token } = await post(adjuster, bulk, tried);
  await post(adjuster, bulk, { token });
  const lease = f.replace("/v1/claims", "/v1/review/claims");
  await adjuster.ok("POST", `${lease}/lease`, { body: {} });
  await supervisor.ok("POST", `${lease}/lease`, { body: { reason: TEXT } });
}

/** What the house writes for itself. */
async function desk(portals: Portals): Promise<void> {
  const [adjuster, supervisor] = [await portals.staff("adjuster"), await portals.staff("supervisor")];
  const admin = await portals.staff("admin");
  await write(supervisor, "POST", "/v1/review/views", { name: TEXT, shared: true, filter: { holder: "none" } });
  await write(adjuster, "POST", "/v1/review/views", { name: TEXT, filter: { product: "quality" } });
  await write(admin, "PUT", "/v1/authority-limits", { role: "adjuster", level: 9, amountMax: 1, reason: TEXT });
  const staff = (await admin.ok("GET", "/v1/staff")) as List;
  const actuary = staff.data.find(({ role }) => role === "actuary");
  await write(admin, "PUT", `/v1/staff/${actuary?.["staffId"]}`, { level: 1, person: SCRIPT, reason: TEXT });
  await write(admin, "POST", "/v1/api-keys", { label: TEXT });
  const contact = { name: { zh: TEXT, en: TEXT }, phone: TEXT, url: LINK };
  await write(admin, "PUT", "/v1/tenants/complaint-contacts", { insurance: [contact], guarantee_service: [contact] });
  await write(admin, "PUT", "/v1/tenants/switches/pay", { state: "stopped", product: "allergy", reason: TEXT });
  const entry = {
    ...{ kind: "test_institution", name: TEXT, aliases: [TEXT], validFrom: "2025-01-01" },
    accreditations: [{ scheme: "CMA", number: "202619000001" }],
    scope: { brands: [TEXT], standards: [TEXT] },
  };
  const { kind: _, ...change } = entry;
  const { entryId } = await write(admin, "POST", "/v1/register", entry);
  await write(admin, "PUT", `/v1/register/${entryId}`, change);
  await write(admin, "PUT", `/v1/register/${entryId}/status`, { status: "suspended", reason: TEXT });
  const other = await portals.staff("supervisor", 1);
  const sample = await first(other, "/v1/review/qa-samples?open=true");
  await write(other, "POST", `/v1/review/qa-samples/${sample["decisionId"]}/assessment`, {
    ...{ agrees: false, findings: ["other"], note: TEXT },
  });
}

/** What is written about money that comes back. */
async function money(portals: Portals, { merchantId }: Strange): Promise<void> {
  const [finance, supervisor] = [await portals.staff("finance"), await portals.staff("supervisor")];
  const open = await first(finance, "/v1/recoveries?status=opened&debtorKind=carrier");
  const path = `/v1/recoveries/${open["recoveryId"]}`;
  await finance.ok("POST", `${path}/submissions`, { key: `submit ${path}` });
  await write(finance, "POST", `${path}/answers`, { outcome: "partly_accepted", amount: 100, reason: TEXT });
  const { writeOffs } = await write(finance, "POST", `${path}/write-offs`, { amount: 1, reason: TEXT });
  const { writeOffId } = (writeOffs as readonly Item[])[0] ?? {};
  await write(supervisor, "POST", `${path}/write-offs/${writeOffId}/approval`, { approve: false, note: TEXT });
  const { evidence } = (await portals.marketplace.ok("GET", `/v1/claims/${open["claimId"]}`)) as {
    readonly evidence: readonly Item[];
  };
  await write(finance, "POST", `${path}/reopenings`, { reason: TEXT, evidence: [evidence[0]?.["evidenceId"]] });
  await write(finance, "PUT", "/v1/recoveries/carriers/YTO", {
    ...{ effectiveOn: "2027-01-01", parcelMax: 100_000, freightTimes: 3, freightUsual: 1_000, withinDays: 30 },
    note: TEXT,
  });
  const shop = `/v1/merchants/${encodeURIComponent(merchantId)}`;
  await write(finance, "POST", `${shop}/deposit/receipts`, { amount: 10_000, bankReference: TEXT });
  await write(finance, "POST", `${shop}/deposit/returns`, { amount: 5_000, bankReference: TEXT });
}

/** Every clause that the form names, as hostile as can be; what excludes something is printed bold. */
const terms = (colon: string): string =>
  [
    `# ${IMAGE}`,
    ...["2.1", "3.1", "4.1", "4.2", "5.1", "5.2", "7.1", "7.2", "7.3"].map((id) => {
      const clause = `${id} ${id}${colon}${IMAGE}`;
      return id.startsWith("4") ? `**${clause}**` : clause;
    }),
  ].join("\n\n");

/** What the platform and the actuary write. Answers the address of a draft. */
async function sales(portals: Portals, { merchantId }: Strange): Promise<string> {
  const { marketplace } = portals;
  const [now, actuary] = [await portals.now(), await portals.staff("actuary")];
  const at = (days: number): string => formatInstant(instant(now + days * DAY_MS));
  const campaign = { name: TEXT, product: "return-freight", budget: 1_000_000, startsAt: at(0), endsAt: at(10) };
  const rules = { condition: `shipTo.city == '${SCRIPT}'` };
  const { campaignId } = await write(marketplace, "POST", "/v1/campaigns", { ...campaign, rules });
  await write(marketplace, "PUT", `/v1/campaigns/${campaignId}`, { name: TEXT, rules });
  const endpoint = { url: `https://erp.example.com/?${encodeURI(SVG)}`, types: ["*"], description: TEXT };
  const { endpointId } = await write(marketplace, "POST", "/v1/webhook-endpoints", { ...endpoint, merchantId });
  await write(marketplace, "PUT", `/v1/webhook-endpoints/${endpointId}`, { ...endpoint, status: "paused" });
  const form = {
    ...STAIN_CARE,
    code: "strange",
    number: 77,
    name: { zh: SVG, en: SVG },
    summary: { zh: IMAGE, en: IMAGE },
  };
  await write(actuary, "POST", "/v1/products", {
    code: "strange",
    form,
    terms: { zh: terms("："), en: terms(": ") },
    note: TEXT,
  });
  const { version } = await write(actuary, "POST", "/v1/products/quality/versions", { basedOn: 1, note: TEXT });
  const draft = `/v1/products/quality/versions/${version}`;
  const read = (await actuary.ok("GET", draft)) as { readonly draft: Item };
  // Whatever it says in either language is said otherwise; but for its terms, whose clauses are gone by.
  const content = JSON.parse(JSON.stringify(read.draft["content"]), (name, said) =>
    typeof said === "string" && (name === "zh" || name === "en") && !said.includes("\n") ? SVG : said,
  );
  await write(actuary, "PUT", draft, { content, note: TEXT });
  return `quality/versions/${version}`;
}

/** Writes everything, and answers pages beside the usual ones: of what has a hostile name, and of what was written about. */
export async function fillWithHostileText(portals: Portals): Promise<readonly Route[]> {
  const run = Math.floor(await portals.now()).toString(36);
  const strange = strangeNames(run);
  const policyId = await strangers(portals, strange);
  const waiting = await fileWaiting(portals, {
    name: `hostile-${run}`,
    count: CLAIMS,
    description: CORPUS.join("\n"),
    title: TEXT,
  });
  await claims(portals, waiting);
  await desk(portals);
  await money(portals, strange);
  const draft = await sales(portals, strange);
  await portals.settle();
  const { merchantId, buyerId, orderId } = strange;
  const [shop, order] = [merchantId, orderId].map(encodeURIComponent);
  const merchant: Who = { role: "merchant", merchantId };
  const of = (who: Who, path: string): Route => ({ name: `hostile ${path}`, who, path });
  return [
    of({ role: "buyer", buyerId }, "/buyer"),
    of({ role: "buyer", buyerId }, `/buyer/covers/${policyId}`),
    of({ role: "buyer", buyerId }, `/buyer/covers/${policyId}/claim`),
    of(merchant, "/console/merchant/overview"),
    of(merchant, "/console/merchant/orders"),
    of(merchant, `/console/merchant/orders/${order}`),
    of({ role: "platform" }, `/console/merchants/${shop}`),
    of({ role: "actuary" }, `/console/actuary/products/${draft}`),
    of({ role: "actuary" }, "/console/actuary/products/strange/versions/1"),
    ...waiting.flatMap(({ claimId, buyerId: buyer }) => [
      of({ role: "supervisor" }, `/console/review/claims/${claimId}`),
      of({ role: "buyer", buyerId: buyer }, `/buyer/claims/${claimId}`),
    ]),
  ];
}
