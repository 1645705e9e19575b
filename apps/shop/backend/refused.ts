// Understands how the shop says no: in the form of Anxin's own problems, so that pages read both alike.

/** A refusal of the shop itself. */
export class ShopRefusal extends Error {
  constructor(
    readonly status: 400 | 404 | 405 | 409 | 422 | 502,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "ShopRefusal";
  }
}

export function refuse(status: ShopRefusal["status"], code: string, message: string): never {
  throw new ShopRefusal(status, code, message);
}

/** Something in a request is not what it has to be. */
export const refuseField = (pointer: string, detail: string): never =>
  refuse(400, "validation_failed", `${pointer} ${detail}`);
