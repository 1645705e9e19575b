// Understands the making of signed documents: set in one process, signed in another, and kept for a while for who asks again.

import { createHash } from "node:crypto";
import { assert } from "@anxin/core/assert";
import { refuse } from "@anxin/core/refusal";
import { formatInstant, type Instant, instant } from "@anxin/core/time";
import type { Config } from "../../config.js";
import { child } from "./child.js";
import type { SigningOrder } from "./sign.js";
import { keptSigningKey, openSigningKey, type ValidKey } from "./signing-key.js";

/** Documents that wait at once; each takes a tenth of a second at the most once the processes run. */
const WAITING_MAX = 64;
/** Longest time for setting one, and for signing one, in milliseconds; most of it is for starting the process. */
const STEP_MS_MAX = 15_000;
/** A document is about 200 kB; what is this large went wrong. */
const PDF_BYTES_MAX = 8 * 1024 * 1024;
/** Documents that are kept for who asks again, the oldest forgotten first. */
const KEPT_MAX = 48;

const LIMITS = { workMsMax: STEP_MS_MAX, waitingMax: WAITING_MAX };

/** What every document says; its template knows the rest. */
export interface SheetContent {
  readonly heading: string;
  /** Who signs. */
  readonly insurer: string;
}

/** A document to be set: which template of `templates/`, and what stands on it. */
export interface Sheet {
  readonly template: "certificate" | "refusal-notice";
  readonly content: SheetContent;
}

export interface Press {
  /** The signed document. Throws Refused `switched_off` where there is no key, and `unavailable` under too much work. */
  print(sheet: Sheet, now: Instant): Promise<Buffer>;
  /** Ends its processes. */
  close(): void;
}

/** What a content is known by: the same content has the same. */
export const editionOf = (content: SheetContent): string =>
  createHash("sha256").update(JSON.stringify(content)).digest("base64url").slice(0, 22);

export function press(config: Config): Press {
  const typesetting = child<Sheet, Uint8Array>("./typeset-child.js", LIMITS);
  const signing = child<SigningOrder, Uint8Array>("./sign-child.js", LIMITS);
  const kept = new Map<string, Promise<Buffer>>();
  let opened: Promise<ValidKey> | null = null;

  function key(): Promise<ValidKey> {
    if (config.signing === null && config.mode === "production") {
      refuse(
        "switched_off",
        "signed documents need a key: set ANXIN_SIGNING_P12 and ANXIN_SIGNING_PASSWORD, and start again",
      );
    }
    opened ??= openSigningKey(config.signing ?? keptSigningKey(config.dataDirectory));
    return opened;
  }

  async function make(sheet: Sheet, now: Instant): Promise<Buffer> {
    const valid = await key();
    requireValid(valid, now);
    const pdf = await typesetting.run(sheet);
    const { insurer: name, heading: reason } = sheet.content;
    const signed = await signing.run({ pdf, key: valid, name, reason, signedAtMs: now });
    assert(signed.length <= PDF_BYTES_MAX, "a document is small");
    return Buffer.from(signed);
  }

  return {
    print(sheet, now) {
      const edition = editionOf(sheet.content);
      const known = kept.get(edition);
      if (known !== undefined) return known;
      const made = make(sheet, now);
      kept.set(edition, made);
      made.catch(() => kept.delete(edition));
      const [oldest] = kept.keys();
      if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
      return made;
    },
    close() {
      typesetting.close();
      signing.close();
    },
  };
}

/** A signature outside of its certificate's validity is worth nothing, so that none is made. */
function requireValid({ validFromMs, validUntilMs }: ValidKey, now: Instant): void {
  if (now >= validFromMs && now <= validUntilMs) return;
  const period = `${formatInstant(instant(validFromMs))} to ${formatInstant(instant(validUntilMs))}`;
  refuse("switched_off", `the signing certificate is valid from ${period}; put another one at ANXIN_SIGNING_P12`);
}
