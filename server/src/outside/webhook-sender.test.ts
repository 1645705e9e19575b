// What the client of webhooks may be made to do by whoever writes the address: reach a public receiver, and nothing else.

import { createServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import forge from "node-forge";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listening } from "./testing/rehearsal.js";
import { openWebhookReceiver, reset, silence, status, type WebhookReceiver } from "./testing/webhook-receiver.js";
import { type Resolver, type WebhookRules, webhookSender } from "./webhook-sender.js";

/** Far longer than a healthy answer takes, also on a busy machine. */
const TIMEOUT_MS = 20_000;
/** Short, so that a test of silence is. */
const IMPATIENT_MS = 300;
const PRODUCTION: WebhookRules = { plainHttp: false, loopback: false, timeoutMs: TIMEOUT_MS };
const SANDBOX: WebhookRules = { ...PRODUCTION, plainHttp: true };
const WORKSHOP: WebhookRules = { ...SANDBOX, loopback: true };

/** Names that stand for the addresses that a test says, each time the next ones; the last for ever. */
function names(
  book: Readonly<Record<string, readonly (readonly string[])[]>>,
): Resolver & { readonly asked: string[] } {
  const asked: string[] = [];
  const resolve: Resolver = async (name) => {
    const answers = book[name];
    if (answers === undefined) throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
    const turn = asked.filter((each) => each === name).length;
    asked.push(name);
    const found = answers[Math.min(turn, answers.length - 1)] ?? [];
    return found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  };
  return Object.assign(resolve, { asked });
}
const PUBLIC = names({ "hooks.example.com": [["93.184.216.34"]] });
const message = (url: string) => ({
  url,
  headers: { "content-type": "application/json", "webhook-id": "evt_1" },
  body: "{}",
});

let receiver: WebhookReceiver;
let port: string;
beforeEach(async () => {
  receiver = await openWebhookReceiver();
  port = new URL(receiver.origin).port;
});
afterEach(() => receiver.close());

const LOOPBACK = [
  ...[
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "127.127.127.127",
  ],
  ...[
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "１２７.0.0.1",
    "127。0。0。1",
    "①27.0.0.1",
  ],
];
const RESERVED = [
  ...[
    "0.0.0.0",
    "0",
    "0x0",
    "10.0.0.1",
    "10.1",
    "167772161",
    "172.16.0.1",
    "172.31.255.254",
    "192.168.0.1",
    "0xc0a80001",
  ],
  ...["169.254.169.254", "0xa9fea9fe", "2852039166", "0251.0376.0251.0376", "169.254.43518", "[::ffff:a9fe:a9fe]"],
  ...["[::ffff:169.254.169.254]", "100.100.100.200", "168.63.129.16", "192.0.0.192", "198.18.0.1", "224.0.0.1"],
  ...[
    "255.255.255.255",
    "240.0.0.1",
    "[::]",
    "[fe80::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[ff02::1]",
    "[64:ff9b::7f00:1]",
  ],
  ...["[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]", "[2001::1]", "[::7f00:1]", "[100::1]", "[2001:db8::1]"],
];
const ILL = [
  ["scheme", "ftp://hooks.example.com/"],
  ["scheme", "file:///etc/passwd"],
  ["scheme", "gopher://127.0.0.1:6379/_x"],
  ["scheme", "javascript:alert(1)"],
  ["scheme", "data:text/plain,x"],
  ["scheme", "ws://hooks.example.com/"],
  ["userinfo", "https://a:b@hooks.example.com/"],
  ["userinfo", "https://hooks.example.com@127.0.0.1/"],
  ["fragment", "https://hooks.example.com/#x"],
  ["port", "https://hooks.example.com:22/"],
  ["port", "https://hooks.example.com:25/"],
  ["port", "https://hooks.example.com:80/"],
  ["port", "https://hooks.example.com:0/"],
  ["url_malformed", "https://hooks.example.com:65536/"],
  ["url_malformed", "https://"],
  ["url_malformed", "hooks.example.com"],
  ["url_malformed", "//hooks.example.com/"],
  ["url_malformed", ""],
  ["url_malformed", "https://hooks.example.com/\r\nhost: internal"],
  ["url_malformed", "https://hooks.example.com/a b"],
  ["url_malformed", "https:\\\\hooks.example.com/"],
  ["url_malformed", "https://1.2.3.4.5.6.0x/"],
  ["url_malformed", "https://[::1%25lo]/"],
] as const;

describe("nobody may listen", () => {
  const sender = webhookSender(SANDBOX, PUBLIC);

  it.each(LOOPBACK)("on this machine: %s", async (host) => {
    const url = `http://${host}:${port}/`;
    expect(["address_not_public", "url_malformed"]).toContain(await sender.objection(url));
    expect((await sender.send(message(url))).kind).toBe("unreached");
    expect(receiver.connections()).toBe(0);
  });

  it.each(RESERVED)("in a private network: %s", async (host) => {
    for (const url of [`http://${host}/`, `https://${host}/latest/meta-data/`]) {
      expect(await sender.objection(url)).toBe("address_not_public");
      expect(await sender.send(message(url))).toEqual({ kind: "unreached", code: "address_not_public", durationMs: 0 });
    }
  });

  it.each(ILL)("at an address that is refused for its %s: %s", async (fault, url) => {
    expect(await sender.objection(url)).toBe(fault);
    expect(await sender.send(message(url))).toMatchObject({ kind: "unreached", code: fault });
  });

  it("in plain text, in production", async () => {
    const production = webhookSender(PRODUCTION, PUBLIC);
    expect(await production.objection("http://hooks.example.com/")).toBe("scheme");
    expect(await production.objection("https://hooks.example.com/")).toBeNull();
    expect(await sender.objection("http://hooks.example.com/")).toBeNull();
  });

  it("under a name that stands for any address inside, also beside a public one", async () => {
    const book = names({
      "inside.example.com": [["10.0.0.7"]],
      "both.example.com": [["93.184.216.34", "127.0.0.1"]],
      "six.example.com": [["::1"]],
      localhost: [["127.0.0.1"]],
    });
    for (const host of ["inside.example.com", "both.example.com", "six.example.com", "localhost"]) {
      const url = `http://${host}:${port}/`;
      expect(await webhookSender(SANDBOX, book).objection(url)).toBe("address_not_public");
      expect(await webhookSender(SANDBOX, book).send(message(url))).toMatchObject({ code: "address_not_public" });
    }
    expect(receiver.connections()).toBe(0);
  });

  it("on this machine where the configuration does not say so; elsewhere inside it never does", async () => {
    const workshop = webhookSender(WORKSHOP, PUBLIC);
    expect(await workshop.objection(`${receiver.origin}/hook`)).toBeNull();
    expect(await workshop.send(message(`${receiver.origin}/hook`))).toMatchObject({ kind: "answered", status: 204 });
    for (const host of RESERVED) expect(await workshop.objection(`http://${host}/`)).toBe("address_not_public");
  });
});

describe("a name", () => {
  it("that nobody knows now may be listened under: sending tells", async () => {
    const sender = webhookSender(PRODUCTION, names({}));
    expect(await sender.objection("https://later.example.com/")).toBeNull();
    expect(await sender.send(message("https://later.example.com/"))).toMatchObject({ code: "ENOTFOUND" });
  });

  it("that was public when it was saved is looked up once for each connection, which goes to what was judged", async () => {
    // It answers with a public address, and then with this machine: what a rebinding attack does.
    const book = names({ "rebind.example.com": [["93.184.216.34"], ["127.0.0.1"]] });
    const sender = webhookSender(SANDBOX, book);
    const url = `http://rebind.example.com:${port}/`;
    expect(await sender.objection(url)).toBeNull();
    expect(await sender.send(message(url))).toMatchObject({ kind: "unreached", code: "address_not_public" });
    expect(book.asked).toHaveLength(2);
    expect(receiver.connections()).toBe(0);
  });

  it("is connected to at the address that was judged, and asked for by its name", async () => {
    const book = names({ "hooks.example.com": [["127.0.0.1"], ["10.9.9.9"]] });
    const sender = webhookSender(WORKSHOP, book);
    const answer = await sender.send(message(`http://hooks.example.com:${port}/in?x=1`));
    expect(answer).toMatchObject({ kind: "answered", status: 204 });
    expect(book.asked).toHaveLength(1);
    expect(receiver.received[0]).toMatchObject({ url: "/in?x=1", headers: { host: `hooks.example.com:${port}` } });
  });
});

describe("an exchange", () => {
  const impatient = webhookSender({ ...WORKSHOP, timeoutMs: IMPATIENT_MS });
  const sender = webhookSender(WORKSHOP);
  const send = (which = sender) => which.send(message(`${receiver.origin}/hook`));

  it("posts what it was given, on a connection of its own", async () => {
    for (let i = 0; i < 3; i++) expect(await send()).toMatchObject({ kind: "answered", status: 204, excerpt: "" });
    expect(receiver.connections()).toBe(3);
    expect(receiver.received[0]).toMatchObject({
      ...{ method: "POST", url: "/hook", body: "{}" },
      headers: { "content-type": "application/json", "webhook-id": "evt_1", "content-length": "2" },
    });
  });

  it.each([200, 302, 307, 404, 410, 429, 500, 503])("says that %i was answered, and follows nobody", async (code) => {
    const other = await openWebhookReceiver();
    try {
      receiver.script(status(code, { location: `${other.origin}/` }, "why"));
      expect(await send()).toMatchObject({ kind: "answered", status: code, excerpt: "why" });
      expect(receiver.received).toHaveLength(1);
      expect(other.connections()).toBe(0);
    } finally {
      await other.close();
    }
  });

  it.each([
    ["says nothing", silence, "timeout"],
    ["breaks off", reset, "ECONNRESET"],
  ] as const)("with a receiver that %s ends", async (_what, answer, code) => {
    receiver.script(answer);
    expect(await send(impatient)).toMatchObject({ kind: "unreached", code });
  });

  it("where nobody listens ends", async () => {
    await receiver.close();
    expect(await send()).toMatchObject({ kind: "unreached", code: "ECONNREFUSED" });
  });

  it("counts a status that came, whatever becomes of the body", async () => {
    receiver.script(
      (response) => void response.writeHead(200).write("begun"),
      (response) => {
        response.writeHead(500).write("half");
        setImmediate(() => response.destroy());
      },
    );
    expect(await send(impatient)).toMatchObject({ kind: "answered", status: 200, excerpt: "begun" });
    expect(await send(impatient)).toMatchObject({ kind: "answered", status: 500 });
  });

  it("reads 4 kB of an endless answer and keeps 1 kB, without what no person can read", async () => {
    let ended: () => void = () => undefined;
    const end = new Promise<void>((resolve) => {
      ended = resolve;
    });
    receiver.script((response) => {
      response.writeHead(200);
      response.on("close", ended);
      const more = (): void => void response.write(`\u0000\u001b${"字".repeat(50_000)}`);
      response.on("drain", more);
      more();
    });
    const answer = await send();
    await end;
    const excerpt = answer.kind === "answered" ? answer.excerpt : "";
    expect(excerpt).toMatch(/^ {2}字+$/);
    expect(Buffer.byteLength(excerpt)).toBeLessThanOrEqual(1_024);
    expect(excerpt.length).toBeGreaterThan(300);
  });

  it("is not led to another protocol, nor by heads that have no end", async () => {
    receiver.script(
      (response) => void response.writeHead(101, { connection: "upgrade", upgrade: "websocket" }).end(),
      (response) => void response.writeHead(200, { "x-long": "x".repeat(100_000) }).end(),
    );
    expect(await send()).toMatchObject({ kind: "unreached", code: "upgrade_refused" });
    expect(await send()).toMatchObject({ kind: "unreached", code: "HPE_HEADER_OVERFLOW" });
  });
});

describe("over TLS", () => {
  let server: Server;
  afterEach(() => new Promise<void>((resolve) => void server.close(() => resolve())));

  it("a certificate that nobody vouches for is not believed", async () => {
    const keys = forge.pki.rsa.generateKeyPair(2_048);
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = keys.publicKey;
    certificate.serialNumber = "01";
    const name = [{ name: "commonName", value: "localhost" }];
    certificate.setSubject(name);
    certificate.setIssuer(name);
    certificate.sign(keys.privateKey, forge.md.sha256.create());
    let reached = false;
    server = createTlsServer(
      { key: forge.pki.privateKeyToPem(keys.privateKey), cert: forge.pki.certificateToPem(certificate) },
      () => {
        reached = true;
      },
    );
    const origin = (await listening(server)).replace("http:", "https:");
    const answer = await webhookSender({ ...WORKSHOP, plainHttp: false }).send(message(origin));
    expect(answer).toMatchObject({ kind: "unreached", code: expect.stringMatching(/CERT|SELF_SIGNED|EXPIRED/) });
    expect(reached).toBe(false);
  });

  it("is not spoken with who speaks plainly", async () => {
    server = createServer((_request, response) => void response.end());
    const origin = (await listening(server)).replace("http:", "https:");
    expect((await webhookSender(WORKSHOP).send(message(origin))).kind).toBe("unreached");
  });
});
