// Understands how a product that needs no rule of its own begins: a form as JSON, checked before anything is kept of it.

import { checkProductForm, draftProduct } from "@anxin/client/operations.generated";
import type { FieldProblem } from "@anxin/client/problem";
import { useAct } from "@anxin/ui/api";
import { Banner } from "@anxin/ui/pieces/banner";
import { Button } from "@anxin/ui/pieces/button";
import { TextArea, TextField } from "@anxin/ui/pieces/field";
import { Page as Layout, Panel } from "@anxin/ui/pieces/page";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { FORM_BEGUN } from "./form-begun.js";
import { spanOf } from "./json-place.js";
import { parseWritten, textOf } from "./scenario.js";
import { useLeaving } from "./use-editing.js";
import "./actuary.css";

const BEGUN = textOf(FORM_BEGUN);

interface ProblemsProps {
  readonly problems: readonly FieldProblem[];
  readonly onJump: (pointer: string) => void;
}

function FormProblems({ problems, onJump }: ProblemsProps) {
  const { t } = useTranslation("actuary");
  if (problems.length === 0) return null;
  return (
    <div className="ax-note ax-note-bad" role="alert">
      <div>
        <p>{t("problemCount", { count: problems.length })}</p>
        <ul className="ac-problem-list">
          {problems.map(({ pointer, detail }) => (
            <li key={`${pointer} ${detail}`}>
              <Button look="quiet" icon="arrow" onClick={() => onJump(pointer)}>
                {pointer === "" ? "/" : pointer}
              </Button>{" "}
              {detail}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** Where the server stands in the whole request, as a place in the form. */
const inForm = (problems: readonly FieldProblem[]): readonly FieldProblem[] =>
  problems
    .filter(({ pointer }) => pointer.startsWith("/form"))
    .map((each) => ({ ...each, pointer: each.pointer.replace(/^\/form/, "") }));

export function Page() {
  const { t } = useTranslation("actuary");
  const navigate = useNavigate();
  const area = useRef<HTMLDivElement>(null);
  const [code, setCode] = useState("");
  const [text, setText] = useState(BEGUN);
  const [isUnreadable, setUnreadable] = useState(false);
  const check = useAct(checkProductForm);
  const make = useAct(draftProduct, ["/v1/products"]);
  const isMade = useRef(false);
  const leaving = useLeaving(text !== BEGUN, isMade);
  const withForm = (act: (form: Record<string, unknown>) => void): void => {
    const form = parseWritten(text);
    setUnreadable(form === null);
    check.reset();
    make.reset();
    if (form !== null) act({ ...form, ...(code === "" ? {} : { code }) });
  };
  const jump = (pointer: string): void => {
    const span = spanOf(text, pointer);
    const field = area.current?.querySelector("textarea");
    if (span === null || field === null || field === undefined) return;
    field.focus();
    field.setSelectionRange(span.from, span.to);
    // The selection is brought into view by its line.
    const lines = text.split("\n").length;
    field.scrollTop =
      (text.slice(0, span.from).split("\n").length / lines) * field.scrollHeight - field.clientHeight / 2;
  };
  const refused = make.error?.errors ?? [];
  const codeProblem = refused.find(({ pointer }) => pointer === "/code")?.detail ?? null;
  const problems = [...(check.data?.body.problems ?? []), ...inForm(refused)];
  const create = (): void =>
    withForm((form) =>
      make.mutate(
        { body: { code, form } },
        {
          onSuccess: ({ body }) => {
            isMade.current = true;
            void navigate(`/actuary/products/${body.code}/versions/${body.version}?tab=texts`);
          },
        },
      ),
    );
  return (
    <Layout
      title={t("newProduct")}
      lead={t("newProductLead")}
      trail={<Link to="/actuary/products">{t("products")}</Link>}
    >
      <Panel title={t("form")} help={t("formHelp")}>
        <TextField
          label={t("code")}
          hint={t("codeHint")}
          required
          autoComplete="off"
          value={code}
          error={codeProblem}
          onChange={({ target }) => setCode(target.value)}
        />
        <div ref={area} className="ac-json">
          <TextArea
            label={t("formText")}
            rows={24}
            spellCheck={false}
            value={text}
            error={isUnreadable ? t("notJson") : problems.length > 0 ? t("problemsBelow") : null}
            onChange={({ target }) => setText(target.value)}
          />
        </div>
        {check.data?.body.sound === true ? <Banner tone="good">{t("formSound")}</Banner> : null}
        <FormProblems problems={problems} onJump={jump} />
        <ProblemNote problem={check.error ?? (refused.length > 0 ? null : make.error)} />
        <div className="ax-actions">
          <Button isBusy={check.isPending} onClick={() => withForm((form) => check.mutate({ body: form }))}>
            {t("checkForm")}
          </Button>
          <Button look="primary" isBusy={make.isPending} disabled={code === ""} onClick={create}>
            {t("makeDraft")}
          </Button>
        </div>
      </Panel>
      {leaving.state === "blocked" ? (
        <Banner tone="warn">
          <p>{t("leaveLead")}</p>
          <div className="ax-actions">
            <Button onClick={() => leaving.reset()}>{t("stay")}</Button>
            <Button look="danger" onClick={() => leaving.proceed()}>
              {t("leave")}
            </Button>
          </div>
        </Banner>
      ) : null}
    </Layout>
  );
}
