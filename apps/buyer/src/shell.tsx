// Understands what stands around every page of the buyer's portal: who it is for, where to go, and whether news arrives.

import { useArrival } from "@anxin/ui/arrival";
import { useLive } from "@anxin/ui/live";
import { Banner } from "@anxin/ui/pieces/banner";
import { ButtonLink } from "@anxin/ui/pieces/button";
import { Icon, type IconName, Mark } from "@anxin/ui/pieces/icon";
import { Page as Sheet } from "@anxin/ui/pieces/page";
import { Empty, ErrorState, Loading } from "@anxin/ui/pieces/state";
import { Stopped } from "@anxin/ui/pieces/stopped";
import { Timed } from "@anxin/ui/pieces/timed";
import { useSession } from "@anxin/ui/session";
import { useTranslation } from "react-i18next";
import { NavLink, Outlet, ScrollRestoration } from "react-router";
import { Buyer } from "./buyer.js";
import { useOnline } from "./online.js";

const PLACES = [
  { to: "/", name: "navCovers", icon: "shield" },
  { to: "/claims", name: "navClaims", icon: "list" },
  { to: "/guide", name: "navGuide", icon: "help" },
  { to: "/notices", name: "navNotices", icon: "bell" },
  { to: "/settings", name: "navSettings", icon: "gear" },
] as const satisfies readonly { readonly to: string; readonly name: string; readonly icon: IconName }[];

function Places() {
  const { t } = useTranslation("buyer");
  return (
    <nav className="by-nav" aria-label={t("nav")}>
      {PLACES.map(({ to, name, icon }) => (
        <NavLink key={to} to={to} end={to === "/"}>
          <Icon name={icon} size={22} />
          <span>{t(name)}</span>
        </NavLink>
      ))}
    </nav>
  );
}

/** For whoever comes without a session, or with one of somebody else's role. */
function Door({ isOther }: { readonly isOther: boolean }) {
  const { t } = useTranslation(["buyer", "house"]);
  return (
    <main className="by-door">
      <Mark size={56} />
      <h1>{t("doorTitle")}</h1>
      <p className="ax-quiet">{isOther ? t("doorOther") : t("doorText")}</p>
      <a className="ax-button ax-button-primary" href="/">
        <span>{t("doorSandbox")}</span>
      </a>
    </main>
  );
}

function Inside({ buyer }: { readonly buyer: string }) {
  const { t } = useTranslation(["buyer", "house"]);
  const isLive = useLive();
  const isOnline = useOnline();
  const main = useArrival();
  return (
    <Buyer value={buyer}>
      <a className="by-skip" href="#main">
        {t("house:skip")}
      </a>
      <header className="by-top">
        <span className="by-brand">
          <Mark />
          <strong>{t("house:brandLong")}</strong>
        </span>
        <Places />
      </header>
      <main id="main" className="by-main" tabIndex={-1} ref={main}>
        {isOnline ? (
          isLive ? null : (
            <p className="by-lost ax-quiet ax-small" role="status">
              {t("house:liveLost")}
            </p>
          )
        ) : (
          <Banner tone="warn">{t("offline")}</Banner>
        )}
        <Stopped />
        <Timed>
          <Outlet />
        </Timed>
      </main>
      <ScrollRestoration />
    </Buyer>
  );
}

export function Shell() {
  const session = useSession();
  const { data, error, refetch } = session;
  if (error?.status === 401) return <Door isOther={false} />;
  if (data?.body.role === "buyer") return <Inside buyer={data.body.subject} />;
  if (data !== undefined) return <Door isOther />;
  if (error === null) return <Loading lines={6} />;
  return <ErrorState problem={error} retry={() => void refetch()} />;
}

/** An address that leads nowhere. */
export function NoPage() {
  const { t } = useTranslation();
  return (
    <Sheet title={t("notFoundTitle")}>
      <Empty icon="search" title={t("notFoundText")} action={<ButtonLink to="/">{t("goHome")}</ButtonLink>} />
    </Sheet>
  );
}
