// Understands what a second reader says of a decision that was drawn: agreed or not, what is wrong, and a word about it.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { assessQaSample } from "@anxin/client/operations.generated";
import { useAct } from "@anxin/ui/api";
import { Button, ButtonLink } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { Checkbox, RadioGroup, TextArea } from "@anxin/ui/pieces/field";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { say } from "@anxin/ui/pieces/toast";
import { useState } from "react";
import { useTranslation } from "react-i18next";

type Sample = AnswerOf<operations["listQaSamples"]>["data"][number];

const FINDINGS = [
  "outcome_wrong",
  "amount_wrong",
  "reason_wrong",
  "clause_wrong",
  "evidence_overlooked",
  "signal_overlooked",
  "not_explained",
  "too_slow",
  "other",
] as const;

export function AssessDialog({ sample, onClose }: { readonly sample: Sample; readonly onClose: () => void }) {
  const { t } = useTranslation(["desk", "house"]);
  const [agrees, setAgrees] = useState(true);
  const [findings, setFindings] = useState<readonly (typeof FINDINGS)[number][]>([]);
  const [note, setNote] = useState("");
  const act = useAct(assessQaSample, ["/v1/review/qa"]);
  const run = (): void =>
    act.mutate(
      {
        path: { decisionId: sample.decisionId },
        body: agrees ? { agrees, ...(note === "" ? {} : { note }) } : { agrees, findings: [...findings], note },
      },
      {
        onSuccess: () => {
          say(t("assessed"));
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={t("assess")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <ButtonLink to={`/review/claims/${sample.claimId}`}>{t("openCase")}</ButtonLink>
          <Button look="primary" isBusy={act.isPending} onClick={run}>
            {t("house:save")}
          </Button>
        </>
      }
    >
      <RadioGroup
        legend={t("colAssessment")}
        name="agrees"
        value={agrees ? "yes" : "no"}
        onValue={(value) => setAgrees(value === "yes")}
        choices={[
          { value: "yes", label: t("agree") },
          { value: "no", label: t("disagree") },
        ]}
      />
      {agrees ? null : (
        <fieldset>
          <legend>{t("findings")}</legend>
          {FINDINGS.map((finding) => (
            <Checkbox
              key={finding}
              label={t(`finding_${finding}`)}
              checked={findings.includes(finding)}
              onChange={({ target }) =>
                setFindings(target.checked ? [...findings, finding] : findings.filter((each) => each !== finding))
              }
            />
          ))}
        </fieldset>
      )}
      <TextArea label={t("note")} isOptional={agrees} value={note} onChange={({ target }) => setNote(target.value)} />
      <ProblemNote problem={act.error} />
    </Dialog>
  );
}
