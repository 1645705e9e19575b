// Understands the call that checks a product's form before anybody sells it.

import type { FieldProblem } from "@anxin/core/refusal";
import { readProductForm } from "@anxin/products/product-form";
import { Type } from "typebox";
import type { Access, Api } from "../http/api.js";
import type { Language } from "../http/language.js";
import { languageOf } from "../http/language.js";
import { expressionProblems } from "./formula.js";

const WRITERS: Access = ["supervisor", "actuary", "admin"];

const Checked = Type.Object({
  sound: Type.Boolean({ description: "whether a product can be made of it" }),
  problems: Type.Array(
    Type.Object({
      pointer: Type.String({ description: "JSON pointer into the form" }),
      code: Type.String(),
      detail: Type.String(),
    }),
  ),
});

/** Everything that is wrong with a form; its expressions are read once its shape is right. */
function problemsOf(form: unknown, language: Language): readonly FieldProblem[] {
  const read = readProductForm(form);
  if ("product" in read) return expressionProblems(read.product, language);
  return read.problems.map(({ detail, ...where }) => ({ ...where, detail: detail[language] }));
}

export function formCheckRoutes(api: Api): void {
  api.post(
    "/v1/products/form-checks",
    {
      config: { access: WRITERS },
      schema: {
        operationId: "checkProductForm",
        tags: ["products"],
        summary: "Check a product's form, its conditions and its formula; nothing is kept",
        body: Type.Object({}, { additionalProperties: true, description: "the form; amounts in fen" }),
        response: { 200: Checked },
      },
    },
    (request) => {
      const problems = problemsOf(request.body, languageOf(request)).map((problem) => ({ ...problem }));
      return { sound: problems.length === 0, problems };
    },
  );
}
