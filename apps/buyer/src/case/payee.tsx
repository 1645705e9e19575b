// Understands having the money sent to another account: asked for, and shown by a code of six digits to be one's own wish.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { listPayeeChanges, requestPayeeChange, verifyPayeeChange } from "@anxin/client/operations.generated";
import { useAct, useAnswer } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { TextField } from "@anxin/ui/pieces/field";
import { Panel } from "@anxin/ui/pieces/page";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { say } from "@anxin/ui/pieces/toast";
import { Time } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Claim, isUnderWay, type Stage } from "./progress.js";

type Change = AnswerOf<operations["listPayeeChanges"]>["data"][number];
const CODE = /^\d{6}$/;

function Verify({ claimId, change }: { readonly claimId: string; readonly change: Change }) {
  const { t } = useTranslation("buyer");
  const verify = useAct(verifyPayeeChange, ["/v1/claims", "/v1/payouts"]);
  const [code, setCode] = useState("");
  const [isAsked, setAsked] = useState(false);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (!CODE.test(code)) return;
        verify.mutate(
          { path: { claimId, changeId: change.changeId }, body: { code } },
          {
            onSuccess: ({ body }) =>
              say(
                body.state === "verified" ? t("payeeDone") : t("payeeWrong"),
                body.state === "verified" ? "good" : "bad",
              ),
          },
        );
      }}
    >
      <p>{t("payeeCodeSent", { payee: change.payee })}</p>
      <TextField
        label={t("payeeCode")}
        hint={
          <>
            {t("payeeTries", { count: change.triesLeft })} {t("payeeUntil")} <Time at={change.expiresAt} />
          </>
        }
        error={isAsked && !CODE.test(code) ? t("payeeCodeFault") : null}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        onChange={({ target }) => setCode(target.value.trim())}
      />
      <ProblemNote problem={verify.error} />
      <Button look="primary" type="submit" wide isBusy={verify.isPending}>
        {t("payeeConfirm")}
      </Button>
    </form>
  );
}

function Ask({ claimId }: { readonly claimId: string }) {
  const { t } = useTranslation("buyer");
  const ask = useAct(requestPayeeChange, ["/v1/claims"]);
  const [given, setGiven] = useState({ account: "", name: "" });
  const [isAsked, setAsked] = useState(false);
  const missing = (text: string): string | null => (isAsked && text.trim() === "" ? t("faultMissing") : null);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        const [account, name] = [given.account.trim(), given.name.trim()];
        if (account === "" || name === "") return;
        ask.mutate({ path: { claimId }, body: { payee: { channel: "alipay", account, name } } });
      }}
    >
      <TextField
        label={t("payeeAccount")}
        hint={t("payeeAccountHint")}
        error={missing(given.account)}
        autoComplete="off"
        maxLength={100}
        value={given.account}
        onChange={({ target }) => setGiven({ ...given, account: target.value })}
      />
      <TextField
        label={t("payeeName")}
        error={missing(given.name)}
        autoComplete="name"
        maxLength={100}
        value={given.name}
        onChange={({ target }) => setGiven({ ...given, name: target.value })}
      />
      <ProblemNote problem={ask.error} />
      <Button type="submit" wide isBusy={ask.isPending}>
        {t("payeeAsk")}
      </Button>
    </form>
  );
}

export function Payee({ claim, stage }: { readonly claim: Claim; readonly stage: Stage }) {
  const { t } = useTranslation("buyer");
  // While there is money to be sent, or may be.
  const isOpen = isUnderWay(stage) && stage !== "service";
  const [isShown, setShown] = useState(false);
  const { claimId } = claim;
  const changes = useAnswer(listPayeeChanges, { path: { claimId } }, { enabled: isOpen && isShown });
  if (!isOpen) return null;
  const [last] = changes.data?.body.data ?? [];
  return (
    <Panel>
      <details className="by-more" open={isShown} onToggle={({ currentTarget }) => setShown(currentTarget.open)}>
        <summary>{t("payeeTitle")}</summary>
        <div>
          <p className="ax-quiet">{t("payeeLead")}</p>
          {last?.state === "requested" && last.triesLeft > 0 ? (
            <Verify key={last.changeId} claimId={claimId} change={last} />
          ) : last?.state === "verified" ? (
            <p>{t("payeeNow", { payee: last.payee })}</p>
          ) : null}
          <Ask claimId={claimId} />
        </div>
      </details>
    </Panel>
  );
}
