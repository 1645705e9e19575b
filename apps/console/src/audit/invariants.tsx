// Understands what has to be true of the books, and whether it is.

import { listInvariants } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { Banner } from "@anxin/ui/pieces/banner";
import { Button } from "@anxin/ui/pieces/button";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { Answered, Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Badge } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";

export function Page() {
  const { t } = useTranslation("audit");
  const answer = useAnswer(listInvariants, {});
  return (
    <Layout
      title={t("invariants")}
      lead={t("invariantsLead")}
      actions={
        <Button icon="refresh" isBusy={answer.isFetching} onClick={() => void answer.refetch()}>
          {t("checkAgain")}
        </Button>
      }
    >
      <Answered of={answer} lines={10}>
        {(sentences) => {
          const broken = sentences.filter(({ holds }) => !holds).length;
          return (
            <>
              <Banner tone={broken === 0 ? "good" : "bad"}>
                {broken === 0 ? t("allHold") : t("someBroken", { count: broken })}
              </Banner>
              <DataTable
                id="invariants"
                label={t("invariants")}
                rows={sentences}
                rowKey={(row) => row.id}
                exportName="invariants"
                empty={<Empty icon="check">{t("none")}</Empty>}
                columns={[
                  { id: "id", title: t("colId"), cell: (row) => row.id, text: (row) => row.id },
                  { id: "name", title: t("colName"), cell: (row) => row.name, text: (row) => row.name },
                  {
                    id: "state",
                    title: t("colState"),
                    cell: (row) =>
                      row.holds ? (
                        <Badge tone="good">{t("holds")}</Badge>
                      ) : (
                        <details>
                          <summary>
                            <Badge tone="bad">{t("broken")}</Badge> {t("violations", { count: row.violations.length })}
                          </summary>
                          <ul>
                            {row.violations.map(({ subject, detail }) => (
                              <li key={`${subject} ${detail}`}>
                                <code>{subject}</code> {detail}
                              </li>
                            ))}
                          </ul>
                        </details>
                      ),
                    text: (row) => (row.holds ? "" : String(row.violations.length)),
                  },
                ]}
              />
            </>
          );
        }}
      </Answered>
    </Layout>
  );
}
