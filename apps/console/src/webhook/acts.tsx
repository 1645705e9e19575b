// Understands what can be done with an endpoint: try it, edit it, pause it, change its secret, replay what it missed, end it.

import {
  deleteWebhookEndpoint,
  putWebhookEndpoint,
  rotateWebhookSecret,
  testWebhookEndpoint,
} from "@anxin/client/operations.generated";
import { useAct } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { Confirm } from "@anxin/ui/pieces/dialog";
import { ProblemNote, useProblemText } from "@anxin/ui/pieces/state";
import { say } from "@anxin/ui/pieces/toast";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { EditEndpoint } from "./endpoint-form.js";
import { type Attempt, type Endpoint, inStatus, LISTS, useListener } from "./listener.js";
import { Recover } from "./recover.js";
import { EndpointSecret } from "./secret.js";
import { useShownDelivery } from "./shown.js";

type Asked = "pause" | "remove" | "rotate";

/** Asks before what stops or ends something. */
function AskFirst({
  asked,
  endpoint,
  onSecret,
  onClose,
}: {
  readonly asked: Asked;
  readonly endpoint: Endpoint;
  readonly onSecret: (secret: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("webhook");
  const go = useNavigate();
  const { base } = useListener();
  const pause = useAct(putWebhookEndpoint, LISTS);
  // The page of what is gone asks no more: only the list does, which is where one goes.
  const remove = useAct(deleteWebhookEndpoint);
  const rotate = useAct(rotateWebhookSecret, LISTS);
  const { endpointId, url, etag } = endpoint;
  const path = { endpointId };
  const run: Readonly<Record<Asked, () => void>> = {
    pause: () =>
      pause.mutate(
        { path, body: inStatus(endpoint, "paused"), ifMatch: etag },
        {
          onSuccess: () => {
            say(t("paused"), "warn");
            onClose();
          },
        },
      ),
    remove: () =>
      remove.mutate(
        { path },
        {
          onSuccess: () => {
            say(t("removed"), "warn");
            void go(base);
          },
        },
      ),
    rotate: () => rotate.mutate({ path }, { onSuccess: ({ body }) => onSecret(body.secret) }),
  };
  return (
    <Confirm
      title={t(`${asked}Title`)}
      isOpen
      isDangerous={asked === "remove"}
      isBusy={pause.isPending || remove.isPending || rotate.isPending}
      confirm={t(asked)}
      onClose={onClose}
      onConfirm={run[asked]}
    >
      <p className="wh-url">{url}</p>
      <p>{t(`${asked}Text`)}</p>
      <ProblemNote problem={pause.error ?? remove.error ?? rotate.error} />
    </Confirm>
  );
}

/** Sends `endpoint.test`, says what came of it, and opens it. */
function TestButton({ endpointId }: { readonly endpointId: string }) {
  const { t } = useTranslation("webhook");
  const act = useAct(testWebhookEndpoint, LISTS);
  const textOf = useProblemText();
  const [, show] = useShownDelivery();
  const told = (attempt: Attempt | undefined): void => {
    if (attempt?.verdict === "taken") say(t("testTaken", { status: String(attempt.status), ms: attempt.durationMs }));
    else say(t("testFailed", { why: attempt?.reason ?? t("noAnswer") }), "bad");
  };
  const run = (): void =>
    act.mutate(
      { path: { endpointId } },
      {
        onSuccess: ({ body }) => {
          told(body.attempts.at(-1));
          show(body.deliveryId);
        },
        onError: (problem) => say(textOf(problem), "bad"),
      },
    );
  return (
    <Button icon="play" isBusy={act.isPending} onClick={run}>
      {t("test")}
    </Button>
  );
}

function ResumeButton({ endpoint }: { readonly endpoint: Endpoint }) {
  const { t } = useTranslation("webhook");
  const act = useAct(putWebhookEndpoint, LISTS);
  const textOf = useProblemText();
  const { endpointId, etag } = endpoint;
  const run = (): void =>
    act.mutate(
      { path: { endpointId }, body: inStatus(endpoint, "active"), ifMatch: etag },
      { onSuccess: () => say(t("resumed")), onError: (problem) => say(textOf(problem), "bad") },
    );
  return (
    <Button icon="play" isBusy={act.isPending} onClick={run}>
      {t("resume")}
    </Button>
  );
}

export function EndpointActs({ endpoint }: { readonly endpoint: Endpoint }) {
  const { t } = useTranslation(["webhook", "house"]);
  const [opened, setOpened] = useState<Asked | "edit" | "recover" | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const close = (): void => setOpened(null);
  return (
    <>
      <TestButton endpointId={endpoint.endpointId} />
      <Button icon="refresh" onClick={() => setOpened("recover")}>
        {t("recover")}
      </Button>
      <Button onClick={() => setOpened("edit")}>{t("house:edit")}</Button>
      {endpoint.status === "paused" ? (
        <ResumeButton endpoint={endpoint} />
      ) : (
        <Button icon="pause" onClick={() => setOpened("pause")}>
          {t("pause")}
        </Button>
      )}
      <Button icon="key" onClick={() => setOpened("rotate")}>
        {t("rotate")}
      </Button>
      <Button look="danger" onClick={() => setOpened("remove")}>
        {t("remove")}
      </Button>
      {opened === "edit" ? <EditEndpoint endpoint={endpoint} onClose={close} /> : null}
      {opened === "recover" ? <Recover endpoint={endpoint} onClose={close} /> : null}
      {opened === "pause" || opened === "remove" || opened === "rotate" ? (
        <AskFirst
          asked={opened}
          endpoint={endpoint}
          onClose={close}
          onSecret={(made) => {
            close();
            setSecret(made);
          }}
        />
      ) : null}
      {secret === null ? null : <EndpointSecret secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}
