// Understands coming to another page: those who do not see it, or use no mouse, are taken to its beginning.

import { type RefObject, useEffect, useRef } from "react";
import { useLocation } from "react-router";

/** For the element that holds the page, which needs `tabIndex={-1}`; a question or an anchor of the same page is no other page. */
export function useArrival(): RefObject<HTMLElement | null> {
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}
