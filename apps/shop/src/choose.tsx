// Understands the page on which covers are chosen by questions.

import { ButtonLink } from "@anxin/ui/pieces/button";
import { Panel, Page as Sheet } from "@anxin/ui/pieces/page";
import { useTranslation } from "react-i18next";
import { Chooser } from "./chooser.js";

export function Page() {
  const { t } = useTranslation("shop");
  return (
    <Sheet
      title={t("chooserTitle")}
      lead={t("chooserLead")}
      actions={
        <ButtonLink to="/compare" icon="columns">
          {t("navCompare")}
        </ButtonLink>
      }
    >
      <div className="sh-narrow">
        <Panel>
          <Chooser />
        </Panel>
      </div>
    </Sheet>
  );
}
