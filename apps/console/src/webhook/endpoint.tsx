// Understands one endpoint: how it is, what can be done with it, and everything that was sent to it.

import { readWebhookEndpoint } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { moment } from "@anxin/ui/format/time";
import { Banner } from "@anxin/ui/pieces/banner";
import { Facts, Page as Layout, Panel } from "@anxin/ui/pieces/page";
import { Answered } from "@anxin/ui/pieces/state";
import { Badge, Id, Time } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { EndpointActs } from "./acts.js";
import { Deliveries } from "./deliveries.js";
import { type Endpoint, HEALTH_TONES, healthOf, useListener } from "./listener.js";
import "./webhook.css";

const EVERY_MS = 5_000;

/** What somebody has to know before anything else. */
function Notes({ endpoint }: { readonly endpoint: Endpoint }) {
  const { t } = useTranslation("webhook");
  const { status, pauseReason, failingSince, previousSecretUntil } = endpoint;
  return (
    <>
      {status === "paused" && pauseReason !== null ? (
        <Banner tone="warn">{t("pausedNote", { why: t(`pausedBy_${pauseReason}`) })}</Banner>
      ) : null}
      {status === "active" && failingSince !== null ? (
        <Banner tone="bad">{t("failingNote", { at: moment(failingSince) })}</Banner>
      ) : null}
      {previousSecretUntil === null ? null : (
        <Banner tone="info">{t("rotatedNote", { at: moment(previousSecretUntil) })}</Banner>
      )}
    </>
  );
}

function About({ endpoint }: { readonly endpoint: Endpoint }) {
  const { t } = useTranslation("webhook");
  const { isShop } = useListener();
  const { types, merchantId, description, lastSuccessAt, createdAt } = endpoint;
  const health = healthOf(endpoint);
  return (
    <Facts
      facts={[
        { label: t("colHealth"), value: <Badge tone={HEALTH_TONES[health]}>{t(`health_${health}`)}</Badge> },
        {
          label: t("colTypes"),
          value: types.includes("*") ? t("allTypes") : <span className="wh-url">{types.join(" · ")}</span>,
        },
        ...(isShop ? [] : [{ label: t("colShop"), value: merchantId ?? t("everyShop") }]),
        ...(description === "" ? [] : [{ label: t("colDescription"), value: description }]),
        { label: t("colLastSuccess"), value: lastSuccessAt === null ? t("never") : <Time at={lastSuccessAt} /> },
        { label: t("colCreated"), value: <Time at={createdAt} /> },
      ]}
    />
  );
}

export function Page() {
  const { t } = useTranslation("webhook");
  const { endpointId = "" } = useParams();
  const { base, mayAct } = useListener();
  const found = useAnswer(readWebhookEndpoint, { path: { endpointId } }, { everyMs: EVERY_MS });
  const endpoint = found.data?.body;
  return (
    <Layout
      title={t("endpoint")}
      lead={<span className="wh-url">{endpoint?.url ?? <Id>{endpointId}</Id>}</span>}
      trail={<Link to={base}>{t("webhooks")}</Link>}
      actions={endpoint === undefined || !mayAct ? undefined : <EndpointActs endpoint={endpoint} />}
    >
      <Answered of={found}>
        {(body) => (
          <>
            <Notes endpoint={body} />
            <Panel>
              <About endpoint={body} />
            </Panel>
            <Panel title={t("deliveries")}>
              <Deliveries endpointId={endpointId} mayAct={mayAct} />
            </Panel>
          </>
        )}
      </Answered>
    </Layout>
  );
}
