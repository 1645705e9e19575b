// Understands a month of a wallet: what it began with, what moved, what it ended with; and the file of it.

import { readWalletStatement } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { SelectField } from "@anxin/ui/pieces/field";
import { Stat, Stats } from "@anxin/ui/pieces/page";
import { Answered, Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Money } from "@anxin/ui/pieces/words";
import { useNow } from "@anxin/ui/session";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useShop } from "../shop.js";
import { monthsBack } from "./months.js";
import { useMovementColumns } from "./movements.js";

const MONTHS = 13;

function useMonth() {
  const [search, setSearch] = useSearchParams();
  const months = monthsBack(useNow(), MONTHS);
  const asked = search.get("month");
  return {
    months,
    month: months.find((each) => each === asked) ?? months[0] ?? "",
    choose: (month: string): void =>
      setSearch(
        (before) => {
          before.set("month", month);
          return before;
        },
        { replace: true },
      ),
  };
}

export function Statements() {
  const { t } = useTranslation("merchant");
  const { merchantId } = useShop();
  const { months, month, choose } = useMonth();
  const columns = useMovementColumns();
  const statement = useAnswer(readWalletStatement, { path: { merchantId }, query: { month } });
  const csvHref = `/v1/merchants/${encodeURIComponent(merchantId)}/wallet/statement?month=${month}&format=csv`;
  return (
    <>
      <div className="mr-month">
        <SelectField
          label={t("month")}
          value={month}
          onChange={({ target }) => choose(target.value)}
          choices={months.map((value) => ({ value, label: value }))}
        />
      </div>
      <Answered of={statement}>
        {({ openingBalance, closingBalance, movements }) => (
          <>
            <Stats>
              <Stat label={t("openingBalance")} value={<Money fen={openingBalance} />} />
              <Stat label={t("monthChange")} value={<Money fen={closingBalance - openingBalance} />} />
              <Stat label={t("closingBalance")} value={<Money fen={closingBalance} />} />
            </Stats>
            <DataTable
              id="statement"
              label={t("statements")}
              columns={columns}
              rows={movements}
              rowKey={({ transferId }) => transferId}
              csvHref={csvHref}
              empty={<Empty icon="money">{t("statementEmpty")}</Empty>}
            />
          </>
        )}
      </Answered>
    </>
  );
}
