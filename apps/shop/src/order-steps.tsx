// Understands the buttons that play the logistics: each is the next thing that may happen to the parcel.

import type { OrderView, Step } from "@anxin/shop/backend/wire";
import { useAct, useAnswer } from "@anxin/ui/api";
import { moment } from "@anxin/ui/format/time";
import { Button } from "@anxin/ui/pieces/button";
import type { IconName } from "@anxin/ui/pieces/icon";
import { Panel } from "@anxin/ui/pieces/page";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { useTranslation } from "react-i18next";
import { EVERYTHING, ORDERS, passTime, readTime, takeStep } from "./api.js";

const ICONS: Readonly<Record<Step, IconName>> = {
  ship: "truck",
  deliver: "box",
  break: "warning",
  request_return: "back",
  ship_return: "truck",
  confirm_return: "check",
  counterfeit: "flag",
  cancel: "cross",
};
/** What things usually come to is the first button; what goes wrong comes after. */
const USUAL: readonly Step[] = ["ship", "deliver", "ship_return", "confirm_return"];

export function Logistics({ order }: { readonly order: OrderView }) {
  const { t } = useTranslation("shop");
  const act = useAct(takeStep, ORDERS);
  const { orderId, version, steps } = order;
  const taken = act.isPending ? act.variables.body.step : null;
  return (
    <Panel title={t("logistics")} help={t("logisticsHelp")}>
      {steps.length === 0 ? <p className="ax-quiet">{t("stepsNone")}</p> : null}
      <ul className="sh-step-list">
        {steps.map((step) => (
          <li key={step}>
            <Button
              look={USUAL.includes(step) ? "primary" : "plain"}
              icon={ICONS[step]}
              isBusy={taken === step}
              disabled={taken !== null && taken !== step}
              onClick={() => act.mutate({ path: { orderId }, body: { step, version } })}
            >
              {t(`step_${step}`)}
            </Button>
            <p className="ax-quiet ax-small">{t(`step_${step}_text`)}</p>
          </li>
        ))}
      </ul>
      <ProblemNote problem={act.error} />
      <Time />
    </Panel>
  );
}

const DURATIONS = ["PT2H", "P1D", "P7D"] as const;

/** A sandbox's clock can be moved: for covers that end, begin, or wait. */
function Time() {
  const { t } = useTranslation("shop");
  const time = useAnswer(readTime, {});
  const pass = useAct(passTime, EVERYTHING);
  return (
    <details className="sh-time">
      <summary>{t("timeTitle")}</summary>
      <p className="ax-small">{t("timeText", { now: time.data === undefined ? "…" : moment(time.data.body.now) })}</p>
      <div className="ax-actions">
        {DURATIONS.map((advance) => (
          <Button
            key={advance}
            isBusy={pass.isPending && pass.variables.body.advance === advance}
            onClick={() => pass.mutate({ body: { advance } })}
          >
            {t(`time_${advance}`)}
          </Button>
        ))}
      </div>
      <ProblemNote problem={pass.error} />
    </details>
  );
}
