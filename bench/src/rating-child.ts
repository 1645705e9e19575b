// One nightly run in a process of its own, so that it can be killed, and its memory is its own.
//
//   node rating-child.js DATABASE_URL TENANT_ID MIDNIGHT_MS PAGE_SIZE [again]

import { instant } from "@anxin/core/time";
import { catalogue } from "@anxin/server/catalogue";
import { repriceTenant } from "@anxin/server/rating/run";
import { connect } from "@anxin/store/connection";

const [url = "", tenantId = "", midnightMs = "", pageSize = "", again = ""] = process.argv.slice(2);
const midnight = instant(Number(midnightMs));
const db = connect({ connectionString: url, max: 2, role: "anxin_app", applicationName: "anxin bench rating" });
const clock = { now: () => midnight, set: async () => undefined, refresh: async () => undefined };
const began = performance.now();
const run = await repriceTenant({ db, clock, catalogue }, Number(tenantId), midnight, {
  again: again === "again",
  pageSize: Number(pageSize),
  tell: ({ phase, done, total }) => process.stderr.write(`    ${phase}: ${done} of ${total}\n`),
});
const seconds = (performance.now() - began) / 1_000;
await db.end();
const { state, done, changed, blocked, result_hash: hash, exposures, returns } = run;
const counts = { done: Number(done), changed: Number(changed), blocked: Number(blocked) };
const all = { exposures: Number(exposures), returns: Number(returns) };
// The kernel counts the most memory that was ever resident in KiB.
const peakMiB = Math.round(process.resourceUsage().maxRSS / 1_024);
process.stdout.write(JSON.stringify({ state, ...counts, ...all, hash, seconds, peakMiB }));
