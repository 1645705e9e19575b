// Understands that one person at a time works on a case: taken on opening, kept while the page is open, given back on leaving.

import { giveBackClaim, leaseClaim } from "@anxin/client/operations.generated";
import { Problem } from "@anxin/client/problem";
import { client } from "@anxin/ui/api";
import { useCallback, useEffect, useRef, useState } from "react";

export type Hold =
  | { readonly kind: "none" | "asking" }
  | { readonly kind: "mine"; readonly until: string }
  | { readonly kind: "other"; readonly name: string | null; readonly until: string | null };

/** Well before the ten minutes of a lease are over; and how soon a colleague's is looked at again. */
const RENEWS_MS = 3 * 60_000;
const LOOKS_AGAIN_MS = 20_000;

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

function holdOf(problem: unknown): Hold {
  if (!(problem instanceof Problem)) throw problem;
  // A supervisor may take it over and is asked why; the others are told to wait.
  if (problem.code === "claim_held" || problem.code === "reason_required") {
    return { kind: "other", name: text(problem.body?.["heldBy"]), until: text(problem.body?.["heldUntil"]) };
  }
  return { kind: "none" };
}

/** Gives a claim back, also from a page that is being closed. */
function letGo(claimId: string): void {
  const address = giveBackClaim.path.replace("{claimId}", encodeURIComponent(claimId));
  void fetch(address, { method: "DELETE", keepalive: true }).catch(() => undefined);
}

/** The hold on a claim; none where `isWanted` is false: nothing to work on, or nobody who works. */
export function useLease(claimId: string, isWanted: boolean) {
  const [hold, setHold] = useState<Hold>({ kind: "none" });
  const mine = useRef(false);
  const take = useCallback(
    async (reason?: string): Promise<Hold> => {
      try {
        const body = reason === undefined ? {} : { reason };
        const { holder } = await client.call(leaseClaim, { path: { claimId }, body });
        return { kind: "mine", until: holder.until };
      } catch (problem) {
        return holdOf(problem);
      }
    },
    [claimId],
  );
  useEffect(() => {
    if (!isWanted) return;
    let isLeft = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    setHold({ kind: "asking" });
    const keep = async (): Promise<void> => {
      const next = await take();
      if (next.kind === "mine" && isLeft) return letGo(claimId);
      if (isLeft) return;
      mine.current = next.kind === "mine";
      setHold(next);
      timer = setTimeout(() => void keep(), next.kind === "other" ? LOOKS_AGAIN_MS : RENEWS_MS);
    };
    const leave = (): void => {
      if (mine.current) letGo(claimId);
      mine.current = false;
    };
    void keep();
    window.addEventListener("pagehide", leave);
    return () => {
      isLeft = true;
      clearTimeout(timer);
      window.removeEventListener("pagehide", leave);
      leave();
      setHold({ kind: "none" });
    };
  }, [claimId, isWanted, take]);
  /** Takes it from a colleague; a supervisor says why. */
  const takeOver = async (reason: string): Promise<void> => {
    const next = await client.call(leaseClaim, { path: { claimId }, body: { reason } });
    mine.current = true;
    setHold({ kind: "mine", until: next.holder.until });
  };
  return { hold, takeOver };
}
