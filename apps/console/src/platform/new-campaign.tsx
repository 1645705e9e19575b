// Understands how a campaign begins: what it gives to whom, a dry run over past orders, and only then the start.

import { dryRunCampaign, listProducts, startCampaign } from "@anxin/client/operations.generated";
import { formatInstant, instant } from "@anxin/core/time";
import { useAct, useAnswer } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { Checkbox, MoneyField, SelectField, TextArea, TextField } from "@anxin/ui/pieces/field";
import { Page as Layout, Panel } from "@anxin/ui/pieces/page";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { say } from "@anxin/ui/pieces/toast";
import { useProductName } from "@anxin/ui/pieces/words";
import { useNow } from "@anxin/ui/session";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { instantOf, localOf } from "../local-time.js";
import { DryRun } from "./dry-run.js";
import "./platform.css";

const CATEGORIES = [
  "apparel",
  "shoes",
  "bags",
  "beauty",
  "digital",
  "appliance",
  "home",
  "fragile",
  "food",
  "jewelry",
  "other",
] as const;
const DAY_MS = 86_400_000;
const TRIAL_DAYS = 30;

interface Draft {
  readonly name: string;
  readonly product: string;
  readonly budget: number | null;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly categories: readonly (typeof CATEGORIES)[number][];
  readonly minPrice: number | null;
  readonly maxPerBuyer: string;
  readonly condition: string;
}

function bodyOf(draft: Draft) {
  const [starts, ends] = [instantOf(draft.startsAt), instantOf(draft.endsAt)];
  if (draft.budget === null || starts === null || ends === null || draft.product === "") return null;
  return {
    name: draft.name,
    product: draft.product,
    budget: draft.budget,
    startsAt: formatInstant(starts),
    endsAt: formatInstant(ends),
    rules: {
      categories: [...draft.categories],
      ...(draft.minPrice === null ? {} : { minPrice: draft.minPrice }),
      ...(draft.maxPerBuyer === "" ? {} : { maxPerBuyer: Number(draft.maxPerBuyer) }),
      ...(draft.condition.trim() === "" ? {} : { condition: draft.condition.trim() }),
    },
  };
}

interface FormProps {
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}

function CampaignForm({ draft, onChange }: FormProps) {
  const { t } = useTranslation("platform");
  const productName = useProductName();
  const products = useAnswer(listProducts, {}).data?.body.data ?? [];
  return (
    <div className="pf-form">
      <TextField
        label={t("fieldName")}
        value={draft.name}
        maxLength={100}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <SelectField
        label={t("fieldProduct")}
        value={draft.product}
        required
        onChange={({ target }) => onChange({ product: target.value })}
        choices={[
          { value: "", label: "—" },
          ...products.map(({ code }) => ({ value: code, label: productName(code) })),
        ]}
      />
      <MoneyField label={t("fieldBudget")} value={draft.budget} required onValue={(budget) => onChange({ budget })} />
      <MoneyField
        label={t("fieldMinPrice")}
        isOptional
        value={draft.minPrice}
        onValue={(minPrice) => onChange({ minPrice })}
      />
      <TextField
        label={t("fieldStarts")}
        type="datetime-local"
        value={draft.startsAt}
        required
        onChange={({ target }) => onChange({ startsAt: target.value })}
      />
      <TextField
        label={t("fieldEnds")}
        type="datetime-local"
        value={draft.endsAt}
        required
        onChange={({ target }) => onChange({ endsAt: target.value })}
      />
      <TextField
        label={t("ruleMaxPerBuyer")}
        isOptional
        type="number"
        min={1}
        value={draft.maxPerBuyer}
        onChange={({ target }) => onChange({ maxPerBuyer: target.value })}
      />
      <fieldset className="pf-whole">
        <legend>{t("ruleCategories")}</legend>
        <div className="pf-categories">
          {CATEGORIES.map((category) => (
            <Checkbox
              key={category}
              label={t(`category_${category}`)}
              checked={draft.categories.includes(category)}
              onChange={({ target }) =>
                onChange({
                  categories: target.checked
                    ? [...draft.categories, category]
                    : draft.categories.filter((each) => each !== category),
                })
              }
            />
          ))}
        </div>
      </fieldset>
      <div className="pf-whole">
        <TextArea
          label={t("ruleCondition")}
          isOptional
          hint={<code>{t("ruleConditionHint")}</code>}
          value={draft.condition}
          onChange={({ target }) => onChange({ condition: target.value })}
        />
      </div>
    </div>
  );
}

export function Page() {
  const { t } = useTranslation("platform");
  const now = useNow();
  const go = useNavigate();
  const [draft, setDraft] = useState<Draft>(() => ({
    name: "",
    product: "",
    budget: null,
    startsAt: localOf(now),
    endsAt: localOf(now + TRIAL_DAYS * DAY_MS),
    categories: [],
    minPrice: null,
    maxPerBuyer: "",
    condition: "",
  }));
  // A result is shown, and a start offered, for exactly what was tried.
  const [tried, setTried] = useState<string | null>(null);
  const trial = useAct(dryRunCampaign);
  const start = useAct(startCampaign, ["/v1/campaigns"]);
  const body = bodyOf(draft);
  const isTried = body !== null && tried === JSON.stringify(body) && trial.data !== undefined;
  const run = (): void => {
    if (body === null) return;
    setTried(JSON.stringify(body));
    const window = { from: formatInstant(instant(now - TRIAL_DAYS * DAY_MS)), until: formatInstant(instant(now)) };
    trial.mutate({ body: { ...body, ...window } });
  };
  const begin = (): void => {
    if (body === null) return;
    start.mutate(
      { body },
      {
        onSuccess: ({ body: { campaignId } }) => {
          say(t("started"));
          void go(`/platform/campaigns/${campaignId}`);
        },
      },
    );
  };
  return (
    <Layout title={t("newCampaign")} trail={<Link to="/platform/campaigns">{t("campaigns")}</Link>}>
      <Panel>
        <CampaignForm draft={draft} onChange={(change) => setDraft({ ...draft, ...change })} />
        <ProblemNote problem={trial.error ?? start.error} />
        <div className="ax-actions">
          <Button icon="chart" isBusy={trial.isPending} disabled={body === null} onClick={run}>
            {t("dryRun")}
          </Button>
          <Button look="primary" icon="gift" isBusy={start.isPending} disabled={!isTried} onClick={begin}>
            {t("start")}
          </Button>
          {isTried ? null : <span className="ax-quiet ax-small">{t("dryRunFirst")}</span>}
        </div>
      </Panel>
      <Panel title={t("dryRun")} help={<p>{t("dryRunLead")}</p>}>
        {isTried ? <DryRun found={trial.data.body} /> : <p className="ax-quiet">{t("dryRunLead")}</p>}
      </Panel>
    </Layout>
  );
}
