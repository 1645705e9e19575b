// Understands the claims on a shop's goods: those that wait for its word first, then all of them.

import { addressOf } from "@anxin/client/client";
import { exportClaims, listClaims, readClaim } from "@anxin/client/operations.generated";
import { useAnswer, useList } from "@anxin/ui/api";
import { moment } from "@anxin/ui/format/time";
import { Button, ButtonLink } from "@anxin/ui/pieces/button";
import { Deadline } from "@anxin/ui/pieces/deadline";
import { SelectField } from "@anxin/ui/pieces/field";
import { Empty, ErrorState, Loading } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Tabs } from "@anxin/ui/pieces/tabs";
import { ClaimStatus, type ClaimStatusCode, Money, Time, useProductName } from "@anxin/ui/pieces/words";
import { useNow } from "@anxin/ui/session";
import { useAddress } from "@anxin/ui/table/address";
import { useSort } from "@anxin/ui/table/sort";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ShopPage, useShop } from "./shop.js";

const PAGE_ROWS = 100;
const STATUSES = [
  "filed",
  "evidence_requested",
  "in_review",
  "awaiting_second",
  "approved",
  "partly_approved",
  "rejected",
  "withdrawn",
  "closed",
] as const satisfies readonly ClaimStatusCode[];

/** One claim for which the shop was asked; nothing until it is known until when. */
function Waiting({ claimId }: { readonly claimId: string }) {
  const { t } = useTranslation("merchant");
  const { base } = useShop();
  const product = useProductName();
  const now = useNow();
  const claim = useAnswer(readClaim, { path: { claimId } }).data?.body;
  if (claim === undefined) return null;
  const { merchantStatement: asked } = claim;
  if (asked === null) return null;
  return (
    <li className="ax-panel">
      <header>
        <h2>{product(claim.product)}</h2>
        <ClaimStatus status={claim.status} />
      </header>
      <p>{claim.description}</p>
      <p className="ax-quiet ax-small">{t("claimOfOrder", { order: claim.orderId })}</p>
      {asked.answerUntil === null ? (
        <p className="ax-quiet ax-small">{t("answerSoon")}</p>
      ) : (
        <Deadline label={t("answerBy")} startedAt={asked.askedAt} endsAt={asked.answerUntil} now={now} />
      )}
      <div>
        <ButtonLink look="primary" icon="chat" to={`${base}/claims/${claimId}`}>
          {t("answer")}
          <span className="ax-unseen">{claimId}</span>
        </ButtonLink>
      </div>
    </li>
  );
}

/** Those that wait for the shop, the oldest first: it has waited longest. */
function useToAnswer() {
  const { merchantId } = useShop();
  return useList(listClaims, { query: { merchantId, waitsForMerchant: true, sort: "oldest", limit: PAGE_ROWS } });
}

function ToAnswer({ asked }: { readonly asked: ReturnType<typeof useToAnswer> }) {
  const { t } = useTranslation(["merchant", "house"]);
  if (asked.items.length === 0) {
    if (asked.query.error !== null) {
      return <ErrorState problem={asked.query.error} retry={() => void asked.query.refetch()} />;
    }
    return asked.query.isPending ? <Loading lines={4} /> : <Empty icon="check" title={t("toAnswerEmpty")} />;
  }
  return (
    <>
      <ul className="mr-waiting">
        {asked.items.map(({ claimId }) => (
          <Waiting key={claimId} claimId={claimId} />
        ))}
      </ul>
      {asked.hasMore ? (
        <Button wide isBusy={asked.query.isFetchingNextPage} onClick={asked.more}>
          {t("house:showMore")}
        </Button>
      ) : null}
    </>
  );
}

function AllClaims() {
  const { t } = useTranslation(["merchant", "house"]);
  const { merchantId, base } = useShop();
  const product = useProductName();
  const [search, say] = useAddress();
  const status = STATUSES.find((each) => each === search.get("status"));
  const sort = useSort("merchant-claims", ["newest", "oldest"]);
  const list = useList(
    listClaims,
    {
      query: {
        merchantId,
        limit: PAGE_ROWS,
        ...(status === undefined ? {} : { status }),
        ...(sort === undefined ? {} : { sort }),
      },
    },
    { keepsLast: true },
  );
  return (
    <DataTable
      id="merchant-claims"
      label={t("nav_claims")}
      columns={[
        { id: "claim", title: t("claimId"), cell: ({ claimId }) => claimId, text: ({ claimId }) => claimId },
        {
          id: "product",
          title: t("product"),
          cell: (row) => product(row.product),
          text: (row) => product(row.product),
        },
        {
          id: "status",
          title: t("status"),
          cell: (row) => <ClaimStatus status={row.status} />,
          text: (row) => t(`house:claimStatus_${row.status}`),
        },
        {
          id: "order",
          title: t("order"),
          cell: ({ orderId }) => <Link to={`${base}/orders/${encodeURIComponent(orderId)}`}>{orderId}</Link>,
          text: ({ orderId }) => orderId,
        },
        {
          id: "amount",
          title: t("granted"),
          align: "end",
          cell: ({ amount }) => <Money fen={amount} />,
          text: ({ amount }) => amount / 100,
        },
        {
          id: "reported",
          title: t("reportedAt"),
          sort: { ascending: "oldest", descending: "newest" },
          cell: ({ reportedAt }) => <Time at={reportedAt} />,
          text: ({ reportedAt }) => moment(reportedAt),
        },
        {
          id: "decided",
          title: t("decidedAt"),
          cell: ({ decidedAt }) => (decidedAt === null ? "–" : <Time at={decidedAt} />),
          text: ({ decidedAt }) => (decidedAt === null ? null : moment(decidedAt)),
        },
        {
          id: "buyer",
          title: t("buyer"),
          isExtra: true,
          cell: ({ buyerId }) => buyerId,
          text: ({ buyerId }) => buyerId,
        },
      ]}
      rows={list.items}
      rowKey={({ claimId }) => claimId}
      rowHref={({ claimId }) => `${base}/claims/${claimId}`}
      query={list.query}
      hasMore={list.hasMore}
      more={list.more}
      sort={sort ?? "newest"}
      exportName="claims"
      csvHref={addressOf(exportClaims.path, { query: { merchantId, status } })}
      empty={<Empty icon="flag">{t("claimsEmpty")}</Empty>}
      filters={
        <SelectField
          label={t("status")}
          value={status ?? ""}
          onChange={({ target }) => say("status", target.value)}
          choices={[
            { value: "", label: t("house:all") },
            ...STATUSES.map((value) => ({ value, label: t(`house:claimStatus_${value}`) })),
          ]}
        />
      }
    />
  );
}

export function Page() {
  const { t } = useTranslation("merchant");
  const asked = useToAnswer();
  const count = asked.items.length;
  return (
    <ShopPage title={t("nav_claims")} lead={t("claimsLead")}>
      <Tabs
        label={t("nav_claims")}
        tabs={[
          {
            id: "answer",
            title: count === 0 ? t("toAnswer") : t("toAnswerCount", { number: asked.hasMore ? `${count}+` : count }),
            content: <ToAnswer asked={asked} />,
          },
          { id: "all", title: t("allClaims"), content: <AllClaims /> },
        ]}
      />
    </ShopPage>
  );
}
