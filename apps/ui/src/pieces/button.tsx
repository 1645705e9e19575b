// Understands what can be pressed: buttons, and links that look like them.

import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { useTranslation } from "react-i18next";
import { Link, type LinkProps } from "react-router";
import { Icon, type IconName } from "./icon.js";

type Look = "primary" | "plain" | "quiet" | "danger";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: Look;
  readonly icon?: IconName;
  /** While the act is under way: it cannot be pressed again, and says so. */
  readonly isBusy?: boolean;
  readonly wide?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

const classOf = (look: Look, wide: boolean): string => `ax-button ax-button-${look}${wide ? " ax-wide" : ""}`;

export function Button({ look = "plain", icon, isBusy = false, wide = false, children, ...rest }: ButtonProps) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      {...rest}
      className={classOf(look, wide)}
      disabled={rest.disabled}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : rest.onClick}
    >
      {icon === undefined ? null : <Icon name={icon} />}
      <span>{isBusy ? t("working") : children}</span>
    </button>
  );
}

/** A button that is a picture alone; its name is for those who do not see it, and shown as a hint. */
export function IconButton({
  icon,
  name,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { readonly icon: IconName; readonly name: string }) {
  return (
    <button type="button" title={name} aria-label={name} {...rest} className="ax-icon-button">
      <Icon name={icon} />
    </button>
  );
}

export function ButtonLink({
  look = "plain",
  icon,
  wide = false,
  children,
  ...rest
}: LinkProps & {
  readonly look?: Look;
  readonly icon?: IconName;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <Link {...rest} className={classOf(look, wide)}>
      {icon === undefined ? null : <Icon name={icon} />}
      <span>{children}</span>
    </Link>
  );
}
