// Understands a claim that waits for somebody, and lets a newcomer be that somebody: in another window, straight at the claim.

import { Button } from "@anxin/ui/pieces/button";
import { useTranslation } from "react-i18next";

interface Waiting {
  readonly role: "adjuster" | "supervisor";
  readonly why: "waitsForPerson" | "waitsForSecond";
  readonly act: "enterAsAdjuster" | "enterAsSupervisor";
}

const LOOK: Waiting = { role: "adjuster", why: "waitsForPerson", act: "enterAsAdjuster" };
/** By the status of the claim; whoever agrees with an adjuster is somebody else. */
const WAITS: Readonly<Record<string, Waiting>> = {
  filed: LOOK,
  in_review: LOOK,
  awaiting_second: { role: "supervisor", why: "waitsForSecond", act: "enterAsSupervisor" },
};

/** The form is the one of the sandbox's first page: one click, and the browser is signed in. */
function Enter({ claimId, role, act }: Pick<Waiting, "role" | "act"> & { readonly claimId: string }) {
  const { t } = useTranslation("shop");
  return (
    <form method="post" action="/home/enter" target="_blank" rel="noopener">
      <input type="hidden" name="role" value={role} />
      <input type="hidden" name="next" value={`/console/review/claims/${claimId}`} />
      <Button type="submit" icon="person">
        {t(act)}
      </Button>
    </form>
  );
}

/** Nothing for a claim that waits for nobody of the insurer; what a buyer still has to send is asked on their own page. */
export function WaitsForPerson({ claimId, status }: { readonly claimId: string; readonly status: string }) {
  const { t } = useTranslation("shop");
  const waiting = WAITS[status];
  if (status === "evidence_requested") return <p className="ax-note ax-note-info">{t("waitsForBuyer")}</p>;
  if (waiting === undefined) return null;
  const { why, role, act } = waiting;
  return (
    <div className="ax-note ax-note-info sh-waits">
      <p>{t(why)}</p>
      <Enter claimId={claimId} role={role} act={act} />
    </div>
  );
}
