// Understands a draft of a version: its parts as tabs, what is typed and saved, and that nobody leaves what is not kept unasked.

import { deleteProductDraft } from "@anxin/client/operations.generated";
import { differences } from "@anxin/core/product/difference";
import { useAct } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { Confirm } from "@anxin/ui/pieces/dialog";
import { TextField } from "@anxin/ui/pieces/field";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { Tabs } from "@anxin/ui/pieces/tabs";
import { say } from "@anxin/ui/pieces/toast";
import { Badge, Time } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { Draft, Version } from "./content.js";
import { ContentPart } from "./content-part.js";
import { DiffPart } from "./diff-part.js";
import { titleText } from "./names.js";
import { Problems } from "./problems.js";
import { ReadyPart } from "./ready-part.js";
import { DraftScenarios } from "./scenarios-part.js";
import { Stale } from "./stale.js";
import { DraftTariff } from "./tariff-part.js";
import { DraftContext, type DraftDesk, useDesk, useEditing, useLeaving } from "./use-editing.js";

interface DraftPageProps {
  readonly product: Version;
  readonly draft: Draft;
  readonly etag: string | null;
  readonly canWrite: boolean;
}

/** Saving, and everything that may come in its way. */
function SaveBar() {
  const { t } = useTranslation(["actuary", "house"]);
  const { editing, draft, saving, isSaving, save, take, isChanged, setNote, undo } = useDesk();
  const isStale = saving.error?.code === "if_match_stale";
  const theirs = isStale ? differences(editing.base, draft.content).map(({ title }) => titleText(title)) : [];
  const isRefused = (saving.error?.errors.length ?? 0) > 0;
  return (
    <>
      <div className="ac-save">
        <TextField label={t("note")} isOptional value={editing.note} onChange={({ target }) => setNote(target.value)} />
        <div className="ax-actions">
          {isChanged ? <Badge tone="warn">{t("unsaved")}</Badge> : <Badge tone="good">{t("allSaved")}</Badge>}
          <Button icon="back" disabled={editing.past.length === 0} onClick={undo}>
            {t("undo")}
          </Button>
          <Button look="primary" disabled={!isChanged} isBusy={isSaving} onClick={() => save()}>
            {t("house:save")}
          </Button>
        </div>
      </div>
      <Problems />
      {isStale && saving.error !== null ? (
        <Stale
          problem={saving.error}
          titles={theirs.slice(0, 10)}
          onTake={take}
          onOver={(etag) => save(undefined, etag)}
        />
      ) : (
        <ProblemNote problem={isRefused ? null : saving.error} />
      )}
    </>
  );
}

function PutAway({ desk, onClose }: { readonly desk: DraftDesk; readonly onClose: () => void }) {
  const { t } = useTranslation("actuary");
  const navigate = useNavigate();
  const act = useAct(deleteProductDraft, ["/v1/products/drafts", "/v1/products/{code}/versions"]);
  const { code, version, editing } = desk;
  return (
    <Confirm
      title={t("putAway")}
      isOpen
      isDangerous
      confirm={t("putAway")}
      isBusy={act.isPending}
      onClose={onClose}
      onConfirm={() =>
        act.mutate(
          { path: { code, version }, ...(editing.etag === null ? {} : { ifMatch: editing.etag }) },
          {
            onSuccess: () => {
              say(t("wasPutAway"));
              void navigate(`/actuary/products/${code}`);
            },
          },
        )
      }
    >
      <p>{t("putAwayLead")}</p>
      <ProblemNote problem={act.error} />
    </Confirm>
  );
}

export function DraftPage({ product, draft, etag, canWrite }: DraftPageProps) {
  const { t } = useTranslation("actuary");
  const { code } = product;
  const version = String(product.version);
  const desk = useEditing({ code, version, draft, etag, canWrite });
  const [isPuttingAway, setPuttingAway] = useState(false);
  const leaving = useLeaving(canWrite && desk.isChanged && !isPuttingAway);
  return (
    <DraftContext value={desk}>
      <Layout
        title={t("versionTitle", { name: product.name, n: product.version })}
        lead={
          <>
            <Badge tone="info">{t("state_draft")}</Badge>{" "}
            {draft.canBeApproved ? (
              <Badge tone="good">{t("approvable")}</Badge>
            ) : (
              <Badge tone="warn">{t("notApprovable", { n: draft.reasons.length })}</Badge>
            )}{" "}
            {t("changedBy", { who: draft.changedBy })} <Time at={draft.changedAt} />
          </>
        }
        trail={
          <>
            <Link to="/actuary/products">{t("products")}</Link>
            <Link to={`/actuary/products/${code}`}>{product.name}</Link>
          </>
        }
        actions={
          canWrite ? (
            <Button look="danger" onClick={() => setPuttingAway(true)}>
              {t("putAway")}
            </Button>
          ) : undefined
        }
      >
        {canWrite ? <SaveBar /> : null}
        <Tabs
          label={t("parts")}
          tabs={[
            { id: "cover", title: t("tabCover"), content: <ContentPart part="cover" /> },
            { id: "tariff", title: t("tabTariff"), content: <DraftTariff /> },
            { id: "claims", title: t("tabClaims"), content: <ContentPart part="claims" /> },
            { id: "texts", title: t("tabTexts"), content: <ContentPart part="texts" /> },
            { id: "scenarios", title: t("scenarios"), content: <DraftScenarios /> },
            { id: "diff", title: t("tabDiff"), content: <DiffPart /> },
            { id: "ready", title: t("ready"), content: <ReadyPart /> },
          ]}
        />
        {isPuttingAway ? <PutAway desk={desk} onClose={() => setPuttingAway(false)} /> : null}
        <Confirm
          title={t("leaveTitle")}
          isOpen={leaving.state === "blocked"}
          isDangerous
          confirm={t("leave")}
          onClose={() => leaving.reset?.()}
          onConfirm={() => leaving.proceed?.()}
        >
          <p>{t("leaveLead")}</p>
        </Confirm>
      </Layout>
    </DraftContext>
  );
}
