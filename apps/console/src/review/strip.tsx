// Understands the queue beside a case: what comes next, until when, and in whose hands.

import { parseInstant } from "@anxin/core/time";
import { Deadline } from "@anxin/ui/pieces/deadline";
import { Icon } from "@anxin/ui/pieces/icon";
import { Empty, ErrorState, Loading } from "@anxin/ui/pieces/state";
import { Money, useProductName } from "@anxin/ui/pieces/words";
import { memo, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { QueueItem, useQueue } from "./case.js";
import { bucketOf, type QueueState, withQueue } from "./queue-state.js";

interface StripProps {
  readonly queue: ReturnType<typeof useQueue>;
  readonly state: QueueState;
  readonly claimId: string;
  readonly now: number;
}

interface EntryProps {
  readonly item: QueueItem;
  readonly to: string;
  readonly isHere: boolean;
  readonly now: number;
}

/** Drawn again only where something about it is new: going on changes two of them. */
const Entry = memo(function Entry({ item, to, isHere, now }: EntryProps) {
  const { t } = useTranslation("review");
  const productName = useProductName();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isHere) link.current?.scrollIntoView({ block: "nearest" });
  }, [isHere]);
  const { product, suggestion, sla, reportedAt, holder } = item;
  return (
    <li>
      <Link
        ref={link}
        className="rv-entry"
        to={to}
        aria-current={isHere ? "page" : undefined}
        data-bucket={bucketOf(sla === null ? null : parseInstant(sla.dueAt), now)}
      >
        <span className="rv-entry-name">{productName(product)}</span>
        <Money fen={suggestion.amount} />
        {sla === null ? (
          <span className="ax-quiet">{t("noClock")}</span>
        ) : (
          <Deadline isShort label={t("due")} startedAt={reportedAt} endsAt={sla.dueAt} now={now} />
        )}
        {holder === null || holder.isMe ? null : (
          <span className="rv-entry-holder">
            <Icon name="person" size={14} />
            {holder.name}
          </span>
        )}
      </Link>
    </li>
  );
});

export function Strip({ queue, state, claimId, now }: StripProps) {
  const { t } = useTranslation("review");
  const { items, query } = queue;
  return (
    <nav className="rv-strip" aria-label={t("queue")}>
      <Link className="rv-strip-back" to={withQueue("/review", state)}>
        <Icon name="back" size={15} />
        {t("queue")}
        <span className="ax-quiet ax-small">{t("waiting", { count: items.length })}</span>
      </Link>
      {items.length > 0 ? (
        <ol>
          {items.map((item) => (
            <Entry
              key={item.claimId}
              item={item}
              to={withQueue(`/review/claims/${item.claimId}`, state)}
              isHere={item.claimId === claimId}
              now={now}
            />
          ))}
        </ol>
      ) : query.isPending ? (
        <Loading lines={6} />
      ) : query.error !== null ? (
        <ErrorState problem={query.error} retry={() => void query.refetch()} />
      ) : (
        <Empty icon="check" title={t("queueEmpty")} />
      )}
    </nav>
  );
}
