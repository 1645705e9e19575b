// Understands who listens: the endpoints with how they are, a new one, and a check of signatures for those who write a receiver.

import { listWebhookEndpoints } from "@anxin/client/operations.generated";
import { useList } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Badge, Time } from "@anxin/ui/pieces/words";
import type { Column } from "@anxin/ui/table/drawn";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { SignatureCheck } from "./check.js";
import { NewEndpoint } from "./endpoint-form.js";
import { type Endpoint, HEALTH_TONES, healthOf, useListener } from "./listener.js";
import { EndpointSecret } from "./secret.js";
import "./webhook.css";

const EVERY_MS = 5_000;

function useColumns(isShop: boolean): readonly Column<Endpoint>[] {
  const { t } = useTranslation("webhook");
  const typesOf = ({ types }: Endpoint): string =>
    types.includes("*") ? t("allTypes") : t("typesCount", { count: types.length });
  const shop: Column<Endpoint> = {
    id: "shop",
    title: t("colShop"),
    cell: (row) => row.merchantId ?? t("everyShop"),
    text: (row) => row.merchantId ?? "",
  };
  return [
    {
      id: "url",
      title: t("colUrl"),
      cell: (row) => <span className="wh-url">{row.url}</span>,
      text: (row) => row.url,
    },
    {
      id: "health",
      title: t("colHealth"),
      cell: (row) => <Badge tone={HEALTH_TONES[healthOf(row)]}>{t(`health_${healthOf(row)}`)}</Badge>,
      text: healthOf,
    },
    ...(isShop ? [] : [shop]),
    { id: "types", title: t("colTypes"), cell: typesOf, text: (row) => row.types.join(" ") },
    { id: "description", title: t("colDescription"), cell: (row) => row.description, text: (row) => row.description },
    {
      id: "success",
      title: t("colLastSuccess"),
      cell: (row) => (row.lastSuccessAt === null ? t("never") : <Time at={row.lastSuccessAt} />),
      text: (row) => row.lastSuccessAt ?? "",
    },
    {
      id: "created",
      title: t("colCreated"),
      isExtra: true,
      cell: (row) => <Time at={row.createdAt} />,
      text: (row) => row.createdAt,
    },
  ];
}

export function Page() {
  const { t } = useTranslation("webhook");
  const go = useNavigate();
  const { isShop, mayAct, base } = useListener();
  const [opened, setOpened] = useState<"new" | "check" | null>(null);
  const [made, setMade] = useState<{ readonly endpointId: string; readonly secret: string } | null>(null);
  const list = useList(listWebhookEndpoints, { query: { limit: 100 } }, { everyMs: EVERY_MS });
  const columns = useColumns(isShop);
  const create = (
    <Button look="primary" icon="plus" onClick={() => setOpened("new")}>
      {t("newEndpoint")}
    </Button>
  );
  return (
    <Layout
      title={t("webhooks")}
      lead={t("webhooksLead")}
      actions={
        mayAct ? (
          <>
            <Button icon="check" onClick={() => setOpened("check")}>
              {t("check")}
            </Button>
            {create}
          </>
        ) : undefined
      }
    >
      <DataTable
        id="endpoints"
        label={t("webhooks")}
        rows={list.items}
        rowKey={(row) => row.endpointId}
        rowHref={(row) => `${base}/${row.endpointId}`}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        exportName="webhook-endpoints"
        empty={<Empty icon="hook">{t("noEndpoints")}</Empty>}
        columns={columns}
      />
      {opened === "check" ? <SignatureCheck onClose={() => setOpened(null)} /> : null}
      {opened === "new" ? (
        <NewEndpoint
          onClose={() => setOpened(null)}
          onMade={(endpoint) => {
            setOpened(null);
            setMade(endpoint);
          }}
        />
      ) : null}
      {made === null ? null : (
        <EndpointSecret secret={made.secret} onClose={() => void go(`${base}/${made.endpointId}`)} />
      )}
    </Layout>
  );
}
