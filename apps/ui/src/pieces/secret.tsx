// Understands how a secret is handed over: once, to be copied.

import { useTranslation } from "react-i18next";
import { Banner } from "./banner.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { TextField } from "./field.js";
import { say } from "./toast.js";

interface SecretProps {
  readonly title: string;
  /** That it is not shown again. */
  readonly warning: string;
  readonly label: string;
  readonly secret: string;
  readonly onClose: () => void;
}

export function SecretDialog({ title, warning, label, secret, onClose }: SecretProps) {
  const { t } = useTranslation();
  const copy = (): void => void navigator.clipboard.writeText(secret).then(() => say(t("copied")));
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("close")}</Button>
          <Button look="primary" icon="file" onClick={copy}>
            {t("copy")}
          </Button>
        </>
      }
    >
      <Banner tone="warn">{warning}</Banner>
      <TextField label={label} readOnly value={secret} onFocus={({ target }) => target.select()} />
    </Dialog>
  );
}
