// Understands how a shop takes out cover in four steps: whether it may, for what, at what cost, and on which terms. What was chosen
// is kept until it is sent, so that a reload or another day goes on where it was.

import { listProducts, readEligibility } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { Panel } from "@anxin/ui/pieces/page";
import { Answered, ErrorState } from "@anxin/ui/pieces/state";
import { Steps } from "@anxin/ui/pieces/steps";
import { useProductName } from "@anxin/ui/pieces/words";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import { ShopPage, useShop } from "../shop.js";
import { useStanding } from "../standing.js";
import { Agreement } from "./agreement.js";
import { Cost } from "./cost.js";
import { type Draft, draftOf, draftProblem, EMPTY, readDraft, writeDraft } from "./draft.js";
import { Eligibility } from "./eligibility.js";
import { Scope } from "./scope.js";

const STEPS = ["eligibility", "scope", "cost", "agreement"] as const;

/** The draft of one shop and product, in the browser. */
function useDraft(merchantId: string, product: string, first: Draft) {
  const name = `anxin-enrol-${merchantId}-${product}`;
  const [draft, setDraft] = useState<Draft>(() => readDraft(localStorage.getItem(name)) ?? first);
  return {
    draft,
    change: (next: Draft): void => {
      localStorage.setItem(name, writeDraft(next));
      setDraft(next);
    },
    drop: () => localStorage.removeItem(name),
  };
}

function useStep() {
  const [search, setSearch] = useSearchParams();
  const asked = STEPS.find((each) => each === search.get("step")) ?? STEPS[0];
  const step = STEPS.indexOf(asked);
  return {
    step,
    go: (place: number): void =>
      setSearch((before) => {
        before.set("step", STEPS[place] ?? STEPS[0]);
        return before;
      }),
  };
}

interface WizardProps {
  readonly product: string;
  readonly first: Draft;
  /** The version that is changed; null for a first enrolment. */
  readonly etag: string | null;
  readonly isChange: boolean;
}

function Wizard({ product, first, etag, isChange }: WizardProps) {
  const { t } = useTranslation(["merchant", "house"]);
  const { merchantId } = useShop();
  const { draft, change, drop } = useDraft(merchantId, product, first);
  const { step, go } = useStep();
  const [isTold, setIsTold] = useState(false);
  const eligibility = useAnswer(readEligibility, { path: { merchantId, product } });
  const products = useAnswer(listProducts, {});
  const heading = useRef<HTMLDivElement>(null);
  const wasAt = useRef(step);
  useEffect(() => {
    if (wasAt.current !== step) heading.current?.focus();
    wasAt.current = step;
  }, [step]);
  const mayBegin = eligibility.data?.body.eligible === true;
  const next = (): void => {
    setIsTold(true);
    if (STEPS[step] === "scope" && draftProblem(draft) !== null) return;
    setIsTold(false);
    go(step + 1);
  };
  return (
    <Answered of={eligibility}>
      {(shop) => (
        <Answered of={products}>
          {({ data }) => {
            const sold = data.find(({ code }) => code === product);
            if (sold === undefined) return null;
            return (
              <>
                <Steps label={t("enrolSteps")} titles={STEPS.map((each) => t(`step_${each}`))} current={step} />
                <div ref={heading} tabIndex={-1} className="mr-step">
                  <Panel title={t(`step_${STEPS[step] ?? "eligibility"}`)}>
                    {step === 0 ? <Eligibility of={shop} /> : null}
                    {step === 1 ? (
                      <Scope draft={draft} onDraft={change} rule={shop} sold={sold.categories} isTold={isTold} />
                    ) : null}
                    {step === 2 ? <Cost product={product} draft={draft} onDraft={change} /> : null}
                    {step === 3 ? (
                      <Agreement product={sold} draft={draft} etag={etag} isChange={isChange} onDone={drop} />
                    ) : null}
                  </Panel>
                </div>
                <div className="mr-ways">
                  {step === 0 ? null : (
                    <Button icon="back" onClick={() => go(step - 1)}>
                      {t("house:previous")}
                    </Button>
                  )}
                  {step === STEPS.length - 1 || (step === 0 && !mayBegin) ? null : (
                    <Button look="primary" onClick={next}>
                      {t("house:next")}
                    </Button>
                  )}
                </div>
              </>
            );
          }}
        </Answered>
      )}
    </Answered>
  );
}

export function Page() {
  const { t } = useTranslation("merchant");
  const { product = "" } = useParams();
  const { base } = useShop();
  const name = useProductName()(product);
  const { found, isNew, problem, retry } = useStanding(product);
  return (
    <ShopPage
      title={t(found.data === undefined ? "enrolTitle" : "changeTitle", { name })}
      lead={t("enrolLead")}
      trail={<Link to={`${base}/covers`}>{t("nav_covers")}</Link>}
    >
      {problem !== null ? (
        <ErrorState problem={problem} retry={retry} />
      ) : isNew ? (
        <Wizard product={product} first={EMPTY} etag={null} isChange={false} />
      ) : (
        <Answered of={found}>
          {(body, etag) => <Wizard product={product} first={draftOf(body)} etag={etag} isChange />}
        </Answered>
      )}
    </ShopPage>
  );
}
