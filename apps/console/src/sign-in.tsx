// Understands how staff sign in: password and one-time code, both of which may be pasted.

import { signIn } from "@anxin/client/operations.generated";
import { useAct } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { TextField } from "@anxin/ui/pieces/field";
import { Mark } from "@anxin/ui/pieces/icon";
import { Looks } from "@anxin/ui/pieces/looks";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { useState } from "react";
import { useTranslation } from "react-i18next";

export function SignIn() {
  const { t } = useTranslation();
  const [given, setGiven] = useState({ email: "", password: "", totp: "" });
  const enter = useAct(signIn, ["/v1"]);
  const field = (name: keyof typeof given) => ({
    value: given[name],
    required: true,
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      setGiven({ ...given, [name]: target.value }),
  });
  return (
    <main className="co-door">
      <div className="ax-panel">
        <header>
          <Mark size={40} />
          <h1>{t("signInTitle")}</h1>
        </header>
        <p className="ax-quiet">{t("signInLead")}</p>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            enter.mutate({ body: given });
          }}
        >
          <TextField label={t("email")} type="email" autoComplete="username" {...field("email")} />
          <TextField label={t("password")} type="password" autoComplete="current-password" {...field("password")} />
          <TextField
            label={t("totp")}
            hint={t("totpHint")}
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9]{6}"
            {...field("totp")}
          />
          <ProblemNote problem={enter.error} />
          <Button look="primary" type="submit" wide isBusy={enter.isPending}>
            {t("signIn")}
          </Button>
        </form>
        <a href="/">{t("sandboxEnter")}</a>
        <Looks />
      </div>
    </main>
  );
}
