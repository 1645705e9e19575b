// Understands making a claim: three steps, of which the address says which one is shown.

import { readClaimForm, readOrder, readPolicy } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { Banner } from "@anxin/ui/pieces/banner";
import { ButtonLink } from "@anxin/ui/pieces/button";
import { Page as Sheet } from "@anxin/ui/pieces/page";
import { Answered, Loading } from "@anxin/ui/pieces/state";
import { Steps } from "@anxin/ui/pieces/steps";
import { useNow } from "@anxin/ui/session";
import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import { useBuyer } from "../buyer.js";
import { useNameOf } from "../cover/names.js";
import { type ChangeFiles, type Uploads, useUploads } from "../evidence/use-uploads.js";
import { useOnline } from "../online.js";
import { Cannot } from "./cannot.js";
import { faultsOf, type Policy } from "./draft.js";
import { keptFiles } from "./keep.js";
import type { Asked, StepProps } from "./step.js";
import { StepCheck } from "./step-check.js";
import { StepPhotos } from "./step-photos.js";
import { StepWhat } from "./step-what.js";
import { type Drafting, useDraft } from "./use-draft.js";
import { useFiling } from "./use-filing.js";
import { useVault } from "./use-vault.js";

const STEPS = 3;

/** Which step is shown: the one of the address, unless an earlier one is not done. */
function useStep(last: number): [number, (step: number) => void] {
  const [search, setSearch] = useSearchParams();
  const asked = Math.max(1, Math.floor(Number(search.get("step"))) || 1);
  return [Math.min(asked, last), (next) => setSearch({ step: String(next) })];
}

/** Whether files are on their way, or will be: those that the server refused for good are not waited for. */
const isUnderWay = ({ preparing, files, fares }: Uploads): boolean =>
  preparing > 0 ||
  files.some(({ id, evidenceId }) => evidenceId === null && fares.get(id)?.problem?.isPassing !== false);

function Steps3(props: Asked & { readonly drafting: Drafting; readonly now: number }) {
  const { t } = useTranslation("buyer");
  const { policy, order, form, drafting, now } = props;
  const { draft, change } = drafting;
  const buyer = useBuyer();
  const isOnline = useOnline();
  const goods = policy.line?.title || policy.line?.sku || "";
  const filing = useFiling(buyer, drafting);
  const onFiles: ChangeFiles = useCallback(
    (how) => void change((before) => (before.sent === null ? { ...before, files: how(before.files) } : before)),
    [change],
  );
  useVault(order.orderId, form, drafting);
  const uploads = useUploads({ orderId: order.orderId, files: draft.files, onFiles, shelf: keptFiles });
  const isWaiting = isUnderWay(uploads);
  const last = faultsOf(draft, form, goods, now).length > 0 ? 1 : isWaiting ? 2 : STEPS;
  const [asked, go] = useStep(last);
  const step = draft.sent === null ? asked : STEPS;
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
  }, [step]);
  const shared: StepProps = { policy, order, form, goods, now, drafting };
  const titles = [t("stepWhat"), t("stepPhotos"), t("stepCheck")];
  return (
    <>
      <Steps label={t("stepsLabel")} titles={titles} current={step - 1} />
      <h2 className="by-step-title" tabIndex={-1} ref={heading}>
        {titles[step - 1]}
      </h2>
      {isOnline ? null : <Banner tone="warn">{t("offlineDraft")}</Banner>}
      {step === 1 ? <StepWhat {...shared} onNext={() => go(2)} /> : null}
      {step === 2 ? (
        <StepPhotos form={form} uploads={uploads} isWaiting={isWaiting} onBack={() => go(1)} onNext={() => go(3)} />
      ) : null}
      {step === STEPS ? <StepCheck {...shared} filing={filing} isOnline={isOnline} onBack={() => go(2)} /> : null}
    </>
  );
}

function Wizard({ policy, order, form }: Asked) {
  const buyer = useBuyer();
  const now = useNow();
  const drafting = useDraft({ buyer, form, order, lineId: policy.lineId, now });
  if (drafting === null) return <Loading lines={6} />;
  if (form.failedChecks.length > 0 && drafting.draft.sent === null) return <Cannot form={form} policy={policy} />;
  return <Steps3 policy={policy} order={order} form={form} drafting={drafting} now={now} />;
}

/** Needs the order of the policy, and so comes after it. */
function OfPolicy({ policy }: { readonly policy: Policy }) {
  const { policyId, orderId } = policy;
  const order = useAnswer(readOrder, { path: { orderId } });
  const form = useAnswer(readClaimForm, { path: { policyId } });
  return (
    <Answered of={order} lines={6}>
      {(known) => (
        <Answered of={form} lines={6}>
          {(asked) => <Wizard policy={policy} order={known} form={asked} />}
        </Answered>
      )}
    </Answered>
  );
}

export function Page() {
  const { t } = useTranslation(["buyer", "house"]);
  const { policyId = "" } = useParams();
  const policy = useAnswer(readPolicy, { path: { policyId } });
  const nameOf = useNameOf();
  const product = policy.data === undefined ? "" : nameOf(policy.data.body.productName);
  return (
    <Sheet
      title={product === "" ? t("claimTitle") : t("claimTitleOf", { product })}
      trail={<Link to={`/covers/${policyId}`}>{t("backToCover")}</Link>}
    >
      <Answered of={policy} lines={8}>
        {(known) => <OfPolicy policy={known} />}
      </Answered>
      <p className="by-foot-help">
        <ButtonLink to="/guide" look="quiet" icon="help">
          {t("helpClaim")}
        </ButtonLink>
      </p>
    </Sheet>
  );
}
