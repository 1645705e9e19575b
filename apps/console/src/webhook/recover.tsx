// Understands how what was missed is sent again: everything that was not delivered since a time.

import { recoverWebhookDeliveries } from "@anxin/client/operations.generated";
import { formatInstant, instant } from "@anxin/core/time";
import { useAct } from "@anxin/ui/api";
import { Banner } from "@anxin/ui/pieces/banner";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { TextField } from "@anxin/ui/pieces/field";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { say } from "@anxin/ui/pieces/toast";
import { useNow } from "@anxin/ui/session";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { instantOf, localOf } from "../local-time.js";
import { type Endpoint, LISTS } from "./listener.js";

const DAY_MS = 86_400_000;

export function Recover({ endpoint, onClose }: { readonly endpoint: Endpoint; readonly onClose: () => void }) {
  const { t } = useTranslation(["webhook", "house"]);
  const now = useNow();
  const [since, setSince] = useState(() => localOf(instant(now - DAY_MS)));
  const [tried, setTried] = useState(false);
  const act = useAct(recoverWebhookDeliveries, LISTS);
  const at = instantOf(since);
  const run = (): void => {
    setTried(true);
    if (at === null) return;
    act.mutate(
      { path: { endpointId: endpoint.endpointId }, body: { since: formatInstant(at) } },
      {
        onSuccess: ({ body }) => {
          if (!body.isComplete) return;
          say(t("recovered", { count: body.replayed }));
          onClose();
        },
      },
    );
  };
  const rest = act.data?.body.isComplete === false ? act.data.body.replayed : null;
  return (
    <Dialog
      title={t("recover")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("house:cancel")}</Button>
          <Button look="primary" icon="refresh" isBusy={act.isPending} onClick={run}>
            {t("replay")}
          </Button>
        </>
      }
    >
      <p className="ax-quiet">{t("recoverLead")}</p>
      <TextField
        label={t("fieldSince")}
        type="datetime-local"
        required
        value={since}
        error={tried && at === null ? t("sinceMissing") : null}
        onChange={({ target }) => setSince(target.value)}
      />
      {rest === null ? null : <Banner tone="warn">{t("recoveredPart", { count: rest })}</Banner>}
      <ProblemNote problem={act.error} />
    </Dialog>
  );
}
