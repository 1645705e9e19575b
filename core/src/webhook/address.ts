// Understands which network addresses are the public's, and which lead back into somebody's own network.
//
// Everything that is not known to be public is reserved: a list of what is forbidden would lack what is assigned next year.
// Ranges are those of the IANA special-purpose registries (RFC 6890 with its later entries), read in November 2026.

export type AddressKind = "public" | "loopback" | "reserved";

type Groups = readonly number[];
type Range = readonly [first: string, bits: number];

const LOOPBACK_V4: Range = ["127.0.0.0", 8];
const RESERVED_V4: readonly Range[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  // Carrier-grade NAT; a large cloud keeps its instance metadata here.
  ["100.64.0.0", 10],
  // Link-local, with the metadata service of most clouds.
  ["169.254.0.0", 16],
  // A cloud's channel to its own machines, though the range around it is public.
  ["168.63.129.16", 32],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  // Multicast, and all that was never assigned, with the broadcast address.
  ["224.0.0.0", 3],
];
const LOOPBACK_V6: Range = ["::1", 128];
const MAPPED_V6: Range = ["::ffff:0:0", 96];
/** All that is assigned to the public; private, link-local, multicast and NAT64 addresses are outside. */
const UNICAST_V6: Range = ["2000::", 3];
const RESERVED_V6: readonly Range[] = [
  // Protocol assignments, with Teredo, which carries an IPv4 address.
  ["2001::", 23],
  ["2001:db8::", 32],
  // 6to4 carries an IPv4 address.
  ["2002::", 16],
  ["2620:4f:8000::", 48],
  ["3fff::", 20],
];

function partsOfV4(text: string): Groups | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  const parts = match?.slice(1).map(Number) ?? [];
  return parts.length === 4 && parts.every((part) => part <= 255) ? parts : null;
}

/** An IPv6 address whose last 32 bits are written as an IPv4 address, written all in groups; null when they are none. */
function withoutDots(text: string): string | null {
  if (!text.includes(".")) return text;
  const [, head = "", tail = ""] = /^(.*:)([\d.]+)$/.exec(text) ?? [];
  const [a = 0, b = 0, c = 0, d = 0] = partsOfV4(tail) ?? [];
  return partsOfV4(tail) === null ? null : `${head}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

/** Eight groups of 16 bits; null for what is no IPv6 address. One with a zone is of some local link, and none of these. */
function groupsOfV6(text: string): Groups | null {
  const halves = withoutDots(text)?.split("::") ?? [];
  const [left = [], right = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - left.length - right.length;
  if (halves.length === 1 ? missing !== 0 : halves.length !== 2 || missing < 1) return null;
  const groups = [...left, ...Array.from({ length: missing }, () => "0"), ...right];
  return groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : null;
}

/** Whether the first bits of both are the same. `width` is the bits of a group. */
function within(groups: Groups, first: Groups, bits: number, width: number): boolean {
  return groups.every((group, i) => {
    const left = Math.min(Math.max(bits - i * width, 0), width);
    const size = 2 ** (width - left);
    return Math.floor(group / size) === Math.floor((first[i] ?? 0) / size);
  });
}

const inV4 = (parts: Groups, [first, bits]: Range): boolean => within(parts, partsOfV4(first) ?? [], bits, 8);
const inV6 = (groups: Groups, [first, bits]: Range): boolean => within(groups, groupsOfV6(first) ?? [], bits, 16);

function kindOfV4(parts: Groups): AddressKind {
  if (inV4(parts, LOOPBACK_V4)) return "loopback";
  return RESERVED_V4.some((range) => inV4(parts, range)) ? "reserved" : "public";
}

/** What kind of address a text is, as a resolver or a URL writes it, without brackets. What is no address is reserved. */
export function addressKind(text: string): AddressKind {
  const parts = partsOfV4(text);
  if (parts !== null) return kindOfV4(parts);
  const groups = groupsOfV6(text);
  if (groups === null) return "reserved";
  if (inV6(groups, LOOPBACK_V6)) return "loopback";
  if (inV6(groups, MAPPED_V6)) {
    return kindOfV4(groups.slice(6).flatMap((group) => [Math.floor(group / 256), group % 256]));
  }
  const isPublic = inV6(groups, UNICAST_V6) && !RESERVED_V6.some((range) => inV6(groups, range));
  return isPublic ? "public" : "reserved";
}
