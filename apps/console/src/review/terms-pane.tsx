// Understands the terms at the version that was sold, beside the case: the clauses that were applied stand out, and the one that
// is looked at is in view.

import { Problem } from "@anxin/client/problem";
import { type Run, type TermsPiece, termsUrl, useTerms } from "@anxin/ui/case/terms";
import { Banner } from "@anxin/ui/pieces/banner";
import { Icon } from "@anxin/ui/pieces/icon";
import { ErrorState, Loading } from "@anxin/ui/pieces/state";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

interface TermsPaneProps {
  readonly product: string;
  readonly version: number;
  /** Clauses that the suggestion rests on. */
  readonly applied: readonly string[];
  /** The one to have in view. */
  readonly shown: string | null;
  /** Counts the requests to show it, so that asking for the same one again brings it back. */
  readonly asked: number;
}

const Words = ({ runs }: { readonly runs: readonly Run[] }) => (
  <>
    {runs.map(({ text, isStrong }, place) =>
      // biome-ignore lint/suspicious/noArrayIndexKey: the words of what was sold never change their places
      isStrong ? <strong key={place}>{text}</strong> : <span key={place}>{text}</span>,
    )}
  </>
);

interface PieceProps {
  readonly piece: TermsPiece;
  readonly isApplied: boolean;
  readonly isShown: boolean;
}

function Piece({ piece, isApplied, isShown }: PieceProps) {
  const { t } = useTranslation("review");
  switch (piece.kind) {
    case "title":
      return (
        <h3 className="rv-terms-title">
          <Words runs={piece.runs} />
        </h3>
      );
    case "heading":
      return (
        <h4>
          <Words runs={piece.runs} />
        </h4>
      );
    case "paragraph":
      return (
        <p>
          <Words runs={piece.runs} />
        </p>
      );
    case "table":
      return (
        <table>
          <tbody>
            {piece.rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of what was sold never change their places
              <tr key={at}>
                {row.map((cell, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: nor do its cells
                  <td key={place}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case "clause": {
      const words = piece.exempts ? (
        <strong>
          <Words runs={piece.runs} />
        </strong>
      ) : (
        <Words runs={piece.runs} />
      );
      const state = isShown ? "shown" : isApplied ? "applied" : undefined;
      return (
        <div className="rv-clause" data-clause={piece.id} data-state={state}>
          <span className="rv-clause-number">{piece.id}</span>
          <p>
            {state === undefined ? null : <span className="ax-unseen">{t("termsApplied")} </span>}
            {state === undefined ? words : <mark>{words}</mark>}
          </p>
        </div>
      );
    }
  }
}

/** Scrolls the box alone: the page stays where it is. */
function useInView(shown: string | null, asked: number, isThere: boolean) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asking again for the same clause brings it back into view
  useEffect(() => {
    const element = box.current;
    if (element === null || shown === null || !isThere) return;
    const clause = element.querySelector<HTMLElement>(`[data-clause="${CSS.escape(shown)}"]`);
    if (clause === null) return;
    const away = clause.getBoundingClientRect().top - element.getBoundingClientRect().top;
    element.scrollTop += away - Math.max(0, (element.clientHeight - clause.offsetHeight) / 3);
  }, [shown, asked, isThere]);
  return box;
}

export function TermsPane({ product, version, applied, shown, asked }: TermsPaneProps) {
  const { t } = useTranslation("review");
  const terms = useTerms(product, version);
  const box = useInView(shown, asked, terms.data !== undefined);
  return (
    <section className="rv-terms" aria-labelledby="rv-terms-title">
      <header>
        <h2 id="rv-terms-title" className="rv-terms-heading">
          {t("terms")}
        </h2>
        <span className="ax-quiet ax-small">{t("termsVersion", { version })}</span>
        <a href={termsUrl(product, version, shown ?? undefined)} target="_blank" rel="noopener noreferrer">
          {t("termsOpen")}
          <Icon name="link" size={14} />
        </a>
      </header>
      {terms.data === undefined ? (
        terms.error === null ? (
          <Loading lines={5} />
        ) : (
          <ErrorState problem={new Problem(0, "offline", terms.error.message)} retry={() => void terms.refetch()} />
        )
      ) : terms.data.length === 0 ? (
        <Banner tone="warn">{t("termsNone")}</Banner>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard
        <section className="rv-terms-box" ref={box} tabIndex={0} aria-label={t("termsText")}>
          {terms.data.map((piece, place) => (
            <Piece
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of what was sold never change their places
              key={place}
              piece={piece}
              isApplied={piece.kind === "clause" && applied.includes(piece.id)}
              isShown={piece.kind === "clause" && piece.id === shown}
            />
          ))}
        </section>
      )}
    </section>
  );
}
