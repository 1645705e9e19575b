// Understands the queue of appeals.

import { listAppeals } from "@anxin/client/operations.generated";
import { useList } from "@anxin/ui/api";
import { Checkbox, SelectField } from "@anxin/ui/pieces/field";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Id, Time, useProductName } from "@anxin/ui/pieces/words";
import { useAddress } from "@anxin/ui/table/address";
import { useTranslation } from "react-i18next";
import { APPEAL_STATES, AppealState } from "./appeal-state.js";

export function Page() {
  const { t } = useTranslation(["desk", "house"]);
  const productName = useProductName();
  const [search, set] = useAddress();
  const state = APPEAL_STATES.find((each) => each === search.get("state"));
  const overdue = search.get("overdue") === "1";
  const list = useList(
    listAppeals,
    { query: { limit: 50, ...(state === undefined ? {} : { state }), ...(overdue ? { overdue: true } : {}) } },
    { keepsLast: true },
  );
  return (
    <Layout title={t("appeals")} lead={t("appealsLead")}>
      <DataTable
        id="appeals"
        label={t("appeals")}
        rows={list.items}
        rowKey={(row) => row.appealId}
        rowHref={(row) => `/desk/appeals/${row.appealId}`}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        exportName="appeals"
        empty={<Empty icon="flag">{t("noAppeals")}</Empty>}
        filters={
          <>
            <SelectField
              label={t("filterState")}
              value={state ?? ""}
              onChange={({ target }) => set("state", target.value)}
              choices={[
                { value: "", label: t("house:all") },
                ...APPEAL_STATES.map((value) => ({ value, label: t(`appealState_${value}`) })),
              ]}
            />
            <Checkbox
              label={t("filterOverdue")}
              checked={overdue}
              onChange={({ target }) => set("overdue", target.checked ? "1" : "")}
            />
          </>
        }
        columns={[
          { id: "appeal", title: t("appeal"), cell: (row) => <Id>{row.appealId}</Id>, text: (row) => row.appealId },
          {
            id: "state",
            title: t("colState"),
            cell: (row) => <AppealState state={row.state} />,
            text: (row) => row.state,
          },
          { id: "claim", title: t("colClaim"), cell: (row) => <Id>{row.claimId}</Id>, text: (row) => row.claimId },
          {
            id: "product",
            title: t("colProduct"),
            cell: (row) => productName(row.product),
            text: (row) => row.product,
          },
          { id: "filed", title: t("colFiled"), cell: (row) => <Time at={row.filedAt} />, text: (row) => row.filedAt },
          { id: "due", title: t("colDue"), cell: (row) => <Time at={row.dueAt} />, text: (row) => row.dueAt },
          {
            id: "reason",
            title: t("colReason"),
            cell: (row) => row.reason ?? t("noReason"),
            text: (row) => row.reason ?? "",
          },
        ]}
      />
    </Layout>
  );
}
