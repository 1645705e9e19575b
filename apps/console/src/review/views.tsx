// Understands views of the queue as tabs: those of the house, one's own, and those that are shared with all.

import { dropReviewView, keepReviewView, listReviewViews } from "@anxin/client/operations.generated";
import { BUILT_IN_VIEWS } from "@anxin/core/review/view";
import { useAct, useAnswer } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { Confirm, Dialog } from "@anxin/ui/pieces/dialog";
import { Checkbox, TextField } from "@anxin/ui/pieces/field";
import { Icon } from "@anxin/ui/pieces/icon";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { say } from "@anxin/ui/pieces/toast";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type QueueState, withQueue } from "./queue-state.js";

const FIRST = "open";
const isBuiltIn = (view: string): view is (typeof BUILT_IN_VIEWS)[number] =>
  BUILT_IN_VIEWS.some((each) => each === view);

interface ViewsProps {
  readonly state: QueueState;
  readonly isSupervisor: boolean;
  readonly onView: (view: string) => void;
}

export function Views({ state, isSupervisor, onView }: ViewsProps) {
  const { t } = useTranslation("review");
  const found = useAnswer(listReviewViews, {});
  const views = found.data?.body.data ?? [];
  const present = state.view ?? FIRST;
  const kept = views.find(({ view, isBuiltIn: isOurs }) => view === present && !isOurs);
  return (
    <div className="rv-views">
      <nav aria-label={t("views")} className="ax-tab-list">
        {views.map(({ view, name, isBuiltIn: isOurs, shared }) => (
          <Link
            key={view}
            className="ax-tab"
            to={withQueue("/review", view === FIRST ? {} : { view })}
            aria-current={view === present ? "page" : undefined}
            {...(view === present ? { "data-selected": true } : {})}
          >
            {isBuiltIn(name) && isOurs ? t(`view_${name}`) : name}
            {shared && !isOurs ? (
              <span className="rv-shared">
                <Icon name="people" size={14} />
                <span className="ax-unseen">{t("viewShared")}</span>
              </span>
            ) : null}
          </Link>
        ))}
      </nav>
      <ProblemNote problem={found.error} />
      <div className="ax-actions">
        <KeepView state={state} filter={kept?.filter ?? {}} isSupervisor={isSupervisor} onKept={onView} />
        {kept === undefined ? null : <DropView view={kept.view} name={kept.name} onDropped={() => onView(FIRST)} />}
      </div>
    </div>
  );
}

interface KeepViewProps {
  readonly state: QueueState;
  /** What the present view says already, where somebody kept it. */
  readonly filter: object;
  readonly isSupervisor: boolean;
  readonly onKept: (view: string) => void;
}

function KeepView({ state, filter, isSupervisor, onKept }: KeepViewProps) {
  const { t } = useTranslation(["review", "house"]);
  const form = useId();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const keep = useAct(keepReviewView, ["/v1/review/views"]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // "Within a day" is a question of today; what is kept asks it no more.
    const { due: _due, view, ...narrowed } = state;
    const house = view !== undefined && isBuiltIn(view) ? { view } : {};
    keep.mutate(
      { body: { name, shared: isShared, filter: { ...filter, ...house, ...narrowed } } },
      {
        onSuccess: ({ body }) => {
          setOpen(false);
          setName("");
          say(t("viewKept", { name: body.name }));
          onKept(body.view);
        },
      },
    );
  };
  return (
    <>
      <Button look="quiet" icon="star" onClick={() => setOpen(true)}>
        {t("keepView")}
      </Button>
      <Dialog
        title={t("keepView")}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t("house:cancel")}</Button>
            <Button look="primary" type="submit" form={form} isBusy={keep.isPending} disabled={name.trim() === ""}>
              {t("house:save")}
            </Button>
          </>
        }
      >
        <form id={form} onSubmit={submit}>
          <TextField
            label={t("viewName")}
            hint={t("viewNameHint")}
            value={name}
            maxLength={60}
            onChange={({ target }) => setName(target.value)}
          />
          {isSupervisor ? (
            <Checkbox label={t("shareView")} checked={isShared} onChange={({ target }) => setShared(target.checked)} />
          ) : null}
          <ProblemNote problem={keep.error} />
        </form>
      </Dialog>
    </>
  );
}

function DropView({
  view,
  name,
  onDropped,
}: {
  readonly view: string;
  readonly name: string;
  readonly onDropped: () => void;
}) {
  const { t } = useTranslation("review");
  const [isAsking, setAsking] = useState(false);
  const drop = useAct(dropReviewView, ["/v1/review/views"]);
  return (
    <>
      <Button look="quiet" icon="cross" onClick={() => setAsking(true)}>
        {t("dropView")}
      </Button>
      <Confirm
        title={t("dropView")}
        isOpen={isAsking}
        isBusy={drop.isPending}
        confirm={t("dropView")}
        isDangerous
        onClose={() => setAsking(false)}
        onConfirm={() =>
          drop.mutate(
            { path: { viewId: view } },
            {
              onSuccess: () => {
                setAsking(false);
                onDropped();
              },
            },
          )
        }
      >
        <p>{t("dropViewText", { name })}</p>
        <ProblemNote problem={drop.error} />
      </Confirm>
    </>
  );
}
