// Writes the client's operations and their types from the committed contract; with the same contract, the same bytes.

import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";

const CONTRACT = new URL("../server/openapi.json", import.meta.url);
const TARGET = new URL("../apps/client/src/", import.meta.url);
const METHODS = ["get", "put", "post", "delete"] as const;
const HEAD = "// Generated from server/openapi.json by `npm run client`. Do not edit.\n\n";

interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly responses: Readonly<Record<string, unknown>>;
}

/** The contract with good answers alone: each problem has the same shape, which the client knows. */
function withoutProblems(contract: Contract): Contract {
  const copy = structuredClone(contract) as { paths: Record<string, Record<string, { responses: object }>> };
  for (const operation of Object.values(copy.paths).flatMap((path) => Object.values(path))) {
    operation.responses = Object.fromEntries(
      Object.entries(operation.responses).filter(([status]) => status.startsWith("2")),
    );
  }
  return copy as unknown as Contract;
}

/** One constant an operation, so that a page carries those that it calls and no others. */
function operationsOf(contract: Contract): string {
  const lines = Object.entries(contract.paths).flatMap(([path, operations]) =>
    METHODS.flatMap((method) => {
      const operation = operations[method];
      if (operation === undefined) return [];
      const { operationId: id, summary } = operation;
      return [
        `/** ${summary}. */`,
        `export const ${id} = /* @__PURE__ */ operation<operations["${id}"]>("${method.toUpperCase()}", "${path}");`,
      ];
    }),
  );
  const imports =
    'import { operation } from "./operation.js";\nimport type { operations } from "./contract.generated.js";\n';
  return `${HEAD}${imports}\n${lines.join("\n")}\n`;
}

/** Both files, by name. */
export async function generateClient(): Promise<ReadonlyMap<string, string>> {
  const contract = JSON.parse(readFileSync(CONTRACT, "utf8")) as Contract;
  const types = astToString(await openapiTS(withoutProblems(contract) as unknown as OpenAPI3, { alphabetize: false }));
  return new Map([
    ["contract.generated.ts", `${HEAD}${types}`],
    ["operations.generated.ts", operationsOf(contract)],
  ]);
}

/** Where a generated file stands. */
export const clientFile = (name: string): URL => new URL(name, TARGET);

if (process.argv[1] === import.meta.filename) {
  for (const [name, text] of await generateClient()) writeFileSync(clientFile(name), text);
}
