// Understands the difference between a bug and a refusal: a bug throws here.

/** Throws when something that our own code promised does not hold. Never used for input. */
export function assert(holds: boolean, promise: string): asserts holds {
  if (!holds) throw new Error(`broken promise: ${promise}`);
}

/** Unwraps a value that our own code promised to be there. */
export function present<T>(value: T | null | undefined, promise: string): T {
  if (value === null || value === undefined) throw new Error(`broken promise: ${promise}`);
  return value;
}

/** Closes a switch over a union: unreachable unless a case was forgotten. */
export function never(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
