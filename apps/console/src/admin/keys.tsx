// Understands the keys of servers: the marketplace's own, which are made and rotated here, and its shops', which may be ended here.

import { createApiKey, listApiKeys, revokeApiKey, rotateApiKey } from "@anxin/client/operations.generated";
import { useAct, useList } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { TextField } from "@anxin/ui/pieces/field";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { say } from "@anxin/ui/pieces/toast";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { AskRevoke, AskRotate, MadeKey, NewKey } from "../access/key-dialogs.js";
import { type Key, KeyTable } from "../access/key-table.js";

const LISTS = ["/v1/api-keys"];

interface DoneProps {
  readonly onMade: (secret: string) => void;
  readonly onClose: () => void;
}

function Make({ onMade, onClose }: DoneProps) {
  const { t } = useTranslation("admin");
  const [scopes, setScopes] = useState("");
  const act = useAct(createApiKey, LISTS);
  const list = scopes.split(/\s+/).filter((scope) => scope !== "");
  const make = (label: string): void =>
    act.mutate(
      { body: { label, ...(list.length === 0 ? {} : { scopes: list }) } },
      { onSuccess: ({ body }) => onMade(body.key) },
    );
  return (
    <NewKey isBusy={act.isPending} problem={act.error} onMake={make} onClose={onClose}>
      <TextField
        label={t("fieldScopes")}
        hint={t("fieldScopesHint")}
        isOptional
        value={scopes}
        onChange={({ target }) => setScopes(target.value)}
      />
    </NewKey>
  );
}

function Rotate({ of, onMade, onClose }: DoneProps & { readonly of: Key }) {
  const act = useAct(rotateApiKey, LISTS);
  const rotate = (overlap: string): void =>
    act.mutate({ path: { keyId: of.keyId }, body: { overlap } }, { onSuccess: ({ body }) => onMade(body.key) });
  return <AskRotate label={of.label} isBusy={act.isPending} problem={act.error} onRotate={rotate} onClose={onClose} />;
}

function Revoke({ of, onClose }: { readonly of: Key; readonly onClose: () => void }) {
  const { t } = useTranslation("access");
  const act = useAct(revokeApiKey, LISTS);
  const done = (): void => {
    say(t("revoked"));
    onClose();
  };
  const revoke = (): void => act.mutate({ path: { keyId: of.keyId } }, { onSuccess: done });
  return <AskRevoke label={of.label} isBusy={act.isPending} problem={act.error} onRevoke={revoke} onClose={onClose} />;
}

export function Page() {
  const { t } = useTranslation(["admin", "access"]);
  const [isNew, setNew] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [asking, setAsking] = useState<{ readonly kind: "rotate" | "revoke"; readonly key: Key } | null>(null);
  const list = useList(listApiKeys, { query: { limit: 100 } });
  const close = (): void => {
    setNew(false);
    setAsking(null);
  };
  const made = (key: string): void => {
    setSecret(key);
    close();
  };
  return (
    <Layout
      title={t("keys")}
      lead={t("keysLead")}
      actions={
        <Button look="primary" icon="plus" onClick={() => setNew(true)}>
          {t("access:newKey")}
        </Button>
      }
    >
      <KeyTable
        id="keys"
        list={list}
        more={[
          {
            id: "owner",
            title: t("access:colOwner"),
            cell: ({ merchantId }) =>
              merchantId === null ? (
                t("access:ownerMarketplace")
              ) : (
                <Link to={`/merchants/${encodeURIComponent(merchantId)}/access`}>{merchantId}</Link>
              ),
          },
        ]}
        mayRotate={({ merchantId }) => merchantId === null}
        mayRevoke
        onAsk={(kind, key) => setAsking({ kind, key })}
      />
      {isNew ? <Make onMade={made} onClose={close} /> : null}
      {asking?.kind === "rotate" ? <Rotate of={asking.key} onMade={made} onClose={close} /> : null}
      {asking?.kind === "revoke" ? <Revoke of={asking.key} onClose={close} /> : null}
      {secret === null ? null : <MadeKey secret={secret} onClose={() => setSecret(null)} />}
    </Layout>
  );
}
