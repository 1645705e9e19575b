// Understands how a page is laid out: its title, what can be done, and sheets of content.

import { type ReactNode, useEffect, useId } from "react";
import { useTranslation } from "react-i18next";

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** Where this page lies: links, the nearest last. */
  readonly trail?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, lead, actions, trail, children }: PageProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t("brandLong")}`;
  }, [title, t]);
  return (
    <div className="ax-page">
      {trail === undefined ? null : <nav className="ax-trail">{trail}</nav>}
      <header className="ax-page-head">
        <div>
          <h1>{title}</h1>
          {lead === undefined ? null : <p className="ax-quiet">{lead}</p>}
        </div>
        {actions === undefined ? null : <div className="ax-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

interface PanelProps {
  readonly title?: ReactNode;
  readonly help?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A sheet with a title; `help` stands beside the thing that it is about. */
export function Panel({ title, help, actions, children }: PanelProps) {
  const id = useId();
  return (
    <section className="ax-panel" aria-labelledby={title === undefined ? undefined : id}>
      {title === undefined && actions === undefined ? null : (
        <header>
          {title === undefined ? null : <h2 id={id}>{title}</h2>}
          {help === undefined ? null : <Help>{help}</Help>}
          {actions === undefined ? null : <div className="ax-actions">{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}

/** A word of explanation that opens where the question arises. */
function Help({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <details className="ax-help">
      <summary aria-label={t("help")}>?</summary>
      <div>{children}</div>
    </details>
  );
}

export interface Fact {
  readonly label: ReactNode;
  readonly value: ReactNode;
}

/** Names and values, side by side where there is room. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="ax-facts">
      {facts.map(({ label, value }, place) => (
        <div key={typeof label === "string" ? label : `fact ${place}`}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One figure that is looked at first. */
export function Stat({
  label,
  value,
  note,
}: {
  readonly label: ReactNode;
  readonly value: ReactNode;
  readonly note?: ReactNode;
}) {
  return (
    <div className="ax-stat">
      <dt>{label}</dt>
      <dd>
        {value}
        {note === undefined ? null : <span className="ax-quiet ax-small ax-block">{note}</span>}
      </dd>
    </div>
  );
}

export const Stats = ({ children }: { readonly children: ReactNode }) => <dl className="ax-stats">{children}</dl>;
