// Understands which posting each effect of a recovery makes.

import { never } from "../assert.js";
import {
  type NettingSource,
  type Posting,
  type RecoveryCash,
  recoveryGivenBack,
  recoveryNetted,
  recoveryOwedBack,
  recoveryOwedBackWaived,
  recoveryReceived,
  recoveryRecognised,
  recoveryReversed,
  recoveryWriteOffReversed,
  recoveryWrittenOff,
} from "../ledger/templates.js";
import type { Funding } from "../product/product.js";
import type { RecoveryEffect } from "./recovery.js";

/** Through which accounts a recovery goes: who promised the benefit, where money arrives, and what is set off. */
export interface RecoveryPlace {
  readonly funding: Funding;
  readonly cash: RecoveryCash;
  /** From where it is netted, and to where what was netted goes back; "bank" where money goes back that came as money. */
  readonly source: NettingSource | "bank";
}

export function postingOf({ kind, amount }: RecoveryEffect, { funding, cash, source }: RecoveryPlace): Posting {
  switch (kind) {
    case "recognised":
      return recoveryRecognised(funding, amount);
    case "reversed":
      return recoveryReversed(funding, amount);
    case "received":
      return recoveryReceived(funding, cash, amount);
    case "netted":
      if (source === "bank") throw new RangeError("a bank account is nothing to set off against");
      return recoveryNetted(funding, source, amount);
    case "written_off":
      return recoveryWrittenOff(funding, amount);
    case "write_off_reversed":
      return recoveryWriteOffReversed(funding, amount);
    case "owed_back":
      return recoveryOwedBack(funding, amount);
    case "owed_back_waived":
      return recoveryOwedBackWaived(funding, amount);
    case "given_back":
      return recoveryGivenBack(source, amount);
    default:
      return never(kind);
  }
}
