// Understands how a claim is sent, and that it is one claim however often it is sent: the key and the words are kept first.

import { fileClaim } from "@anxin/client/operations.generated";
import { Problem } from "@anxin/client/problem";
import { client, forget, newKey } from "@anxin/ui/api";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { ClaimBody, Draft } from "./draft.js";
import { dropDraft } from "./keep.js";
import type { Drafting } from "./use-draft.js";

const AGAIN_MS = 3_000;
/** What the server says while the first of two equal requests is still under way. */
const UNDER_WAY = "idempotency_key_running";

const mayPass = (problem: Problem): boolean => problem.isPassing || problem.code === UNDER_WAY;

interface Filing {
  readonly isSending: boolean;
  /** Why it is not there yet; of a passing one it is sent again by itself. */
  readonly problem: Problem | null;
  send(body: ClaimBody): void;
  again(): void;
}

export function useFiling(buyer: string, { draft, change }: Drafting): Filing {
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const isBusy = useRef(false);
  const cache = useQueryClient();
  const go = useNavigate();

  const deliver = useCallback(
    async ({ key, policyId }: Pick<Draft, "key" | "policyId">, body: ClaimBody): Promise<void> => {
      try {
        const { claimId } = await client.call(fileClaim, { body, key });
        await dropDraft(buyer, policyId);
        await forget(cache, ["/v1/claims", "/v1/orders", "/v1/policies"]);
        await go(`/claims/${claimId}`, { replace: true, state: { isNew: true } });
      } catch (error) {
        const said = error instanceof Problem ? error : new Problem(0, "offline", String(error));
        if (!mayPass(said)) await change((before) => ({ ...before, sent: null, key: newKey() }));
        setProblem(said);
      }
    },
    [buyer, cache, change, go],
  );

  const begin = useCallback(
    (of: Pick<Draft, "key" | "policyId">, body: ClaimBody): void => {
      if (isBusy.current) return;
      isBusy.current = true;
      setSending(true);
      setProblem(null);
      void deliver(of, body).finally(() => {
        isBusy.current = false;
        setSending(false);
      });
    },
    [deliver],
  );

  const { sent, key, policyId } = draft;
  const isWaiting = sent !== null && !isSending;
  const hasFailed = problem !== null;
  // What was on its way when the page was left, or when the network went, goes on.
  useEffect(() => {
    if (!isWaiting || sent === null) return;
    const again = (): void => begin({ key, policyId }, sent);
    if (!hasFailed) {
      again();
      return;
    }
    const timer = setTimeout(again, AGAIN_MS);
    addEventListener("online", again);
    return () => {
      clearTimeout(timer);
      removeEventListener("online", again);
    };
  }, [isWaiting, hasFailed, sent, key, policyId, begin]);

  return {
    isSending: isSending || sent !== null,
    problem,
    send: (body) => {
      if (isBusy.current || draft.sent !== null) return;
      setProblem(null);
      // Kept before it is sent: whatever happens then, it is the same claim that is sent again.
      void change((before) => ({ ...before, sent: body }));
    },
    again: () => {
      if (sent !== null) begin({ key, policyId }, sent);
    },
  };
}
