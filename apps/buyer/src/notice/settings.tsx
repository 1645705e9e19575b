// Understands what the buyer chooses for this device, and leaving.

import { signOut } from "@anxin/client/operations.generated";
import { useAct } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { Looks } from "@anxin/ui/pieces/looks";
import { Facts, Panel, Page as Sheet } from "@anxin/ui/pieces/page";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { useTranslation } from "react-i18next";
import { useBuyer } from "../buyer.js";

export function Page() {
  const { t } = useTranslation(["buyer", "house"]);
  const buyer = useBuyer();
  const leave = useAct(signOut, ["/v1"]);
  return (
    <Sheet title={t("settingsTitle")}>
      <Panel title={t("settingsLooks")}>
        <Looks />
      </Panel>
      <Panel title={t("settingsYou")}>
        <Facts facts={[{ label: t("buyerId"), value: buyer }]} />
        <p className="ax-quiet ax-small">{t("settingsText")}</p>
        <ProblemNote problem={leave.error} />
        <Button icon="power" isBusy={leave.isPending} onClick={() => leave.mutate({})}>
          {t("house:signOut")}
        </Button>
      </Panel>
    </Sheet>
  );
}
