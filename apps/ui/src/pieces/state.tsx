// Understands what a page shows before, without and instead of its content: loading, empty and error.

import type { Exchange } from "@anxin/client/client";
import type { Problem } from "@anxin/client/problem";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { apiLanguage } from "../language.js";
import { Button } from "./button.js";
import { Icon, type IconName } from "./icon.js";

/** Grey shapes where lines will be, so that nothing jumps when they come. */
export function Loading({ lines = 3 }: { readonly lines?: number }) {
  const { t } = useTranslation();
  return (
    <div className="ax-loading" role="status">
      <span className="ax-unseen">{t("loading")}</span>
      {Array.from({ length: lines }, (_, line) => `line ${line}`).map((line) => (
        <span key={line} className="ax-loading-line" aria-hidden="true" />
      ))}
    </div>
  );
}

interface EmptyProps {
  readonly icon?: IconName;
  readonly title?: string;
  /** Stands for the whole page, which has no other heading then. */
  readonly isPage?: boolean;
  /** What would be here, and how it comes here. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

export function Empty({ icon = "box", title, isPage = false, children, action }: EmptyProps) {
  const { t } = useTranslation();
  const Title = isPage ? "h1" : "p";
  return (
    <div className="ax-empty">
      <Icon name={icon} size={36} />
      <Title className="ax-empty-title">{title ?? t("emptyTitle")}</Title>
      {children === undefined ? null : <div className="ax-quiet">{children}</div>}
      {action}
    </div>
  );
}

/** Titles are in the page's language; of details some are for programmers, and in English whatever was asked for. */
const isInPageLanguage = (text: string): boolean => apiLanguage() !== "zh-CN" || /\p{Script=Han}/u.test(text);

/** What a person can make of a problem: the server's own words, or that it was not heard. */
export function useProblemText(): (problem: Problem) => string {
  const { t } = useTranslation();
  return ({ code, message, body, errors: [first] }) => {
    if (code === "offline") return t("errorOffline");
    if (code === "unreadable") return t("errorUnreadable");
    const words = isInPageLanguage(message) ? message : (body?.title ?? message);
    return first === undefined || words.includes(first.detail) || !isInPageLanguage(first.detail)
      ? words
      : `${words} ${first.pointer}: ${first.detail}`;
  };
}

/** A problem beside what caused it. */
export function ProblemNote({ problem }: { readonly problem: Problem | null }) {
  const { t } = useTranslation();
  const text = useProblemText();
  if (problem === null) return null;
  return (
    <div className="ax-note ax-note-bad" role="alert">
      <Icon name="warning" />
      <div>
        <p>{text(problem)}</p>
        {problem.requestId === null ? null : (
          <p className="ax-quiet ax-small">{t("requestId", { id: problem.requestId })}</p>
        )}
      </div>
    </div>
  );
}

export function ErrorState({ problem, retry }: { readonly problem: Problem; readonly retry?: () => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const isForbidden = problem.status === 403;
  return (
    <div className="ax-empty ax-error" role="alert">
      <Icon name={isForbidden ? "lock" : "warning"} size={36} />
      <p className="ax-empty-title">
        {problem.status === 404 ? t("notFoundTitle") : isForbidden ? t("forbiddenTitle") : t("errorTitle")}
      </p>
      <p className="ax-quiet">{text(problem)}</p>
      {problem.requestId === null ? null : (
        <p className="ax-quiet ax-small">{t("requestId", { id: problem.requestId })}</p>
      )}
      {retry === undefined ? null : (
        <Button icon="refresh" onClick={retry}>
          {t("retry")}
        </Button>
      )}
    </div>
  );
}

interface AnsweredProps<T> {
  readonly of: UseQueryResult<Exchange<T>, Problem>;
  readonly lines?: number;
  readonly children: (body: T, etag: string | null) => ReactNode;
}

/** Shows an answer once it is there, and until then that it is coming; or why it does not come, with another try. */
export function Answered<T>({ of, lines, children }: AnsweredProps<T>) {
  if (of.data !== undefined) return <>{children(of.data.body, of.data.etag)}</>;
  if (of.error !== null) return <ErrorState problem={of.error} retry={() => void of.refetch()} />;
  return <Loading {...(lines === undefined ? {} : { lines })} />;
}
