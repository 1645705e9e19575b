// What the tests of sight share: the paths of a shape and of an answer, as the table of sight spells them.

import type { TSchema } from "typebox";

interface Shape {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly patternProperties?: object;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
}

/** Paths of the leaves of a schema; lists of plain values and records with names of their own are leaves. */
export function pathsOf(schema: TSchema): readonly string[] {
  return leaves(schema as Shape, "");
}

function leaves(shape: Shape, path: string): string[] {
  if (shape.anyOf !== undefined) return leaves(shape.anyOf.find(({ type }) => type !== "null") ?? {}, path);
  if (shape.type === "array") {
    const inner = leaves(shape.items ?? {}, `${path}[]`);
    return inner.length === 1 && inner[0] === `${path}[]` ? [path] : inner;
  }
  if (shape.properties !== undefined) {
    return Object.entries(shape.properties).flatMap(([name, inner]) =>
      leaves(inner, path === "" ? name : `${path}.${name}`),
    );
  }
  return [path];
}

/** The values of an answer by path, those of all entries of a list together. */
export function valuesOf(answer: unknown, paths: readonly string[]): ReadonlyMap<string, readonly unknown[]> {
  return new Map(paths.map((path) => [path, valuesAt([answer], path.split("."))]));
}

function valuesAt(values: readonly unknown[], [step, ...rest]: readonly string[]): unknown[] {
  if (step === undefined) return [...values];
  const name = step.replace(/\[\]$/, "");
  const next = values.flatMap((value) => {
    const inner = (value as Readonly<Record<string, unknown>> | null)?.[name];
    if (inner === undefined || inner === null) return step.endsWith("[]") ? [] : [inner ?? null];
    return step.endsWith("[]") ? (inner as unknown[]) : [inner];
  });
  return valuesAt(next, rest);
}
