// Understands the queue beside a case: what comes next, until when, and in whose hands.

import { parseInstant } from "@anxin/core/time";
import { Deadline } from "@anxin/ui/pieces/deadline";
import { Icon } from "@anxin/ui/pieces/icon";
import { Empty, ErrorState, Loading } from "@anxin/ui/pieces/state";
import { Money, useProductName } from "@anxin/ui/pieces/words";
import { useEffect, useRef } from "react";
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

function Entry({
  item,
  state,
  isHere,
  now,
}: Omit<StripProps, "queue" | "claimId"> & { readonly item: QueueItem; readonly isHere: boolean }) {
  const { t } = useTranslation("review");
  const productName = useProductName();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isHere) link.current?.scrollIntoView({ block: "nearest" });
  }, [isHere]);
  const { claimId, product, suggestion, sla, reportedAt, holder } = item;
  return (
    <li>
      <Link
        ref={link}
        className="rv-entry"
        to={withQueue(`/review/claims/${claimId}`, state)}
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
}

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
            <Entry key={item.claimId} item={item} state={state} isHere={item.claimId === claimId} now={now} />
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
