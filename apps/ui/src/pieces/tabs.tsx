// Understands parts of a page of which one is shown; which one stands in the address, so that it can be shared.

import type { ReactNode } from "react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from "react-aria-components";
import { useSearchParams } from "react-router";

interface TabsProps {
  readonly label: string;
  /** Under which the shown one stands in the address. */
  readonly name?: string;
  readonly tabs: readonly { readonly id: string; readonly title: ReactNode; readonly content: ReactNode }[];
}

export function Tabs({ label, name = "tab", tabs }: TabsProps) {
  const [search, setSearch] = useSearchParams();
  const wanted = search.get(name);
  const shown = tabs.find(({ id }) => id === wanted)?.id ?? tabs[0]?.id ?? "";
  const show = (id: string): void =>
    setSearch(
      (before) => {
        before.set(name, id);
        return before;
      },
      { replace: true },
    );
  return (
    <AriaTabs className="ax-tabs" selectedKey={shown} onSelectionChange={(key) => show(String(key))}>
      <TabList className="ax-tab-list" aria-label={label}>
        {tabs.map(({ id, title }) => (
          <Tab key={id} id={id} className="ax-tab">
            {title}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="ax-tab-panel">
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
