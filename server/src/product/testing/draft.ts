// What the tests of drafts share: calls as an actuary, and drafts that are edited as people edit them.

import { expect } from "vitest";
import { type Answer, startTestServer, type TestServer } from "../../testing/server.js";
import { draftCompareRoutes } from "../draft-compare-routes.js";
import { draftRoutes } from "../draft-routes.js";
import { draftTestRoutes } from "../draft-test-routes.js";
import { productRoutes } from "../routes.js";

interface Content {
  tariff: {
    code: string;
    by: string[];
    rows: { match: string[]; premium: { kind: string; amount?: number } }[];
    minimum: number;
    maximum: number;
  };
  period: { waitingDays: number; expiry: { days: number } };
  terms: { zh: string; en: string };
  name: { zh: string; en: string };
}
export interface DraftBody {
  readonly code: string;
  readonly version: number;
  readonly name: string;
  readonly draft: {
    readonly revision: number;
    readonly content: Content;
    readonly canBeApproved: boolean;
    readonly reasons: readonly { readonly code: string; readonly text: string }[];
    readonly tariffFindings: readonly { readonly kind: string; readonly severity: string; readonly text: string }[];
    readonly tests: { readonly green: number; readonly red: number; readonly upToDate: boolean } | null;
    readonly changedBy: string;
  };
}
export interface Made {
  readonly path: string;
  readonly etag: string;
  readonly body: DraftBody;
}

export const made = (answer: Answer): Made => {
  expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status);
  const body = answer.body as DraftBody;
  return { path: `/${body.code}/versions/${body.version}`, etag: String(answer.headers["etag"]), body };
};
export const changed = (body: DraftBody, change: (content: Content) => void): Content => {
  const content = structuredClone(body.draft.content);
  change(content);
  return content;
};
export const reasonCodes = ({ draft }: DraftBody): string[] => draft.reasons.map(({ code }) => code);
/** Each premium of a table a fen dearer, filed as another tariff. */
export const dearer = (content: Content): void => {
  content.tariff.code = "RF-2027-01";
  for (const { premium } of content.tariff.rows) premium.amount = (premium.amount ?? 0) + 1;
};

type Staff = "actuary" | "admin" | "supervisor" | "auditor" | "finance" | "platform" | "adjuster";

/** A server with the rooms of products, called as an actuary unless somebody else is named. */
export interface Desk {
  readonly server: TestServer;
  token(role?: Staff): string;
  get(path: string, as?: string): Promise<Answer>;
  post(path: string, body?: unknown, as?: string): Promise<Answer>;
  write(method: "PUT" | "DELETE", path: string, etag: string, body?: unknown, as?: string): Promise<Answer>;
  /** The next version of a product, from its first. */
  draftOf(code: string): Promise<Made>;
}

export async function openDesk(): Promise<Desk> {
  const rooms = [productRoutes, draftRoutes, draftTestRoutes, draftCompareRoutes];
  const server = await startTestServer({ rooms });
  let keys = 0;
  const token = (role: Staff = "actuary"): string => server.tenant.staff[role].token;
  const sent = (body: unknown) => (body === undefined ? {} : { body });
  const post = (path: string, body?: unknown, as = token()) =>
    server.call("POST", `/v1/products${path}`, { as, key: `key-${++keys}`, ...sent(body) });
  return {
    server,
    token,
    post,
    get: (path, as = token()) => server.call("GET", `/v1/products${path}`, { as }),
    write: (method, path, etag, body, as = token()) =>
      server.call(method, `/v1/products${path}`, { as, headers: { "if-match": etag }, ...sent(body) }),
    draftOf: async (code) => made(await post(`/${code}/versions`, { basedOn: 1, note: "试算" })),
  };
}
