// Understands what /v1/offers would cost if there were nothing to do: the route that benchmarks compare with.

import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { fastify } from "fastify";
import type { Static } from "typebox";
import { OffersAnswer, OffersBody } from "./wire.js";

/** Listens on a free port of this machine, takes what /v1/offers takes, and offers nothing for any goods. Returns its address. */
export async function listenEmpty(): Promise<string> {
  const api = fastify().withTypeProvider<TypeBoxTypeProvider>();
  const nothing: Static<typeof OffersAnswer> = { currency: "CNY", lines: [] };
  const schema = { body: OffersBody, response: { 200: OffersAnswer } };
  api.post("/v1/offers", { schema }, async () => nothing);
  return api.listen({ host: "127.0.0.1", port: 0 });
}
