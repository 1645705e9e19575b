// Understands one campaign: what it gives, what is left, and what its makers may still change.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { listCampaignChanges, putCampaign, readCampaign } from "@anxin/client/operations.generated";
import { useAct, useAnswer, useList } from "@anxin/ui/api";
import { percent, yuan } from "@anxin/ui/format/money";
import { Button } from "@anxin/ui/pieces/button";
import { Confirm } from "@anxin/ui/pieces/dialog";
import { Facts, Page as Layout, Panel } from "@anxin/ui/pieces/page";
import { Answered, ProblemNote } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Money, Time, useCallerName, useProductName } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { useRole } from "../role.js";
import { CampaignStatus } from "./campaign-status.js";
import "./platform.css";

type Campaign = AnswerOf<operations["readCampaign"]>;

const categoryKey = (category: string) => `category_${category}` as "category_apparel";

/** Pause, resume, end: what the present state lets happen. */
function Steering({ campaign, etag }: { readonly campaign: Campaign; readonly etag: string | null }) {
  const { t } = useTranslation("platform");
  const [isEnding, setEnding] = useState(false);
  const act = useAct(putCampaign, ["/v1/campaigns"]);
  const put = (status: "active" | "paused" | "ended"): void =>
    act.mutate(
      { path: { campaignId: campaign.campaignId }, body: { status }, ...(etag === null ? {} : { ifMatch: etag }) },
      { onSettled: () => setEnding(false) },
    );
  if (campaign.status === "ended") return null;
  return (
    <>
      {campaign.status === "paused" ? (
        <Button icon="play" isBusy={act.isPending} onClick={() => put("active")}>
          {t("activate")}
        </Button>
      ) : (
        <Button icon="pause" isBusy={act.isPending} onClick={() => put("paused")}>
          {t("pause")}
        </Button>
      )}
      <Button look="danger" onClick={() => setEnding(true)}>
        {t("end")}
      </Button>
      <ProblemNote problem={act.error} />
      <Confirm
        title={t("endTitle")}
        isOpen={isEnding}
        isDangerous
        isBusy={act.isPending}
        confirm={t("end")}
        onClose={() => setEnding(false)}
        onConfirm={() => put("ended")}
      >
        <p>{t("endText")}</p>
      </Confirm>
    </>
  );
}

function Budget({ campaign }: { readonly campaign: Campaign }) {
  const { t } = useTranslation("platform");
  const share = campaign.budget === 0 ? 0 : campaign.spent / campaign.budget;
  const used = t("budgetUsed", { share: percent(share) });
  return (
    <Panel title={t("colBudget")}>
      <div className="pf-budget">
        <progress value={share} max={1} aria-label={used} />
        <p>{used}</p>
      </div>
      <Facts
        facts={[
          { label: t("colBudget"), value: <Money fen={campaign.budget} /> },
          { label: t("colSpent"), value: <Money fen={campaign.spent} /> },
          { label: t("colLeft"), value: <Money fen={campaign.left} /> },
          { label: t("released"), value: <Money fen={campaign.released} /> },
          { label: t("colStarts"), value: <Time at={campaign.startsAt} /> },
          { label: t("colEnds"), value: <Time at={campaign.endsAt} /> },
        ]}
      />
    </Panel>
  );
}

function Rules({ rules }: { readonly rules: Campaign["rules"] }) {
  const { t } = useTranslation(["platform", "house"]);
  const bounds = [rules.maxPerMerchant?.gifts, rules.maxPerMerchant?.amount];
  const perMerchant = [
    bounds[0] == null ? null : t("gifts", { count: bounds[0] }),
    bounds[1] == null ? null : yuan(bounds[1]),
  ].filter((each) => each !== null);
  return (
    <Panel title={t("rules")}>
      <Facts
        facts={[
          {
            label: t("ruleCategories"),
            value:
              rules.categories.length === 0
                ? t("house:all")
                : rules.categories.map((each) => t(categoryKey(each))).join("、"),
          },
          { label: t("ruleMinPrice"), value: <Money fen={rules.minPrice} /> },
          {
            label: t("ruleMaxPerBuyer"),
            value: rules.maxPerBuyer === null ? t("noBound") : t("gifts", { count: rules.maxPerBuyer }),
          },
          { label: t("ruleMaxPerMerchant"), value: perMerchant.length === 0 ? t("noBound") : perMerchant.join(" · ") },
          {
            label: t("ruleCondition"),
            value: rules.condition === null ? t("house:none") : <code>{rules.condition}</code>,
          },
        ]}
      />
    </Panel>
  );
}

function Revisions({ campaignId }: { readonly campaignId: string }) {
  const { t } = useTranslation("platform");
  const nameOf = useCallerName();
  const list = useList(listCampaignChanges, { path: { campaignId }, query: { limit: 50 } });
  return (
    <DataTable
      id="campaign-changes"
      rows={list.items}
      rowKey={(row) => String(row.revision)}
      query={list.query}
      hasMore={list.hasMore}
      more={list.more}
      columns={[
        { id: "revision", title: t("revisions"), cell: (row) => t("revision", { n: row.revision }) },
        { id: "at", title: t("colAt"), cell: (row) => <Time at={row.changedAt} /> },
        { id: "by", title: t("colBy"), cell: (row) => nameOf(row.changedBy), text: (row) => nameOf(row.changedBy) },
        { id: "status", title: t("colStatus"), cell: (row) => <CampaignStatus status={row.status} /> },
        { id: "budget", title: t("colBudget"), align: "end", cell: (row) => <Money fen={row.budget} /> },
        { id: "ends", title: t("colEnds"), cell: (row) => <Time at={row.endsAt} /> },
      ]}
    />
  );
}

export function Page() {
  const { t } = useTranslation("platform");
  const { campaignId = "" } = useParams();
  const role = useRole();
  const productName = useProductName();
  const answer = useAnswer(readCampaign, { path: { campaignId } }, { everyMs: 15_000 });
  return (
    <Answered of={answer}>
      {(campaign, etag) => (
        <Layout
          title={campaign.name || campaign.campaignId}
          lead={
            <>
              <CampaignStatus status={campaign.status} /> {productName(campaign.product)}
            </>
          }
          trail={<Link to="/platform/campaigns">{t("campaigns")}</Link>}
          actions={role === "platform" || role === "admin" ? <Steering campaign={campaign} etag={etag} /> : undefined}
        >
          <Budget campaign={campaign} />
          <Rules rules={campaign.rules} />
          <Panel title={t("revisions")}>
            <Revisions campaignId={campaignId} />
          </Panel>
        </Layout>
      )}
    </Answered>
  );
}
