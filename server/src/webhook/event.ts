// Understands how what happened becomes an event: an id that is derived from it, and the body of a message.

import { createHash } from "node:crypto";
import { assert } from "@anxin/core/assert";
import type { Id } from "@anxin/core/id";
import { formatInstant, type Instant } from "@anxin/core/time";
import type { EventData } from "@anxin/core/webhook/event-type";
import type { NewEvent } from "@anxin/store/webhook-delivery";

/** Something that happened, before it is written as an event. */
export interface Happening {
  readonly type: string;
  readonly subject: string;
  /** The shop that it is about; null where it is about none. */
  readonly merchantId: string | null;
  readonly data: EventData;
  /** As the shop hears it; null where that is the same. */
  readonly merchantData: EventData | null;
}

/** Which batch told it, and when. */
export interface Telling {
  readonly tenantId: number;
  readonly batchId: Id;
  readonly at: Instant;
}

const ID_BYTES = 18;
/** Of a message; Standard Webhooks asks for less than 20 kB. */
const BODY_BYTES_MAX = 20_000;

/** The same for the same batch, type and subject, however often the outbox is read. */
function eventIdOf({ tenantId, batchId }: Telling, type: string, subject: string): string {
  const hash = createHash("sha256").update(JSON.stringify([tenantId, batchId.toString(), type, subject]));
  return `evt_${hash.digest().subarray(0, ID_BYTES).toString("base64url")}`;
}

/** The event as it goes out, with the attributes of CloudEvents. `source` is the address of this house. */
export function eventOf(source: string, telling: Telling, happening: Happening): NewEvent {
  const { type, subject, data, merchantData } = happening;
  const eventId = eventIdOf(telling, type, subject);
  const bodyOf = (content: EventData): string => {
    const envelope = { specversion: "1.0", id: eventId, source, type, time: formatInstant(telling.at), subject };
    const body = JSON.stringify({ ...envelope, datacontenttype: "application/json", data: content });
    assert(Buffer.byteLength(body) < BODY_BYTES_MAX, "ids and codes do not fill a message");
    return body;
  };
  return {
    ...{ eventId, type, subject, occurredAt: telling.at, body: bodyOf(data) },
    merchantBody: merchantData === null ? null : bodyOf(merchantData),
  };
}
