// Understands where in a JSON text that somebody typed a part stands, so that one can be led there.

interface Span {
  readonly from: number;
  readonly to: number;
}

const STRING = /"(?:[^"\\]|\\.)*"/y;
const ATOM = /[^\s,[\]{}:"]+/y;

/** Reads one value and the spans of all parts in it. The text has been read as JSON before. */
class Reader {
  readonly spans = new Map<string, Span>();
  private at = 0;

  constructor(private readonly text: string) {}

  private skip(): void {
    while (/[\s,:]/.test(this.text[this.at] ?? "")) this.at += 1;
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += Math.max(found.length, 1);
    return found;
  }

  value(pointer: string): void {
    this.skip();
    const from = this.at;
    const opening = this.text[this.at];
    if (opening === "{" || opening === "[") this.items(pointer, opening === "[");
    else this.take(opening === '"' ? STRING : ATOM);
    this.spans.set(pointer, { from, to: this.at });
  }

  private items(pointer: string, isList: boolean): void {
    const closing = isList ? "]" : "}";
    this.at += 1;
    for (let place = 0; ; place++) {
      this.skip();
      if (this.at >= this.text.length) return;
      if (this.text[this.at] === closing) {
        this.at += 1;
        return;
      }
      const name = isList ? String(place) : String(JSON.parse(this.take(STRING)));
      this.value(`${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`);
    }
  }
}

/** Where the part stands; where it is not there, the nearest that holds it. Null where the text is no JSON. */
export function spanOf(text: string, pointer: string): Span | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  const reader = new Reader(text);
  reader.value("");
  for (let place = pointer; ; place = place.slice(0, place.lastIndexOf("/"))) {
    const span = reader.spans.get(place);
    if (span !== undefined) return span;
    if (place === "") return null;
  }
}
