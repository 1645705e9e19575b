// Understands what a shop was told, where each message leads, and which it wants.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { listNotices, putNoticePreferences, readNoticePreferences } from "@anxin/client/operations.generated";
import { useAct, useAnswer, useList } from "@anxin/ui/api";
import { moment } from "@anxin/ui/format/time";
import { Checkbox } from "@anxin/ui/pieces/field";
import { Panel } from "@anxin/ui/pieces/page";
import { Answered, Empty, ProblemNote } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Tabs } from "@anxin/ui/pieces/tabs";
import { say } from "@anxin/ui/pieces/toast";
import { Badge, Time } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ShopPage, useCodeWord, useShop } from "./shop.js";

const PAGE_ROWS = 100;
type Notice = AnswerOf<operations["listNotices"]>["data"][number];

/** The page that a message is about. */
function useAbout(): (notice: Notice) => string {
  const { base } = useShop();
  return ({ about: { type, id }, kind }) => {
    if (type === "claim") return `${base}/claims/${id}`;
    if (type === "policy") return `${base}/policies/${id}`;
    if (type === "order") return `${base}/orders/${encodeURIComponent(id)}`;
    if (kind === "rate_rise") return `${base}/covers/return-freight`;
    return kind === "wallet_low" ? `${base}/wallet` : `${base}/recoveries`;
  };
}

function Told() {
  const { t } = useTranslation("merchant");
  const { merchantId } = useShop();
  const about = useAbout();
  const word = useCodeWord();
  const list = useList(listNotices, { query: { merchantId, limit: PAGE_ROWS } });
  return (
    <DataTable
      id="notices"
      label={t("told")}
      columns={[
        {
          id: "kind",
          title: t("noticeKind"),
          cell: ({ kind }) => word("notice", kind),
          text: ({ kind }) => word("notice", kind),
        },
        {
          id: "text",
          title: t("noticeText"),
          cell: (notice) => <Link to={about(notice)}>{notice.text}</Link>,
          text: ({ text }) => text,
        },
        {
          id: "at",
          title: t("when"),
          cell: ({ createdAt }) => <Time at={createdAt} />,
          text: ({ createdAt }) => moment(createdAt),
        },
        {
          id: "state",
          title: t("delivery"),
          cell: ({ delivery: { state } }) => (
            <Badge tone={state === "sent" ? "good" : state === "failed" ? "bad" : "plain"}>
              {word("delivery", state)}
            </Badge>
          ),
          text: ({ delivery }) => word("delivery", delivery.state),
        },
      ]}
      rows={list.items}
      rowKey={({ noticeId }) => noticeId}
      query={list.query}
      hasMore={list.hasMore}
      more={list.more}
      exportName="notices"
      empty={<Empty icon="bell">{t("noticesEmpty")}</Empty>}
    />
  );
}

function Preferences() {
  const { t } = useTranslation("merchant");
  const { merchantId, isOwn, mayAct } = useShop();
  const word = useCodeWord();
  const query = isOwn ? {} : { merchantId };
  const found = useAnswer(readNoticePreferences, { query });
  const act = useAct(putNoticePreferences, ["/v1/notices"]);
  return (
    <Panel title={t("preferences")}>
      <p className="ax-quiet">{t("preferencesLead")}</p>
      <ProblemNote problem={act.error} />
      <Answered of={found}>
        {({ kinds }) => (
          <div>
            {kinds.map(({ kind, wanted, mandatory }) => (
              <Checkbox
                key={kind}
                label={word("notice", kind)}
                {...(mandatory ? { hint: t("mandatory") } : {})}
                checked={wanted}
                disabled={mandatory || !mayAct || act.isPending}
                onChange={({ target }) =>
                  act.mutate(
                    { query, body: { kinds: { [kind]: target.checked } } },
                    { onSuccess: () => say(t("saved")) },
                  )
                }
              />
            ))}
          </div>
        )}
      </Answered>
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("merchant");
  return (
    <ShopPage title={t("nav_notices")}>
      <Tabs
        label={t("nav_notices")}
        tabs={[
          { id: "told", title: t("told"), content: <Told /> },
          { id: "preferences", title: t("preferences"), content: <Preferences /> },
        ]}
      />
    </ShopPage>
  );
}
