// Understands how a secret is handed over: once, to be copied.

import { Banner } from "@anxin/ui/pieces/banner";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { TextField } from "@anxin/ui/pieces/field";
import { say } from "@anxin/ui/pieces/toast";
import { useTranslation } from "react-i18next";

export function SecretDialog({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const { t } = useTranslation(["webhook", "house"]);
  const copy = (): void => void navigator.clipboard.writeText(secret).then(() => say(t("house:copied")));
  return (
    <Dialog
      title={t("secretTitle")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("house:close")}</Button>
          <Button look="primary" icon="file" onClick={copy}>
            {t("house:copy")}
          </Button>
        </>
      }
    >
      <Banner tone="warn">{t("secretShown")}</Banner>
      <TextField label={t("secret")} readOnly value={secret} onFocus={({ target }) => target.select()} />
    </Dialog>
  );
}
