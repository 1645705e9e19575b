// Understands the page that compares what is sold: a table made from the products themselves.

import { fenToWire } from "@anxin/core/money";
import { type ComparisonRow, compare } from "@anxin/core/offer/compare";
import { CATEGORIES, PAYERS } from "@anxin/core/product/product";
import { Type } from "typebox";
import type { Context } from "../context.js";
import { type Api, ROLES } from "../http/api.js";
import { type Language, languageOf, languageTag } from "../http/language.js";
import { Fen53, nullable, oneOf } from "../http/schema.js";
import { termsUrl } from "./texts.js";

const ACCESS = ["server", ...ROLES] as const;

/** What each column says, in the order in which a table shows them. */
const COLUMNS = {
  event: { zh: "保障内容", en: "What is covered" },
  suits: { zh: "适用场景", en: "Suits" },
  mind: { zh: "注意事项", en: "Mind" },
  payer: { zh: "谁付保费", en: "Who pays" },
  period: { zh: "保险期间", en: "Period" },
  claimWindow: { zh: "报案时限", en: "When to claim" },
  benefit: { zh: "怎么赔", en: "What is paid" },
  evidence: { zh: "理赔材料", en: "What to show" },
  decidedBy: { zh: "谁来核定", en: "Who decides" },
} as const;
type Column = keyof typeof COLUMNS;
const COLUMN_NAMES = Object.keys(COLUMNS) as Column[];

const Words = Type.String({ description: "in the language asked for" });
const Row = Type.Object({
  product: Type.String(),
  version: Type.Integer(),
  name: Words,
  summary: Words,
  event: Words,
  suits: Words,
  suitedCategories: Type.Array(oneOf(CATEGORIES), { description: "most first; empty: goods of all kinds" }),
  mind: Words,
  payer: Words,
  payers: Type.Array(oneOf(PAYERS)),
  period: Words,
  claimWindow: Words,
  benefit: Words,
  evidence: Words,
  decidedBy: Words,
  example: nullable(
    Type.Object({
      category: oneOf(CATEGORIES),
      unitPrice: Fen53,
      payer: oneOf(PAYERS),
      premium: Fen53,
      sumInsured: Fen53,
      words: Words,
    }),
  ),
  termsUrl: Type.String(),
});
const Comparison = Type.Object({
  currency: Type.String(),
  columns: Type.Array(Type.Object({ name: oneOf(COLUMN_NAMES), title: Words }), { description: "fields of a row" }),
  rows: Type.Array(Row),
});

function rowView(row: ComparisonRow, language: Language) {
  const { product, example, suitedCategories } = row;
  const words = Object.fromEntries(COLUMN_NAMES.map((column) => [column, row[column][language]]));
  return {
    ...(words as Record<Column, string>),
    product: product.code,
    version: product.version,
    name: product.name[language],
    summary: product.summary[language],
    suitedCategories: [...suitedCategories],
    payers: [...product.payers],
    example:
      example === null
        ? null
        : {
            category: example.category,
            unitPrice: fenToWire(example.unitPrice),
            payer: example.payer,
            premium: fenToWire(example.premium),
            sumInsured: fenToWire(example.sumInsured),
            words: example.words[language],
          },
    termsUrl: termsUrl(product),
  };
}

export function comparisonRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/products/comparison",
    {
      config: { access: ACCESS },
      schema: {
        operationId: "compareProducts",
        tags: ["products"],
        summary: "The products on sale side by side, in words made from their data",
        response: { 200: Comparison },
      },
    },
    (request, reply) => {
      const language = languageOf(request);
      reply.header("content-language", languageTag(language));
      return {
        currency: "CNY",
        columns: COLUMN_NAMES.map((name) => ({ name, title: COLUMNS[name][language] })),
        rows: compare(context.catalogue.live(context.clock.now())).map((row) => rowView(row, language)),
      };
    },
  );
}
