// Understands what an endpoint is made of: where it is, and which events it hears of, each with an example.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { addWebhookEndpoint, listWebhookEventTypes, putWebhookEndpoint } from "@anxin/client/operations.generated";
import type { Problem } from "@anxin/client/problem";
import { useAct, useAnswer } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { RadioGroup, TextField } from "@anxin/ui/pieces/field";
import { Answered, ProblemNote } from "@anxin/ui/pieces/state";
import { say } from "@anxin/ui/pieces/toast";
import { type SubmitEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Endpoint, type EventType, LISTS, useListener } from "./listener.js";
import { TypeChoices } from "./type-choices.js";

type Name = EventType["type"];
type Made = AnswerOf<operations["addWebhookEndpoint"]>;

interface Draft {
  readonly url: string;
  readonly description: string;
  readonly shop: string;
  readonly isEvery: boolean;
  readonly types: readonly Name[];
}

interface FormProps {
  readonly title: string;
  readonly submit: string;
  readonly first: Draft;
  /** Whose an endpoint is stays as it was made. */
  readonly asksShop: boolean;
  readonly ofShop: boolean;
  readonly isBusy: boolean;
  readonly problem: Problem | null;
  readonly onClose: () => void;
  readonly onSubmit: (draft: Draft) => void;
}

/** A whole address; whether it may be written to is for the server to say. */
const isAddress = (url: string): boolean => /^https?:\/\/\S+$/.test(url);

function EndpointForm({ first, ofShop, onSubmit, onClose, ...rest }: FormProps) {
  const { t } = useTranslation(["webhook", "house"]);
  const id = useId();
  const [draft, setDraft] = useState(first);
  const [tried, setTried] = useState(false);
  const catalogue = useAnswer(listWebhookEventTypes, {});
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const lacksAddress = !isAddress(draft.url.trim());
  const lacksTypes = !draft.isEvery && draft.types.length === 0;
  const send = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    if (lacksAddress) event.currentTarget.querySelector("input")?.focus();
    else if (lacksTypes) event.currentTarget.querySelector<HTMLElement>(".wh-types input")?.focus();
    else onSubmit(draft);
  };
  return (
    <Dialog
      title={rest.title}
      isOpen
      size="large"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("house:cancel")}</Button>
          <Button look="primary" type="submit" form={id} isBusy={rest.isBusy}>
            {rest.submit}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={send}>
        <TextField
          label={t("fieldUrl")}
          hint={t("fieldUrlHint")}
          type="url"
          required
          autoComplete="off"
          value={draft.url}
          error={tried && lacksAddress ? t("urlMissing") : null}
          onChange={({ target }) => change({ url: target.value })}
        />
        <TextField
          label={t("fieldDescription")}
          isOptional
          maxLength={200}
          value={draft.description}
          onChange={({ target }) => change({ description: target.value })}
        />
        {rest.asksShop ? (
          <TextField
            label={t("fieldShop")}
            hint={t("fieldShopHint")}
            isOptional
            value={draft.shop}
            onChange={({ target }) => change({ shop: target.value })}
          />
        ) : null}
        <RadioGroup
          legend={t("typesLegend")}
          name={`${id}-which`}
          value={draft.isEvery ? "every" : "some"}
          onValue={(value) => change({ isEvery: value === "every" })}
          choices={[
            { value: "every", label: t("typesEvery") },
            { value: "some", label: t("typesSome") },
          ]}
        />
        {draft.isEvery ? null : (
          <Answered of={catalogue} lines={6}>
            {({ data }) => (
              <TypeChoices
                types={ofShop || draft.shop.trim() !== "" ? data.filter(({ ofMerchant }) => ofMerchant) : data}
                chosen={draft.types}
                error={tried && lacksTypes ? t("typesMissing") : null}
                onChosen={(types) => change({ types })}
              />
            )}
          </Answered>
        )}
        <ProblemNote problem={rest.problem} />
      </form>
    </Dialog>
  );
}

const typesOf = ({ isEvery, types }: Draft): ("*" | Name)[] => (isEvery ? ["*"] : [...types]);
const EMPTY: Draft = { url: "", description: "", shop: "", isEvery: true, types: [] };

export function NewEndpoint({
  onClose,
  onMade,
}: {
  readonly onClose: () => void;
  readonly onMade: (endpoint: Made) => void;
}) {
  const { t } = useTranslation("webhook");
  const { isShop } = useListener();
  const act = useAct(addWebhookEndpoint, LISTS);
  const run = (draft: Draft): void => {
    const { url, description, shop } = draft;
    const whose = isShop || shop.trim() === "" ? {} : { merchantId: shop.trim() };
    act.mutate(
      { body: { url: url.trim(), description: description.trim(), types: typesOf(draft), ...whose } },
      { onSuccess: ({ body }) => onMade(body) },
    );
  };
  return (
    <EndpointForm
      title={t("newEndpoint")}
      submit={t("create")}
      first={EMPTY}
      asksShop={!isShop}
      ofShop={isShop}
      isBusy={act.isPending}
      problem={act.error}
      onClose={onClose}
      onSubmit={run}
    />
  );
}

export function EditEndpoint({ endpoint, onClose }: { readonly endpoint: Endpoint; readonly onClose: () => void }) {
  const { t } = useTranslation(["webhook", "house"]);
  const act = useAct(putWebhookEndpoint, LISTS);
  const { endpointId, url, description, types, merchantId, status, etag } = endpoint;
  const isEvery = types.includes("*");
  const named = isEvery ? [] : (types as readonly Name[]);
  const run = (draft: Draft): void =>
    act.mutate(
      {
        path: { endpointId },
        body: { url: draft.url.trim(), description: draft.description.trim(), types: typesOf(draft), status },
        ifMatch: etag,
      },
      {
        onSuccess: () => {
          say(t("changed"));
          onClose();
        },
      },
    );
  return (
    <EndpointForm
      title={t("editEndpoint")}
      submit={t("house:save")}
      first={{ url, description, shop: "", isEvery, types: named }}
      asksShop={false}
      ofShop={merchantId !== null}
      isBusy={act.isPending}
      problem={act.error}
      onClose={onClose}
      onSubmit={run}
    />
  );
}
