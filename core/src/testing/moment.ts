// Understands how tests write times.

import { present } from "../assert.js";
import { type Day, type Instant, parseDay, parseInstant } from "../time.js";

/** An instant from RFC 3339; throws on a slip in a test. */
export const at = (text: string): Instant => present(parseInstant(text), `${text} is an instant`);

/** A day of the calendar; throws on a slip in a test. */
export const dayOf = (text: string): Day => present(parseDay(text), `${text} is a day`);
