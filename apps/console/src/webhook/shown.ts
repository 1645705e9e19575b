// Understands which delivery is looked at: it stands in the address, so that it can be shown to somebody.

import { useAddress } from "@anxin/ui/table/address";

export function useShownDelivery(): readonly [shown: string | null, show: (deliveryId: string | null) => void] {
  const [said, say] = useAddress();
  return [said.get("delivery"), (deliveryId) => say("delivery", deliveryId ?? "")];
}
