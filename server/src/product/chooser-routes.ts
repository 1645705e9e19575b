// Understands the guided choice: a few questions as data, and covers ranked by what the answers say.

import { fenToWire } from "@anxin/core/money";
import {
  type Answers,
  CHOICE_CODES,
  type Choice,
  choiceWords,
  choose,
  PRICE_ANSWERS,
  questions,
  RETURNS_ANSWERS,
} from "@anxin/core/offer/choose";
import { benefitWords, periodWords, sentence } from "@anxin/core/offer/words";
import { CATEGORIES, PAYERS, type ProductVersion } from "@anxin/core/product/product";
import { Refused } from "@anxin/core/refusal";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import { type Api, ROLES } from "../http/api.js";
import { type Language, languageOf, languageTag } from "../http/language.js";
import { closedObject, Fen53, fieldRefusal, known, line, nullable, oneOf } from "../http/schema.js";
import { termsUrl } from "./texts.js";

const ACCESS = ["server", ...ROLES] as const;
const TAGS = ["products"];
const WORRIES_MAX = 20;

const Questions = Type.Object({
  questions: Type.Array(
    Type.Object({
      id: oneOf(["goods", "price", "worries", "returns"]),
      title: Type.String(),
      kind: oneOf(["one", "many"]),
      required: Type.Boolean(),
      options: Type.Array(Type.Object({ value: Type.String(), title: Type.String() })),
    }),
  ),
});
const Body = closedObject({
  answers: closedObject({
    goods: oneOf(CATEGORIES),
    price: Type.Optional(nullable(oneOf(PRICE_ANSWERS))),
    worries: Type.Optional(Type.Array(line(64, 1), { maxItems: WORRIES_MAX, uniqueItems: true })),
    returns: Type.Optional(nullable(oneOf(RETURNS_ANSWERS))),
  }),
});
const Choices = Type.Object({
  currency: Type.String(),
  data: Type.Array(
    Type.Object({
      product: Type.String(),
      version: Type.Integer(),
      name: Type.String(),
      reason: Type.String({ description: "all reasons in one sentence" }),
      reasons: Type.Array(Type.Object({ code: oneOf(CHOICE_CODES), text: Type.String() })),
      payers: Type.Array(oneOf(PAYERS)),
      period: Type.String(),
      benefit: Type.String(),
      unitPrice: Fen53,
      premium: Fen53,
      sumInsured: Fen53,
      termsUrl: Type.String(),
    }),
    { description: "the best first" },
  ),
});

const NO_OPTION = { zh: "不在选项中", en: "is none of the options" };

/** Refuses a worry that no product on sale is for. */
function answersOf(
  { goods, price = null, worries = [], returns = null }: Static<typeof Body>["answers"],
  products: readonly ProductVersion[],
  language: Language,
): Answers {
  const perils = new Set(products.flatMap(({ coverage }) => coverage.perils.map(({ code }) => code)));
  const strange = worries.findIndex((worry) => !perils.has(worry));
  if (strange >= 0)
    throw new Refused(fieldRefusal(`/answers/worries/${strange}`, "unknown_option", NO_OPTION[language]));
  return {
    goods: known(CATEGORIES, String(goods)),
    price: price === null ? null : known(PRICE_ANSWERS, String(price)),
    worries,
    returns: returns === null ? null : known(RETURNS_ANSWERS, String(returns)),
  };
}

function choiceView(choice: Choice, language: Language) {
  const { product, reasons, premium, sumInsured, unitPrice } = choice;
  return {
    product: product.code,
    version: product.version,
    name: product.name[language],
    reason: choiceWords(choice)[language],
    reasons: reasons.map(({ code, text }) => ({ code, text: text[language] })),
    payers: [...product.payers],
    period: sentence(periodWords(product.period))[language],
    benefit: sentence(benefitWords(product))[language],
    unitPrice: fenToWire(unitPrice),
    premium: fenToWire(premium),
    sumInsured: fenToWire(sumInsured),
    termsUrl: termsUrl(product),
  };
}

export function chooserRoutes(api: Api, context: Context): void {
  const live = (): readonly ProductVersion[] => context.catalogue.live(context.clock.now());
  api.get(
    "/v1/products/chooser",
    {
      config: { access: ACCESS },
      schema: {
        operationId: "readChooser",
        tags: TAGS,
        summary: "The questions of the guided choice",
        response: { 200: Questions },
      },
    },
    (request, reply) => {
      const language = languageOf(request);
      reply.header("content-language", languageTag(language));
      return {
        questions: questions(live()).map(({ id, title, kind, required, options }) => ({
          ...{ id, title: title[language], kind, required },
          options: options.map((option) => ({ value: option.value, title: option.title[language] })),
        })),
      };
    },
  );
  api.post(
    "/v1/products/chooser",
    {
      config: { access: ACCESS },
      schema: {
        operationId: "chooseCovers",
        tags: TAGS,
        summary: "Covers that the answers speak for, with reasons; nothing is kept",
        body: Body,
        response: { 200: Choices },
      },
    },
    (request, reply) => {
      const language = languageOf(request);
      const products = live();
      reply.header("content-language", languageTag(language));
      const answers = answersOf(request.body.answers, products, language);
      return { currency: "CNY", data: choose(products, answers).map((choice) => choiceView(choice, language)) };
    },
  );
}
