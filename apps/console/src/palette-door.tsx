// Understands how the palette is called: a button, or Ctrl and K; its code is fetched the first time.

import { IconButton } from "@anxin/ui/pieces/button";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Role } from "./room.js";

const Palette = lazy(async () => ({ default: (await import("./palette.js")).Palette }));

export function PaletteDoor({ role }: { readonly role: Role }) {
  const { t } = useTranslation("pieces");
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      setIsOpen((was) => !was);
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, []);
  return (
    <>
      <IconButton
        icon="search"
        name={t("paletteOpen")}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setIsOpen(true)}
      />
      {isOpen ? (
        <Suspense>
          <Palette role={role} onClose={() => setIsOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
