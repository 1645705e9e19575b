// Understands who may see and write drafts of products, and how a version is named in an address.

import type { ProductVersion } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import type { DraftKey } from "@anxin/store/product-draft";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Role } from "../http/api.js";
import { closedObject, line } from "../http/schema.js";

/** People of the house who look at products before they are sold; shops, buyers and their servers never do. */
const READER_ROLES: readonly Role[] = ["actuary", "admin", "supervisor", "auditor", "finance", "platform"];
export const DRAFT_READERS: Access = READER_ROLES;
export const DRAFT_WRITERS: Access = ["actuary", "admin"];

export const mayReadDrafts = (role: Role | "server"): boolean => (READER_ROLES as readonly string[]).includes(role);

export const VERSION_PATTERN = "^[1-9][0-9]{0,5}$";
export const ProductPath = closedObject({ code: line(64, 1) });
export const VersionPath = closedObject({ code: line(64, 1), version: Type.String({ pattern: VERSION_PATTERN }) });

export const keyOf = ({ code, version }: { readonly code: string; readonly version: string }): DraftKey => ({
  code,
  version: Number(version),
});

/** The key of a draft that is about to be changed. Refuses a version that was sold, which never changes. */
export function draftKeyOf(context: Context, path: { readonly code: string; readonly version: string }): DraftKey {
  const key = keyOf(path);
  if (context.catalogue.version(key.code, key.version) !== null)
    refuse(
      "state_conflict",
      `version ${key.version} of ${key.code} was sold and never changes; make a draft based on it`,
    );
  return key;
}

/** The version of a product that is on sale now; null where none is. */
export const liveVersion = (context: Context, code: string): ProductVersion | null =>
  context.catalogue.live(context.clock.now()).find((each) => each.code === code) ?? null;
