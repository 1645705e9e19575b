// Understands a part of the house that is not there: it may be handed on, but not used.

/** Stands for a part that routes may keep for later but not use while they register: touching it throws. */
export function untouched<T extends object>(name: string): T {
  return new Proxy<T>({} as T, {
    get: (_target, property) => {
      throw new Error(`there is no ${name} here, and somebody asked for its ${String(property)}`);
    },
  });
}
