// Understands what is measured of this process, in Prometheus' form.

import type { Pool } from "@anxin/store/connection";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Api } from "./api.js";

/** Everything that /metrics tells. Other rooms register their own metrics here. */
export const registry = new Registry();

// Memory, CPU, garbage collection, and how far the event loop lags.
collectDefaultMetrics({ register: registry });

export const EVENT_STREAM = "text/event-stream; charset=utf-8";

const httpSeconds = new Histogram({
  name: "anxin_http_request_seconds",
  help: "Time from a request's head to the end of its answer, by route and status.",
  labelNames: ["method", "route", "status"],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [registry],
});

const watched = new Map<string, Pool>();

new Gauge({
  name: "anxin_database_connections",
  help: "Connections of each pool: in all, idle, and callers that wait for one.",
  labelNames: ["pool", "state"],
  registers: [registry],
  collect() {
    for (const [pool, { totalCount, idleCount, waitingCount }] of watched) {
      this.set({ pool, state: "open" }, totalCount);
      this.set({ pool, state: "idle" }, idleCount);
      this.set({ pool, state: "waiting" }, waitingCount);
    }
  },
});

/** Measures a pool from now on, in the place of any other of this name. */
export function watchPool(name: string, pool: Pool): void {
  watched.set(name, pool);
}

/** Measures every answer, by the route's pattern: addresses themselves hold ids. */
export function measureRequests(api: Api): void {
  api.addHook("onResponse", (request, reply, done) => {
    // A stream takes as long as somebody reads it, which says nothing of how fast we answer.
    if (reply.getHeader("content-type") === EVENT_STREAM) {
      done();
      return;
    }
    const route = request.routeOptions.url ?? "unknown";
    httpSeconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
}
