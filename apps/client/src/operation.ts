// Understands one operation of the contract: how it is called, what it takes and what it answers.

/** What openapi-typescript says of an operation. */
export interface Contract {
  readonly parameters: { readonly path?: unknown; readonly query?: unknown; readonly header?: unknown };
  readonly requestBody?: unknown;
  readonly responses: unknown;
}

/** An operation; what it takes and answers is known to the compiler alone. */
export interface Operation<C extends Contract> {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  /** With names in braces where parts of the address go. */
  readonly path: string;
  readonly contract?: C;
}

export function operation<C extends Contract>(method: Operation<C>["method"], path: string): Operation<C> {
  return { method, path };
}

type Given<T> = [T] extends [never] ? undefined : T extends undefined ? undefined : T;
type JsonOf<T> = T extends { readonly content: { readonly "application/json": infer Body } } ? Body : never;
/** A member that may be left out where everything in it may be. */
type Member<Name extends string, T> = [Given<T>] extends [undefined]
  ? unknown
  : Record<string, never> extends NonNullable<T>
    ? { readonly [N in Name]?: NonNullable<T> }
    : { readonly [N in Name]: NonNullable<T> };

/** What a call of an operation is given. Keys and versions go into headers. */
export type InputOf<C extends Contract> = Member<"path", C["parameters"]["path"]> &
  Member<"query", C["parameters"]["query"]> &
  ("requestBody" extends keyof C
    ? [Given<C["requestBody"]>] extends [undefined]
      ? unknown
      : { readonly body: JsonOf<NonNullable<C["requestBody"]>> }
    : unknown);

type Success<R> = { readonly [Status in keyof R & (200 | 201 | 202 | 204)]: R[Status] }[keyof R &
  (200 | 201 | 202 | 204)];

/** The body of the good answer; null where there is none. */
export type AnswerOf<C extends Contract> = [JsonOf<Success<C["responses"]>>] extends [never]
  ? null
  : JsonOf<Success<C["responses"]>>;
