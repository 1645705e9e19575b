// Understands one delivery: each attempt with what was sent and how the answer began, and another try.

import { readWebhookDelivery, replayWebhookDelivery } from "@anxin/client/operations.generated";
import { useAct, useAnswer } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { Facts } from "@anxin/ui/pieces/page";
import { Answered, ProblemNote } from "@anxin/ui/pieces/state";
import { say } from "@anxin/ui/pieces/toast";
import { Badge, Time } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SignatureCheck } from "./check.js";
import { headerText } from "./headers.js";
import { type Attempt, DELIVERY_TONES, type Delivery, LISTS } from "./listener.js";

const EVERY_MS = 1_500;
const INDENT = 2;

/** The body as it can be read; it is sent without the spaces. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, INDENT);
  } catch {
    return body;
  }
}

function AttemptView({ attempt, isLast }: { readonly attempt: Attempt; readonly isLast: boolean }) {
  const { t } = useTranslation("webhook");
  const { sequence, at, verdict, status, reason, durationMs, url, headers, response } = attempt;
  return (
    <li>
      <details open={isLast}>
        <summary>
          <Badge tone={verdict === "taken" ? "good" : "bad"}>{t(`verdict_${verdict}`)}</Badge>
          <strong>{t("attempt", { n: sequence })}</strong>
          <span>{status === null ? reason || t("noAnswer") : `HTTP ${status}`}</span>
          <span className="ax-quiet ax-small">
            <Time at={at} /> · {t("took", { ms: durationMs })}
          </span>
        </summary>
        <p className="wh-url ax-small">POST {url}</p>
        <h4>{t("requestHeaders")}</h4>
        <pre className="wh-raw">{headerText(headers)}</pre>
        <h4>{t("response")}</h4>
        {response === "" ? (
          <p className="ax-quiet ax-small">{t("emptyResponse")}</p>
        ) : (
          <pre className="wh-raw">{response}</pre>
        )}
      </details>
    </li>
  );
}

function DeliveryView({ delivery }: { readonly delivery: Delivery }) {
  const { t } = useTranslation("webhook");
  const { state, reason, subject, eventId, createdAt, nextAttemptAt, deliveredAt, attempts, body } = delivery;
  return (
    <div className="wh-delivery">
      <Facts
        facts={[
          { label: t("colState"), value: <Badge tone={DELIVERY_TONES[state]}>{t(`state_${state}`)}</Badge> },
          ...(reason === "" ? [] : [{ label: t("colReason"), value: <code>{reason}</code> }]),
          { label: t("colSubject"), value: <code className="wh-url">{subject}</code> },
          { label: t("eventId"), value: <code className="wh-url">{eventId}</code> },
          { label: t("colAt"), value: <Time at={createdAt} /> },
          ...(nextAttemptAt === null ? [] : [{ label: t("colNext"), value: <Time at={nextAttemptAt} /> }]),
          ...(deliveredAt === null ? [] : [{ label: t("colDelivered"), value: <Time at={deliveredAt} /> }]),
        ]}
      />
      <h3>{t("colAttempts")}</h3>
      {attempts.length === 0 ? (
        <p className="ax-quiet">{t("noAttempts")}</p>
      ) : (
        <ol className="wh-attempts">
          {attempts.toReversed().map((attempt, place) => (
            <AttemptView key={attempt.sequence} attempt={attempt} isLast={place === 0} />
          ))}
        </ol>
      )}
      <h3>{t("requestBody")}</h3>
      <pre className="wh-raw">{readable(body)}</pre>
    </div>
  );
}

interface DeliveryDialogProps {
  readonly endpointId: string;
  readonly deliveryId: string;
  readonly mayAct: boolean;
  readonly onClose: () => void;
}

export function DeliveryDialog({ endpointId, deliveryId, mayAct, onClose }: DeliveryDialogProps) {
  const { t } = useTranslation(["webhook", "house"]);
  const path = { endpointId, deliveryId };
  const found = useAnswer(readWebhookDelivery, { path }, { everyMs: EVERY_MS });
  const act = useAct(replayWebhookDelivery, LISTS);
  const [checks, setChecks] = useState(false);
  const delivery = found.data?.body;
  const last = delivery?.attempts.at(-1);
  const replay = (): void => act.mutate({ path }, { onSuccess: () => say(t("replayed")) });
  return (
    <>
      <Dialog
        title={delivery?.type ?? t("delivery")}
        isOpen
        size="side"
        onClose={onClose}
        actions={
          mayAct ? (
            <>
              <Button icon="check" disabled={last === undefined} onClick={() => setChecks(true)}>
                {t("check")}
              </Button>
              <Button look="primary" icon="refresh" isBusy={act.isPending} onClick={replay}>
                {t("replay")}
              </Button>
            </>
          ) : undefined
        }
      >
        <ProblemNote problem={act.error} />
        <Answered of={found} lines={8}>
          {(body) => <DeliveryView delivery={body} />}
        </Answered>
      </Dialog>
      {checks && delivery !== undefined && last !== undefined ? (
        <SignatureCheck
          received={{ headers: headerText(last.headers), body: delivery.body }}
          onClose={() => setChecks(false)}
        />
      ) : null}
    </>
  );
}
