// Understands how the clocks of a claim are shown, and to whom which.

import { type ClockRule, clockRule, ESCALATION_PERCENTS } from "@anxin/core/claim/clock-rules";
import { type Clock, isPaused, isUnknown, progressPermille } from "@anxin/core/claim/clocks";
import { formatId } from "@anxin/core/id";
import { formatInstant, type Instant } from "@anxin/core/time";
import type { Escalation } from "@anxin/store/claim-escalation";
import type { Language } from "../../http/language.js";
import { instantTextOrNull } from "../../http/schema.js";
import type { CLOCK_STATES } from "../clock-wire.js";
import { seesPart } from "../sight-matrix.js";
import type { Viewer } from "./viewer.js";

/** Clocks with which only the insurer keeps its own house in order are not shown outside it. */
export function clocksView(clocks: readonly Clock[], { principal, language }: Viewer, now: Instant) {
  return clocks
    .filter(({ code }) => seesPart("house_clocks", principal.role) || clockRule(code).audience === "everyone")
    .map((clock) => clockView(clock, language, now));
}

function clockView(clock: Clock, language: Language, now: Instant) {
  const { code, round, startedAt, dueAt, pauses, metAt, stoppedAt } = clock;
  return {
    ...ruleHead(clockRule(code), language),
    round,
    startsAt: formatInstant(startedAt),
    dueAt: instantTextOrNull(dueAt),
    pauses: pauses.map(({ from, until }) => ({ from: formatInstant(from), until: instantTextOrNull(until) })),
    metAt: instantTextOrNull(metAt),
    stoppedAt: instantTextOrNull(stoppedAt),
    state: stateOf(clock, now),
    percent: Math.floor(progressPermille(clock, now) / 10),
  };
}

function ruleHead({ code, title, basis, article }: ClockRule, language: Language) {
  return { code, title: title[language], basis, article };
}

function stateOf(clock: Clock, now: Instant): (typeof CLOCK_STATES)[number] {
  const { metAt, stoppedAt, dueAt } = clock;
  if (metAt !== null) return dueAt !== null && metAt >= dueAt ? "met_late" : "met";
  if (stoppedAt !== null) return "stopped";
  if (isUnknown(clock)) return "unknown";
  if (dueAt !== null && now >= dueAt) return "overdue";
  return isPaused(clock) ? "paused" : "running";
}

/** A clock's rule. */
export function clockRuleView(rule: ClockRule, language: Language) {
  const { source, term, starts, pauses, resumes, meets, stops, queues } = rule;
  return {
    ...ruleHead(rule, language),
    ...{ source, term: { ...term }, starts: [...starts], pauses: [...pauses], resumes: [...resumes] },
    ...{ meets: [...meets], stops: [...stops] },
    escalations: ESCALATION_PERCENTS.map((percent) => ({ percent, queue: queues[percent] })),
  };
}

/** A case that waits in a queue since one of its clocks runs out. */
export function escalationView(escalation: Escalation, language: Language, now: Instant) {
  const { claimId, status, product, merchantId, queue, escalated, escalatedAt, clock } = escalation;
  return {
    claimId: formatId("claim", claimId),
    ...{ status, product, merchantId, queue },
    escalatedPercent: escalated,
    escalatedAt: formatInstant(escalatedAt),
    clock: clockView(clock, language, now),
  };
}
