// Understands the messages that the buyer was sent, and which of them they want.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { listNotices, putNoticePreferences, readNoticePreferences } from "@anxin/client/operations.generated";
import { useAct, useAnswer, useList } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { Checkbox } from "@anxin/ui/pieces/field";
import { Icon } from "@anxin/ui/pieces/icon";
import { Panel, Page as Sheet } from "@anxin/ui/pieces/page";
import { Answered, Empty, ErrorState, Loading, ProblemNote } from "@anxin/ui/pieces/state";
import { Time } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

type Notice = AnswerOf<operations["listNotices"]>["data"][number];
type Preference = AnswerOf<operations["readNoticePreferences"]>["kinds"][number];

/** Kinds that buyers get; whoever else's are not shown here. */
const KINDS = {
  policy_issued: "notice_policy_issued",
  cover_expiring: "notice_cover_expiring",
  claim_window_closing: "notice_claim_window_closing",
  payee_code: "notice_payee_code",
  claim_refused: "notice_claim_refused",
  appeal_answered: "notice_appeal_answered",
  evidence_wanted: "notice_evidence_wanted",
  evidence_reminder: "notice_evidence_reminder",
  claim_lapsed: "notice_claim_lapsed",
} as const;
type Kind = keyof typeof KINDS;
const isOurs = (kind: string): kind is Kind => Object.hasOwn(KINDS, kind);

/** Where a notice leads; of an order to all covers. */
const placeOf = ({ about: { type, id } }: Notice): string =>
  type === "claim" ? `/claims/${id}` : type === "policy" ? `/covers/${id}` : "/";

function NoticeRow({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation("buyer");
  return (
    <li className="by-notice">
      <Link to={placeOf(notice)} className="by-row-link">
        <span>
          <strong className="ax-block">{isOurs(notice.kind) ? t(KINDS[notice.kind]) : notice.kind}</strong>
          <span className="ax-block">{notice.text}</span>
          <span className="ax-quiet ax-small">
            <Time at={notice.createdAt} />
          </span>
        </span>
        <Icon name="arrow" size={16} />
      </Link>
    </li>
  );
}

function Preferences({ kinds }: { readonly kinds: readonly Preference[] }) {
  const { t } = useTranslation("buyer");
  const put = useAct(putNoticePreferences, ["/v1/notices/preferences"]);
  const asked: Partial<Record<Kind, boolean>> = put.isPending ? put.variables.body.kinds : {};
  const shown = kinds.flatMap(({ kind, ...rest }) => (isOurs(kind) ? [{ kind, ...rest }] : []));
  const check = ({ kind, wanted, mandatory }: (typeof shown)[number]) => (
    <Checkbox
      key={kind}
      label={t(KINDS[kind])}
      checked={asked[kind] ?? wanted}
      disabled={mandatory || put.isPending}
      onChange={({ target }) => put.mutate({ body: { kinds: { [kind]: target.checked } } })}
    />
  );
  return (
    <>
      {shown.filter(({ mandatory }) => !mandatory).map(check)}
      <fieldset className="by-always">
        <legend className="ax-quiet ax-small">{t("noticeMandatory")}</legend>
        {shown.filter(({ mandatory }) => mandatory).map(check)}
      </fieldset>
      <ProblemNote problem={put.error} />
    </>
  );
}

export function Page() {
  const { t } = useTranslation(["buyer", "house"]);
  const { query, items, more, hasMore } = useList(listNotices, { query: { limit: 30 } });
  const preferences = useAnswer(readNoticePreferences, {});
  return (
    <Sheet title={t("noticesTitle")}>
      <Panel>
        {query.error !== null && items.length === 0 ? (
          <ErrorState problem={query.error} retry={() => void query.refetch()} />
        ) : query.isPending ? (
          <Loading lines={6} />
        ) : items.length === 0 ? (
          <Empty icon="bell" title={t("noticesEmpty")} />
        ) : (
          <ul>
            {items.map((notice) => (
              <NoticeRow key={notice.noticeId} notice={notice} />
            ))}
          </ul>
        )}
        {hasMore ? (
          <Button wide isBusy={query.isFetchingNextPage} onClick={more}>
            {t("house:showMore")}
          </Button>
        ) : null}
      </Panel>
      <Panel title={t("noticesWhich")}>
        <Answered of={preferences} lines={5}>
          {({ kinds }) => <Preferences kinds={kinds} />}
        </Answered>
      </Panel>
    </Sheet>
  );
}
