// Understands <anxin-badge> and <anxin-covers> on the shop's pages: loaded as any shop loads them, and told about their offers.

import { type RefObject, useEffect, useRef } from "react";
import type { CheckoutLine, Offers } from "./api.js";

interface AnxinElement extends HTMLElement {
  offer: Offers | null;
  readonly premium?: number;
}

interface ElementProps {
  readonly ref?: RefObject<AnxinElement | null>;
  readonly src?: string | undefined;
  readonly "line-id"?: string | undefined;
  readonly name?: string | undefined;
  readonly rows?: number | undefined;
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      readonly "anxin-badge": ElementProps;
      readonly "anxin-covers": ElementProps;
    }
  }
}

const SCRIPT = "/elements/anxin.js";

/** The elements come from Anxin itself, once a page has some. */
function loadElements(): void {
  if (document.querySelector(`script[src="${SCRIPT}"]`) !== null) return;
  const script = document.createElement("script");
  script.type = "module";
  script.src = SCRIPT;
  document.head.append(script);
}

/** Which covers one of the goods has; of an offer that the page has already, or else fetched by the element. */
export function CoverBadge({ sku, offers }: { readonly sku: string; readonly offers?: Offers | undefined }) {
  const badge = useRef<AnxinElement>(null);
  useEffect(() => {
    loadElements();
    if (offers === undefined) return;
    void customElements.whenDefined("anxin-badge").then(() => {
      if (badge.current !== null) badge.current.offer = offers;
    });
  }, [offers]);
  return <anxin-badge ref={badge} line-id={sku} />;
}

export interface Choice {
  readonly covers: CheckoutLine["covers"];
  /** Fen. */
  readonly premium: number;
}

interface CoverChoiceProps {
  readonly sku: string;
  readonly src: string;
  /** How many covers to expect, for the place that is kept for them. */
  readonly rows: number;
  readonly onChoice: (choice: Choice) => void;
}

/** The covers that a buyer may add. Nothing is ticked until they do. */
export function CoverChoice({ sku, src, rows, onChoice }: CoverChoiceProps) {
  const list = useRef<AnxinElement>(null);
  const tell = useRef(onChoice);
  useEffect(() => {
    tell.current = onChoice;
  }, [onChoice]);
  useEffect(() => {
    loadElements();
    const element = list.current;
    const hear = (event: Event): void => {
      const { covers } = (event as CustomEvent<{ readonly covers: CheckoutLine["covers"] }>).detail;
      tell.current({ covers, premium: element?.premium ?? 0 });
    };
    element?.addEventListener("anxin-change", hear);
    return () => element?.removeEventListener("anxin-change", hear);
  }, []);
  return <anxin-covers ref={list} line-id={sku} src={src} rows={rows} name={`covers.${sku}`} />;
}
