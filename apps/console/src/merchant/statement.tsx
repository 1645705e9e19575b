// Understands how a shop says its side of a claim: for or against it, in words, with documents that are sent as they are picked.

import { stateAsMerchant } from "@anxin/client/operations.generated";
import { Problem } from "@anxin/client/problem";
import { uploadEvidence } from "@anxin/client/upload";
import { client, newKey, useAct } from "@anxin/ui/api";
import { percent } from "@anxin/ui/format/money";
import { Button, IconButton } from "@anxin/ui/pieces/button";
import { Field, RadioGroup, SelectField, TextArea } from "@anxin/ui/pieces/field";
import { ProblemNote, useProblemText } from "@anxin/ui/pieces/state";
import { say } from "@anxin/ui/pieces/toast";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Claim } from "./claim-view.js";
import { useCodeWord } from "./shop.js";

const KINDS = ["purchase_record", "authorisation", "inspection_record", "shipping_record", "merchant_other"] as const;
const POSITIONS = ["disputes", "accepts"] as const;
type Position = (typeof POSITIONS)[number];
const TAKES = "image/jpeg,image/png,image/webp,image/heic,application/pdf,video/mp4";

/** A document on its way, or there. */
interface Sent {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly file: File;
  readonly share: number;
  readonly evidenceId: string | null;
  readonly problem: Problem | null;
}

function useSending(orderId: string) {
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const change = (key: string, part: Partial<Sent>): void =>
    setSent((before) => before.map((each) => (each.key === key ? { ...each, ...part } : each)));
  const send = ({ key, file, kind }: Pick<Sent, "key" | "file" | "kind">): void => {
    change(key, { problem: null, share: 0 });
    uploadEvidence(client, {
      file,
      name: file.name,
      key,
      orderId,
      kind,
      onProgress: (share) => change(key, { share }),
    }).then(
      ({ evidenceId }) => change(key, { evidenceId, share: 1 }),
      (error: unknown) => {
        if (error instanceof Problem) change(key, { problem: error });
        else throw error;
      },
    );
  };
  return {
    sent,
    add: (files: readonly File[], kind: string): void => {
      const added = files.map(
        (file): Sent => ({ key: newKey(), name: file.name, kind, file, share: 0, evidenceId: null, problem: null }),
      );
      setSent((before) => [...before, ...added]);
      for (const each of added) send(each);
    },
    again: send,
    drop: (key: string) => setSent((before) => before.filter((each) => each.key !== key)),
    clear: () => setSent([]),
  };
}

function SentFile({
  of,
  onAgain,
  onDrop,
}: {
  readonly of: Sent;
  readonly onAgain: () => void;
  readonly onDrop: () => void;
}) {
  const { t } = useTranslation(["merchant", "house"]);
  const word = useCodeWord();
  const problemText = useProblemText();
  return (
    <li>
      <span>
        <strong>{word("kind", of.kind)}</strong> {of.name}
        <span className="ax-block ax-small" role="status">
          {of.problem !== null
            ? problemText(of.problem)
            : of.evidenceId === null
              ? t("sending", { share: percent(of.share, 0) })
              : t("sent")}
        </span>
      </span>
      {of.problem === null ? null : (
        <Button icon="refresh" onClick={onAgain}>
          {t("house:retry")}
        </Button>
      )}
      <IconButton icon="cross" name={t("dropFile", { name: of.name })} onClick={onDrop} />
    </li>
  );
}

function Documents({ sending }: { readonly sending: ReturnType<typeof useSending> }) {
  const { t } = useTranslation("merchant");
  const word = useCodeWord();
  const [kind, setKind] = useState<string>(KINDS[0]);
  return (
    <>
      <div className="mr-upload">
        <SelectField
          label={t("documentKind")}
          value={kind}
          onChange={({ target }) => setKind(target.value)}
          choices={KINDS.map((value) => ({ value, label: word("kind", value) }))}
        />
        <Field label={t("documentFile")} hint={t("documentHint")}>
          {(control) => (
            <input
              {...control}
              className="ax-input"
              type="file"
              accept={TAKES}
              multiple
              onChange={({ target }) => {
                sending.add([...(target.files ?? [])], kind);
                target.value = "";
              }}
            />
          )}
        </Field>
      </div>
      {sending.sent.length === 0 ? null : (
        <ul className="mr-sent">
          {sending.sent.map((each) => (
            <SentFile
              key={each.key}
              of={each}
              onAgain={() => sending.again(each)}
              onDrop={() => sending.drop(each.key)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

export function StatementForm({ claim }: { readonly claim: Claim }) {
  const { t } = useTranslation("merchant");
  const [position, setPosition] = useState<Position | null>(null);
  const [statement, setStatement] = useState("");
  const [isTold, setIsTold] = useState(false);
  const sending = useSending(claim.orderId);
  const act = useAct(stateAsMerchant, ["/v1/claims", "/v1/merchants"]);
  const form = useRef<HTMLFormElement>(null);
  const isWaiting = sending.sent.some(({ evidenceId, problem }) => evidenceId === null && problem === null);
  const send = (): void => {
    setIsTold(true);
    if (position === null || statement.trim() === "") {
      form.current?.querySelector<HTMLElement>(position === null ? "input[type=radio]" : "textarea")?.focus();
      return;
    }
    const evidence = sending.sent.flatMap(({ evidenceId, kind }) =>
      evidenceId === null ? [] : [{ evidenceId, kind }],
    );
    act.mutate(
      {
        path: { claimId: claim.claimId },
        body: { position, statement: statement.trim(), ...(evidence.length === 0 ? {} : { evidence }) },
      },
      {
        onSuccess: () => {
          sending.clear();
          setStatement("");
          setPosition(null);
          setIsTold(false);
          say(t("statedNow"));
        },
      },
    );
  };
  return (
    <form
      ref={form}
      className="mr-statement"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h3>{t(claim.merchantStatement?.position === null ? "stateTitle" : "stateAgain")}</h3>
      <RadioGroup
        legend={t("position")}
        name="position"
        value={position}
        onValue={(value) => setPosition(POSITIONS.find((each) => each === value) ?? null)}
        choices={POSITIONS.map((value) => ({ value, label: t(`position_${value}`), hint: t(`positionHint_${value}`) }))}
      />
      {isTold && position === null ? (
        <p className="ax-field-error" role="alert">
          {t("positionMissing")}
        </p>
      ) : null}
      <TextArea
        label={t("statement")}
        hint={t("statementHint")}
        value={statement}
        maxLength={2_000}
        error={isTold && statement.trim() === "" ? t("statementMissing") : null}
        onChange={({ target }) => setStatement(target.value)}
      />
      <Documents sending={sending} />
      <ProblemNote problem={act.error} />
      <div>
        <Button look="primary" type="submit" isBusy={act.isPending} disabled={isWaiting}>
          {t("stateGo")}
        </Button>
      </div>
    </form>
  );
}
