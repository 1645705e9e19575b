// Understands what stands before the page until it is answered. The browser's own dialog keeps focus inside and gives it back.

import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "./button.js";

interface DialogProps {
  readonly title: ReactNode;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the one that is meant last. */
  readonly actions?: ReactNode;
  readonly size?: "small" | "large" | "side" | "full";
}

export function Dialog({ title, isOpen, onClose, children, actions, size = "small" }: DialogProps) {
  const { t } = useTranslation();
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = box.current;
    if (dialog === null) return;
    if (isOpen && !dialog.open) dialog.showModal();
    if (!isOpen && dialog.open) dialog.close();
  }, [isOpen]);
  return (
    <dialog
      ref={box}
      className={`ax-dialog ax-dialog-${size}`}
      aria-labelledby={id}
      onClose={onClose}
      onCancel={onClose}
    >
      {isOpen ? (
        <>
          <div className="ax-dialog-head">
            <h2 id={id}>{title}</h2>
            <IconButton icon="cross" name={t("close")} onClick={onClose} />
          </div>
          <div className="ax-dialog-body">{children}</div>
          {actions === undefined ? null : <footer>{actions}</footer>}
        </>
      ) : null}
    </dialog>
  );
}

interface ConfirmProps {
  readonly title: ReactNode;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  readonly confirm: string;
  readonly isBusy?: boolean;
  readonly isDangerous?: boolean;
  readonly children: ReactNode;
}

/** Asks before something that cannot be taken back. */
export function Confirm({
  title,
  isOpen,
  onClose,
  onConfirm,
  confirm,
  isBusy = false,
  isDangerous = false,
  children,
}: ConfirmProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look={isDangerous ? "danger" : "primary"} isBusy={isBusy} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
