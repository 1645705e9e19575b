// A clamd of our own for tests: it speaks INSTREAM as the real one does, and knows one file that it calls malware.

import { createServer, type Server, type Socket } from "node:net";

/** The test file that every scanner knows (EICAR), put together here so that no scanner finds this source. */
export const EICAR = Buffer.from(
  ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join(""),
  "latin1",
);

/** How it behaves: as it should; or says nothing; closes at once; answers with an error, with half a line, or with nonsense. */
export type Mood = "well" | "silent" | "gone" | "broken" | "cut" | "mad";

export interface FakeClamd {
  readonly port: number;
  /** Files that it was sent whole. */
  readonly seen: readonly Buffer[];
  mood: Mood;
  close(): Promise<void>;
}

const COMMAND = Buffer.from("zINSTREAM\0", "latin1");
const ANSWERS: Readonly<Record<Exclude<Mood, "well" | "silent" | "gone">, string>> = {
  broken: "INSTREAM: Can't allocate memory ERROR\0",
  cut: "stream: OK",
  mad: "stream: OK but not really\0",
};

/** The file in a conversation; null while it is not whole, an error text when it is not what clamd takes. */
function fileIn(heard: Buffer, bytesMax: number): Buffer | string | null {
  const command = heard.subarray(0, COMMAND.length);
  if (!command.equals(COMMAND.subarray(0, command.length))) return "UNKNOWN COMMAND\0";
  const parts: Buffer[] = [];
  let size = 0;
  for (let at = COMMAND.length; at + 4 <= heard.length; ) {
    const length = heard.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    size += length;
    if (size > bytesMax) return "INSTREAM size limit exceeded. ERROR\0";
    if (at + 4 + length > heard.length) return null;
    parts.push(heard.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

/** Starts it on a free port of this machine, or on a socket below `path`. It takes files up to `bytesMax`. */
export async function startFakeClamd(
  options: { readonly path?: string; readonly bytesMax?: number } = {},
): Promise<FakeClamd> {
  const seen: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => undefined);
    if (fake.mood === "gone") return void socket.destroy();
    let heard: Buffer = Buffer.alloc(0);
    socket.on("data", (data) => {
      heard = Buffer.concat([heard, data]);
      const file = fileIn(heard, options.bytesMax ?? Number.POSITIVE_INFINITY);
      if (file === null || fake.mood === "silent") return;
      if (typeof file === "string") return void socket.end(file);
      seen.push(file);
      if (fake.mood !== "well") return void socket.end(ANSWERS[fake.mood as "broken"]);
      socket.end(file.includes(EICAR) ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0");
    });
    return undefined;
  });
  await new Promise<void>((resolve) =>
    options.path === undefined ? server.listen(0, "127.0.0.1", resolve) : server.listen(options.path, resolve),
  );
  const address = server.address();
  const fake: FakeClamd = {
    port: typeof address === "object" && address !== null ? address.port : 0,
    seen,
    mood: "well",
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  return fake;
}
