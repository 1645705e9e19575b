// Turns what PostgreSQL says when it gives up into what to do about it.

import { USE_A_SERVER } from "./binaries.js";

type Advice = (root: string, port: number | null) => string;

const ADVICE: readonly (readonly [RegExp, Advice])[] = [
  [/Address already in use/, (_, port) => `Port ${port} is taken: stop what listens there, or choose another port.`],
  [/No space left on device/, (root) => `The disk that holds ${root} is full: free some space.`],
  [
    /Permission denied/,
    (root) => `Its user may not use ${root}: move that out of closed folders, or run as its owner.`,
  ],
  [/user does not exist/, () => "This user id has no name, which PostgreSQL needs: add it to /etc/passwd."],
  [/Cannot allocate memory|shared memory/, () => "Memory is short: free some, or lower shared_buffers."],
];

/** The first step out of a failure, in a sentence or two. */
export function adviceFor(failure: string, root: string, port: number | null): string {
  const known = ADVICE.find(([pattern]) => pattern.test(failure));
  return known === undefined ? USE_A_SERVER : known[1](root, port);
}
