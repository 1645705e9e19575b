// Understands what stands around every page of the console: who is here, where one can go, and what all have to know.

import { signOut } from "@anxin/client/operations.generated";
import { formatInstant, instant } from "@anxin/core/time";
import { useAct } from "@anxin/ui/api";
import { moment } from "@anxin/ui/format/time";
import { loadWords } from "@anxin/ui/language";
import { useLive } from "@anxin/ui/live";
import { Button, IconButton } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { Icon, Mark } from "@anxin/ui/pieces/icon";
import { Looks } from "@anxin/ui/pieces/looks";
import { Empty, ErrorState, Loading } from "@anxin/ui/pieces/state";
import { Stopped } from "@anxin/ui/pieces/stopped";
import { Timed } from "@anxin/ui/pieces/timed";
import { useClock, useSession } from "@anxin/ui/session";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, Outlet, useLocation } from "react-router";
import { PaletteDoor } from "./palette-door.js";
import { useRole } from "./role.js";
import type { Role } from "./room.js";
import { entriesOf } from "./rooms.js";
import { SignIn } from "./sign-in.js";

/** A page that some roles see. The server decides; this only says so before it is asked. */
export function OnlyFor({ roles, children }: { readonly roles: readonly Role[]; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const role = useRole();
  if (role === null || roles.includes(role)) return <>{children}</>;
  return (
    <Empty icon="lock" title={t("forbiddenTitle")}>
      {t("forbiddenText")}
    </Empty>
  );
}

function Menu({ role }: { readonly role: Role }) {
  const { t, i18n } = useTranslation();
  const rooms = useMemo(() => entriesOf(role), [role]);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    void Promise.all(rooms.map(({ room }) => loadWords(room.words))).then(() => setReady(true));
  }, [rooms]);
  if (!ready) return <Loading lines={8} />;
  return (
    <nav className="co-menu" aria-label={t("menu")}>
      {rooms.map(({ room, pages }) => (
        <section key={room.words}>
          {rooms.length > 1 ? <h2>{i18n.t(`${room.words}:title` as "brand")}</h2> : null}
          {pages.map(({ path, entry }) =>
            entry === undefined ? null : (
              <NavLink key={path} to={`/${path}`}>
                <Icon name={entry.icon} />
                {i18n.t(`${room.words}:${entry.title}` as "brand")}
              </NavLink>
            ),
          )}
        </section>
      ))}
    </nav>
  );
}

function SandboxClock() {
  const { t } = useTranslation();
  const isSandbox = useSession().data?.body.mode === "sandbox";
  const now = useClock();
  if (!isSandbox || now === null) return null;
  return (
    <span className="ax-quiet ax-small co-clock">
      {t("sandboxClock", { now: moment(formatInstant(instant(now))) })}
    </span>
  );
}

/** The console of who is signed in; or the door. */
export function Shell() {
  const { t } = useTranslation();
  const session = useSession();
  if (session.data === undefined) {
    if (session.error?.status === 401) return <SignIn />;
    if (session.error !== null) return <ErrorState problem={session.error} retry={() => void session.refetch()} />;
    return <Loading lines={6} />;
  }
  const { displayName, subject, role } = session.data.body;
  return <Inside name={displayName ?? subject} title={t(`role_${role as Role}`)} />;
}

function Inside({ name, title }: { readonly name: string; readonly title: string }) {
  const { t } = useTranslation();
  const role = useRole();
  const stands = useLive();
  const leave = useAct(signOut);
  const { pathname } = useLocation();
  const [showsLooks, setShowsLooks] = useState(false);
  const [showsMenu, setShowsMenu] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes wherever one went
  useEffect(() => setShowsMenu(false), [pathname]);
  return (
    <div className="co-shell" data-menu={showsMenu ? "open" : "closed"}>
      <a className="co-skip" href="#content">
        {t("skip")}
      </a>
      <header className="co-top">
        <IconButton icon="menu" name={t("menu")} aria-expanded={showsMenu} onClick={() => setShowsMenu(!showsMenu)} />
        <Mark />
        <strong>{t("brand")}</strong>
        <span className="co-who">
          {name.startsWith(title) ? (
            name
          ) : (
            <>
              {title} <span className="ax-quiet">{name}</span>
            </>
          )}
        </span>
        <SandboxClock />
        {stands ? null : <span className="ax-badge ax-badge-warn">{t("liveLost")}</span>}
        {role === null ? null : <PaletteDoor role={role} />}
        <IconButton icon="gear" name={t("theme")} onClick={() => setShowsLooks(true)} />
        <Button
          look="quiet"
          icon="power"
          aria-label={t("signOut")}
          onClick={() => leave.mutate({}, { onSettled: () => location.assign("/") })}
        >
          {t("signOut")}
        </Button>
      </header>
      <aside className="co-side">{role === null ? null : <Menu role={role} />}</aside>
      <main id="content" tabIndex={-1}>
        <Stopped />
        <Timed>
          <Outlet />
        </Timed>
      </main>
      <Dialog title={t("theme")} isOpen={showsLooks} onClose={() => setShowsLooks(false)}>
        <Looks withDensity />
      </Dialog>
    </div>
  );
}
