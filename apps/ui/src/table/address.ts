// Understands what of a page stands in its address, so that a reload and a link that is shared show the same.

import { useSearchParams } from "react-router";

/** What the address says, and a way to say it otherwise; an empty value takes the name out. It leaves no step behind in the history. */
export function useAddress(): readonly [said: URLSearchParams, say: (name: string, value: string) => void] {
  const [said, setSearch] = useSearchParams();
  const say = (name: string, value: string): void =>
    setSearch(
      (before) => {
        if (value === "") before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  return [said, say];
}
