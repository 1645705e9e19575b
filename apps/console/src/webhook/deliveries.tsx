// Understands what was sent to an endpoint: every delivery with its state, the newest first, each of which can be looked into.

import type { operations } from "@anxin/client/contract.generated";
import type { InputOf } from "@anxin/client/operation";
import { listWebhookDeliveries, listWebhookEventTypes } from "@anxin/client/operations.generated";
import { DAY_MS } from "@anxin/core/time";
import { DELIVERED_KEPT_MS, DIVERTED_KEPT_MS } from "@anxin/core/webhook/delivery";
import { useAnswer, useList } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { SelectField } from "@anxin/ui/pieces/field";
import { Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Badge, Id, Time } from "@anxin/ui/pieces/words";
import { useAddress } from "@anxin/ui/table/address";
import { useTranslation } from "react-i18next";
import { DeliveryDialog } from "./delivery.js";
import { DELIVERY_TONES, type Delivery } from "./listener.js";
import { useShownDelivery } from "./shown.js";

type Asked = NonNullable<InputOf<operations["listWebhookDeliveries"]>["query"]>;

const [DELIVERED_DAYS, DIVERTED_DAYS] = [DELIVERED_KEPT_MS / DAY_MS, DIVERTED_KEPT_MS / DAY_MS];
const STATES = ["pending", "delivered", "diverted"] as const;
const TEST_TYPE = "endpoint.test";
/** Nothing tells a page of deliveries: it looks for itself, so that a failure is seen within two seconds. */
const EVERY_MS = 1_500;

function useFilter() {
  const types = useAnswer(listWebhookEventTypes, {}).data?.body.data ?? [];
  const [search, set] = useAddress();
  const state = STATES.find((each) => each === search.get("state"));
  // The server has the last word about a type that the address asks for.
  const type = (search.get("type") ?? undefined) as Asked["type"];
  return { types, state, type, set };
}

type Filter = ReturnType<typeof useFilter>;

function Filters({ types, state, type, set }: Filter) {
  const { t } = useTranslation(["webhook", "house"]);
  return (
    <>
      <SelectField
        label={t("filterState")}
        value={state ?? ""}
        onChange={({ target }) => set("state", target.value)}
        choices={[
          { value: "", label: t("house:all") },
          ...STATES.map((value) => ({ value, label: t(`state_${value}`) })),
        ]}
      />
      <SelectField
        label={t("filterType")}
        value={type ?? ""}
        onChange={({ target }) => set("type", target.value)}
        choices={[
          { value: "", label: t("house:all") },
          ...[...types.map((each) => each.type), TEST_TYPE].map((value) => ({ value, label: value })),
        ]}
      />
    </>
  );
}

/** What was heard last, or how the first answer was taken. */
const lastStatus = ({ attempts }: Delivery): string => {
  const last = attempts.at(-1);
  if (last === undefined) return "";
  return last.status === null ? last.reason : `HTTP ${last.status}`;
};

export function Deliveries({ endpointId, mayAct }: { readonly endpointId: string; readonly mayAct: boolean }) {
  const { t } = useTranslation("webhook");
  const filter = useFilter();
  const { state, type } = filter;
  const [shown, show] = useShownDelivery();
  const query: Asked = {
    limit: 50,
    ...(state === undefined ? {} : { state }),
    ...(type === undefined ? {} : { type }),
  };
  const list = useList(listWebhookDeliveries, { path: { endpointId }, query }, { keepsLast: true, everyMs: EVERY_MS });
  return (
    <>
      <p className="ax-quiet ax-small">{t("deliveriesKept", { delivered: DELIVERED_DAYS, diverted: DIVERTED_DAYS })}</p>
      <DataTable
        id="deliveries"
        label={t("deliveries")}
        rows={list.items}
        rowKey={(row) => row.deliveryId}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        exportName="webhook-deliveries"
        filters={<Filters {...filter} />}
        empty={
          <Empty icon="hook" title={t("noDeliveriesTitle")}>
            {t("noDeliveries")}
          </Empty>
        }
        columns={[
          {
            id: "type",
            title: t("colType"),
            cell: (row) => (
              <Button look="quiet" onClick={() => show(row.deliveryId)}>
                {row.type}
              </Button>
            ),
            text: (row) => row.type,
          },
          {
            id: "state",
            title: t("colState"),
            cell: (row) => <Badge tone={DELIVERY_TONES[row.state]}>{t(`state_${row.state}`)}</Badge>,
            text: (row) => row.state,
          },
          { id: "answer", title: t("colReason"), cell: lastStatus, text: lastStatus },
          {
            id: "attempts",
            title: t("colAttempts"),
            align: "end",
            cell: (row) => row.attempts.length,
            text: (row) => String(row.attempts.length),
          },
          {
            id: "subject",
            title: t("colSubject"),
            cell: (row) => <code className="wh-url">{row.subject}</code>,
            text: (row) => row.subject,
          },
          { id: "at", title: t("colAt"), cell: (row) => <Time at={row.createdAt} />, text: (row) => row.createdAt },
          {
            id: "next",
            title: t("colNext"),
            cell: (row) => (row.nextAttemptAt === null ? "" : <Time at={row.nextAttemptAt} />),
            text: (row) => row.nextAttemptAt ?? "",
          },
          {
            id: "event",
            title: t("eventId"),
            isExtra: true,
            cell: (row) => <Id>{row.eventId}</Id>,
            text: (row) => row.eventId,
          },
        ]}
      />
      {shown === null ? null : (
        <DeliveryDialog endpointId={endpointId} deliveryId={shown} mayAct={mayAct} onClose={() => show(null)} />
      )}
    </>
  );
}
