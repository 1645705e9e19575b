// Understands headers as people paste them: one a line, a name and a value with a colon between.

const LINE = /^\s*([!#$%&'*+.^_`|~\w-]+)\s*:\s*(.*?)\s*$/;

/** By name in small letters; lines that are no header are passed over. */
export function headersIn(text: string): Record<string, string> {
  const found = text.split("\n").flatMap((line): [string, string][] => {
    const [, name, value] = LINE.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value]];
  });
  return Object.fromEntries(found);
}

export const headerText = (headers: Readonly<Record<string, unknown>>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join("\n");
