// Answers that were forged, cut, delayed or broken on their way: none of them may pass for news about the money.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { present } from "@anxin/core/assert";
import type { ChannelAnswer } from "@anxin/core/payout/channel";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  listening,
  NOON,
  type OpenGateway,
  rehearse,
  request,
  TIMEOUT_MS,
  type TrustMode,
} from "./testing/rehearsal.js";

const rehearsal = rehearse();
afterAll(() => rehearsal.end());

type Tamper = (answer: string) => { readonly status?: number; readonly body: string };

/** Someone between the client and the gateway, who may change what is answered. */
function between(target: () => string, tamper: Tamper): Server {
  const relay = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    let body = "";
    for await (const chunk of incoming) body += String(chunk);
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const answer = await fetch(`${target()}${incoming.url}`, { method: "POST", body, headers });
    const changed = tamper(await answer.text());
    outgoing.writeHead(changed.status ?? 200).end(changed.body);
  };
  return createServer((incoming, outgoing) => void relay(incoming, outgoing));
}

describe.each<TrustMode>(["key", "certificate"])("an answer that cannot be trusted, in %s mode", (mode) => {
  let gateway: OpenGateway;
  const servers: Server[] = [];

  beforeEach(async () => {
    gateway = await rehearsal.open({ silenceMs: 60_000 });
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) server.close();
    await gateway.close();
  });

  async function heard(tamper: Tamper): Promise<ChannelAnswer> {
    const server = between(() => gateway.origin, tamper);
    servers.push(server);
    const channel = rehearsal.client(mode, `${await listening(server)}/gateway.do`);
    return channel.send(channel.prepare(request("pay_1")), NOON);
  }
  const signature = (answer: string): string => present(/"sign":"([^"]+)"/.exec(answer)?.[1], "the answer is signed");

  it("is open when untouched, so that the others prove something", async () => {
    expect(await heard((body) => ({ body }))).toMatchObject({ kind: "succeeded" });
  });

  it("is unknown when its signature is forged", async () => {
    const flip = (text: string): string => (text[20] === "A" ? "B" : "A");
    const forge = (body: string): string => {
      const sign = signature(body);
      return body.replace(sign, sign.slice(0, 20) + flip(sign) + sign.slice(21));
    };
    expect(await heard((body) => ({ body: forge(body) }))).toMatchObject({ kind: "unknown", cause: "bad_signature" });
  });

  it("is unknown when its content was changed under a true signature", async () => {
    const change = (body: string): string => body.replace('"order_id":"2026', '"order_id":"1999');
    expect(await heard((body) => ({ body: change(body) }))).toMatchObject({ kind: "unknown", cause: "bad_signature" });
  });

  it("is unknown when it is not signed at all, or signed with something that is no text", async () => {
    for (const sign of ["", ',"sign":""', ',"sign":null', ',"sign":7']) {
      const answer = await heard((body) => ({ body: body.replace(/,"sign":"[^"]+"/, sign) }));
      expect(answer).toMatchObject({ kind: "unknown", cause: "bad_signature" });
    }
  });

  it("is unknown when a second body hides behind the one that was signed", async () => {
    const hide = (body: string): string => {
      const forged = '{"code":"10000","msg":"Success","out_biz_no":"pay_1","order_id":"666","status":"SUCCESS"}';
      return body.replace(/\}$/, `,"alipay_fund\\u005ftrans_uni_transfer_response":${forged}}`);
    };
    await gateway.control.script(["refused:PAYEE_NOT_EXIST"]);
    expect(await heard((body) => ({ body: hide(body) }))).toMatchObject({ kind: "unknown", cause: "bad_signature" });
  });

  it("is unknown when it is a genuine answer about another number", async () => {
    const channel = rehearsal.client(mode, `${gateway.origin}/gateway.do`);
    let genuine = "";
    const spy = between(
      () => gateway.origin,
      (body) => {
        genuine = body;
        return { body };
      },
    );
    servers.push(spy);
    const other = rehearsal.client(mode, `${await listening(spy)}/gateway.do`);
    await other.send(channel.prepare(request("pay_2")), NOON);
    expect(await heard(() => ({ body: genuine }))).toMatchObject({ kind: "unknown", cause: "mismatched" });
  });

  it("is unknown when it is garbage, empty, a list, or HTML", async () => {
    for (const body of [
      "{",
      "",
      "[]",
      "null",
      '"ok"',
      "<html>502 Bad Gateway</html>",
      '{"error_response":{"code":"20000"}}',
    ]) {
      expect(await heard(() => ({ body }))).toMatchObject({ kind: "unknown" });
    }
  });

  it("is unknown when the status is not 200, even around a genuine body", async () => {
    for (const status of [500, 502, 503, 504, 404, 302]) {
      const answer = await heard((body) => ({ status, body }));
      expect(answer).toMatchObject({ kind: "unknown", cause: "http_status", code: String(status) });
    }
  });

  it("is unknown when it does not come in time", async () => {
    await gateway.control.script(["timeout_moved"]);
    const channel = rehearsal.client(mode, `${gateway.origin}/gateway.do`);
    const answer = await channel.send(channel.prepare(request("pay_1")), NOON);
    expect(answer).toMatchObject({ kind: "unknown", cause: "timeout" });
    expect(await gateway.control.transfers()).toMatchObject([{ outBizNo: "pay_1", state: "SUCCESS" }]);
  });

  it("is unknown when it trickles in for ever", async () => {
    const drip = createServer((_, outgoing) => {
      outgoing.writeHead(200);
      const timer = setInterval(() => outgoing.write(" "), TIMEOUT_MS / 8);
      outgoing.once("close", () => clearInterval(timer));
    });
    servers.push(drip);
    const channel = rehearsal.client(mode, `${await listening(drip)}/gateway.do`);
    const answer = await channel.send(channel.prepare(request("pay_1")), NOON);
    expect(answer).toMatchObject({ kind: "unknown", cause: "timeout" });
    drip.closeAllConnections();
  });

  it("is unknown when nobody listens, and when the connection is cut in the middle of the answer", async () => {
    const cut = createTcpServer((socket) => {
      socket.once("data", () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"alipay'));
    });
    const port = await new Promise<number>((resolve) => {
      cut.listen(0, "127.0.0.1", () => resolve((cut.address() as AddressInfo).port));
    });
    const channel = rehearsal.client(mode, `http://127.0.0.1:${port}/gateway.do`);
    const lost = { kind: "unknown", cause: "connection_lost" };
    expect(await channel.query("pay_1", NOON)).toMatchObject(lost);
    await new Promise((resolve) => cut.close(resolve));
    expect(await channel.query("pay_1", NOON)).toMatchObject(lost);
  });
});
