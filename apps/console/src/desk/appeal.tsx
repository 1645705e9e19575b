// Understands one appeal: what is said against which decision, and the answer of another person.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { answerAppeal, readAppeal, readClaim } from "@anxin/client/operations.generated";
import { useAct, useAnswer } from "@anxin/ui/api";
import { Button, ButtonLink } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { EvidenceViewer } from "@anxin/ui/pieces/evidence";
import { MoneyField, RadioGroup, TextArea } from "@anxin/ui/pieces/field";
import { Facts, Page as Layout, Panel } from "@anxin/ui/pieces/page";
import { Answered, ProblemNote } from "@anxin/ui/pieces/state";
import { say } from "@anxin/ui/pieces/toast";
import { Id, Money, Time, useCallerName, useProductName } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { Claim, ReasonCode } from "../review/case.js";
import { Reasons } from "../review/reasons.js";
import "../review/review.css";
import { useFiles } from "../review/use-files.js";
import { useRole } from "../role.js";
import { AppealState } from "./appeal-state.js";
import "./desk.css";

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
  const [reasonCodes, setReasonCodes] = useState<readonly ReasonCode[]>([]);
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const act = useAct(answerAppeal, FORGETS);
  const grants = decision === "overturn";
  const isPartial = grants && outcome === "partly_approve";
  const lacks = {
    note: note.trim() === "",
    amount: grants && (amount === null || amount === 0),
    reasons: isPartial && reasonCodes.length === 0,
  };
  const run = (): void => {
    setTried(true);
    if (lacks.note || lacks.amount || lacks.reasons) return;
    const said = { decision, note: note.trim() };
    const body = grants ? { ...said, outcome, amount, ...(isPartial ? { reasonCodes: [...reasonCodes] } : {}) } : said;
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
      size="large"
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
          {isPartial ? (
            <Reasons
              ticked={reasonCodes}
              suggested={[]}
              onTicked={setReasonCodes}
              error={tried && lacks.reasons ? t("reasonsMissing") : null}
            />
          ) : null}
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

interface DecidedProps {
  readonly decision: Claim["decisions"][number];
}

/** A decision with its reasons, each with the clause that gave it. */
function Decided({ decision }: DecidedProps) {
  const { t } = useTranslation("desk");
  const nameOf = useCallerName();
  const { outcome, amount, decidedBy, decidedByName, decidedAt, approvedBy, approvedByName, reasons, clauses, note } =
    decision;
  const unnamed = clauses.filter(({ id }) => !reasons.some(({ clause }) => clause?.id === id));
  return (
    <>
      <Facts
        facts={[
          { label: t("outcome"), value: t(`outcome_${outcome}`) },
          { label: t("colAmount"), value: <Money fen={amount} /> },
          { label: t("colDecidedBy"), value: nameOf(decidedBy, decidedByName) },
          ...(approvedBy === null ? [] : [{ label: t("checkedBy"), value: nameOf(approvedBy, approvedByName) }]),
          { label: t("colAt"), value: <Time at={decidedAt} /> },
        ]}
      />
      {reasons.length + unnamed.length === 0 ? null : (
        <ul className="dk-reasons" aria-label={t("reasonsAndClauses")}>
          {reasons.map(({ code, text, clause }) => (
            <li key={code}>
              {clause === null ? null : <span className="dk-clause">{clause.id}</span>}
              <span>
                {text} {clause === null ? null : <span className="ax-quiet">{t("clauseTitle", clause)}</span>}
              </span>
            </li>
          ))}
          {unnamed.map((clause) => (
            <li key={clause.id}>
              <span className="dk-clause">{clause.id}</span>
              <span>{clause.title}</span>
            </li>
          ))}
        </ul>
      )}
      {note === null || note === "" ? null : <p className="dk-said ax-quiet">{note}</p>}
    </>
  );
}

/** What the buyer says, and the files that came with it. */
function Said({ appeal, claim }: { readonly appeal: Appeal; readonly claim: Claim | undefined }) {
  const { t } = useTranslation("desk");
  return (
    <Panel title={t("appealReason")}>
      <p className="dk-said">{appeal.reason ?? t("noReason")}</p>
      <Facts
        facts={[
          { label: t("colFiled"), value: <Time at={appeal.filedAt} /> },
          { label: t("colDue"), value: <Time at={appeal.dueAt} /> },
          { label: t("evidence"), value: t("files", { count: appeal.evidence.length }) },
        ]}
      />
      {claim === undefined || appeal.evidence.length === 0 ? null : <Files appeal={appeal} claim={claim} />}
    </Panel>
  );
}

function Files({ appeal, claim }: { readonly appeal: Appeal; readonly claim: Claim }) {
  const files = useFiles(claim, undefined);
  return <EvidenceViewer files={files.filter(({ evidenceId }) => appeal.evidence.includes(evidenceId))} />;
}

/** What came of it: whether the decision stands, or which one took its place. */
function CameOfIt({ appeal, claim }: { readonly appeal: Appeal; readonly claim: Claim }) {
  const { t } = useTranslation("desk");
  const nameOf = useCallerName();
  const { state, decidedAt, decidedBy, decidedByName, amount, interest, note } = appeal;
  if (decidedAt === null) {
    return state === "open" ? null : (
      <Panel title={t("cameOfIt")}>
        <AppealState state={state} />
      </Panel>
    );
  }
  const appealed = claim.decisions.find(({ decisionId }) => decisionId === appeal.decisionId);
  const now = claim.decisions.find((each) => each.kind === "appeal" && each.decidedAt === decidedAt);
  return (
    <Panel title={t("cameOfIt")}>
      <p className="dk-came">
        <AppealState state={state} />
        {amount === null ? (
          t("stands")
        ) : (
          <>
            <Money fen={appealed?.amount ?? 0} /> → <Money fen={amount} strong />
          </>
        )}
      </p>
      <Facts
        facts={[
          ...(decidedBy === null ? [] : [{ label: t("decidedBy"), value: nameOf(decidedBy, decidedByName) }]),
          { label: t("colAt"), value: <Time at={decidedAt} /> },
          ...(interest === 0 ? [] : [{ label: t("interest"), value: <Money fen={interest} /> }]),
        ]}
      />
      {now === undefined || now.reasons.length === 0 ? null : (
        <ul className="dk-reasons" aria-label={t("reasonsAndClauses")}>
          {now.reasons.map(({ code, text, clause }) => (
            <li key={code}>
              {clause === null ? null : <span className="dk-clause">{clause.id}</span>}
              <span>{text}</span>
            </li>
          ))}
        </ul>
      )}
      {note === null || note === "" ? null : (
        <p className="dk-said">
          <span className="ax-quiet">{t("toldBuyer")}</span> {note}
        </p>
      )}
    </Panel>
  );
}

/** The decision that the appeal is against, not whichever stands since, and what came of the appeal. */
function Around({ appeal, claim }: { readonly appeal: Appeal; readonly claim: Claim }) {
  const { t } = useTranslation("desk");
  const appealed = claim.decisions.find(({ decisionId }) => decisionId === appeal.decisionId);
  return (
    <>
      {appealed === undefined ? null : (
        <Panel
          title={t("original")}
          actions={<ButtonLink to={`/review/claims/${appeal.claimId}`}>{t("openCase")}</ButtonLink>}
        >
          <Decided decision={appealed} />
        </Panel>
      )}
      <CameOfIt appeal={appeal} claim={claim} />
    </>
  );
}

export function Page() {
  const { t } = useTranslation("desk");
  const { appealId = "" } = useParams();
  const role = useRole();
  const productName = useProductName();
  const [isAnswering, setAnswering] = useState(false);
  const answer = useAnswer(readAppeal, { path: { appealId } });
  const claimId = answer.data?.body.claimId;
  const claim = useAnswer(readClaim, { path: { claimId: claimId ?? "" } }, { enabled: claimId !== undefined });
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
          <Said appeal={appeal} claim={claim.data?.body} />
          <Answered of={claim}>{(body) => <Around appeal={appeal} claim={body} />}</Answered>
          {isAnswering ? <AnswerDialog appeal={appeal} etag={etag ?? ""} onClose={() => setAnswering(false)} /> : null}
        </Layout>
      )}
    </Answered>
  );
}
