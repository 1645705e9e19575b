// Understands an answer that says no: RFC 9457 with our code, or that there was no answer at all.

/** One field of a request that is wrong. */
export interface FieldProblem {
  /** JSON pointer into the request, such as `/lines/0/quantity`. */
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** What the server says when it refuses. */
export interface ProblemBody {
  readonly type: string;
  readonly code: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly requestId: string;
  readonly errors?: readonly FieldProblem[];
  readonly [more: string]: unknown;
}

/** A call that was refused or could not be made. `status` is 0 when nothing was heard, so that it is not known what happened. */
export class Problem extends Error {
  readonly status: number;
  /** From the server's closed list; `offline` and `unreadable` are ours. */
  readonly code: string;
  readonly requestId: string | null;
  readonly errors: readonly FieldProblem[];
  readonly body: ProblemBody | null;

  constructor(status: number, code: string, message: string, body: ProblemBody | null = null) {
    super(message);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.body = body;
    this.requestId = body?.requestId ?? null;
    this.errors = body?.errors ?? [];
  }

  /** Whether the same call may succeed later, with the same key. */
  get isPassing(): boolean {
    const isUnderWay = this.code === "idempotency_key_running";
    return isUnderWay || this.status === 0 || this.status === 429 || this.status >= 502;
  }
}

const isProblemBody = (value: unknown): value is ProblemBody =>
  typeof value === "object" && value !== null && "code" in value && typeof value.code === "string";

/** Reads what a refused call answered. */
export function problemOf(status: number, text: string): Problem {
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // Some proxy spoke, and not our server.
  }
  if (!isProblemBody(body)) return new Problem(status, "unreadable", `the server answered ${status}`);
  return new Problem(status, body.code, body.detail || body.title, body);
}

export const noAnswer = (): Problem => new Problem(0, "offline", "nothing was heard from the server");
