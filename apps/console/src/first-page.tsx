// Understands where each role begins: at the first entry of its menu.

import { Empty } from "@anxin/ui/pieces/state";
import { useTranslation } from "react-i18next";
import { Navigate } from "react-router";
import { useRole } from "./role.js";
import { entriesOf } from "./rooms.js";

export function FirstPage() {
  const { t } = useTranslation();
  const role = useRole();
  const first = role === null ? undefined : entriesOf(role)[0]?.pages[0];
  if (first !== undefined) return <Navigate to={`/${first.path}`} replace />;
  return (
    <Empty icon="lock" title={t("forbiddenTitle")}>
      {t("forbiddenText")}
    </Empty>
  );
}
