// A case on the workbench: evidence and terms beside it, what others wrote, and who may only look.

import { describe, expect, it } from "vitest";
import { PHONE, picture, sideways, tooSmall, violations } from "../testing/portal.js";
import { COMPLETE } from "../testing/waiting.js";
import { ADJUSTER, caseOf, dialog, heading, openWorkbench, ready, SLOW_MS, SUPERVISOR } from "../testing/workbench.js";

const { portals, fileOne, open, seen } = openWorkbench();

interface Option {
  readonly value: string;
  readonly title: string;
}

describe("evidence and terms beside the case", () => {
  it("evidence comes nearer than 400 %, moves, turns, changes and compares by keyboard", async () => {
    const claim = await fileOne("viewer", { pictures: COMPLETE });
    const { page, problems, leave } = await open(ADJUSTER, caseOf(claim));
    await ready(page, claim.claimId);
    const stage = page.locator(".ax-stage").first();
    const transform = (): Promise<string> => stage.locator("img").evaluate((image) => image.style.transform);
    const scale = async (): Promise<number> => Number(/scale\(([\d.]+)\)/.exec(await transform())?.[1]);
    await stage.focus();
    for (let i = 0; i < 4; i++) await page.keyboard.press("+");
    expect(await scale()).toBeGreaterThanOrEqual(4);
    const before = await transform();
    await page.keyboard.press("ArrowRight");
    expect(await transform()).not.toBe(before);
    await page.keyboard.press("r");
    expect(await transform()).toContain("rotate(90deg)");
    await page.keyboard.press("]");
    await page.getByText("第 2 份，共 3 份", { exact: true }).waitFor();
    expect(await scale()).toBe(1);
    await page.keyboard.press("[");
    expect(await transform()).toContain("rotate(90deg)");
    // The same keys work wherever one is on the page.
    await heading(page, claim.claimId).focus();
    await page.keyboard.press("z");
    expect(await scale()).toBe(2);
    await page.getByRole("button", { name: "并排比较" }).press("Enter");
    expect(await page.locator(".ax-stage img").count()).toBe(2);
    await page.getByLabel("与此比较").selectOption({ label: "检测报告，第 3 份，共 3 份" });
    await page.getByRole("img", { name: "检测报告，第 3 份，共 3 份" }).waitFor();
    await page.getByRole("button", { name: "全屏查看" }).press("Enter");
    await dialog(page, "材料").waitFor();
    // Large, it hears the same keys from the start.
    await page.keyboard.press("]");
    await dialog(page, "材料").getByText("第 2 份，共 3 份", { exact: true }).waitFor();
    await page.keyboard.press("Escape");
    expect(problems).toEqual([]);
    await leave();
  });

  it("evidence comes nearer by wheel under the pointer, and is dragged", async () => {
    const claim = await fileOne("wheel", { pictures: { product_photo: 1 } });
    const { page, leave } = await open(ADJUSTER, caseOf(claim));
    await ready(page, claim.claimId);
    const stage = page.locator(".ax-stage").first();
    const box = await stage.boundingBox();
    if (box === null) throw new Error("there is no stage");
    await page.mouse.move(box.x + box.width * 0.8, box.y + box.height / 2);
    for (let i = 0; i < 6; i++) await page.mouse.wheel(0, -300);
    const transform = (): Promise<string> => stage.locator("img").evaluate((image) => image.style.transform);
    expect(Number(/scale\(([\d.]+)\)/.exec(await transform())?.[1])).toBeGreaterThanOrEqual(4);
    const before = await transform();
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    expect(await transform()).not.toBe(before);
    await leave();
  });

  it("terms are of the version that was sold, with the clause of the suggestion marked and in view", async () => {
    const claim = await fileOne("terms", { pictures: COMPLETE });
    const { page, leave } = await open(ADJUSTER, caseOf(claim));
    await ready(page, claim.claimId);
    const { productVersion } = await seen(claim.claimId);
    await page.getByText(`第 ${productVersion} 版（投保时）`).waitFor();
    const inView = (): Promise<string | null> =>
      page.evaluate(() => {
        const box = document.querySelector(".rv-terms-box")?.getBoundingClientRect();
        const clause = document.querySelector<HTMLElement>('.rv-clause[data-state="shown"]');
        const at = clause?.getBoundingClientRect();
        if (box === undefined || at === undefined) return null;
        const isSeen = at.top >= box.top && at.bottom <= box.bottom && at.bottom <= innerHeight && at.top >= 0;
        return isSeen ? (clause?.dataset["clause"] ?? null) : null;
      });
    await expect.poll(inView).toBe("5.2");
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.getByRole("button", { name: "查看第 8.5 条" }).first().press("Enter");
    await expect.poll(inView).toBe("8.5");
    expect(await page.getByTestId("suggested-amount").innerText()).toBe("¥598.00");
    await leave();
  });
});

describe("what was answered and decided", () => {
  it("is said in the words of the form that was sold, not in its codes", async () => {
    const claim = await fileOne("words", { pictures: COMPLETE });
    const { productVersion } = await seen(claim.claimId);
    const version = (await portals().marketplace.ok("GET", `/v1/products/quality/versions/${productVersion}`)) as {
      readonly fields: readonly {
        readonly name: string;
        readonly title: string;
        readonly options: readonly Option[];
      }[];
    };
    const field = version.fields.find(({ name }) => name === "conclusion");
    const chosen = field?.options.find(({ value }) => value === "failed")?.title ?? "";
    expect(chosen).not.toBe("");
    const { page, leave } = await open(ADJUSTER, caseOf(claim), { language: "zh-CN" });
    await ready(page, claim.claimId);
    const said = page.locator("dl", { hasText: field?.title ?? "" }).first();
    await said.getByText(chosen, { exact: true }).waitFor();
    const words = await page.locator(".rv-case").innerText();
    for (const code of ["failed", "material_mismatch", "staff:"]) expect(words).not.toContain(code);
    await leave();
  });

  it("an appeal shows the decision that it is against, with clause and reason, and what came of it", async () => {
    const claim = await fileOne("appeal", { pictures: COMPLETE });
    const adjuster = await open(ADJUSTER, caseOf(claim));
    await ready(adjuster.page, claim.claimId);
    await adjuster.page.keyboard.press("x");
    const refusal = dialog(adjuster.page, "拒赔这件理赔");
    await refusal.getByRole("checkbox", { name: /not_covered/ }).check();
    await refusal.getByText("条款依据：按理由自动引用").click();
    await refusal.getByRole("checkbox", { name: /^3\.1 / }).check();
    await refusal.getByRole("button", { name: "确认拒赔" }).click();
    await adjuster.page.getByText("已拒赔，通知书将送达").waitFor();
    await adjuster.leave();
    await portals().marketplace.ok("POST", `/v1/claims/${claim.claimId}/appeals`, {
      key: `appeal ${claim.claimId}`,
      body: { reason: "检测报告写得很清楚" },
    });
    const { page, problems, leave } = await open(SUPERVISOR, "/console/desk/appeals?state=open");
    await page.getByRole("row", { name: claim.claimId }).getByRole("link").first().click();
    const against = page.locator(".ax-panel", { has: page.getByRole("heading", { name: "被申诉的决定" }) });
    const isRefusal = async (): Promise<void> => {
      await against.getByText("拒赔", { exact: true }).waitFor();
      await against.getByText("理赔员 陈", { exact: true }).waitFor();
      expect(await against.getByRole("list", { name: "理由与条款" }).innerText()).toMatch(/责任范围[\s\S]*3\.1/);
    };
    await isRefusal();
    await page.getByRole("button", { name: "答复申诉" }).click();
    const answer = dialog(page, "答复申诉");
    await answer.getByRole("radio", { name: "推翻，给予赔付" }).check();
    await answer.getByRole("radio", { name: "部分通过" }).check();
    await answer.getByLabel("赔付金额（元）").fill("100");
    await answer.getByLabel("答复说明").fill("报告可信，按比例赔付");
    await answer.getByRole("button", { name: "确认推翻并赔付" }).click();
    // Less than the whole is granted with a reason, which is asked for before the server has to.
    await answer.getByText("部分通过请至少选择一个理由").waitFor();
    await answer.getByRole("checkbox", { name: /no_loss/ }).check();
    await answer.getByRole("button", { name: "确认推翻并赔付" }).click();
    const result = page.locator(".ax-panel", { has: page.getByRole("heading", { name: "申诉结果" }) });
    await result.getByText("已推翻").waitFor();
    await result.getByText("主管 周", { exact: true }).waitFor();
    await result.getByText("¥100.00").first().waitFor();
    await isRefusal();
    expect(await page.getByText(/staff:\d/).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await leave();
  });
});

/** What people write who are not what they say they are. */
const CORPUS = [
  `<img src=x onerror="window.__xss=1">`,
  `"><svg/onload=window.__xss=2>`,
  `<script>window.__xss=3</script>`,
  `javascript:window.__xss=4`,
  `'-window.__xss=5-'`,
  `{{constructor.constructor("window.__xss=6")()}}`,
  `<iframe srcdoc="<script>parent.__xss=7</script>">`,
  `<math><mtext></p><style><img src onerror=window.__xss=8>`,
].join("\n");

describe("what others wrote", () => {
  it("stands there as it was written, and nothing of it runs", async () => {
    const claim = await fileOne("xss", {
      ...{
        description: CORPUS,
        title: CORPUS.slice(0, 120).replaceAll("\n", " "),
        pictures: { product_photo: 2, appraisal: 1 },
      },
      fields: { reportNo: `<img src=x onerror=window.__xss=9>` },
      product: "authenticity",
    });
    await portals().marketplace.ok("POST", `/v1/claims/${claim.claimId}/merchant-statement`, {
      key: `state ${claim.claimId}`,
      body: { position: "disputes", statement: `我们说：${CORPUS}` },
    });
    const { page, problems, leave } = await open(ADJUSTER, caseOf(claim));
    await ready(page, claim.claimId);
    await page.getByText(`<img src=x onerror="window.__xss=1">`).first().waitFor();
    await page.getByText(`我们说：<img src=x`).waitFor();
    await page.keyboard.press("x");
    await dialog(page, "拒赔这件理赔").getByLabel("备注").fill(CORPUS);
    await page.getByRole("button", { name: "确认拒赔" }).click();
    await page.getByText("已拒赔，通知书将送达").waitFor();
    await page.goto(caseOf(claim));
    await page.getByText(`<script>window.__xss=3</script>`).first().waitFor();
    expect(await page.evaluate("typeof window.__xss")).toBe("undefined");
    expect(problems).toEqual([]);
    await leave();
  });
});

describe("everybody", () => {
  const LOOKS = (["zh-CN", "en"] as const).flatMap((language) =>
    (["light", "dark"] as const).map((theme) => ({ language, theme })),
  );

  it.each(LOOKS)(
    "can use queue, case and decision ($language, $theme)",
    { timeout: SLOW_MS },
    async ({ language, theme }) => {
      const claim = await fileOne(`axe-${language}-${theme}`, { pictures: COMPLETE });
      const { page, problems, leave } = await open(ADJUSTER, "/console/review", { language, theme });
      await page.locator(".ax-table-link").first().waitFor();
      expect(await violations(page)).toEqual([]);
      await picture({ page }, `review-queue-${language}-${theme}`);
      await page.goto(caseOf(claim));
      await page.getByTestId("suggested-amount").waitFor();
      await page.locator(".rv-clause").first().waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await tooSmall(page, 24)).toEqual([]);
      await picture({ page }, `review-case-${language}-${theme}`);
      await page.keyboard.press("x");
      await page.getByRole("dialog").waitFor();
      expect(await violations(page)).toEqual([]);
      await picture({ page }, `review-decide-${language}-${theme}`);
      expect(problems).toEqual([]);
      await leave();
    },
  );

  it("on a phone sees the whole case without scrolling sideways", async () => {
    const claim = await fileOne("phone", { pictures: COMPLETE });
    const { page, leave } = await portals().enter(ADJUSTER, { path: caseOf(claim), viewport: PHONE });
    await ready(page, claim.claimId);
    await page.locator(".rv-clause").first().waitFor();
    expect(await sideways(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await picture({ page }, "review-case-phone");
    await page.goto("/console/review");
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await sideways(page)).toEqual([]);
    await picture({ page }, "review-queue-phone");
    await leave();
  });

  it("an auditor reads it and can do nothing to it", async () => {
    const claim = await fileOne("audit");
    const { page, leave } = await open({ role: "auditor" }, caseOf(claim));
    await ready(page, claim.claimId);
    expect(await page.getByRole("button", { name: /^(赔付|拒赔|补材料|先行赔付|接手)/ }).count()).toBe(0);
    await page.keyboard.press("a");
    expect(await page.getByRole("dialog").count()).toBe(0);
    await leave();
  });

  it("sees a deadline turn when half, a fifth and nothing of its time is left", async () => {
    const claim = await fileOne("sla");
    // Whoever only reads takes nothing in hand, so that the clock of the first review runs on.
    const { page, leave } = await open({ role: "auditor" }, caseOf(claim));
    await ready(page, claim.claimId);
    const first = page.locator(".rv-clocks .ax-deadline", { hasText: "首次审核" });
    const state = (): Promise<string | null> => first.getAttribute("data-state");
    await expect.poll(state).toBe("calm");
    for (const [passes, next, words] of [
      ["PT13H", "half", "时间过半"],
      ["PT8H", "soon", "即将到期"],
      ["PT4H", "late", "已超期"],
    ] as const) {
      await portals().moveClock(passes);
      await page.reload();
      await expect.poll(state).toBe(next);
      expect(await first.innerText()).toContain(words);
    }
    await leave();
  });
});
