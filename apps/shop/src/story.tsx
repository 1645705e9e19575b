// Understands a story that is clicked through: one button for each thing that happens, and what Anxin did about it.

import { CHAPTERS, STORY_NAMES, type StoryName, type StoryView } from "@anxin/shop/backend/wire";
import { newKey, useAct, useAnswer } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { Findings } from "@anxin/ui/pieces/findings";
import { Panel, Page as Sheet } from "@anxin/ui/pieces/page";
import { BrokenPage } from "@anxin/ui/pieces/start";
import { Answered, ErrorState, Loading, ProblemNote } from "@anxin/ui/pieces/state";
import { Steps } from "@anxin/ui/pieces/steps";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { beginStory, photoOfStory, playChapter, readStory } from "./api.js";
import { Arrival } from "./arrival.js";
import { GoodsPicture } from "./goods.js";
import { PortalButton } from "./portal-link.js";
import { keepRun, runOf } from "./story-run.js";
import { useChapterWords } from "./story-words.js";
import { useSay } from "./text.js";
import { WaitsForPerson } from "./waits.js";

/** The run of this browser; begun anew where there is none, or where the shop forgot it. */
function useRun(story: StoryName) {
  const [runId, setRunId] = useState(() => runOf(story) ?? newKey());
  const begin = useAct(beginStory);
  const { mutate } = begin;
  useEffect(() => {
    keepRun(story, runId);
    mutate({ body: { story, runId } });
  }, [story, runId, mutate]);
  return { runId, begin, again: () => setRunId(newKey()) };
}

function Photos({ run: { runId, photos } }: { readonly run: StoryView }) {
  const { t } = useTranslation("shop");
  if (photos.length === 0) return null;
  return (
    <ul className="sh-photos">
      {photos.map(({ number }) => (
        <li key={number}>
          <img src={photoOfStory(runId, number)} alt={t(`photo_${number as 0}`)} width={180} height={135} />
        </li>
      ))}
    </ul>
  );
}

/** What has happened, each with what Anxin did; the latest first. */
function Told({ run }: { readonly run: StoryView }) {
  const { t } = useTranslation("shop");
  const words = useChapterWords(run);
  if (run.results.length === 0) return null;
  return (
    <ol className="sh-told" aria-label={t("toldTitle")} reversed>
      {run.results.toReversed().map((result) => {
        const { title, happened, anxin } = words.told(result);
        return (
          <li key={result.chapter}>
            <h3>{title}</h3>
            <p>{happened}</p>
            <p className="sh-anxin">
              <strong>{t("anxinDid")}</strong> {anxin}
            </p>
            {result.chapter === "photos" ? <Photos run={run} /> : null}
          </li>
        );
      })}
    </ol>
  );
}

function Next({ run }: { readonly run: StoryView }) {
  const { t } = useTranslation("shop");
  const words = useChapterWords(run);
  const play = useAct(playChapter, ["/shop/api/stories", "/shop/api/orders"]);
  const { next, runId } = run;
  if (next === null) return null;
  const { ask, button } = words.next(next);
  return (
    <Panel title={t("nextTitle", { done: run.results.length + 1, of: CHAPTERS[run.story].length })}>
      <p>{ask}</p>
      {next === "photos" ? <Photos run={run} /> : null}
      {next === "money" && run.waitsFor !== null ? (
        <>
          <WaitsForPerson {...run.waitsFor} />
          <p>
            <PortalButton orderId={run.orderId} to={`/buyer/claims/${run.waitsFor.claimId}`} icon="arrow" look="quiet">
              {t("claimProgress")}
            </PortalButton>
          </p>
        </>
      ) : null}
      <ProblemNote problem={play.error} />
      <Button
        look="primary"
        icon="play"
        isBusy={play.isPending}
        onClick={() => play.mutate({ path: { runId }, body: { chapter: next } })}
      >
        {button}
      </Button>
    </Panel>
  );
}

/** The end: the money, what the clauses said, and where to look further. */
function End({ run, again }: { readonly run: StoryView; readonly again: () => void }) {
  const { t } = useTranslation("shop");
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const facts = run.results.at(-1)?.facts ?? {};
  const transfer = {
    outBizNo: String(facts["outBizNo"]),
    payee: String(facts["account"]),
    amount: Number(facts["amount"]),
    state: "SUCCESS",
  };
  return (
    <div ref={heading} tabIndex={-1} className="sh-end-sheet">
      <Panel title={t("endTitle")}>
        <Arrival transfer={transfer} />
        <p>{t(`story_${run.story}_end`)}</p>
        <div className="ax-actions">
          <PortalButton orderId={run.orderId} to="/buyer" look="primary">
            {t("seeAsBuyer")}
          </PortalButton>
          <Link to={`/orders/${run.orderId}`}>{t("seeOrder")}</Link>
          <Button icon="refresh" onClick={again}>
            {t("again")}
          </Button>
        </div>
        <p>
          {STORY_NAMES.filter((name) => name !== run.story).map((name) => (
            <Link key={name} to={`/stories/${name}`}>
              {t("otherStory", { story: t(`story_${name}`) })}
            </Link>
          ))}
        </p>
      </Panel>
    </div>
  );
}

function Clauses({ run: { findings } }: { readonly run: StoryView }) {
  const { t } = useTranslation("shop");
  if (findings.length === 0) return null;
  return (
    <details className="sh-clauses ax-panel">
      <summary>{t("clauses", { count: findings.length })}</summary>
      <Findings findings={findings} />
    </details>
  );
}

function Scene({ run, again }: { readonly run: StoryView; readonly again: () => void }) {
  const { t } = useTranslation("shop");
  const say = useSay();
  const words = useChapterWords(run);
  return (
    <>
      <div className="sh-steps">
        <Steps label={t("chapters")} titles={CHAPTERS[run.story].map(words.title)} current={run.results.length} />
      </div>
      <div className="sh-story">
        <div className="sh-column">
          <GoodsPicture sku={run.sku} size={320} />
          <p className="ax-small ax-quiet">{t("storyWho", { buyer: say(run.buyer), account: run.account })}</p>
        </div>
        <div className="sh-column">
          {run.next === null ? <End run={run} again={again} /> : <Next run={run} />}
          <Told run={run} />
          <Clauses run={run} />
        </div>
      </div>
    </>
  );
}

/** While somebody else has to act, in another window perhaps, the story looks whether they did. */
const LOOKS_AGAIN_MS = 4_000;

function Story({ story }: { readonly story: StoryName }) {
  const { t } = useTranslation("shop");
  const { runId, begin, again } = useRun(story);
  const address = { path: { runId } };
  const waitsFor = useAnswer(readStory, address, { enabled: false }).data?.body.waitsFor ?? null;
  const run = useAnswer(readStory, address, {
    enabled: begin.isSuccess,
    ...(waitsFor === null ? {} : { everyMs: LOOKS_AGAIN_MS }),
  });
  let content: ReactNode = (
    <Answered of={run} lines={8}>
      {(body) => <Scene run={body} again={again} />}
    </Answered>
  );
  if (begin.error !== null) content = <ErrorState problem={begin.error} retry={again} />;
  else if (!begin.isSuccess) content = <Loading lines={8} />;
  return (
    <Sheet title={t(`story_${story}`)} lead={t(`story_${story}_lead`)} trail={<Link to="/">{t("navGoods")}</Link>}>
      {content}
      <p className="ax-small ax-quiet">{t("storyTime")}</p>
    </Sheet>
  );
}

export function Page() {
  const { story: asked } = useParams();
  const story = STORY_NAMES.find((each) => each === asked);
  return story === undefined ? <BrokenPage /> : <Story key={story} story={story} />;
}
