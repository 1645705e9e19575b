// Understands which delivery is looked at: it stands in the address, so that it can be shown to somebody.

import { useSearchParams } from "react-router";

export function useShownDelivery(): readonly [shown: string | null, show: (deliveryId: string | null) => void] {
  const [search, setSearch] = useSearchParams();
  const show = (deliveryId: string | null): void =>
    setSearch(
      (before) => {
        if (deliveryId === null) before.delete("delivery");
        else before.set("delivery", deliveryId);
        return before;
      },
      { replace: true },
    );
  return [search.get("delivery"), show];
}
