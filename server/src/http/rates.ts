// Understands how often somebody may call, counted in this process.

import { refuse } from "@anxin/core/refusal";
import { fastifyRateLimit, normalizeIP } from "@fastify/rate-limit";
import type { FastifyRequest } from "fastify";
import { wallClockMs } from "../clock.js";
import type { Limits } from "../config.js";
import type { Credential } from "../people/credentials.js";
import type { Api } from "./api.js";

export interface Rates {
  /** Counts a call of nobody known, by address. */
  address(request: FastifyRequest): Promise<void>;
  /** Counts a call of a person, of a shop's key, or of a server whose tenant sets a limit. */
  caller(request: FastifyRequest, credential: Credential): Promise<void>;
}

type Counter = ReturnType<Api["createRateLimit"]>;

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** Callers that are counted at once; the oldest are forgotten first. */
const COUNTED_MAX = 20_000;

/** Counts one call, and refuses it with `rate_limited` when there were too many. */
async function count(counter: Counter, request: FastifyRequest, unit: string): Promise<void> {
  const result = await counter(request);
  if (result.isAllowed || !result.isExceeded) return;
  refuse("rate_limited", `more than ${result.max} ${unit}; try again in ${result.ttlInSeconds} s`, {
    limit: result.max,
    unit,
    extra: { retryAfter: result.ttlInSeconds },
  });
}

const addressOf = (request: FastifyRequest): string => normalizeIP(request.ip);

/** Registers the counters. They exist once the server is ready. */
export function rates(api: Api, limits: Limits): Rates {
  api.register(fastifyRateLimit, { global: false, cache: COUNTED_MAX });
  const callers = new WeakMap<FastifyRequest, Credential>();
  let byAddress: Counter | null = null;
  let byPerson: Counter | null = null;
  let byServer: Counter | null = null;
  const nameOf = (request: FastifyRequest): string => callers.get(request)?.hash ?? "";
  return {
    async address(request) {
      const max = limits.publicRequestsPerSecondMax;
      byAddress ??= api.createRateLimit({ max, timeWindow: SECOND_MS, keyGenerator: addressOf });
      await count(byAddress, request, "requests per second and address");
    },
    async caller(request, credential) {
      callers.set(request, credential);
      if (credential.kind === "session" || credential.principal.role === "merchant") {
        byPerson ??= api.createRateLimit({
          max: limits.peopleRequestsPerSecondMax,
          timeWindow: SECOND_MS,
          keyGenerator: nameOf,
        });
        await count(byPerson, request, "requests per second");
      } else if (credential.requestsPerSecondMax !== null) {
        const max = (asked: FastifyRequest): number => callers.get(asked)?.requestsPerSecondMax ?? 1;
        byServer ??= api.createRateLimit({ max, timeWindow: SECOND_MS, keyGenerator: nameOf });
        await count(byServer, request, "requests per second and key");
      }
    },
  };
}

/** Counts tries to sign in. */
export interface SignInRates {
  /** Counts a try, by the e-mail and by the address that it comes from. */
  begin(request: FastifyRequest, email: string): Promise<void>;
  /** A try that succeeded does not count against its address: many colleagues may share one. */
  succeed(request: FastifyRequest): void;
}

interface Window {
  count: number;
  readonly untilMs: number;
}

function tooManyFrom(max: number, seconds: number): never {
  const unit = "failed sign-ins per minute and address";
  refuse("rate_limited", `more than ${max} ${unit}; try again in ${seconds} s`, {
    limit: max,
    unit,
    extra: { retryAfter: seconds },
  });
}

export function signInRates(api: Api, { signInsPerMinuteMax: max }: Limits): SignInRates {
  const emails = new WeakMap<FastifyRequest, string>();
  const addresses = new Map<string, Window>();
  let byEmail: Counter | null = null;
  const windowOf = (address: string): Window => {
    const now = wallClockMs();
    const known = addresses.get(address);
    if (known !== undefined && now < known.untilMs) return known;
    const fresh = { count: 0, untilMs: now + MINUTE_MS };
    addresses.delete(address);
    addresses.set(address, fresh);
    const [oldest] = addresses.keys();
    if (addresses.size > COUNTED_MAX && oldest !== undefined) addresses.delete(oldest);
    return fresh;
  };
  return {
    async begin(request, email) {
      emails.set(request, email);
      const keyGenerator = (asked: FastifyRequest): string => emails.get(asked) ?? "";
      byEmail ??= api.createRateLimit({ max, timeWindow: MINUTE_MS, keyGenerator });
      const window = windowOf(addressOf(request));
      // Tries that are under way count as failed until they succeed, so that no burst slips through.
      if (window.count >= max) tooManyFrom(max, Math.ceil((window.untilMs - wallClockMs()) / SECOND_MS));
      window.count += 1;
      await count(byEmail, request, "sign-ins per minute and e-mail");
    },
    succeed(request) {
      windowOf(addressOf(request)).count -= 1;
    },
  };
}
