// The other side of the comparison in a process of its own: an empty route with the schemas of /v1/offers.

import { listenEmpty } from "@anxin/server/offer/empty";

process.send?.({ url: await listenEmpty() });
process.once("disconnect", () => process.exit(0));
