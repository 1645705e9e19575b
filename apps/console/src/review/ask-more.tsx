// Understands how documents are asked for: in one complete list with a word on each, once; a second list takes a supervisor's reason.

import { requestEvidence } from "@anxin/client/operations.generated";
import { useAct } from "@anxin/ui/api";
import { Banner } from "@anxin/ui/pieces/banner";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { Checkbox, TextArea, TextField } from "@anxin/ui/pieces/field";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { say } from "@anxin/ui/pieces/toast";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Claim, ProductVersion } from "./case.js";
import type { MeetConflict } from "./conflict.js";
import { begin } from "./reasons.js";

interface AskMoreProps {
  readonly isOpen: boolean;
  readonly claim: Claim;
  readonly etag: string;
  readonly product: ProductVersion | undefined;
  readonly isSupervisor: boolean;
  readonly onConflict: MeetConflict;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Documents that are wanted, by kind, each with what is to be seen on it. */
type Wanted = Readonly<Record<string, string>>;

export function AskMore(props: AskMoreProps) {
  // Each opening begins anew with what is missing now.
  return props.isOpen ? <Asking {...props} /> : null;
}

function Asking({ claim, etag, product, isSupervisor, onConflict, onClose, onDone }: AskMoreProps) {
  const { t } = useTranslation(["review", "house"]);
  const form = useId();
  const lacking = claim.missing.filter(({ required, given, minCount }) => required && given < minCount);
  const [wanted, setWanted] = useState<Wanted>(Object.fromEntries(lacking.map(({ kind }) => [kind, ""])));
  const [reason, setReason] = useState("");
  const ask = useAct(requestEvidence, ["/v1/claims", "/v1/review"]);
  const isAgain = claim.supplements.length > 0;
  const kinds = product?.documents ?? lacking;
  const isRefused = isAgain && !isSupervisor;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const documents = Object.entries(wanted).map(([kind, note]) => (note === "" ? { kind } : { kind, note }));
    const body = isAgain ? { documents, reason } : { documents };
    ask.mutate(
      { path: { claimId: claim.claimId }, body, ifMatch: etag },
      {
        onSuccess: () => {
          say(t("asked"));
          onDone();
        },
        onError: (problem) => {
          if (onConflict(problem, [...Object.values(wanted), reason].filter((said) => said !== "").join("\n")))
            onClose();
        },
      },
    );
  };
  return (
    <Dialog
      title={t("askMore")}
      size="large"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("house:cancel")}</Button>
          <Button
            look="primary"
            type="submit"
            form={form}
            isBusy={ask.isPending}
            disabled={
              isRefused ||
              (isAgain && reason.trim() === "") ||
              (Object.keys(wanted).length === 0 && lacking.length === 0)
            }
            {...(lacking.length > 0 && !isAgain ? { ref: begin } : {})}
          >
            {t("askSend")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="rv-ask">
        <p className="ax-quiet">{t("askOnce")}</p>
        {isRefused ? <Banner tone="warn">{t("askAgainSupervisor")}</Banner> : null}
        {kinds.map(({ kind, title, example, required }) => (
          <div key={kind} className="rv-ask-kind">
            <Checkbox
              label={title}
              hint={`${example}${required ? ` · ${t("house:required")}` : ""}`}
              checked={kind in wanted}
              onChange={({ target }) => {
                const { [kind]: _gone, ...rest } = wanted;
                setWanted(target.checked ? { ...wanted, [kind]: "" } : rest);
              }}
            />
            {kind in wanted ? (
              <TextField
                label={t("askNote", { title })}
                isOptional
                maxLength={500}
                value={wanted[kind] ?? ""}
                onChange={({ target }) => setWanted({ ...wanted, [kind]: target.value })}
              />
            ) : null}
          </div>
        ))}
        {isAgain && isSupervisor ? (
          <TextArea
            label={t("askReason")}
            hint={t("askReasonHint")}
            maxLength={2000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        ) : null}
        <ProblemNote problem={ask.error} />
      </form>
    </Dialog>
  );
}
