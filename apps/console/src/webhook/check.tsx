// Understands why a signature fits or does not: what a receiver got is pasted, and the server says what is wrong with it.

import { checkWebhookSignature } from "@anxin/client/operations.generated";
import { useAct } from "@anxin/ui/api";
import { Banner } from "@anxin/ui/pieces/banner";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { TextArea, TextField } from "@anxin/ui/pieces/field";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { type SubmitEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { headersIn } from "./headers.js";

export interface Received {
  readonly headers: string;
  readonly body: string;
}
const NOTHING: Received = { headers: "", body: "" };

export function SignatureCheck({
  received = NOTHING,
  onClose,
}: {
  /** What to begin with. */
  readonly received?: Received;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(["webhook", "house"]);
  const id = useId();
  const [secret, setSecret] = useState("");
  const [headers, setHeaders] = useState(received.headers);
  const [body, setBody] = useState(received.body);
  const [tried, setTried] = useState(false);
  const act = useAct(checkWebhookSignature);
  const lacksHeaders = Object.keys(headersIn(headers)).length === 0;
  const run = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    if (secret.trim() === "") event.currentTarget.querySelector("input")?.focus();
    else if (lacksHeaders) event.currentTarget.querySelector("textarea")?.focus();
    else act.mutate({ body: { secret: secret.trim(), headers: headersIn(headers), body } });
  };
  const found = act.data?.body;
  return (
    <Dialog
      title={t("checkTitle")}
      isOpen
      size="large"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("house:close")}</Button>
          <Button look="primary" icon="check" type="submit" form={id} isBusy={act.isPending}>
            {t("checkRun")}
          </Button>
        </>
      }
    >
      <p className="ax-quiet">{t("checkLead")}</p>
      <form id={id} noValidate onSubmit={run}>
        <TextField
          label={t("secret")}
          hint="whsec_…"
          required
          autoComplete="off"
          spellCheck={false}
          value={secret}
          error={tried && secret.trim() === "" ? t("checkMissing") : null}
          onChange={({ target }) => setSecret(target.value)}
        />
        <TextArea
          label={t("fieldHeaders")}
          hint={t("fieldHeadersHint")}
          required
          rows={4}
          spellCheck={false}
          value={headers}
          error={tried && lacksHeaders ? t("checkMissing") : null}
          onChange={({ target }) => setHeaders(target.value)}
        />
        <TextArea
          label={t("fieldBody")}
          hint={t("fieldBodyHint")}
          rows={5}
          spellCheck={false}
          value={body}
          onChange={({ target }) => setBody(target.value)}
        />
      </form>
      {found === undefined || act.isPending ? null : (
        <Banner tone={found.valid ? "good" : "bad"}>
          <strong>{t(found.valid ? "valid" : "invalid")}</strong>
          {found.fault === null ? null : <> · {t(`fault_${found.fault}`)}</>}
          <p>{found.explanation}</p>
        </Banner>
      )}
      <ProblemNote problem={act.error} />
    </Dialog>
  );
}
