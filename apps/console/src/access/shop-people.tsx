// Understands who is signed in for a shop now: on which device, since when, and how to sign a device out.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { endShopSession, endShopSessions, listShopSessions } from "@anxin/client/operations.generated";
import { useAct, useList } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { Confirm } from "@anxin/ui/pieces/dialog";
import { Panel } from "@anxin/ui/pieces/page";
import { Empty, ProblemNote } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { say } from "@anxin/ui/pieces/toast";
import { Badge, Time } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShop } from "../merchant/shop.js";

type Session = AnswerOf<operations["listShopSessions"]>["data"][number];
const LISTS = ["/v1/merchants"];

function useDevice(): (session: Session) => string {
  const { t } = useTranslation("access");
  return ({ device }) =>
    device === null
      ? t("viaToken")
      : t("device", { browser: t(`browser_${device.browser}`), system: t(`system_${device.system}`) });
}

function EndOne({ session, onClose }: { readonly session: Session; readonly onClose: () => void }) {
  const { t } = useTranslation("access");
  const { merchantId } = useShop();
  const act = useAct(endShopSession, LISTS);
  const device = useDevice()(session);
  const done = (): void => {
    say(t("endedOne"));
    onClose();
  };
  return (
    <Confirm
      title={t("endOne", { device })}
      isOpen
      isDangerous
      isBusy={act.isPending}
      confirm={t("end")}
      onClose={onClose}
      onConfirm={() => act.mutate({ path: { merchantId, sessionId: session.sessionId } }, { onSuccess: done })}
    >
      <p>{t("endOneText")}</p>
      <ProblemNote problem={act.error} />
    </Confirm>
  );
}

function EndAll({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("access");
  const { merchantId, isOwn } = useShop();
  const act = useAct(endShopSessions, LISTS);
  const title = t(isOwn ? "endOthers" : "endAll");
  return (
    <Confirm
      title={title}
      isOpen
      isDangerous
      isBusy={act.isPending}
      confirm={title}
      onClose={onClose}
      onConfirm={() =>
        act.mutate(
          { path: { merchantId } },
          {
            onSuccess: ({ body }) => {
              say(t("ended", { count: body.ended }));
              onClose();
            },
          },
        )
      }
    >
      <p>{t(isOwn ? "endOthersText" : "endAllText")}</p>
      <ProblemNote problem={act.error} />
    </Confirm>
  );
}

export function ShopPeople() {
  const { t } = useTranslation("access");
  const { merchantId, isOwn, mayAct } = useShop();
  const device = useDevice();
  const [ending, setEnding] = useState<Session | "all" | null>(null);
  const close = (): void => setEnding(null);
  const list = useList(listShopSessions, { path: { merchantId }, query: { limit: 100 } });
  const others = list.items.filter(({ isCurrent }) => !isCurrent);
  return (
    <Panel
      title={t("people")}
      help={t("peopleHelp")}
      actions={
        mayAct ? (
          <Button icon="power" disabled={others.length === 0} onClick={() => setEnding("all")}>
            {t(isOwn ? "endOthers" : "endAll")}
          </Button>
        ) : undefined
      }
    >
      <DataTable
        id="shop-people"
        label={t("people")}
        rows={list.items}
        rowKey={(row) => row.sessionId}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        isPlain
        empty={<Empty icon="people" title={t("noPeople")} />}
        columns={[
          {
            id: "device",
            title: t("colDevice"),
            cell: (row) => (
              <span className="mr-line">
                {device(row)}
                {row.isCurrent ? <Badge tone="good">{t("thisOne")}</Badge> : null}
              </span>
            ),
          },
          { id: "since", title: t("colSince"), cell: (row) => <Time at={row.createdAt} /> },
          {
            id: "seen",
            title: t("colSeen"),
            cell: ({ lastUsedAt }) => (lastUsedAt === null ? "–" : <Time at={lastUsedAt} />),
          },
          { id: "until", title: t("colUntil"), cell: (row) => <Time at={row.expiresAt} /> },
          ...(mayAct
            ? [
                {
                  id: "end",
                  title: t("colActions"),
                  cell: (row: Session) =>
                    row.isCurrent ? null : (
                      <Button
                        look="quiet"
                        aria-label={t("endOne", { device: device(row) })}
                        onClick={() => setEnding(row)}
                      >
                        {t("end")}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      {ending === "all" ? <EndAll onClose={close} /> : null}
      {ending === null || ending === "all" ? null : <EndOne session={ending} onClose={close} />}
    </Panel>
  );
}
