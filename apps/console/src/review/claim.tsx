// Understands the workbench of one case: the queue, all that decides, and the evidence beside the terms that were sold.

import { takeNextClaim } from "@anxin/client/operations.generated";
import { useAct } from "@anxin/ui/api";
import { type EvidenceCommands, EvidenceViewer } from "@anxin/ui/pieces/evidence";
import { Findings } from "@anxin/ui/pieces/findings";
import { Panel } from "@anxin/ui/pieces/page";
import { Answered, ErrorState, Loading, useProblemText } from "@anxin/ui/pieces/state";
import { Timeline } from "@anxin/ui/pieces/timeline";
import { say } from "@anxin/ui/pieces/toast";
import { ClaimStatus, useProductName } from "@anxin/ui/pieces/words";
import { useNow } from "@anxin/ui/session";
import { memo, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useRole } from "../role.js";
import { ActsBar } from "./acts-bar.js";
import { AskMore } from "./ask-more.js";
import { authorityOf } from "./authority.js";
import { type Claim, fetchAhead, useCase, useQueue } from "./case.js";
import { ClockDeadline, Clocks, runningClocks } from "./clocks.js";
import { Conflict } from "./conflict.js";
import { Decide } from "./decide.js";
import { Happened, Parcels } from "./happened.js";
import { DecisionSoFar, MerchantSide } from "./heard.js";
import { History } from "./history.js";
import { Holder } from "./holder.js";
import { MoneyActs } from "./money-acts.js";
import { neighbour, questionOf, readQueueState, withQueue } from "./queue-state.js";
import "./review.css";
import { isProposed, Second } from "./second.js";
import { ShortcutHelp } from "./shortcut-help.js";
import { isSignal, Signals } from "./signals.js";
import { Strip } from "./strip.js";
import { appliedClauses, Suggestion } from "./suggestion.js";
import { TermsPane } from "./terms-pane.js";
import { useDeciding } from "./use-deciding.js";
import { useFiles } from "./use-files.js";
import { useLease } from "./use-lease.js";
import { useKeptShortcuts, useShortcutKeys } from "./use-shortcuts.js";

const WORKABLE: readonly Claim["status"][] = ["filed", "evidence_requested", "in_review", "awaiting_second"];

const isWorkable = ({ status, appeals }: Claim): boolean =>
  WORKABLE.includes(status) || appeals.some(({ state }) => state === "open");

/** Where one goes from a case: along the queue, or to whatever nobody has in hand. */
function useWays(claimId: string, now: number) {
  const { t } = useTranslation("review");
  const [search] = useSearchParams();
  const state = readQueueState(search);
  const queue = useQueue(state, now);
  const navigate = useNavigate();
  const take = useAct(takeNextClaim);
  const textOf = useProblemText();
  const free = queue.items.filter((item) => item.holder === null || item.holder.isMe || item.claimId === claimId);
  // At once and in one go: whoever decided sees the next case in the first picture after the answer.
  const go = (id: string): void => void navigate(withQueue(`/review/claims/${id}`, state), { flushSync: true });
  const nextId = neighbour(
    free.map((item) => item.claimId),
    claimId,
    1,
  );
  const next = (): void => {
    if (nextId !== null) {
      go(nextId);
      return;
    }
    take.mutate(
      { body: questionOf(state, now) },
      {
        onSuccess: ({ body: { lease } }) => {
          if (lease !== null && lease.claimId !== claimId) {
            go(lease.claimId);
            return;
          }
          say(t("queueDone"));
          void navigate(withQueue("/review", state));
        },
        onError: (problem) => say(textOf(problem), "bad"),
      },
    );
  };
  const step = (by: 1 | -1): void => {
    const id = neighbour(
      queue.items.map((item) => item.claimId),
      claimId,
      by,
    );
    if (id !== null && id !== claimId) go(id);
  };
  const ahead = queue.items.find((item) => item.claimId === nextId);
  // The next case is fetched while this one is looked at.
  useEffect(() => {
    if (ahead !== undefined) void fetchAhead(ahead);
  }, [ahead]);
  return { state, queue, next, step, item: queue.items.find((item) => item.claimId === claimId) };
}

/** Deadlines are told to the minute: what a second changes is not drawn again. */
const TICK_MS = 10_000;

export function Page() {
  const { claimId = "" } = useParams();
  return <Bench claimId={claimId} now={Math.floor(useNow() / TICK_MS) * TICK_MS} />;
}

interface BenchProps {
  readonly claimId: string;
  readonly now: number;
}

const Bench = memo(function Bench({ claimId, now }: BenchProps) {
  const ways = useWays(claimId, now);
  return (
    <div className="rv-bench">
      <Strip queue={ways.queue} state={ways.state} claimId={claimId} now={now} />
      {/* Another case is another page: nothing of the one before may linger but what was typed about it. */}
      <Case key={claimId} claimId={claimId} ways={ways} now={now} />
    </div>
  );
});

function Case({ claimId, ways, now }: BenchProps & { readonly ways: ReturnType<typeof useWays> }) {
  const asked = useCase(claimId);
  const claim = asked.claim.data?.body;
  return (
    <>
      {claim === undefined ? (
        <div className="rv-case">
          {asked.claim.error === null ? (
            <Loading lines={10} />
          ) : (
            <ErrorState problem={asked.claim.error} retry={() => void asked.claim.refetch()} />
          )}
        </div>
      ) : (
        <Opened claim={claim} etag={asked.claim.data?.etag ?? ""} asked={asked} ways={ways} now={now} />
      )}
    </>
  );
}

interface OpenedProps {
  readonly claim: Claim;
  readonly etag: string;
  readonly asked: ReturnType<typeof useCase>;
  readonly ways: ReturnType<typeof useWays>;
  readonly now: number;
}

/** What is open on top of the case. */
type Over = "ask" | "help" | "second" | "send_back" | null;

function useBench({ claim, etag, asked, ways }: OpenedProps) {
  const { t } = useTranslation("review");
  const role = useRole();
  const isDecider = role === "adjuster" || role === "supervisor";
  const [over, setOver] = useState<Over>(null);
  const viewer = useRef<EvidenceCommands>(null);
  const lease = useLease(claim.claimId, isDecider && isWorkable(claim));
  const findings = asked.findings.data?.body;
  const deciding = useDeciding(claim.claimId, { claim, etag, findings, onNext: ways.next });
  const proposed = isProposed(claim);
  const mayDecide = isDecider && claim.status === "in_review" && findings !== undefined;
  const acts = {
    approve: mayDecide
      ? { title: t("outcome_approve"), act: () => deciding.begin("approve") }
      : isDecider && proposed
        ? { title: t("secondApprove"), act: () => setOver("second") }
        : null,
    refuse: mayDecide
      ? { title: t("outcome_reject"), act: () => deciding.begin("reject") }
      : isDecider && proposed
        ? { title: t("sendBack"), act: () => setOver("send_back") }
        : null,
    partly: mayDecide ? () => deciding.begin("partly_approve") : null,
    ask: isDecider && (claim.status === "in_review" || claim.status === "filed") ? () => setOver("ask") : null,
    next: ways.next,
    help: () => setOver("help"),
  };
  const [shortcuts, keepShortcuts] = useKeptShortcuts();
  useShortcutKeys(shortcuts, {
    ...(acts.approve === null ? {} : { approve: acts.approve.act }),
    ...(acts.refuse === null ? {} : { refuse: acts.refuse.act }),
    ...(acts.ask === null ? {} : { ask: acts.ask }),
    next: acts.next,
    help: acts.help,
    down: () => ways.step(1),
    up: () => ways.step(-1),
    previousFile: () => viewer.current?.previous(),
    nextFile: () => viewer.current?.next(),
    zoom: () => viewer.current?.zoom(),
    turn: () => viewer.current?.turn(),
  });
  return { role, isDecider, over, setOver, viewer, lease, findings, deciding, acts, shortcuts, keepShortcuts };
}

function Opened(props: OpenedProps) {
  const { claim, etag, asked, ways, now } = props;
  const { t } = useTranslation("review");
  const bench = useBench(props);
  const { findings, viewer, lease, isDecider } = bench;
  const product = asked.product.data?.body;
  const files = useFiles(claim, findings);
  const [clause, setClause] = useState<{ readonly id: string; readonly times: number } | null>(null);
  const showClause = (id: string): void => setClause((before) => ({ id, times: (before?.times ?? 0) + 1 }));
  const applied = findings === undefined ? [] : appliedClauses(findings);
  const authority = authorityOf(asked.limits.data?.body, bench.role, claim.product);
  return (
    <>
      <div className="rv-case">
        <Head claim={claim} now={now} />
        <Holder
          hold={lease.hold}
          listed={ways.item?.holder}
          mayTakeOver={bench.role === "supervisor"}
          onTakeOver={lease.takeOver}
        />
        <DecisionSoFar claim={claim} />
        <Answered of={asked.findings} lines={6}>
          {(body) => (
            <Suggestion
              claim={claim}
              findings={body}
              words={product}
              item={ways.item}
              authority={authority}
              onClause={showClause}
              actions={
                isDecider ? <MoneyActs claim={claim} etag={etag} onConflict={bench.deciding.meetConflict} /> : null
              }
            />
          )}
        </Answered>
        <Happened claim={claim} order={asked.order.data?.body} product={product} />
        <MerchantSide claim={claim} />
        {findings === undefined ? null : (
          <>
            <Panel title={t("findings")}>
              <Findings
                findings={findings.data.filter((finding) => !isSignal(finding))}
                isDetailed
                onClause={showClause}
                words={product}
              />
            </Panel>
            <Signals findings={findings} onClause={showClause} />
          </>
        )}
        <Answered of={asked.order}>{(order) => <Parcels order={order} lineId={claim.lineId} />}</Answered>
        <History claim={claim} findings={findings} state={ways.state} />
        <Clocks claim={claim} now={now} />
        <Panel title={t("timeline")}>
          <Timeline
            items={claim.timeline.map(({ at, text }, place) => ({
              at,
              title: text,
              state: place === claim.timeline.length - 1 ? "current" : "done",
            }))}
          />
        </Panel>
        <ActsBar acts={bench.acts} shortcuts={bench.shortcuts} />
      </div>
      <div className="rv-beside">
        <section className="rv-evidence" aria-label={t("evidence")}>
          <EvidenceViewer ref={viewer} files={files} />
        </section>
        <TermsPane
          product={claim.product}
          version={claim.productVersion}
          applied={applied}
          shown={clause?.id ?? applied[0] ?? null}
          asked={clause?.times ?? 0}
        />
      </div>
      <Over {...props} bench={bench} authority={authority} />
    </>
  );
}

/** Dialogs over a case. */
function Over({
  claim,
  etag,
  asked,
  ways,
  bench,
  authority,
}: OpenedProps & { readonly bench: ReturnType<typeof useBench>; readonly authority: number }) {
  const { deciding, findings, over, setOver } = bench;
  const close = (): void => setOver(null);
  const goOn = (): void => {
    close();
    ways.next();
  };
  return (
    <>
      {findings === undefined || deciding.draft === null ? null : (
        <Decide
          isOpen={deciding.isOpen}
          draft={deciding.draft}
          findings={findings}
          product={asked.product.data?.body}
          suggestion={ways.item?.suggestion}
          authority={authority}
          problem={deciding.problem}
          isBusy={deciding.isBusy}
          onDraft={deciding.keepDraft}
          onDecide={deciding.send}
          onClose={deciding.close}
        />
      )}
      <Conflict
        problem={deciding.conflict?.problem ?? null}
        claim={claim}
        note={deciding.conflict?.note ?? ""}
        onStay={deciding.clearConflict}
        onNext={() => {
          deciding.clearConflict();
          ways.next();
        }}
      />
      <AskMore
        isOpen={over === "ask"}
        claim={claim}
        etag={etag}
        product={asked.product.data?.body}
        isSupervisor={bench.role === "supervisor"}
        onConflict={deciding.meetConflict}
        onClose={close}
        onDone={goOn}
      />
      <Second
        claim={claim}
        etag={etag}
        answer={over === "second" ? "approve" : over === "send_back" ? "send_back" : null}
        onConflict={deciding.meetConflict}
        onClose={close}
        onDone={goOn}
      />
      <ShortcutHelp
        isOpen={over === "help"}
        shortcuts={bench.shortcuts}
        onShortcuts={bench.keepShortcuts}
        onClose={close}
      />
    </>
  );
}

function Head({ claim, now }: { readonly claim: Claim; readonly now: number }) {
  const { t } = useTranslation(["review", "house"]);
  const productName = useProductName();
  const title = `${productName(claim.product)} · ${claim.claimId}`;
  const heading = useRef<HTMLHeadingElement>(null);
  const [first] = runningClocks(claim);
  useEffect(() => {
    document.title = `${title} · ${t("house:brandLong")}`;
  }, [title, t]);
  // Whoever goes on by keyboard begins at the top of the next case.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <header className="rv-head">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <ClaimStatus status={claim.status} />
      {first === undefined ? null : <ClockDeadline isShort clock={first} now={now} />}
    </header>
  );
}
