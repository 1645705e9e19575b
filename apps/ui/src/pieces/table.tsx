// Understands a list as a table: columns of one's choice, sorted by the server, only as many rows drawn as are in view; on a phone
// each row is a card.

import { useTranslation } from "react-i18next";
import type { Drawn, TableProps } from "../table/drawn.js";
import { isShown, useKept } from "../table/kept.js";
import { keptDensity } from "../theme.js";
import { Button } from "./button.js";
import { Empty, ErrorState, Loading, ProblemNote } from "./state.js";
import { TableBar } from "./table-bar.js";
import { TableCards } from "./table-cards.js";
import { TableRows } from "./table-rows.js";
import { useNarrow } from "./table-view.js";

function Content<Row>(drawn: Drawn<Row>) {
  const { rows, query, empty } = drawn;
  const isNarrow = useNarrow();
  if (rows.length === 0) {
    if (query?.isPending === true) return <Loading lines={6} />;
    if (query !== undefined && query.error !== null) {
      return <ErrorState problem={query.error} retry={() => void query.refetch()} />;
    }
    return <>{empty ?? <Empty />}</>;
  }
  return isNarrow ? <TableCards {...drawn} /> : <TableRows {...drawn} />;
}

/** The rest of the list, and why it does not come. */
function More<Row>({ rows, query, hasMore = false, more }: TableProps<Row>) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <>
      <ProblemNote problem={query?.error ?? null} />
      {hasMore && more !== undefined ? (
        <Button wide isBusy={query?.isFetchingNextPage ?? false} onClick={more}>
          {t("showMore")}
        </Button>
      ) : null}
    </>
  );
}

export function DataTable<Row>(props: TableProps<Row>) {
  const { t } = useTranslation("pieces");
  const choice = useKept(props.id);
  const shown = props.columns.filter((column) => isShown(choice.kept, column));
  const drawn = {
    ...{ ...props, shown, label: props.label ?? t("tableLabel") },
    density: choice.kept.density ?? keptDensity(),
  };
  return (
    <div
      className="ax-table-block"
      aria-busy={props.query?.isFetching ?? false}
      {...(choice.kept.density === null ? {} : { "data-density": choice.kept.density })}
    >
      {props.isPlain === true ? null : <TableBar {...drawn} choice={choice} />}
      <Content {...drawn} />
      <More {...props} />
    </div>
  );
}
