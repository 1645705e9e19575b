import { BlockList, isIPv6 } from "node:net";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { addressKind } from "./address.js";

describe("an address", () => {
  it.each([
    "8.8.8.8",
    "1.1.1.1",
    "223.5.5.5",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.167.255.255",
    "192.169.0.0",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "168.63.129.15",
    "2400:3200::1",
    "2606:4700:4700::1111",
    "2001:4860:4860::8888",
    "2a00:1450:4001:81b::200e",
    "::ffff:8.8.8.8",
    "2003::1",
  ])("%s is the public's", (text) => {
    expect(addressKind(text)).toBe("public");
  });

  it.each(["127.0.0.1", "127.0.0.0", "127.255.255.255", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1", "::ffff:7f00:1"])(
    "%s is this machine",
    (text) => {
      expect(addressKind(text)).toBe("loopback");
    },
  );

  it.each([
    "0.0.0.0",
    "0.255.255.255",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.168.1.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "168.63.129.16",
    "::",
    "::ffff:10.0.0.1",
    "::ffff:a9fe:a9fe",
    "::ffff:0.0.0.0",
    "::7f00:1",
    "64:ff9b::7f00:1",
    "64:ff9b::8.8.8.8",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "4000::1",
    "::ffff:0:127.0.0.1",
  ])("%s is somebody's own", (text) => {
    expect(addressKind(text)).toBe("reserved");
  });

  it.each([
    "",
    "localhost",
    "1.2.3",
    "1.2.3.4.5",
    "256.1.1.1",
    "1.2.3.4%eth0",
    "fe80::1%eth0",
    "::1%lo",
    "2606::4700::1",
    ":::",
    "1:2:3",
    "1:2:3:4:5:6:7:8:9",
    "2606:4700:4700::11111",
    "2606::1.2.3",
    "[2606:4700::1]",
    "0x7f.1",
    "2130706433",
    "::ffff:256.0.0.1",
    " 8.8.8.8",
    "8.8.8.8\n",
    "2400::g",
    "1:2:3:4:5:6:7::8:9",
  ])("%j is none, and so not the public's", (text) => {
    expect(addressKind(text)).toBe("reserved");
  });
});

test("every spelling of a group is the same address, and Node's own lists agree on what is private", () => {
  const own = new BlockList();
  for (const [first, bits] of [
    ["10.0.0.0", 8],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
    ["192.168.0.0", 16],
    ["100.64.0.0", 10],
    ["224.0.0.0", 3],
    ["0.0.0.0", 8],
  ] as const)
    own.addSubnet(first, bits, "ipv4");
  for (const [first, bits] of [
    ["fc00::", 7],
    ["fe80::", 10],
    ["ff00::", 8],
    ["::", 96],
  ] as const)
    own.addSubnet(first, bits, "ipv6");
  fc.assert(
    fc.property(fc.ipV4(), (text) => {
      if (own.check(text, "ipv4")) expect(addressKind(text)).not.toBe("public");
      expect(addressKind(`::ffff:${text}`)).toBe(addressKind(text));
    }),
    { numRuns: 1_000 },
  );
  fc.assert(
    fc.property(fc.ipV6().filter(isIPv6), (text) => {
      if (own.check(text, "ipv6")) expect(addressKind(text)).not.toBe("public");
      expect(addressKind(text.toUpperCase())).toBe(addressKind(text));
    }),
    { numRuns: 1_000 },
  );
});
