// Understands a list of keys: what each may do, whether it still opens anything, and when it was last used.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { Button } from "@anxin/ui/pieces/button";
import { Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Badge, Time } from "@anxin/ui/pieces/words";
import type { Column, TableProps } from "@anxin/ui/table/drawn";
import { useTranslation } from "react-i18next";

export type Key = AnswerOf<operations["listShopKeys"]>["data"][number];

interface KeyTableProps {
  readonly id: string;
  readonly list: { readonly items: readonly Key[] } & Required<Pick<TableProps<Key>, "query" | "hasMore" | "more">>;
  /** One panel of several. */
  readonly isPlain?: boolean;
  /** Between the name and what the key may do. */
  readonly more?: readonly Column<Key>[];
  readonly mayRotate: (key: Key) => boolean;
  readonly mayRevoke: boolean;
  readonly onAsk: (kind: "rotate" | "revoke", key: Key) => void;
}

/** What scopes come to, in words where there is one for them. */
function useReach(): (scopes: readonly string[]) => string {
  const { t } = useTranslation("access");
  return (scopes) => {
    if (scopes.includes("*")) return t("scope_all");
    return scopes.length === 1 && scopes[0] === "*:read" ? t("scope_read") : scopes.join(" ");
  };
}

export function KeyTable({ id, list, isPlain = false, more = [], mayRotate, mayRevoke, onAsk }: KeyTableProps) {
  const { t } = useTranslation("access");
  const reach = useReach();
  const actions = (key: Key) => (
    <span className="ax-actions">
      {mayRotate(key) ? (
        <Button look="quiet" aria-label={t("rotateKey", { label: key.label })} onClick={() => onAsk("rotate", key)}>
          {t("rotate")}
        </Button>
      ) : null}
      {mayRevoke ? (
        <Button look="danger" aria-label={t("revokeKey", { label: key.label })} onClick={() => onAsk("revoke", key)}>
          {t("revoke")}
        </Button>
      ) : null}
    </span>
  );
  return (
    <DataTable
      id={id}
      label={t("keys")}
      rows={list.items}
      rowKey={(row) => row.keyId}
      query={list.query}
      hasMore={list.hasMore}
      more={list.more}
      isPlain={isPlain}
      empty={
        <Empty icon="key" title={t("noKeys")}>
          {t("keysLead")}
        </Empty>
      }
      columns={[
        { id: "label", title: t("colLabel"), cell: (row) => row.label },
        ...more,
        { id: "scopes", title: t("colScopes"), cell: (row) => reach(row.scopes) },
        {
          id: "state",
          title: t("colState"),
          cell: ({ status }) => <Badge tone={status === "active" ? "good" : "plain"}>{t(`key_${status}`)}</Badge>,
        },
        {
          id: "used",
          title: t("colUsed"),
          cell: ({ lastUsedAt }) => (lastUsedAt === null ? t("unused") : <Time at={lastUsedAt} />),
        },
        { id: "created", title: t("colCreated"), cell: (row) => <Time at={row.createdAt} /> },
        {
          id: "expires",
          title: t("colExpires"),
          cell: ({ expiresAt, revokedAt }) => {
            const end = revokedAt ?? expiresAt;
            return end === null ? t("never") : <Time at={end} />;
          },
        },
        ...(mayRevoke || list.items.some(mayRotate)
          ? [
              {
                id: "actions",
                title: t("colActions"),
                cell: (row: Key) => (row.status === "active" ? actions(row) : null),
              },
            ]
          : []),
      ]}
    />
  );
}
