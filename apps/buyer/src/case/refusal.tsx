// Understands a refusal in plain words: what happened, which clause, which fact, what would change it, and where to turn.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { Icon } from "@anxin/ui/pieces/icon";
import { Facts } from "@anxin/ui/pieces/page";
import { Time } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { languageOfLink, termsOf } from "../cover/terms.js";
import type { Claim } from "./progress.js";

type Notice = AnswerOf<operations["readRefusalNotice"]>;
type Clause = Notice["clauses"][number];

interface Props {
  readonly notice: Notice;
  readonly claim: Claim;
}

function ClauseLink({ clause, claim }: { readonly clause: Clause; readonly claim: Claim }) {
  const { t, i18n } = useTranslation("buyer");
  return (
    <details className="by-more by-clause">
      <summary>{t("clauseNamed", { id: clause.id, title: clause.title })}</summary>
      <blockquote>{clause.text}</blockquote>
      <a href={termsOf(claim.product, claim.productVersion, i18n.language, clause.id)} target="_blank" rel="noreferrer">
        {t("clauseOpen", { id: clause.id })}
      </a>
    </details>
  );
}

function Where({ notice }: Pick<Props, "notice">) {
  const { t } = useTranslation("buyer");
  return (
    <section>
      <h3>{t("complaints")}</h3>
      <ul className="by-contacts">
        {notice.contacts.map(({ name, phone, url }) => (
          <li key={`${name} ${phone}`}>
            {name} {phone === "" ? null : <a href={`tel:${phone.replace(/[^\d+]/g, "")}`}>{phone}</a>}{" "}
            {/^https:\/\//.test(url) ? (
              <a href={url} target="_blank" rel="noreferrer">
                {url}
              </a>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Days that the law sets, and whether they were kept. */
function LegalDates({ notice, claim }: Props) {
  const { t } = useTranslation("buyer");
  const due = claim.clocks.findLast(({ code }) => code === "refusal_notice")?.dueAt ?? null;
  const last = claim.remedies.find(({ kind }) => kind === "appeal")?.until ?? null;
  return (
    <Facts
      facts={[
        { label: t("noticeNo"), value: notice.number },
        { label: t("noticeMade"), value: <Time at={notice.madeAt} /> },
        ...(due === null ? [] : [{ label: t("noticeDue"), value: <Time at={due} /> }]),
        ...(notice.deliveredAt === null
          ? []
          : [{ label: t("noticeDelivered"), value: <Time at={notice.deliveredAt} /> }]),
        ...(last === null ? [] : [{ label: t("appealLast"), value: <Time at={last} /> }]),
      ]}
    />
  );
}

export function Refusal({ notice, claim }: Props) {
  const { t, i18n } = useTranslation("buyer");
  const language = languageOfLink(i18n.language);
  const pdf = notice.documents.find((each) => each.kind === "pdf" && each.language === language);
  return (
    <div className="by-refusal">
      <ol className="by-reasons" aria-label={t("reasons")}>
        {notice.reasons.map(({ code, text, clause, facts }) => (
          <li key={code}>
            <p className="by-lead" data-testid="reason">
              {text}
            </p>
            {facts.length === 0 ? null : <Facts facts={facts} />}
            {clause === null ? null : <ClauseLink clause={clause} claim={claim} />}
          </li>
        ))}
      </ol>
      {notice.clauses.map((clause) => (
        <ClauseLink key={clause.id} clause={clause} claim={claim} />
      ))}
      {notice.note === "" ? null : <p className="by-story">{notice.note}</p>}
      <details className="by-more">
        <summary>{t("yourRights")}</summary>
        <div>
          <p>{notice.summary}</p>
          {notice.remedies.map(({ title, text }) => (
            <section key={title}>
              <h3>{title}</h3>
              <p>{text}</p>
            </section>
          ))}
          <Where notice={notice} />
          <p className="ax-quiet ax-small">{notice.law}</p>
        </div>
      </details>
      <LegalDates notice={notice} claim={claim} />
      {pdf === undefined ? null : (
        <a className="by-row-link" href={pdf.url} target="_blank" rel="noreferrer">
          <Icon name="download" /> <span>{t("noticePdf")}</span> <Icon name="arrow" size={16} />
        </a>
      )}
    </div>
  );
}
