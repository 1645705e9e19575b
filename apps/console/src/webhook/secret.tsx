// Understands how the secret of an endpoint is handed over.

import { SecretDialog } from "@anxin/ui/pieces/secret";
import { useTranslation } from "react-i18next";

export function EndpointSecret({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const { t } = useTranslation("webhook");
  return (
    <SecretDialog
      title={t("secretTitle")}
      warning={t("secretShown")}
      label={t("secret")}
      secret={secret}
      onClose={onClose}
    />
  );
}
