// Understands the covers of an order as Anxin has them now: who pays, what is insured, and what can be claimed.

import type { OrderView } from "@anxin/shop/backend/wire";
import { day } from "@anxin/ui/format/time";
import { Panel } from "@anxin/ui/pieces/page";
import { Empty } from "@anxin/ui/pieces/state";
import { Badge, Money, PolicyStatus, type PolicyStatusCode } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { photoOfOrder } from "./api.js";
import { useCoverName } from "./cover-name.js";
import { claimAddress, PortalButton } from "./portal-link.js";

type Policy = OrderView["policies"][number];

/** What buyers claim themselves; the freight of a return is paid without asking. */
const FILES_ITSELF = ["return-freight"];
/** Which cover answers for what was reported. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  broken: ["transit-damage", "screen-crack"],
  counterfeit: ["authenticity"],
};

function Terms({ policy }: { readonly policy: Policy }) {
  const { t } = useTranslation("shop");
  const { sumInsured, premium, payer, effectiveAt, expiresAt, policyNo } = policy;
  return (
    <dl className="sh-policy">
      <div>
        <dt>{t("sumInsured")}</dt>
        <dd>
          <Money fen={sumInsured} />
        </dd>
      </div>
      <div>
        <dt>{t("premium")}</dt>
        <dd>
          <Money fen={premium} /> {t(`paid_by_${payer as "merchant"}`)}
        </dd>
      </div>
      <div>
        <dt>{t("period")}</dt>
        <dd>
          {effectiveAt === null || expiresAt === null
            ? t("notYet")
            : t("fromUntil", { from: day(effectiveAt), until: day(expiresAt) })}
        </dd>
      </div>
      <div>
        <dt>{t("policyNo")}</dt>
        <dd>
          <code>{policyNo}</code>
        </dd>
      </div>
    </dl>
  );
}

/** Pictures to claim with, for whoever has nothing broken at hand. */
function SamplePhotos({ orderId }: { readonly orderId: string }) {
  const { t } = useTranslation("shop");
  return (
    <details className="sh-samples">
      <summary>{t("samples")}</summary>
      <ul className="sh-photos">
        {[0, 1, 2, 3].map((number) => (
          <li key={number}>
            <a href={photoOfOrder(orderId, number)} download={`${orderId}-${number + 1}.png`}>
              <img src={photoOfOrder(orderId, number)} alt={t(`photo_${number as 0}`)} width={180} height={135} />
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

function OnePolicy({ order, policy }: { readonly order: OrderView; readonly policy: Policy }) {
  const { t } = useTranslation("shop");
  const coverName = useCoverName();
  const { orderId, reported } = order;
  const isAnswer = reported !== null && (ANSWERS[reported] ?? []).includes(policy.product);
  const isClaimed = order.claims.some(({ policyId }) => policyId === policy.policyId);
  const mayClaim = order.deliveredAt !== null && policy.status === "in_force" && !FILES_ITSELF.includes(policy.product);
  return (
    <li>
      <p>
        <strong>{coverName(policy.product)}</strong> <PolicyStatus status={policy.status as PolicyStatusCode} />
      </p>
      <Terms policy={policy} />
      {isClaimed || !mayClaim ? null : (
        <PortalButton
          orderId={orderId}
          to={claimAddress(policy.policyId)}
          icon="file"
          look={isAnswer ? "primary" : "plain"}
        >
          {t("claimNow")}
        </PortalButton>
      )}
      {isAnswer && !isClaimed && reported === "broken" ? <SamplePhotos orderId={orderId} /> : null}
    </li>
  );
}

const REASONS = ["wallet_insufficient", "quote_expired", "quote_mismatch", "quote_invalid", "buyer_blocked"] as const;

/** Why a cover did not come about. */
function useDeclined(): (code: string) => string {
  const { t } = useTranslation("shop");
  return (code) => {
    const known = REASONS.find((each) => each === code);
    return known === undefined ? t("declined_other", { code }) : t(`declined_${known}`);
  };
}

export function OrderCovers({ order }: { readonly order: OrderView }) {
  const { t } = useTranslation("shop");
  const coverName = useCoverName();
  const declined = useDeclined();
  const { policies, orderId } = order;
  return (
    <Panel
      title={t("coversOfOrder")}
      help={t("coversOfOrderHelp")}
      actions={
        policies.length === 0 ? undefined : (
          <PortalButton orderId={orderId} to="/buyer" look="quiet">
            {t("seeInPortal")}
          </PortalButton>
        )
      }
    >
      {policies.length === 0 ? (
        <Empty icon="shield" title={t(order.stage === "paid" ? "coversAtShipment" : "coversNone")} />
      ) : (
        <ul className="sh-covers">
          {policies.map((policy) => (
            <OnePolicy key={policy.policyId} order={order} policy={policy} />
          ))}
        </ul>
      )}
      {order.declined.map(({ product, lineId, code }) => (
        <p key={`${product} ${lineId}`}>
          <Badge tone="warn">{t("declined")}</Badge> {coverName(product)}: {declined(code)}
        </p>
      ))}
    </Panel>
  );
}
