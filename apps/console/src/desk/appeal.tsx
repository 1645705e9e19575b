// Understands one appeal: what is said against which decision, and the answer of another person.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { answerAppeal, readAppeal, readClaim } from "@anxin/client/operations.generated";
import { reasonText } from "@anxin/core/claim/reasons";
import { useAct, useAnswer } from "@anxin/ui/api";
import { apiLanguage } from "@anxin/ui/language";
import { Button, ButtonLink } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { MoneyField, RadioGroup, TextArea } from "@anxin/ui/pieces/field";
import { Facts, Page as Layout, Panel } from "@anxin/ui/pieces/page";
import { Answered, ProblemNote } from "@anxin/ui/pieces/state";
import { say } from "@anxin/ui/pieces/toast";
import { Id, Money, Time, useProductName } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { useRole } from "../role.js";
import { AppealState } from "./appeal-state.js";

type Appeal = AnswerOf<operations["readAppeal"]>;
const FORGETS = ["/v1/appeals", "/v1/claims", "/v1/review", "/v1/payouts"];

interface AnswerProps {
  readonly appeal: Appeal;
  readonly etag: string;
  readonly onClose: () => void;
}

function AnswerDialog({ appeal, etag, onClose }: AnswerProps) {
  const { t } = useTranslation(["desk", "house"]);
  const [decision, setDecision] = useState<"uphold" | "overturn">("uphold");
  const [outcome, setOutcome] = useState<"approve" | "partly_approve">("approve");
  const [amount, setAmount] = useState<number | null>(null);
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const act = useAct(answerAppeal, FORGETS);
  const grants = decision === "overturn";
  const lacks = { note: note.trim() === "", amount: grants && amount === null };
  const run = (): void => {
    setTried(true);
    if (lacks.note || lacks.amount) return;
    const body = grants ? { decision, outcome, amount, note: note.trim() } : { decision, note: note.trim() };
    act.mutate(
      { path: { appealId: appeal.appealId }, body, ifMatch: etag },
      {
        onSuccess: () => {
          say(t("answered"));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      title={t("answer")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("house:cancel")}</Button>
          <Button look="primary" isBusy={act.isPending} onClick={run}>
            {t(grants ? "paysOn" : "uphold")}
          </Button>
        </>
      }
    >
      <RadioGroup
        legend={t("outcome")}
        name="decision"
        value={decision}
        onValue={(value) => setDecision(value === "overturn" ? "overturn" : "uphold")}
        choices={[
          { value: "uphold", label: t("uphold") },
          { value: "overturn", label: t("overturn") },
        ]}
      />
      {grants ? (
        <>
          <RadioGroup
            legend={t("outcome")}
            name="outcome"
            value={outcome}
            onValue={(value) => setOutcome(value === "partly_approve" ? "partly_approve" : "approve")}
            choices={[
              { value: "approve", label: t("outcome_approve") },
              { value: "partly_approve", label: t("outcome_partly_approve") },
            ]}
          />
          <MoneyField
            label={t("amount")}
            required
            value={amount}
            onValue={setAmount}
            error={tried && lacks.amount ? t("amountMissing") : null}
          />
        </>
      ) : null}
      <TextArea
        label={t("note")}
        hint={t("noteHint")}
        required
        value={note}
        error={tried && lacks.note ? t("noteMissing") : null}
        onChange={({ target }) => setNote(target.value)}
      />
      <ProblemNote problem={act.error} />
    </Dialog>
  );
}

/** The decision that the appeal is against, as the claim has it. */
function Original({ appeal }: { readonly appeal: Appeal }) {
  const { t } = useTranslation("desk");
  const claim = useAnswer(readClaim, { path: { claimId: appeal.claimId } });
  const language = apiLanguage() === "zh-CN" ? "zh" : "en";
  return (
    <Panel
      title={t("original")}
      actions={<ButtonLink to={`/review/claims/${appeal.claimId}`}>{t("openCase")}</ButtonLink>}
    >
      <Answered of={claim}>
        {({ decision }) =>
          decision === null ? null : (
            <>
              <Facts
                facts={[
                  { label: t("outcome"), value: t(`outcome_${decision.outcome}`) },
                  { label: t("colAmount"), value: <Money fen={decision.amount} /> },
                ]}
              />
              <ul>
                {decision.reasonCodes.map((code) => (
                  <li key={code}>{reasonText(code)[language]}</li>
                ))}
              </ul>
            </>
          )
        }
      </Answered>
    </Panel>
  );
}

function Answer({ appeal }: { readonly appeal: Appeal }) {
  const { t } = useTranslation("desk");
  if (appeal.decidedAt === null) return null;
  return (
    <Panel title={t("answer")}>
      <Facts
        facts={[
          { label: t("colAt"), value: <Time at={appeal.decidedAt} /> },
          { label: t("decidedBy"), value: appeal.decidedBy ?? "—" },
          { label: t("colAmount"), value: appeal.amount === null ? "—" : <Money fen={appeal.amount} /> },
          { label: t("interest"), value: <Money fen={appeal.interest} /> },
          { label: t("note"), value: appeal.note ?? "—" },
        ]}
      />
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("desk");
  const { appealId = "" } = useParams();
  const role = useRole();
  const productName = useProductName();
  const [isAnswering, setAnswering] = useState(false);
  const answer = useAnswer(readAppeal, { path: { appealId } });
  const mayAnswer = role === "adjuster" || role === "supervisor";
  return (
    <Answered of={answer}>
      {(appeal, etag) => (
        <Layout
          title={t("appeal")}
          lead={
            <>
              <AppealState state={appeal.state} /> {productName(appeal.product)} · <Id>{appeal.claimId}</Id>
            </>
          }
          trail={<Link to="/desk/appeals">{t("appeals")}</Link>}
          actions={
            mayAnswer && appeal.state === "open" ? (
              <Button look="primary" icon="scale" onClick={() => setAnswering(true)}>
                {t("answer")}
              </Button>
            ) : undefined
          }
        >
          <Panel title={t("appealReason")}>
            <p>{appeal.reason ?? t("noReason")}</p>
            <Facts
              facts={[
                { label: t("colFiled"), value: <Time at={appeal.filedAt} /> },
                { label: t("colDue"), value: <Time at={appeal.dueAt} /> },
                { label: t("evidence"), value: appeal.evidence.length },
              ]}
            />
          </Panel>
          <Original appeal={appeal} />
          <Answer appeal={appeal} />
          {isAnswering ? <AnswerDialog appeal={appeal} etag={etag ?? ""} onClose={() => setAnswering(false)} /> : null}
        </Layout>
      )}
    </Answered>
  );
}
