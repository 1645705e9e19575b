// Understands the queue: what waits for a person, in views, narrowed and in an order that the address tells; one by one or many at once.

import { takeNextClaim } from "@anxin/client/operations.generated";
import { parseInstant } from "@anxin/core/time";
import { forget, queries, useAct } from "@anxin/ui/api";
import { yuan } from "@anxin/ui/format/money";
import { Button } from "@anxin/ui/pieces/button";
import { Deadline } from "@anxin/ui/pieces/deadline";
import { Icon } from "@anxin/ui/pieces/icon";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { Empty, useProblemText } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { say } from "@anxin/ui/pieces/toast";
import { Badge, ClaimStatus, Money, Time, useProductName } from "@anxin/ui/pieces/words";
import { useNow } from "@anxin/ui/session";
import type { Column } from "@anxin/ui/table/drawn";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { useRole } from "../role.js";
import { Bulk } from "./bulk.js";
import { fetchAhead, type QueueItem, useQueue } from "./case.js";
import { Filters } from "./filters.js";
import { bucketOf, QUEUE_TABLE, questionOf, readQueueState, withQueue, writeQueueState } from "./queue-state.js";
import "./review.css";
import { ShortcutHelp } from "./shortcut-help.js";
import { OUTCOME_TONES } from "./suggestion.js";
import { useKeptShortcuts, useShortcutKeys } from "./use-shortcuts.js";
import { Views } from "./views.js";

function useColumns(now: number): readonly Column<QueueItem>[] {
  const { t } = useTranslation("review");
  const productName = useProductName();
  const bucket = ({ sla }: QueueItem): string =>
    t(`bucket_${bucketOf(sla === null ? null : parseInstant(sla.dueAt), now)}`);
  return [
    { id: "claim", title: t("claim"), cell: ({ claimId }) => claimId, text: ({ claimId }) => claimId },
    { id: "product", title: t("product"), cell: ({ product }) => productName(product), text: ({ product }) => product },
    {
      id: "goods",
      title: t("goods"),
      cell: ({ line }) => <span className="rv-goods">{line?.title || line?.sku}</span>,
      text: ({ line }) => line?.title || (line?.sku ?? ""),
    },
    {
      id: "due",
      title: t("due"),
      sort: { ascending: "due" },
      cell: ({ sla, reportedAt }) =>
        sla === null ? (
          <span className="ax-quiet">{t("noClock")}</span>
        ) : (
          <Deadline isShort label={t("due")} startedAt={reportedAt} endsAt={sla.dueAt} now={now} />
        ),
      text: ({ sla }) => sla?.dueAt ?? "",
    },
    { id: "bucket", title: t("bucket"), cell: bucket, text: bucket },
    {
      id: "suggestion",
      title: t("suggestion"),
      cell: ({ suggestion }) => (
        <>
          <Badge tone={OUTCOME_TONES[suggestion.outcome]}>{t(`outcome_${suggestion.outcome}`)}</Badge>{" "}
          {suggestion.needsSecond ? <Badge tone="warn">{t("second")}</Badge> : null}
        </>
      ),
      text: ({ suggestion }) => suggestion.outcome,
    },
    {
      id: "amount",
      title: t("amount"),
      align: "end",
      cell: ({ suggestion }) => <Money fen={suggestion.amount} />,
      text: ({ suggestion }) => yuan(suggestion.amount),
    },
    {
      id: "reserve",
      title: t("reserve"),
      align: "end",
      sort: "amount",
      isExtra: true,
      cell: ({ reserve }) => <Money fen={reserve} />,
      text: ({ reserve }) => yuan(reserve),
    },
    {
      id: "score",
      title: t("score"),
      align: "end",
      sort: "score",
      cell: ({ score }) => <span title={partsOf(score.parts)}>{score.total}</span>,
      text: ({ score }) => score.total,
    },
    {
      id: "holder",
      title: t("holder"),
      cell: ({ holder }) =>
        holder === null ? (
          <span className="ax-quiet">{t("holderNone")}</span>
        ) : (
          <span className="rv-entry-holder">
            <Icon name="person" size={14} />
            {holder.isMe ? t("holderMe") : holder.name}
          </span>
        ),
      text: ({ holder }) => holder?.name ?? "",
    },
    {
      id: "status",
      title: t("status"),
      cell: ({ status }) => <ClaimStatus status={status} />,
      text: ({ status }) => status,
    },
    {
      id: "reported",
      title: t("reportedAt"),
      sort: { ascending: "oldest" },
      isExtra: true,
      cell: ({ reportedAt }) => <Time at={reportedAt} />,
      text: ({ reportedAt }) => reportedAt,
    },
    {
      id: "merchant",
      title: t("merchant"),
      isExtra: true,
      cell: ({ merchantName, merchantId }) => merchantName ?? merchantId,
      text: ({ merchantName, merchantId }) => merchantName ?? merchantId,
    },
    { id: "order", title: t("orderId"), isExtra: true, cell: ({ orderId }) => orderId, text: ({ orderId }) => orderId },
  ];
}

const partsOf = (parts: QueueItem["score"]["parts"]): string =>
  Object.entries(parts)
    .map(([part, points]) => `${part} ${points}`)
    .join(" + ");

/** Goes from row to row by key: each row's first link is where the focus is. */
function moveFocus(within: HTMLElement | null, step: 1 | -1): void {
  const links = [...(within?.querySelectorAll<HTMLElement>(".ax-table-link") ?? [])];
  const place = links.indexOf(document.activeElement as HTMLElement);
  links[place < 0 ? 0 : Math.min(links.length - 1, Math.max(0, place + step))]?.focus();
}

export function Page() {
  const { t } = useTranslation("review");
  const now = useNow();
  const role = useRole();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const state = readQueueState(search);
  const queue = useQueue(state, now);
  const columns = useColumns(now);
  const [selected, onSelected] = useState<ReadonlySet<string>>(new Set());
  const [isBulk, setBulk] = useState(false);
  const [showsHelp, setShowsHelp] = useState(false);
  const [shortcuts, keepShortcuts] = useKeptShortcuts();
  const table = useRef<HTMLDivElement>(null);
  const take = useAct(takeNextClaim, ["/v1/review"]);
  const textOf = useProblemText();
  const isDecider = role === "adjuster" || role === "supervisor";
  const takeNext = (): void =>
    take.mutate(
      { body: questionOf(state, now) },
      {
        onSuccess: ({ body: { lease } }) =>
          lease === null
            ? say(t("nothingFree"), "info")
            : void navigate(withQueue(`/review/claims/${lease.claimId}`, state)),
        onError: (problem) => say(textOf(problem), "bad"),
      },
    );
  useShortcutKeys(shortcuts, {
    ...(isDecider ? { next: takeNext } : {}),
    down: () => moveFocus(table.current, 1),
    up: () => moveFocus(table.current, -1),
    help: () => setShowsHelp(true),
  });
  const [first] = queue.items;
  // Whoever looks at the queue most likely opens its first claim.
  useEffect(() => {
    if (first !== undefined) void fetchAhead(first);
  }, [first]);
  return (
    <Layout
      title={t("queue")}
      lead={t("queueLead")}
      actions={
        <>
          <Button look="quiet" icon="help" onClick={() => setShowsHelp(true)}>
            {t("shortcuts")}
          </Button>
          {isDecider ? (
            <Button look="primary" icon="arrow" isBusy={take.isPending} onClick={takeNext}>
              {t("takeNext")}
            </Button>
          ) : null}
        </>
      }
    >
      <Views
        state={state}
        isSupervisor={role === "supervisor"}
        onView={(view) => void navigate(withQueue("/review", { view }))}
      />
      {selected.size === 0 ? null : (
        <div className="rv-selected" role="status">
          {t("selected", { count: selected.size })}
          <Button look="primary" onClick={() => setBulk(true)}>
            {t("bulk")}
          </Button>
          <Button look="quiet" onClick={() => onSelected(new Set())}>
            {t("selectNone")}
          </Button>
        </div>
      )}
      <div ref={table}>
        <DataTable
          id={QUEUE_TABLE}
          label={t("queue")}
          columns={columns}
          rows={queue.items}
          rowKey={(row) => row.claimId}
          rowHref={(row) => withQueue(`/review/claims/${row.claimId}`, state)}
          query={queue.query}
          hasMore={queue.hasMore}
          more={queue.more}
          sort={state.sort}
          {...(isDecider ? { selection: { selected, onSelected } } : {})}
          filters={<Filters state={state} onState={(next) => setSearch(writeQueueState(next), { replace: true })} />}
          exportName="review-queue"
          empty={
            <Empty icon="check" title={t("queueEmpty")}>
              {t("queueEmptyText")}
            </Empty>
          }
        />
      </div>
      {isBulk ? (
        <Bulk
          claimIds={[...selected]}
          onClose={() => setBulk(false)}
          onDone={() => {
            onSelected(new Set());
            void forget(queries, ["/v1/review", "/v1/claims"]);
          }}
        />
      ) : null}
      <ShortcutHelp
        isOpen={showsHelp}
        shortcuts={shortcuts}
        onShortcuts={keepShortcuts}
        onClose={() => setShowsHelp(false)}
      />
    </Layout>
  );
}
