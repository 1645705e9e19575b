// What the tests of the workbench share: claims that wait for a person, the calls of its people, and lower limits.

import { expect } from "vitest";
import {
  type ClaimAnswer,
  claimOf,
  freshKey,
  openShop,
  QUALITY_FIELDS,
  QUALITY_FILES,
  type Shop,
} from "../../claim/testing/shop.js";
import type { Answer, TestServerOptions, TestStaff } from "../../testing/server.js";

export interface Desk extends Shop {
  /** A quality claim in review: the clauses suggest 516.00 yuan, the cover allows 600.00. */
  reviewed(): Promise<ClaimAnswer>;
  post(url: string, body: object, as?: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  get(url: string, as?: string): Promise<Answer>;
  put(url: string, body: object, headers?: Readonly<Record<string, string>>, as?: string): Promise<Answer>;
  /** The second pair of eyes. */
  check(claim: ClaimAnswer, body: object, as: TestStaff): Promise<Answer>;
  /** Sets what a role may grant alone, as an administrator. */
  limit(role: "adjuster" | "supervisor", amountMax: number | null): Promise<void>;
  /** Has two accounts belong to one human being. */
  join(staff: readonly TestStaff[], person: string): Promise<void>;
  read(claim: ClaimAnswer, as?: string): Promise<ClaimAnswer>;
}

/** Of a proposal or a decision, as it is answered. */
export const decisionOf = ({ body }: Pick<ClaimAnswer, "body">): Readonly<Record<string, unknown>> =>
  body["decision"] as Readonly<Record<string, unknown>>;

export async function openDesk(more: TestServerOptions = {}): Promise<Desk> {
  const shop = await openShop(more);
  const { server } = shop;
  const { staff } = server.tenant;
  const put: Desk["put"] = (url, body, headers = {}, as = staff.admin.token) =>
    server.call("PUT", url, { as, body, headers });
  const get: Desk["get"] = (url, as = staff.supervisor.token) => server.call("GET", url, { as });
  const post: Desk["post"] = (url, body, as = staff.adjuster.token, headers = {}) =>
    server.call("POST", url, { as, key: freshKey(), body, headers });
  return {
    ...shop,
    ...{ put, get, post },
    async reviewed() {
      const cover = await shop.cover({ product: "quality", sumInsured: 60_000n });
      const evidence = await shop.evidence(QUALITY_FILES);
      const claim = claimOf(await shop.file(cover, { peril: "defect", fields: QUALITY_FIELDS, evidence }));
      expect(claim.body["status"]).toBe("in_review");
      return claim;
    },
    check: (claim, body, as) =>
      post(
        `/v1/claims/${claim.claimId}/decisions/${String(decisionOf(claim)["decisionId"])}/approval`,
        body,
        as.token,
        {
          "if-match": claim.etag,
        },
      ),
    async limit(role, amountMax) {
      const { headers } = await get("/v1/authority-limits");
      const answer = await put(
        "/v1/authority-limits",
        { role, amountMax, reason: "test" },
        { "if-match": String(headers["etag"]) },
      );
      expect(answer.status).toBe(200);
    },
    async join(accounts, person) {
      const { body } = await get("/v1/staff?limit=200");
      const { data } = body as { data: { staffId: string; etag: string; level: number }[] };
      for (const { staffId } of accounts) {
        const { etag = "", level = 1 } = data.find((each) => each.staffId === staffId) ?? {};
        const answer = await put(`/v1/staff/${staffId}`, { level, person, reason: "test" }, { "if-match": etag });
        expect(answer).toMatchObject({ status: 200, body: { person } });
      }
    },
    async read(claim, as = staff.supervisor.token) {
      return claimOf(await server.call("GET", `/v1/claims/${claim.claimId}`, { as }));
    },
  };
}
