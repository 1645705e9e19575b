// Understands what is asked before a key is rotated or revoked, and how a new one is handed over: once, to be copied.

import { Button } from "@anxin/ui/pieces/button";
import { Confirm, Dialog } from "@anxin/ui/pieces/dialog";
import { SelectField, TextField } from "@anxin/ui/pieces/field";
import { SecretDialog } from "@anxin/ui/pieces/secret";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

type Problem = Parameters<typeof ProblemNote>[0]["problem"];

interface NewKeyProps {
  /** What the key may do. */
  readonly children: ReactNode;
  readonly isBusy: boolean;
  readonly problem: Problem;
  readonly onMake: (label: string) => void;
  readonly onClose: () => void;
}

export function NewKey({ children, isBusy, problem, onMake, onClose }: NewKeyProps) {
  const { t } = useTranslation(["access", "house"]);
  const [label, setLabel] = useState("");
  return (
    <Dialog
      title={t("newKey")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("house:cancel")}</Button>
          <Button look="primary" isBusy={isBusy} disabled={label.trim() === ""} onClick={() => onMake(label.trim())}>
            {t("create")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("fieldLabel")}
        hint={t("fieldLabelHint")}
        required
        maxLength={64}
        value={label}
        onChange={({ target }) => setLabel(target.value)}
      />
      {children}
      <ProblemNote problem={problem} />
    </Dialog>
  );
}

export function MadeKey({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const { t } = useTranslation("access");
  return (
    <SecretDialog
      title={t("keyMade")}
      warning={t("keyShown")}
      label={t("keyLabel")}
      secret={secret}
      onClose={onClose}
    />
  );
}

interface AskProps {
  readonly label: string;
  readonly isBusy: boolean;
  readonly problem: Problem;
  readonly onClose: () => void;
}

const OVERLAPS = ["PT1H", "P1D", "P7D"] as const;
type Overlap = (typeof OVERLAPS)[number];

export function AskRotate({
  label,
  isBusy,
  problem,
  onRotate,
  onClose,
}: AskProps & { readonly onRotate: (overlap: Overlap) => void }) {
  const { t } = useTranslation("access");
  const [overlap, setOverlap] = useState<Overlap>("P1D");
  return (
    <Confirm
      title={t("rotateKey", { label })}
      isOpen
      isBusy={isBusy}
      confirm={t("rotate")}
      onClose={onClose}
      onConfirm={() => onRotate(overlap)}
    >
      <p>{t("rotateText")}</p>
      <SelectField
        label={t("overlap")}
        value={overlap}
        onChange={({ target }) => setOverlap(OVERLAPS.find((each) => each === target.value) ?? "P1D")}
        choices={OVERLAPS.map((value) => ({ value, label: t(`overlap_${value}`) }))}
      />
      <ProblemNote problem={problem} />
    </Confirm>
  );
}

export function AskRevoke({ label, isBusy, problem, onRevoke, onClose }: AskProps & { readonly onRevoke: () => void }) {
  const { t } = useTranslation("access");
  return (
    <Confirm
      title={t("revokeKey", { label })}
      isOpen
      isDangerous
      isBusy={isBusy}
      confirm={t("revoke")}
      onClose={onClose}
      onConfirm={onRevoke}
    >
      <p>{t("revokeText")}</p>
      <ProblemNote problem={problem} />
    </Confirm>
  );
}
