// Understands which elements a page gets by loading this file: <script type="module" src="/elements/anxin.js"></script>.

import { AnxinBadge } from "./badge.js";
import { AnxinCovers } from "./covers.js";

if (customElements.get("anxin-badge") === undefined) {
  customElements.define("anxin-badge", AnxinBadge);
  customElements.define("anxin-covers", AnxinCovers);
}
