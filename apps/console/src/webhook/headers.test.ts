import { expect, it } from "vitest";
import { headersIn, headerText } from "./headers.js";

it("reads headers as they are pasted, whatever the case and the space around them", () => {
  expect(headersIn("Webhook-Id: msg_1\r\n  webhook-signature :v1,a=  \nPOST /hooks HTTP/1.1\n\nhost: a:8080")).toEqual({
    "webhook-id": "msg_1",
    "webhook-signature": "v1,a=",
    host: "a:8080",
  });
});

it("reads what it wrote", () => {
  const headers = { "webhook-id": "msg_1", "webhook-timestamp": "1794355200" };
  expect(headersIn(headerText(headers))).toEqual(headers);
});
