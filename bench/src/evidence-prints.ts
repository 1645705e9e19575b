// `npm run bench:prints`: how many pictures are found again after what people do to them, and how many are taken for another.
//
//   npm run bench:prints                     2,000 pictures: more than half an hour
//   npm run bench:prints -- --pictures 100   two minutes, to see that it works
//   npm run bench:prints -- --seed 11        other pictures
//   npm run bench:prints -- --write          also writes bench/results/evidence-prints.md

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureRecall, RECALL_NOW, type Recall } from "@anxin/server/evidence/recall";
import { connect } from "@anxin/store/connection";
import { postgresUrl, startPostgres } from "@anxin/store/embedded";
import { migrate } from "@anxin/store/migrate";
import { addTenant } from "@anxin/store/tenant";

const RESULT = fileURLToPath(new URL("../results/evidence-prints.md", import.meta.url));
const TENANT = 1;
const PICTURES = 2_000;
const SEED = 7;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;

function reportOf({ pictures, recalled, pairs, falsePairs, queryMs }: Recall, seed: number, seconds: number): string {
  const rows = recalled.map(({ change, found, matches: { same, mirrored, cropped }, strangers }) => {
    return `| ${change} | ${found} | ${percent(found, pictures)} | ${same} / ${mirrored} / ${cropped} | ${strangers} |`;
  });
  const machine = `${availableParallelism()} processors, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  return [
    `${pictures.toLocaleString("en")} drawn pictures of 480 by 360 pixels, seed ${seed}, in PostgreSQL; ${machine}; ${Math.round(seconds)} s.`,
    "",
    "| what was done to it | found | recall | as same / mirrored / cropped | strangers found with it |",
    "| --- | ---: | ---: | ---: | ---: |",
    ...rows,
    "",
    `Of ${pairs.toLocaleString("en")} pairs of different pictures ${falsePairs} were taken for one.`,
    `A question took ${queryMs.toFixed(1)} ms, in the middle.`,
    "",
  ].join("\n");
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { pictures: { type: "string" }, seed: { type: "string" }, write: { type: "boolean", default: false } },
  });
  const [pictures, seed] = [Number(values.pictures ?? PICTURES), Number(values.seed ?? SEED)];
  if (!Number.isInteger(pictures) || pictures < 2 || !Number.isInteger(seed))
    throw new Error("--pictures and --seed are whole numbers, and one picture has nothing to be mistaken for");
  const directory = mkdtempSync(join(tmpdir(), "anxin-bench-prints-"));
  const postgres = await startPostgres({ directory });
  const connectionString = postgresUrl(postgres, "postgres");
  const owner = connect({ connectionString, max: 2, applicationName: "anxin bench" });
  const db = connect({ connectionString, max: 2, role: "anxin_app", applicationName: "anxin bench" });
  try {
    await migrate(owner);
    await addTenant(owner, { tenantId: TENANT, code: "bench", name: "Bench" }, RECALL_NOW);
    const times = { now: RECALL_NOW, clockMs: () => performance.now() };
    const wish = { ...times, seed, pictures, kept: () => owner.query("analyze evidence_print") };
    const text = reportOf(await measureRecall(db, TENANT, wish), seed, performance.now() / 1_000);
    say(`\n${text}`);
    if (!values.write) return;
    mkdirSync(dirname(RESULT), { recursive: true });
    const head =
      "# Pictures found again\n\nWritten by `npm run bench:prints -- --write`, on one machine on one day.\n\n";
    writeFileSync(RESULT, head + text);
  } finally {
    await db.end();
    await owner.end();
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

await main();
