// Understands where each role begins: at the page of its own work.

import { Empty } from "@anxin/ui/pieces/state";
import { useTranslation } from "react-i18next";
import { Navigate } from "react-router";
import { useRole } from "./role.js";
import { firstPageOf } from "./rooms.js";

export function FirstPage() {
  const { t } = useTranslation();
  const role = useRole();
  if (role !== null) return <Navigate to={`/${firstPageOf(role)}`} replace />;
  return (
    <Empty icon="lock" title={t("forbiddenTitle")}>
      {t("forbiddenText")}
    </Empty>
  );
}
