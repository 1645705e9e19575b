// Understands what is sold and what is drafted, product by product.

import { listProductDrafts, listProducts, readProductVersion } from "@anxin/client/operations.generated";
import { useAnswer, useList } from "@anxin/ui/api";
import { ButtonLink } from "@anxin/ui/pieces/button";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { Empty, ErrorState } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Badge } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useRole } from "../role.js";
import { type DraftItem, productsOf } from "./overview.js";
import { VersionTests } from "./version-words.js";
import "./actuary.css";

/** What is found in a draft's tariff; asked draft by draft, of which there are few. */
function DraftFindings({ draft: { code, version } }: { readonly draft: DraftItem }) {
  const { t } = useTranslation("actuary");
  const answer = useAnswer(readProductVersion, { path: { code, version: String(version) } });
  const findings = answer.data?.body.draft?.tariffFindings;
  if (findings === undefined) return <span className="ax-quiet">…</span>;
  const errors = findings.filter(({ severity }) => severity === "error").length;
  return errors > 0 ? (
    <Badge tone="bad">{t("errorCount", { count: errors })}</Badge>
  ) : (
    <Badge tone={findings.length > 0 ? "warn" : "good"}>{t("warningCount", { count: findings.length })}</Badge>
  );
}

/** Of a product with many drafts the newest are shown here, and all of them on its own page. */
const DRAFTS_SHOWN = 3;

/** Something of each draft, one below the other. */
const Each = ({
  drafts,
  of,
}: {
  readonly drafts: readonly DraftItem[];
  readonly of: (draft: DraftItem) => React.ReactNode;
}) =>
  drafts.length === 0 ? (
    "—"
  ) : (
    <div className="ac-each">
      {drafts.slice(0, DRAFTS_SHOWN).map((draft) => (
        <div key={draft.version}>{of(draft)}</div>
      ))}
    </div>
  );

export function Page() {
  const { t } = useTranslation("actuary");
  const role = useRole();
  const sold = useList(listProducts, {});
  const drafts = useList(listProductDrafts, { query: { limit: 200 } });
  const rows = productsOf(sold.items, drafts.items);
  return (
    <Layout
      title={t("products")}
      lead={t("productsLead")}
      actions={
        role === "actuary" || role === "admin" ? (
          <ButtonLink look="primary" icon="plus" to="/actuary/new-product">
            {t("newProduct")}
          </ButtonLink>
        ) : undefined
      }
    >
      {drafts.query.error === null ? null : (
        <ErrorState problem={drafts.query.error} retry={() => void drafts.query.refetch()} />
      )}
      <DataTable
        id="actuary-products"
        label={t("products")}
        rows={rows}
        rowKey={(row) => row.code}
        rowHref={(row) => `/actuary/products/${row.code}`}
        query={sold.query}
        exportName="products"
        empty={<Empty icon="shield">{t("noProducts")}</Empty>}
        columns={[
          { id: "name", title: t("colProduct"), cell: (row) => row.name, text: (row) => row.name },
          {
            id: "live",
            title: t("colLive"),
            cell: (row) => (row.live === null ? t("notSold") : t("versionNumber", { n: row.live })),
            text: (row) => row.live ?? "",
          },
          {
            id: "filing",
            title: t("filing"),
            cell: (row) => <span className="ac-filing">{row.filing ?? "—"}</span>,
            text: (row) => row.filing ?? "",
          },
          {
            id: "drafts",
            title: t("colDrafts"),
            cell: (row) => (
              <>
                <Each
                  drafts={row.drafts}
                  of={(draft) => (
                    <Link to={`/actuary/products/${row.code}/versions/${draft.version}`}>
                      {t("draftNumber", { n: draft.version })}
                    </Link>
                  )}
                />
                {row.drafts.length > DRAFTS_SHOWN ? (
                  <span className="ax-quiet">{t("moreDrafts", { n: row.drafts.length - DRAFTS_SHOWN })}</span>
                ) : null}
              </>
            ),
            text: (row) => row.drafts.length,
          },
          {
            id: "findings",
            title: t("findings"),
            cell: (row) => <Each drafts={row.drafts} of={(draft) => <DraftFindings draft={draft} />} />,
          },
          {
            id: "tests",
            title: t("colTests"),
            cell: (row) => <Each drafts={row.drafts} of={(draft) => <VersionTests item={draft} />} />,
          },
        ]}
      />
    </Layout>
  );
}
