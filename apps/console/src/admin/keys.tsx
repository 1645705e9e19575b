// Understands the keys of servers: made and shown once, rotated with an overlap, ended at once.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { createApiKey, listApiKeys, revokeApiKey, rotateApiKey } from "@anxin/client/operations.generated";
import { parseInstant } from "@anxin/core/time";
import { useAct, useList } from "@anxin/ui/api";
import { Banner } from "@anxin/ui/pieces/banner";
import { Button } from "@anxin/ui/pieces/button";
import { Confirm, Dialog } from "@anxin/ui/pieces/dialog";
import { TextField } from "@anxin/ui/pieces/field";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { Empty, ProblemNote } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { say } from "@anxin/ui/pieces/toast";
import { Badge, Time } from "@anxin/ui/pieces/words";
import { useNow } from "@anxin/ui/session";
import { useState } from "react";
import { useTranslation } from "react-i18next";

type Key = AnswerOf<operations["listApiKeys"]>["data"][number];
type Asking = { readonly kind: "rotate" | "revoke"; readonly key: Key };
const LISTS = ["/v1/api-keys"];

function NewKey({ onMade, onClose }: { readonly onMade: (key: string) => void; readonly onClose: () => void }) {
  const { t } = useTranslation(["admin", "house"]);
  const [label, setLabel] = useState("");
  const [scopes, setScopes] = useState("");
  const act = useAct(createApiKey, LISTS);
  const list = scopes.split(/\s+/).filter((scope) => scope !== "");
  const run = (): void =>
    act.mutate(
      { body: { label: label.trim(), ...(list.length === 0 ? {} : { scopes: list }) } },
      { onSuccess: ({ body }) => onMade(body.key) },
    );
  return (
    <Dialog
      title={t("newKey")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("house:cancel")}</Button>
          <Button look="primary" isBusy={act.isPending} disabled={label.trim() === ""} onClick={run}>
            {t("create")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("fieldLabel")}
        hint={t("fieldLabelHint")}
        required
        value={label}
        onChange={({ target }) => setLabel(target.value)}
      />
      <TextField
        label={t("fieldScopes")}
        hint={t("fieldScopesHint")}
        isOptional
        value={scopes}
        onChange={({ target }) => setScopes(target.value)}
      />
      <ProblemNote problem={act.error} />
    </Dialog>
  );
}

function MadeKey({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const { t } = useTranslation(["admin", "house"]);
  const copy = (): void => void navigator.clipboard.writeText(secret).then(() => say(t("house:copied")));
  return (
    <Dialog
      title={t("keyMade")}
      isOpen
      onClose={onClose}
      actions={<Button onClick={onClose}>{t("house:close")}</Button>}
    >
      <Banner tone="warn">{t("keyShown")}</Banner>
      <TextField label={t("keys")} readOnly value={secret} onFocus={({ target }) => target.select()} />
      <Button icon="file" onClick={copy}>
        {t("house:copy")}
      </Button>
    </Dialog>
  );
}

/** Rotating and revoking ask first. */
function AskFirst({
  asking,
  onMade,
  onClose,
}: {
  readonly asking: Asking;
  readonly onMade: (key: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("admin");
  const rotate = useAct(rotateApiKey, LISTS);
  const revoke = useAct(revokeApiKey, LISTS);
  const { kind, key } = asking;
  const path = { keyId: key.keyId };
  const run = (): void => {
    if (kind === "rotate") rotate.mutate({ path, body: {} }, { onSuccess: ({ body }) => onMade(body.key) });
    else {
      revoke.mutate(
        { path },
        {
          onSuccess: () => {
            say(t("revoked"));
            onClose();
          },
        },
      );
    }
  };
  return (
    <Confirm
      title={`${t(kind)} · ${key.label}`}
      isOpen
      isDangerous={kind === "revoke"}
      isBusy={rotate.isPending || revoke.isPending}
      confirm={t(kind)}
      onClose={onClose}
      onConfirm={run}
    >
      <p>{t(`${kind}Text`)}</p>
      <ProblemNote problem={rotate.error ?? revoke.error} />
    </Confirm>
  );
}

export function Page() {
  const { t } = useTranslation("admin");
  const now = useNow();
  const [isNew, setNew] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const list = useList(listApiKeys, { query: { limit: 100 } });
  const isActive = ({ revokedAt, expiresAt }: Key): boolean =>
    revokedAt === null && (expiresAt === null || (parseInstant(expiresAt) ?? 0) > now);
  const made = (key: string): void => {
    setSecret(key);
    setNew(false);
    setAsking(null);
  };
  return (
    <Layout
      title={t("keys")}
      lead={t("keysLead")}
      actions={
        <Button look="primary" icon="plus" onClick={() => setNew(true)}>
          {t("newKey")}
        </Button>
      }
    >
      <DataTable
        id="keys"
        label={t("keys")}
        rows={list.items}
        rowKey={(row) => row.keyId}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        empty={<Empty icon="key">{t("noKeys")}</Empty>}
        columns={[
          { id: "label", title: t("colLabel"), cell: (row) => row.label },
          { id: "scopes", title: t("colScopes"), cell: (row) => row.scopes.join(" ") },
          {
            id: "state",
            title: t("colEnabled"),
            cell: (row) => (
              <Badge tone={isActive(row) ? "good" : "plain"}>
                {t(isActive(row) ? "keyState_active" : "keyState_ended")}
              </Badge>
            ),
          },
          { id: "created", title: t("colCreated"), cell: (row) => <Time at={row.createdAt} /> },
          {
            id: "expires",
            title: t("colExpires"),
            cell: (row) => (row.expiresAt === null ? t("never") : <Time at={row.expiresAt} />),
          },
          {
            id: "actions",
            title: t("colActions"),
            cell: (row) =>
              isActive(row) ? (
                <span className="ax-actions">
                  <Button look="quiet" onClick={() => setAsking({ kind: "rotate", key: row })}>
                    {t("rotate")}
                  </Button>
                  <Button look="danger" onClick={() => setAsking({ kind: "revoke", key: row })}>
                    {t("revoke")}
                  </Button>
                </span>
              ) : null,
          },
        ]}
      />
      {isNew ? <NewKey onMade={made} onClose={() => setNew(false)} /> : null}
      {asking === null ? null : <AskFirst asking={asking} onMade={made} onClose={() => setAsking(null)} />}
      {secret === null ? null : <MadeKey secret={secret} onClose={() => setSecret(null)} />}
    </Layout>
  );
}
