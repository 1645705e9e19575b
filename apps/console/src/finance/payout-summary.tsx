// Understands how much money is in each state on its way to people; a state leads to its payouts.

import { readPayoutSummary } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { count } from "@anxin/ui/format/money";
import { Answered } from "@anxin/ui/pieces/state";
import { Money, PayoutStatus } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

export function PayoutSummary() {
  const { t } = useTranslation("finance");
  const found = useAnswer(readPayoutSummary, {});
  return (
    <Answered of={found} lines={2}>
      {({ data }) => (
        <ul className="fi-summary" aria-label={t("payoutSummary")}>
          {data.map(({ status, payouts, amount, humanTasks }) => (
            <li key={status}>
              <Link to={`/finance/payouts?status=${status}`}>
                <PayoutStatus status={status} />
                <Money fen={amount} strong />
                <span className="ax-quiet ax-small">{t("summaryLine", { count: payouts, total: count(payouts) })}</span>
                {humanTasks === 0 ? null : (
                  <span className="ax-small fi-tasks">{t("summaryTasks", { count: humanTasks })}</span>
                )}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Answered>
  );
}
