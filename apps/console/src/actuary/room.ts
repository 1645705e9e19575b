import type { Role, Room } from "../room.js";

/** Who drafts products, and who looks at them before they are sold. */
const WRITERS: readonly Role[] = ["actuary", "admin"];
const READERS: readonly Role[] = [...WRITERS, "supervisor", "auditor", "finance", "platform"];

export const actuaryRoom: Room = {
  words: "actuary",
  pages: [
    {
      path: "actuary/products",
      roles: READERS,
      load: () => import("./products.js"),
      entry: { title: "products", icon: "shield" },
    },
    { path: "actuary/new-product", roles: WRITERS, load: () => import("./new-product.js") },
    { path: "actuary/products/:code", roles: READERS, load: () => import("./product.js") },
    { path: "actuary/products/:code/versions/:version", roles: READERS, load: () => import("./version.js") },
    {
      path: "actuary/rating-runs",
      roles: [...WRITERS, "platform", "auditor"],
      load: () => import("./rating-runs.js"),
      entry: { title: "ratingRuns", icon: "chart" },
    },
  ],
};
