// Understands who looks at webhooks: a shop at its own endpoints, the house at all of them; and what an endpoint is like now.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf, InputOf } from "@anxin/client/operation";
import type { Tone } from "@anxin/ui/pieces/words";
import { useRole } from "../role.js";

type Wish = NonNullable<InputOf<operations["putWebhookEndpoint"]>["body"]>;

export type Endpoint = AnswerOf<operations["readWebhookEndpoint"]>;
export type EventType = AnswerOf<operations["listWebhookEventTypes"]>["data"][number];
export type Delivery = AnswerOf<operations["readWebhookDelivery"]>;
export type Attempt = Delivery["attempts"][number];
export type HealthState = AnswerOf<operations["listWebhookHealth"]>["data"][number]["state"];

/** What an act on an endpoint changes. */
export const LISTS = ["/v1/webhook-endpoints", "/v1/webhook-health"];

export interface Listener {
  readonly isShop: boolean;
  /** An auditor only looks. */
  readonly mayAct: boolean;
  /** Where the pages lie. */
  readonly base: string;
}

export function useListener(): Listener {
  const role = useRole();
  const isShop = role === "merchant";
  return {
    isShop,
    mayAct: isShop || role === "platform" || role === "admin",
    base: isShop ? "/merchant/webhooks" : "/platform/webhooks",
  };
}

export const HEALTH_TONES: Readonly<Record<HealthState, Tone>> = {
  healthy: "good",
  failing: "bad",
  diverted: "warn",
  paused: "plain",
};

/** As far as the endpoint itself tells; what was set aside is known to those who watch over all. */
export function healthOf({ status, failingSince }: Endpoint): HealthState {
  if (status === "paused") return "paused";
  return failingSince === null ? "healthy" : "failing";
}

export const DELIVERY_TONES: Readonly<Record<Delivery["state"], Tone>> = {
  pending: "info",
  delivered: "good",
  diverted: "bad",
};

/** The endpoint as it is, in another status. */
export const inStatus = ({ url, types, description }: Endpoint, status: NonNullable<Wish["status"]>): Wish => ({
  ...{ url, description, status },
  // What was taken once is of the list that is asked for; the answer only does not say so.
  types: types as Wish["types"],
});
