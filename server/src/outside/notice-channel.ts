// The port to whoever brings notices to people: by text message, mail or app. notice-channel-webhook.ts asks the marketplace
// to, which knows where its users are reached; notice-channel-book.ts stands in for it and keeps what it was given.

import type { Audience, NoticeKind } from "@anxin/core/notice/notice";
import type { WordedNotice } from "@anxin/core/notice/text";
import type { Instant } from "@anxin/core/time";

/** A notice on its way out, in both languages. It names its recipient by the marketplace's own id, never by an address. */
export interface OutgoingNotice extends WordedNotice {
  /** The same at every attempt: who got it already may answer so and do nothing. */
  readonly noticeId: string;
  readonly tenantId: number;
  /** The marketplace, by its code. */
  readonly tenant: string;
  readonly audience: Audience;
  readonly recipientId: string;
  readonly kind: NoticeKind;
  readonly subject: { readonly type: string; readonly id: string };
  /** Whether the recipient cannot switch it off. */
  readonly isMandatory: boolean;
  readonly createdAt: Instant;
}

/** `code` is for a person to read: a status or the name of an error, and nothing of what was sent. */
export type NoticeAnswer =
  | { readonly kind: "accepted" }
  /** It will never be taken: trying again is of no use. */
  | { readonly kind: "refused"; readonly code: string }
  /** Nobody answered, or not now; it may have been taken all the same. */
  | { readonly kind: "unavailable"; readonly code: string };

/** `send` never throws for anything that the outside does. */
export interface NoticeChannel {
  readonly name: string;
  send(notice: OutgoingNotice): Promise<NoticeAnswer>;
}
