// Understands the trial balance: every account with what went in and out, and whether both sides agree.

import { readTrialBalance } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { moment } from "@anxin/ui/format/time";
import { Banner } from "@anxin/ui/pieces/banner";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { Answered } from "@anxin/ui/pieces/state";
import { Money } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import "./finance.css";

export function Page() {
  const { t } = useTranslation("finance");
  const balance = useAnswer(readTrialBalance, {}, { everyMs: 30_000 });
  return (
    <Layout title={t("trialBalance")} lead={t("trialLead")}>
      <Answered of={balance} lines={12}>
        {({ accounts, totalDebit, totalCredit, asOf }) => (
          <>
            <Banner tone={totalDebit === totalCredit ? "good" : "bad"}>
              {t(totalDebit === totalCredit ? "balanced" : "unbalanced")} · <Money fen={totalDebit} />
              {totalDebit === totalCredit ? null : (
                <>
                  {" / "}
                  <Money fen={totalCredit} />
                </>
              )}{" "}
              · {t("asOf", { at: moment(asOf) })}
            </Banner>
            <div className="fi-scroll">
              <table className="fi-balance">
                <thead>
                  <tr>
                    <th scope="col">{t("colCode")}</th>
                    <th scope="col">{t("colName")}</th>
                    <th scope="col">{t("colDebit")}</th>
                    <th scope="col">{t("colCredit")}</th>
                    <th scope="col">{t("colBalance")}</th>
                  </tr>
                </thead>
                <tbody>
                  {accounts.map(({ code, name, debit, credit, balance: rest }) => (
                    <tr key={code}>
                      <td>
                        <Link to={`/finance/ledger/${code}`}>{code}</Link>
                      </td>
                      <th scope="row">{name}</th>
                      <td>
                        <Money fen={debit} />
                      </td>
                      <td>
                        <Money fen={credit} />
                      </td>
                      <td>
                        <Link to={`/finance/ledger/${code}`}>
                          <Money fen={rest} />
                        </Link>
                      </td>
                    </tr>
                  ))}
                </tbody>
                <tfoot>
                  <tr>
                    <th scope="row" colSpan={2}>
                      {t("total")}
                    </th>
                    <td>
                      <Money fen={totalDebit} />
                    </td>
                    <td>
                      <Money fen={totalCredit} />
                    </td>
                    <td />
                  </tr>
                </tfoot>
              </table>
            </div>
          </>
        )}
      </Answered>
    </Layout>
  );
}
