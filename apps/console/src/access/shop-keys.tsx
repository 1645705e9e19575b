// Understands a shop's own keys: its people make, rotate and revoke them; the house looks at them, and may revoke one.

import { createShopKey, listShopKeys, revokeShopKey, rotateShopKey } from "@anxin/client/operations.generated";
import { useAct, useList } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { RadioGroup } from "@anxin/ui/pieces/field";
import { Panel } from "@anxin/ui/pieces/page";
import { say } from "@anxin/ui/pieces/toast";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShop } from "../merchant/shop.js";
import { AskRevoke, AskRotate, MadeKey, NewKey } from "./key-dialogs.js";
import { type Key, KeyTable } from "./key-table.js";

const LISTS = ["/v1/merchants"];
const REACHES = ["read", "write"] as const;

interface DoneProps {
  readonly onMade: (secret: string) => void;
  readonly onClose: () => void;
}

/** A key only reads until somebody says that it should do more. */
function Make({ onMade, onClose }: DoneProps) {
  const { t } = useTranslation("access");
  const { merchantId } = useShop();
  const [reach, setReach] = useState("read");
  const act = useAct(createShopKey, LISTS);
  const make = (label: string): void =>
    act.mutate(
      { path: { merchantId }, body: { label, scopes: [reach === "write" ? "*" : "*:read"] } },
      { onSuccess: ({ body }) => onMade(body.key) },
    );
  return (
    <NewKey isBusy={act.isPending} problem={act.error} onMake={make} onClose={onClose}>
      <RadioGroup
        legend={t("reach")}
        name="reach"
        value={reach}
        onValue={setReach}
        choices={REACHES.map((value) => ({ value, label: t(`reach_${value}`), hint: t(`reach_${value}_hint`) }))}
      />
    </NewKey>
  );
}

function Rotate({ of, onMade, onClose }: DoneProps & { readonly of: Key }) {
  const { merchantId } = useShop();
  const act = useAct(rotateShopKey, LISTS);
  const rotate = (overlap: string): void =>
    act.mutate(
      { path: { merchantId, keyId: of.keyId }, body: { overlap } },
      { onSuccess: ({ body }) => onMade(body.key) },
    );
  return <AskRotate label={of.label} isBusy={act.isPending} problem={act.error} onRotate={rotate} onClose={onClose} />;
}

function Revoke({ of, onClose }: { readonly of: Key; readonly onClose: () => void }) {
  const { t } = useTranslation("access");
  const { merchantId } = useShop();
  const act = useAct(revokeShopKey, LISTS);
  const done = (): void => {
    say(t("revoked"));
    onClose();
  };
  const revoke = (): void => act.mutate({ path: { merchantId, keyId: of.keyId } }, { onSuccess: done });
  return <AskRevoke label={of.label} isBusy={act.isPending} problem={act.error} onRevoke={revoke} onClose={onClose} />;
}

export function ShopKeys() {
  const { t } = useTranslation("access");
  const { merchantId, isOwn, mayAct } = useShop();
  const [isNew, setNew] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [asking, setAsking] = useState<{ readonly kind: "rotate" | "revoke"; readonly key: Key } | null>(null);
  const list = useList(listShopKeys, { path: { merchantId }, query: { limit: 100 } });
  const close = (): void => {
    setNew(false);
    setAsking(null);
  };
  const made = (key: string): void => {
    setSecret(key);
    close();
  };
  return (
    <Panel
      title={t("keys")}
      help={t("keysHelp")}
      actions={
        isOwn ? (
          <Button look="primary" icon="plus" onClick={() => setNew(true)}>
            {t("newKey")}
          </Button>
        ) : undefined
      }
    >
      <KeyTable
        id="shop-keys"
        isPlain
        list={list}
        mayRotate={() => isOwn}
        mayRevoke={mayAct}
        onAsk={(kind, key) => setAsking({ kind, key })}
      />
      {isNew ? <Make onMade={made} onClose={close} /> : null}
      {asking?.kind === "rotate" ? <Rotate of={asking.key} onMade={made} onClose={close} /> : null}
      {asking?.kind === "revoke" ? <Revoke of={asking.key} onClose={close} /> : null}
      {secret === null ? null : <MadeKey secret={secret} onClose={() => setSecret(null)} />}
    </Panel>
  );
}
