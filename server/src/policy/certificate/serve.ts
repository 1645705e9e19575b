// Understands the other side of a child process: does each piece of work that it is sent, and answers.

/** What a child says of a piece of work. */
export type ChildAnswer<Result> = { readonly done: Result } | { readonly fault: string };

/** Serves until the parent is gone. A piece that fails costs only itself. */
export function serve<Work, Result>(work: (piece: Work) => Result | Promise<Result>): void {
  const answer = async (piece: Work): Promise<ChildAnswer<Result>> => {
    try {
      return { done: await work(piece) };
    } catch (error) {
      return { fault: describe(error) };
    }
  };
  process.on("disconnect", () => process.exit());
  process.on("message", (piece: Work) => {
    void answer(piece).then((result) => process.send?.(result));
  });
}

/** The compiler says in its code what was wrong; others in their message. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error ? `${String(error.code)} ${error.stack ?? ""}` : (error.stack ?? error.message);
}
