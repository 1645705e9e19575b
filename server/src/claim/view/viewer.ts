// Understands who looks at a claim, and in which language.

import type { Principal } from "../../http/api.js";
import type { Language } from "../../http/language.js";

export interface Viewer {
  readonly principal: Pick<Principal, "role">;
  readonly language: Language;
}
