// Understands the live board. However much happens and however many look: once a second and tenant at the most, with a fixed
// number of statements, from what the outbox counted anyway.

import { idMadeAtMs } from "@anxin/core/id";
import { fenToWire } from "@anxin/core/money";
import { ALL_PRODUCTS, SWITCH_NAMES } from "@anxin/core/switch/switch";
import { formatInstant, instant, shanghaiDay } from "@anxin/core/time";
import { readDay, readWaiting, type ToldRow, toldBetween, type WaitingRow } from "@anxin/store/board";
import { listSwitches, type SwitchRow } from "@anxin/store/kill-switch";
import type { EventType } from "@anxin/store/outbox";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import type { Static } from "typebox";
import { wallClockMs } from "../clock.js";
import type { Context } from "../context.js";
import { instantText, known } from "../http/schema.js";
import { callerNames } from "../people/staff.js";
import { BY_RULES_TYPE } from "./board-count.js";
import type { BoardView } from "./board-wire.js";

type Board = Static<typeof BoardView>;

/** Two minutes by the second. */
const SLOT_MS = 1_000;
const SLOTS = 120;
/** How long a board that was read is shown to others of the tenant. */
const REMEMBERED_MS = 1_000;

const SERIES = {
  policiesIssued: "policy.issued",
  claimsFiled: "claim.filed",
  claimsDecided: "claim.decided",
  payoutsSucceeded: "payout.succeeded",
} as const satisfies Readonly<Record<string, EventType>>;

interface Remembered {
  readonly board: Promise<Board>;
  readonly untilMs: number;
}

const memories = new WeakMap<Context, Map<number, Remembered>>();

/** The board of a tenant, at most a second old. */
export function boardOf(context: Context, tenantId: number): Promise<Board> {
  const memory = memories.get(context) ?? new Map<number, Remembered>();
  memories.set(context, memory);
  const now = wallClockMs();
  const remembered = memory.get(tenantId);
  if (remembered !== undefined && now < remembered.untilMs) return remembered.board;
  const board = readBoard(context, tenantId);
  memory.set(tenantId, { board, untilMs: now + REMEMBERED_MS });
  // A board that could not be read is asked for again, and not remembered.
  board.catch(() => memory.delete(tenantId));
  return board;
}

/** Statements: 4 (what was told, the day, what waits, switches), and 1 for the name of each colleague who stopped one. */
export function readBoard(context: Context, tenantId: number): Promise<Board> {
  const at = context.clock.now();
  // Batches are dated by the clock that makes their ids, and so is the end of the series.
  const untilMs = (Math.floor(idMadeAtMs(context.ids.next(0)) / SLOT_MS) + 1) * SLOT_MS;
  const fromMs = untilMs - SLOTS * SLOT_MS;
  return inTransaction(context.db, tenantId, async (tx) => {
    const told = await toldBetween(tx, { fromMs, untilMs, slotMs: SLOT_MS }, Object.values(SERIES));
    const day = shanghaiDay(at);
    const counted = await readDay(tx, day);
    const waiting = await readWaiting(tx);
    return {
      at: formatInstant(at),
      series: { from: formatInstant(instant(fromMs)), slotMs: SLOT_MS, ...seriesOf(told) },
      today: { day, ...todayOf(counted) },
      ...waitingOf(waiting),
      stopped: await stoppedOf(tx),
    };
  });
}

function seriesOf(told: readonly ToldRow[]) {
  const slots = (type: EventType, value: (row: ToldRow) => bigint): number[] => {
    const values = new Array<number>(SLOTS).fill(0);
    for (const row of told) if (row.type === type) values[row.slot] = Number(value(row));
    return values;
  };
  const counts = (type: EventType): number[] => slots(type, (row) => row.count);
  return {
    policiesIssued: counts(SERIES.policiesIssued),
    claimsFiled: counts(SERIES.claimsFiled),
    claimsDecided: counts(SERIES.claimsDecided),
    payoutsSucceeded: counts(SERIES.payoutsSucceeded),
    paidAmount: slots(SERIES.payoutsSucceeded, (row) => row.amount),
  };
}

function todayOf(counted: Awaited<ReturnType<typeof readDay>>) {
  const count = (type: EventType | typeof BY_RULES_TYPE): number => Number(counted.get(type)?.count ?? 0n);
  const amount = (type: EventType): number => fenToWire(counted.get(type)?.amount ?? 0n);
  const claimsDecided = count("claim.decided");
  const claimsDecidedByRules = count(BY_RULES_TYPE);
  return {
    policiesIssued: count("policy.issued"),
    policiesCancelled: count("policy.cancelled"),
    claimsFiled: count("claim.filed"),
    ...{ claimsDecided, claimsDecidedByRules },
    automaticPpm: claimsDecided === 0 ? null : Math.round((claimsDecidedByRules * 1_000_000) / claimsDecided),
    claimsAppealed: count("claim.appealed"),
    payoutsSucceeded: count("payout.succeeded"),
    payoutsFailed: count("payout.failed"),
    payoutsReturned: count("payout.returned"),
    paidAmount: amount("payout.succeeded"),
    returnedAmount: amount("payout.returned"),
  };
}

function waitingOf({ unknown, stuck, ready, oldest_ms: oldestMs }: WaitingRow) {
  return {
    payouts: { unknown: Number(unknown), stuck: Number(stuck) },
    // The database's clock may be a little behind that of who enqueued.
    queue: { ready: Number(ready), oldestMs: oldestMs === null ? null : Math.max(0, Number(oldestMs)) },
  };
}

async function stoppedOf(tx: Tx): Promise<Board["stopped"]> {
  const stopped: SwitchRow[] = (await listSwitches(tx)).filter(({ state }) => state === "stopped");
  const names = await callerNames(tx, stopped);
  return stopped.map(({ name, product, since, reason, changed_by: by }) => ({
    name: known(SWITCH_NAMES, name),
    product: product === ALL_PRODUCTS ? null : product,
    since: instantText(since),
    reason,
    changedBy: names.get(by) ?? by,
  }));
}
