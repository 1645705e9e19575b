// Understands how many orders the first page begins with; asked for before its code is there.

export const FIRST_ORDERS = { query: { limit: 20 } } as const;
