// Understands a part of a draft as sheets of fields, for those who write, or of facts, for those who read.

import { Facts, Panel } from "@anxin/ui/pieces/page";
import { useTranslation } from "react-i18next";
import { ContentFieldControl, useFieldText } from "./content-field.js";
import { type ContentField, PARTS, type Section, sectionOf, withValue } from "./fields.js";
import { titleText } from "./names.js";
import { useDesk } from "./use-editing.js";

/** Fields that belong together, under the name of what they are fields of. */
function groupsOf(fields: readonly ContentField[]): readonly (readonly ContentField[])[] {
  const groups: ContentField[][] = [];
  for (const field of fields) {
    const last = groups.at(-1);
    if (last !== undefined && last[0]?.group?.en === field.group?.en) last.push(field);
    else groups.push([field]);
  }
  return groups;
}

function Group({ fields }: { readonly fields: readonly ContentField[] }) {
  const { editing, edit, problems, canWrite } = useDesk();
  const fieldText = useFieldText();
  const group = fields[0]?.group ?? null;
  const content = canWrite ? (
    <div className="ac-fields">
      {fields.map((field) => (
        <ContentFieldControl
          key={field.pointer}
          field={field}
          error={problems.find(({ pointer }) => pointer === field.pointer)?.detail ?? null}
          onValue={(value) => edit(withValue(editing.content, field.pointer, value), field.pointer)}
        />
      ))}
    </div>
  ) : (
    <Facts facts={fields.map((field) => ({ label: titleText(field.title), value: fieldText(field) }))} />
  );
  return group === null ? (
    content
  ) : (
    <fieldset className="ac-group">
      <legend>{titleText(group)}</legend>
      {content}
    </fieldset>
  );
}

export function SectionPanel({ title, fields }: { readonly title: string; readonly fields: readonly ContentField[] }) {
  return (
    <Panel title={title}>
      <div className="ac-groups">
        {groupsOf(fields).map((group) => (
          <Group key={group[0]?.pointer} fields={group} />
        ))}
      </div>
    </Panel>
  );
}

/** Parts that are one field themselves share a sheet; every other has its own. */
export function ContentPart({ part }: { readonly part: keyof typeof PARTS }) {
  const { t } = useTranslation("actuary");
  const { editing } = useDesk();
  const sections: readonly Section[] = PARTS[part].flatMap((name) => sectionOf(editing.content, name) ?? []);
  const single = sections.filter(({ isField }) => isField).flatMap(({ fields }) => fields);
  return (
    <>
      {single.length === 0 ? null : <SectionPanel title={t("general")} fields={single} />}
      {sections.map(({ name, isField, title, fields }) =>
        isField || fields.length === 0 ? null : <SectionPanel key={name} title={titleText(title)} fields={fields} />,
      )}
    </>
  );
}
