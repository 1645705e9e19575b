// Understands what is measured of kill switches: what is stopped, and how much waits behind it.

import { ALL_PRODUCTS } from "@anxin/core/switch/switch";
import { listAllWaiting } from "@anxin/store/held";
import { listAllStops } from "@anxin/store/kill-switch";
import { Gauge } from "prom-client";
import type { Context } from "../context.js";
import { registry } from "../http/metrics.js";

let watched: Pick<Context, "owner" | "log"> | null = null;

/** Reads anew for each scrape. A database that is away leaves the gauges without values, and the other metrics as they are. */
async function read<T>(rows: (house: Pick<Context, "owner">) => Promise<readonly T[]>): Promise<readonly T[]> {
  if (watched === null) return [];
  try {
    return await rows(watched);
  } catch (error) {
    watched.log.warn({ err: error }, "kill switches could not be measured");
    return [];
  }
}

new Gauge({
  name: "anxin_switch_stopped",
  help: "1 for each kill switch that is stopped, by tenant, switch and product (all: every product).",
  labelNames: ["tenant", "switch", "product"],
  registers: [registry],
  async collect() {
    const stops = await read(({ owner }) => listAllStops(owner));
    this.reset();
    for (const { tenant_id: tenant, name, product } of stops) {
      this.set({ tenant, switch: name, product: product === ALL_PRODUCTS ? "all" : product }, 1);
    }
  },
});

new Gauge({
  name: "anxin_switch_waiting",
  help: "Orders that wait for issue, and claims that wait for rules, by tenant and switch.",
  labelNames: ["tenant", "switch"],
  registers: [registry],
  async collect() {
    const waiting = await read(({ owner }) => listAllWaiting(owner));
    this.reset();
    for (const { tenant_id: tenant, name, count } of waiting) this.set({ tenant, switch: name }, Number(count));
  },
});

/** Measures the switches of a house from now on, in the place of any other. */
export function measureSwitches({ owner, log }: Context): void {
  watched = { owner, log };
}
