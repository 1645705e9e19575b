// Understands which rooms the house has: everything that can be called, in the order of the reference.

import { contactRoutes } from "./appeal/contact-routes.js";
import { refusalNoticeRoutes } from "./appeal/notice-routes.js";
import { appealRoutes } from "./appeal/routes.js";
import { auditRoutes } from "./audit/routes.js";
import { clockRoutes } from "./claim/clock-routes.js";
import { grantRoutes } from "./claim/grant-routes.js";
import { claimRoutes } from "./claim/routes.js";
import type { Context } from "./context.js";
import { evidenceRoutes } from "./evidence/routes.js";
import type { Room } from "./http/server.js";
import { invariantRoutes } from "./invariant/routes.js";
import { ledgerRoutes } from "./ledger/routes.js";
import { liveRoutes } from "./live/routes.js";
import { campaignRoutes } from "./merchant/campaign-routes.js";
import { dryRunRoutes } from "./merchant/dry-run-routes.js";
import { merchantRoutes } from "./merchant/routes.js";
import { topUpNoticeRoutes } from "./merchant/top-up-notice.js";
import { walletRefundRoutes } from "./merchant/wallet-refund-routes.js";
import { walletStatementRoutes } from "./merchant/wallet-statement-routes.js";
import { noticeRoutes } from "./notice/routes.js";
import { noticeSandboxRoutes } from "./notice/sandbox-routes.js";
import { elementRoutes } from "./offer/element-routes.js";
import { offerRoutes } from "./offer/routes.js";
import { orderIntake } from "./order/intake.js";
import { orderRoutes } from "./order/routes.js";
import type { GatewayControl } from "./outside/alipay-gateway-control.js";
import { payeeRoutes } from "./payout/payee-routes.js";
import { payoutRoutes } from "./payout/routes.js";
import { peopleRoutes } from "./people/routes.js";
import { cancellationRoutes } from "./policy/cancel-routes.js";
import { press } from "./policy/certificate/press.js";
import { certificateRoutes } from "./policy/certificate/routes.js";
import { consentRoutes } from "./policy/consent-routes.js";
import { policyRoutes } from "./policy/routes.js";
import { verifyRoutes } from "./policy/verify-routes.js";
import { chooserRoutes } from "./product/chooser-routes.js";
import { comparisonRoutes } from "./product/comparison-routes.js";
import { draftCompareRoutes } from "./product/draft-compare-routes.js";
import { draftRoutes } from "./product/draft-routes.js";
import { draftTestRoutes } from "./product/draft-test-routes.js";
import { formCheckRoutes } from "./product/form-check-routes.js";
import { productRoutes } from "./product/routes.js";
import { termsRoutes } from "./product/terms-routes.js";
import { ratingRoutes } from "./rating/routes.js";
import { recoveryRoutes } from "./recovery/routes.js";
import { recoverySandboxRoutes } from "./recovery/sandbox-routes.js";
import { registerRoutes } from "./register/routes.js";
import { reviewRoutes } from "./review/routes.js";
import { sandboxRoutes } from "./sandbox/routes.js";
import { serviceOrderRoutes } from "./service-order/routes.js";
import { switchRoutes } from "./switch/routes.js";
import { webhookRoutes } from "./webhook/routes.js";
import { settle } from "./worker.js";

/** Rooms of a house. The sandbox's are there only with a local gateway, which no production house has. */
export function rooms(context: Context, gateway: GatewayControl | null): readonly Room[] {
  const intake = orderIntake(context);
  // One press for all documents, so that its processes run once.
  const printing = press(context.config);
  const book = gateway === null ? undefined : () => gateway.transfers();
  const always: readonly Room[] = [
    (api) => orderRoutes(api, context, intake),
    offerRoutes,
    elementRoutes,
    policyRoutes,
    (api) => certificateRoutes(api, context, printing),
    verifyRoutes,
    (api) => refusalNoticeRoutes(api, context, printing),
    appealRoutes,
    contactRoutes,
    consentRoutes,
    cancellationRoutes,
    evidenceRoutes,
    claimRoutes,
    clockRoutes,
    grantRoutes,
    reviewRoutes,
    payoutRoutes,
    recoveryRoutes,
    payeeRoutes,
    registerRoutes,
    serviceOrderRoutes,
    noticeRoutes,
    merchantRoutes,
    walletRefundRoutes,
    walletStatementRoutes,
    topUpNoticeRoutes,
    campaignRoutes,
    dryRunRoutes,
    ratingRoutes,
    productRoutes,
    draftRoutes,
    draftTestRoutes,
    draftCompareRoutes,
    formCheckRoutes,
    comparisonRoutes,
    chooserRoutes,
    termsRoutes,
    ledgerRoutes,
    switchRoutes,
    auditRoutes,
    (api) => liveRoutes(api, context),
    webhookRoutes,
    (api) => invariantRoutes(api, context, book),
    peopleRoutes,
  ];
  if (gateway === null) return always;
  return [
    ...always,
    noticeSandboxRoutes,
    recoverySandboxRoutes,
    (api) => sandboxRoutes(api, context, { gateway, settle: () => settle(context) }),
  ];
}
