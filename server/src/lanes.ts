// Understands how work that waits for somebody outside is done a few pieces at a time.

/** Exchanges with a channel at a time. A silent channel costs its timeout for each. */
const LANES = 8;

/** Does every piece, a few at a time; one that fails is told and harms no other. */
export async function inLanes<T>(
  pieces: readonly T[],
  work: (piece: T) => Promise<void>,
  failed: (piece: T, error: unknown) => void,
): Promise<void> {
  const queue = pieces.values();
  const lane = async (): Promise<void> => {
    for (const piece of queue) await work(piece).catch((error: unknown) => failed(piece, error));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
