// Understands news from the server: what changed is asked again, wherever a page shows it.

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { forget } from "./api.js";

/** What a kind of subject can be seen in, by how the addresses begin. */
const SHOWN_IN: Readonly<Record<string, readonly string[]>> = {
  claim: ["/v1/claims", "/v1/review", "/v1/appeals", "/v1/orders", "/v1/policies"],
  policy: ["/v1/policies", "/v1/orders", "/v1/merchants"],
  payout: ["/v1/payouts", "/v1/claims", "/v1/orders"],
  wallet: ["/v1/merchants"],
  campaign: ["/v1/campaigns"],
  switch: ["/v1/tenants/stops", "/v1/tenants/switches"],
  service_order: ["/v1/service-orders", "/v1/claims"],
  clock: ["/v1/sandbox/clock"],
};

/** Events of a burst are answered together. */
const GATHER_MS = 250;
/** After the server turned us away, which a browser takes for the end. */
const AGAIN_MS = 10_000;

/**
 * Keeps what is shown up to date while a page is open and in view: a browser has few connections, and a page that nobody looks
 * at needs none. Answers whether the connection stands.
 */
export function useLive(): boolean {
  const cache = useQueryClient();
  const [stands, setStands] = useState(true);
  useEffect(() => {
    let source: EventSource | null = null;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    const waiting = new Set<string>();
    const flush = (): void => {
      gathering = undefined;
      const prefixes = [...waiting];
      waiting.clear();
      void forget(cache, prefixes);
    };
    const hear = (kinds: readonly string[]): void => {
      for (const kind of kinds) for (const prefix of SHOWN_IN[kind] ?? []) waiting.add(prefix);
      gathering ??= setTimeout(flush, GATHER_MS);
    };
    const open = (): void => {
      clearTimeout(again);
      source = new EventSource("/v1/events/stream");
      source.onopen = () => setStands(true);
      source.onerror = () => {
        setStands(false);
        if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_MS);
      };
      source.onmessage = ({ data }: MessageEvent<string>) => {
        const { type } = JSON.parse(data) as { readonly type: string };
        hear(type === "resync" || type === "clock.moved" ? Object.keys(SHOWN_IN) : [type.split(".")[0] ?? ""]);
      };
    };
    const close = (): void => {
      clearTimeout(again);
      source?.close();
      source = null;
    };
    const look = (): void => {
      if (document.visibilityState === "hidden") close();
      else if (source === null) {
        open();
        hear(Object.keys(SHOWN_IN));
      }
    };
    open();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      clearTimeout(gathering);
      close();
    };
  }, [cache]);
  return stands;
}
