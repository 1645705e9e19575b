// Who comes in for a shop, as its people see it: keys for its systems, and the devices that are signed in.

import { describe, expect, it } from "vitest";
import { DESKTOP, type Visited } from "../testing/portal.js";
import { button, openShopRooms, settled } from "../testing/shop-rooms.js";

const { portals, waiting, empty, open } = openShopRooms("ac");

describe("people and keys", () => {
  const shop = () => ({ role: "merchant", merchantId: waiting().merchantId }) as const;
  const callWith = (key: string, path: string, method = "GET", body?: object) =>
    fetch(`${portals().url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const dataOf = async (answer: Response): Promise<readonly unknown[]> =>
    ((await answer.json()) as { data: readonly unknown[] }).data;
  /** Comes in with a browser of its own, by the address that the marketplace was given. */
  async function comeIn(path: string): Promise<Visited> {
    const opened = (await portals().marketplace.ok("POST", "/v1/portal-sessions", { body: shop() })) as { url: string };
    const visited = await portals().enter({ role: "stranger" }, { path: opened.url, viewport: DESKTOP });
    await visited.page.goto(path);
    await settled(visited.page);
    return visited;
  }

  it("a key is made for a system, shown once, reads its own shop alone, and is rotated and revoked", async () => {
    const { page, problems, leave } = await open("access");
    await settled(page);
    await button(page, "新建密钥").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("名称").fill("旺店通 ERP");
    expect(await dialog.getByRole("radio", { name: /只读/ }).isChecked()).toBe(true);
    await dialog.getByRole("button", { name: "生成" }).click();
    const secret = page.getByRole("dialog", { name: "密钥已生成" });
    const key = await secret.getByLabel("密钥", { exact: true }).inputValue();
    expect(key).toMatch(/^ak_test_/);
    await secret.getByRole("button", { name: "关闭" }).last().click();
    const row = page.getByRole("row", { name: /旺店通 ERP/ });
    await row.getByText("尚未使用").waitFor();
    expect(await page.content()).not.toContain(key);

    const own = waiting().merchantId;
    // Whatever else it asks for, a shop's list of policies holds its own.
    const asked = (await dataOf(await callWith(key, `/v1/policies?merchantId=${empty()}`))) as { merchantId: string }[];
    expect(new Set(asked.map(({ merchantId }) => merchantId))).toEqual(new Set([own]));
    for (const path of ["orders", "claims"]) {
      expect((await dataOf(await callWith(key, `/v1/${path}?merchantId=${own}`))).length, path).toBeGreaterThan(0);
      expect(await dataOf(await callWith(key, `/v1/${path}?merchantId=${empty()}`)), path).toEqual([]);
    }
    expect((await callWith(key, `/v1/claims/${waiting().claimId}`)).status).toBe(200);
    expect((await callWith(key, `/v1/merchants/${own}/wallet`)).status).toBe(200);
    expect((await callWith(key, `/v1/merchants/${empty()}/wallet`)).status).toBe(404);
    const enrol = { scope: { all: true }, status: "paused" };
    expect((await callWith(key, `/v1/merchants/${own}/enrolments/authenticity`, "PUT", enrol)).status).toBe(403);

    await row.getByRole("button", { name: "轮换 旺店通 ERP" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "轮换" }).click();
    const next = await secret.getByLabel("密钥", { exact: true }).inputValue();
    await secret.getByRole("button", { name: "关闭" }).last().click();
    expect(next).not.toBe(key);
    for (const each of [key, next]) expect((await callWith(each, "/v1/sessions/current")).status).toBe(200);
    await page.getByRole("button", { name: "吊销 旺店通 ERP" }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "吊销" }).click();
    await page.getByText("已吊销", { exact: true }).first().waitFor();
    const statuses = await Promise.all(
      [key, next].map(async (each) => (await callWith(each, "/v1/sessions/current")).status),
    );
    expect([...statuses].sort()).toEqual([200, 401]);
    expect(problems).toEqual([]);
    await leave();
  });

  it("who is signed in is seen by device, and the others are signed out", async () => {
    const other = await comeIn("/console/merchant/overview");
    const mine = await comeIn("/console/merchant/access");
    const people = mine.page.getByRole("region", { name: "正在登录的人" });
    await people.getByText("当前设备").waitFor();
    expect(await people.getByText(/Chrome/).count()).toBeGreaterThan(1);
    await people.getByRole("button", { name: "退出其他设备" }).click();
    await mine.page.getByRole("dialog").getByRole("button", { name: "退出其他设备" }).click();
    await mine.page.getByText(/已退出 \d+ 台设备/).waitFor();
    await expect.poll(() => people.getByRole("button", { disabled: false }).count()).toBe(0);
    await other.page.goto("/console/merchant/orders");
    await other.page.getByRole("heading", { level: 1 }).waitFor();
    expect(await other.page.getByRole("link", { name: "订单" }).count()).toBe(0);
    await mine.leave();
    await other.leave();
  });

  it("the house looks at them and may end them, but makes none", async () => {
    const path = `/console/merchants/${waiting().merchantId}/access`;
    const { page, leave } = await portals().enter({ role: "platform" }, { path, viewport: DESKTOP });
    await settled(page);
    await page
      .getByRole("row", { name: /旺店通 ERP/ })
      .first()
      .waitFor();
    expect(await button(page, "新建密钥").count()).toBe(0);
    expect(await button(page, /^轮换/).count()).toBe(0);
    expect(await button(page, /^吊销/).count()).toBe(1);
    await leave();
  });
});
