// Understands the pages that the `type` of a problem leads to.

import { refuse } from "@anxin/core/refusal";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "./api.js";
import { languageOf, languageTag } from "./language.js";
import { findProblemKind, type ProblemKind } from "./problem-table.js";
import { closedObject } from "./schema.js";

const PageText = Type.Object({ zh: Type.String(), en: Type.String() });
const ProblemPage = Type.Object({
  type: Type.String(),
  code: Type.String(),
  status: Type.Integer(),
  title: PageText,
  advice: PageText,
});

/** Titles and advice come from our own table, and a code is one of its keys: nothing here needs escaping. */
function page(code: string, { status, title, advice }: ProblemKind, language: "zh" | "en"): string {
  const other = language === "zh" ? "en" : "zh";
  return `<!doctype html>
<html lang="${languageTag(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title[language]} · Anxin</title></head>
<body>
<main>
<h1>${title[language]}</h1>
<p><code>${code}</code> · HTTP ${status}</p>
<p>${advice[language]}</p>
<hr>
<p lang="${languageTag(other)}">${title[other]}: ${advice[other]}</p>
</main>
</body>
</html>
`;
}

export function problemRoutes(api: Api, _context: Context): void {
  api.get(
    "/problems/:code",
    {
      config: { access: "public", problems: ["not_found"] },
      schema: {
        tags: ["house"],
        summary: "What a problem means and what to do",
        params: closedObject({ code: Type.String({ minLength: 1, maxLength: 64 }) }),
        // JSON, or the same as a page for who asks for text/html.
        response: { 200: Type.Union([ProblemPage, Type.String()]) },
      },
    },
    (request, reply) => {
      const { code } = request.params;
      const kind = findProblemKind(code);
      if (kind === null) refuse("not_found", "there is no problem of this name");
      if (request.headers.accept?.includes("text/html") === true) {
        reply.type("text/html; charset=utf-8");
        return page(code, kind, languageOf(request));
      }
      reply.type("application/json; charset=utf-8");
      return { type: `/problems/${code}`, code, ...kind };
    },
  );
}
