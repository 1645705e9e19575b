// Understands how somebody gets anywhere by a few letters: pages, what has a number, and what can be done from everywhere.

import { signOut } from "@anxin/client/operations.generated";
import { useAct } from "@anxin/ui/api";
import { changeLanguage } from "@anxin/ui/language";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { Icon, type IconName } from "@anxin/ui/pieces/icon";
import { chooseTheme, THEMES } from "@anxin/ui/theme";
import { useEffect, useMemo, useRef, useState } from "react";
import { Autocomplete, Header, Input, Menu, MenuItem, MenuSection, SearchField } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { findByNumber } from "./find.js";
import "./palette.css";
import type { Role } from "./room.js";
import { entriesOf, ROOMS } from "./rooms.js";

interface Entry {
  readonly id: string;
  readonly icon: IconName;
  readonly text: string;
  readonly note?: string;
  /** Further words by which it is found: its address, in whatever language the page is. */
  readonly also: string;
  readonly act: () => void;
}

const FOUND_ICONS = {
  claim: "flag",
  policy: "shield",
  payout: "money",
  recovery: "refresh",
  appeal: "scale",
  order: "box",
} as const satisfies Record<string, IconName>;

/** Every word that was typed has to be somewhere. */
const fits = ({ text, also }: Entry, typed: string): boolean => {
  const looked = `${text} ${also}`.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => looked.includes(word));
};

function usePages(role: Role, go: (to: string) => void): readonly Entry[] {
  const { i18n } = useTranslation();
  return entriesOf(role).flatMap(({ room, pages }) =>
    pages.flatMap(({ path, entry }): Entry[] => {
      if (entry === undefined) return [];
      return [
        {
          id: path,
          icon: entry.icon,
          text: i18n.t(`${room.words}:${entry.title}` as "brand"),
          note: i18n.t(`${room.words}:title` as "brand"),
          also: path,
          act: () => go(`/${path}`),
        },
      ];
    }),
  );
}

function useActs(): readonly Entry[] {
  const { t, i18n } = useTranslation(["pieces", "house"]);
  const leave = useAct(signOut);
  const other = i18n.language === "zh-CN" ? "en" : "zh-CN";
  return [
    {
      id: "language",
      icon: "chat",
      text: t("paletteLanguage"),
      also: "language english chinese 中文 语言",
      act: () => void changeLanguage(other),
    },
    ...THEMES.map(
      (theme): Entry => ({
        id: `theme ${theme}`,
        icon: "eye",
        text: t("paletteTheme", { theme: t(`house:theme_${theme}`) }),
        also: `theme ${theme}`,
        act: () => chooseTheme(theme),
      }),
    ),
    {
      id: "sign out",
      icon: "power",
      text: t("house:signOut"),
      also: "sign out exit",
      act: () => leave.mutate({}, { onSettled: () => location.assign("/") }),
    },
  ];
}

function Group({
  title,
  entries,
  done,
}: {
  readonly title: string;
  readonly entries: readonly Entry[];
  readonly done: () => void;
}) {
  if (entries.length === 0) return null;
  return (
    <MenuSection>
      <Header>{title}</Header>
      {entries.map(({ id, icon, text, note, act }) => (
        <MenuItem
          key={id}
          id={id}
          textValue={text}
          className="co-palette-item"
          onAction={() => {
            done();
            act();
          }}
        >
          <Icon name={icon} />
          <span>{text}</span>
          {note === undefined ? null : <span className="ax-quiet ax-small">{note}</span>}
        </MenuItem>
      ))}
    </MenuSection>
  );
}

export function Palette({ role, onClose }: { readonly role: Role; readonly onClose: () => void }) {
  const { t } = useTranslation("pieces");
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // After the dialog has opened, which moves the focus itself.
    const frame = requestAnimationFrame(() => input.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  const pages = usePages(role, (to) => void navigate(to));
  const acts = useActs();
  const text = typed.trim();
  const found = useMemo(() => findByNumber(ROOMS, role, text), [role, text]);
  const known = found.map(
    ({ kind, id, to }): Entry => ({
      id: `${kind} ${id}`,
      icon: FOUND_ICONS[kind],
      text: t(`paletteFind_${kind}`, { id }),
      also: id,
      act: () => void navigate(to),
    }),
  );
  return (
    <Dialog title={t("paletteTitle")} isOpen onClose={onClose}>
      <div className="co-palette">
        <Autocomplete inputValue={typed} onInputChange={setTyped}>
          <SearchField aria-label={t("paletteLabel")}>
            <Input ref={input} className="ax-input" placeholder={t("palettePlaceholder")} />
          </SearchField>
          <Menu
            className="co-palette-menu"
            aria-label={t("paletteTitle")}
            renderEmptyState={() => <p className="ax-quiet">{t("paletteNothing")}</p>}
          >
            <Group title={t("paletteFound")} entries={known} done={onClose} />
            <Group title={t("palettePages")} entries={pages.filter((entry) => fits(entry, text))} done={onClose} />
            <Group title={t("paletteActs")} entries={acts.filter((entry) => fits(entry, text))} done={onClose} />
          </Menu>
        </Autocomplete>
      </div>
    </Dialog>
  );
}
