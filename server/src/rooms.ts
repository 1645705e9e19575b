// Understands which rooms the house has: everything that can be called, in the order of the reference.

import { claimRoutes } from "./claim/routes.js";
import type { Context } from "./context.js";
import { evidenceRoutes } from "./evidence/routes.js";
import type { Room } from "./http/server.js";
import { invariantRoutes } from "./invariant/routes.js";
import { ledgerRoutes } from "./ledger/routes.js";
import { campaignRoutes } from "./merchant/campaign-routes.js";
import { merchantRoutes } from "./merchant/routes.js";
import { offerRoutes } from "./offer/routes.js";
import { orderIntake } from "./order/intake.js";
import { orderRoutes } from "./order/routes.js";
import type { GatewayControl } from "./outside/alipay-gateway-control.js";
import { payoutRoutes } from "./payout/routes.js";
import { peopleRoutes } from "./people/routes.js";
import { policyRoutes } from "./policy/routes.js";
import { productRoutes } from "./product/routes.js";
import { sandboxRoutes } from "./sandbox/routes.js";
import { settle } from "./worker.js";

/** Rooms of a house. The sandbox's are there only with a local gateway, which no production house has. */
export function rooms(context: Context, gateway: GatewayControl | null): readonly Room[] {
  const intake = orderIntake(context);
  const book = gateway === null ? undefined : () => gateway.transfers();
  const always: readonly Room[] = [
    (api) => orderRoutes(api, context, intake),
    offerRoutes,
    policyRoutes,
    evidenceRoutes,
    claimRoutes,
    payoutRoutes,
    merchantRoutes,
    campaignRoutes,
    productRoutes,
    ledgerRoutes,
    (api) => invariantRoutes(api, context, book),
    peopleRoutes,
  ];
  if (gateway === null) return always;
  return [...always, (api) => sandboxRoutes(api, context, { gateway, settle: () => settle(context) })];
}
