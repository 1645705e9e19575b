// Understands one cover of a shop: what it takes in, tomorrow's rate, how it was changed, and how to pause, resume or change it.

import { listEnrolmentChanges, putEnrolment } from "@anxin/client/operations.generated";
import { useAct, useList } from "@anxin/ui/api";
import { moment } from "@anxin/ui/format/time";
import { Button, ButtonLink } from "@anxin/ui/pieces/button";
import { Confirm } from "@anxin/ui/pieces/dialog";
import { Facts, Panel } from "@anxin/ui/pieces/page";
import { Answered, Empty, ErrorState, ProblemNote } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { say } from "@anxin/ui/pieces/toast";
import { Badge, Time, useProductName } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { Enrolment } from "./covers.js";
import { bodyOf } from "./enrol/draft.js";
import { Forecast } from "./forecast.js";
import { useScopeText } from "./scope-text.js";
import { ShopPage, useCodeWord, useShop } from "./shop.js";
import { useStanding } from "./standing.js";

const RATED_PRODUCT = "return-freight";

function Switch({ enrolment, etag }: { readonly enrolment: Enrolment; readonly etag: string | null }) {
  const { t } = useTranslation("merchant");
  const { merchantId, base } = useShop();
  const [isAsking, setIsAsking] = useState(false);
  const act = useAct(putEnrolment, ["/v1/merchants"]);
  const { product } = enrolment;
  const isActive = enrolment.status === "active";
  const turn = (): void =>
    act.mutate(
      {
        path: { merchantId, product },
        body: { ...bodyOf(enrolment), status: isActive ? "paused" : "active" },
        ...(etag === null ? {} : { ifMatch: etag }),
      },
      {
        onSuccess: () => say(t(isActive ? "pausedNow" : "resumedNow")),
        onSettled: () => setIsAsking(false),
      },
    );
  return (
    <>
      <div className="ax-actions">
        <ButtonLink icon="columns" to={`${base}/covers/${product}/enrol?step=scope`}>
          {t("changeScope")}
        </ButtonLink>
        <Button
          icon={isActive ? "pause" : "play"}
          look={isActive ? "plain" : "primary"}
          onClick={() => setIsAsking(true)}
        >
          {t(isActive ? "pause" : "resume")}
        </Button>
      </div>
      <ProblemNote problem={act.error} />
      <Confirm
        title={t(isActive ? "pause" : "resume")}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={turn}
        confirm={t(isActive ? "pause" : "resume")}
        isBusy={act.isPending}
      >
        <p>{t(isActive ? "pauseText" : "resumeText")}</p>
      </Confirm>
    </>
  );
}

/** What the shop agreed to, where, when and by whom. */
function AgreedTerms({ of: { consent } }: { readonly of: Enrolment }) {
  const { t } = useTranslation("merchant");
  const word = useCodeWord();
  if (consent === null) return <>{t("agreedNowhere")}</>;
  const { termsVersion, termsUrl, agreedBy, agreedAt, language } = consent;
  return (
    <span className="ax-block">
      <a href={`${termsUrl}?language=${language === "en" ? "en" : "zh-CN"}`} target="_blank" rel="noreferrer">
        {t("termsOfVersion", { version: termsVersion })}
      </a>
      <span className="ax-quiet ax-small ax-block">
        {word("by", agreedBy)} · <Time at={agreedAt} />
      </span>
    </span>
  );
}

function Changes({ product }: { readonly product: string }) {
  const { t } = useTranslation("merchant");
  const { merchantId } = useShop();
  const word = useCodeWord();
  const scopeText = useScopeText();
  const list = useList(listEnrolmentChanges, { path: { merchantId, product } });
  return (
    <DataTable
      id="enrolment-changes"
      label={t("changes")}
      columns={[
        {
          id: "at",
          title: t("when"),
          cell: ({ changedAt }) => <Time at={changedAt} />,
          text: ({ changedAt }) => moment(changedAt),
        },
        {
          id: "status",
          title: t("status"),
          cell: ({ status }) => word("enrolment", status),
          text: ({ status }) => word("enrolment", status),
        },
        { id: "scope", title: t("scope"), cell: scopeText, text: scopeText },
        {
          id: "by",
          title: t("changedBy"),
          cell: ({ changedBy }) => word("by", changedBy),
          text: ({ changedBy }) => word("by", changedBy),
        },
      ]}
      rows={list.items}
      rowKey={({ revision }) => String(revision)}
      query={list.query}
      hasMore={list.hasMore}
      more={list.more}
      exportName="enrolment-changes"
    />
  );
}

export function Page() {
  const { t } = useTranslation("merchant");
  const { product = "" } = useParams();
  const { base, mayAct } = useShop();
  const name = useProductName()(product);
  const scopeText = useScopeText();
  const { found, isNew, problem, retry } = useStanding(product);
  const trail = <Link to={`${base}/covers`}>{t("nav_covers")}</Link>;
  if (problem !== null) return <ErrorState problem={problem} retry={retry} />;
  if (isNew) {
    return (
      <ShopPage title={name} trail={trail}>
        <Empty
          icon="shield"
          title={t("enrolment_none")}
          {...(mayAct
            ? {
                action: (
                  <ButtonLink look="primary" to={`${base}/covers/${product}/enrol`}>
                    {t("enrol")}
                  </ButtonLink>
                ),
              }
            : {})}
        />
      </ShopPage>
    );
  }
  return (
    <ShopPage title={name} trail={trail}>
      <Answered of={found}>
        {(enrolment, etag) => (
          <Panel>
            <Facts
              facts={[
                {
                  label: t("status"),
                  value: (
                    <Badge tone={enrolment.status === "active" ? "good" : "warn"}>
                      {t(enrolment.status === "active" ? "enrolment_active" : "enrolment_paused")}
                    </Badge>
                  ),
                },
                { label: t("since"), value: <Time at={enrolment.since} /> },
                { label: t("scope"), value: scopeText(enrolment) },
                { label: t("agreedTerms"), value: <AgreedTerms of={enrolment} /> },
              ]}
            />
            {mayAct ? <Switch enrolment={enrolment} etag={etag} /> : null}
          </Panel>
        )}
      </Answered>
      {product === RATED_PRODUCT ? <Forecast /> : null}
      <Panel title={t("changes")}>
        <Changes product={product} />
      </Panel>
    </ShopPage>
  );
}
