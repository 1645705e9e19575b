// Understands a page that people read: one file in either language, light or dark, without scripts and without anything from elsewhere.

import { createHash } from "node:crypto";
import { type Language, languageTag } from "./language.js";

const STYLE = `
:root{color-scheme:light dark;--ground:#f7f6f3;--sheet:#fff;--ink:#1d2a26;--quiet:#55645e;--line:#dfe3df;--accent:#0b6b53;--soft:#e9f3ef;--bad:#a3271d;--bad-soft:#fbeceb}
@media(prefers-color-scheme:dark){:root{--ground:#121816;--sheet:#1a2320;--ink:#e8eeea;--quiet:#a3b1ab;--line:#2c3833;--accent:#63c9a8;--soft:#1d322b;--bad:#ff9d92;--bad-soft:#3a1f1c}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.7 "PingFang SC","Microsoft YaHei","Noto Sans SC",system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:46rem;margin:0 auto;padding:20px 16px 56px}
nav{display:flex;justify-content:space-between;gap:16px;font-size:14px;color:var(--quiet);margin-bottom:20px}
h1{font-size:clamp(22px,5.5vw,30px);line-height:1.3;margin:0 0 12px}
h2{font-size:18px;margin:36px 0 10px;color:var(--accent)}
p{margin:10px 0}
a{color:var(--accent);text-underline-offset:3px}
a:focus-visible,input:focus-visible,button:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.quiet{color:var(--quiet);font-size:14px}
.sheet{background:var(--sheet);border:1px solid var(--line);border-radius:14px;padding:18px 20px;margin:16px 0}
.seal{border-left:5px solid var(--accent);background:var(--soft)}
.seal.bad{border-color:var(--bad);background:var(--bad-soft)}
.seal h1{margin:0}
.seal p{margin:6px 0 0}
dl{margin:0;display:grid;grid-template-columns:minmax(6em,auto) 1fr;gap:9px 18px}
dt{color:var(--quiet)}
dd{margin:0;font-variant-numeric:tabular-nums}
@media(max-width:30rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:12px}dd:last-child{margin:0}}
.clause{display:grid;grid-template-columns:2.6em 1fr;margin:10px 0;scroll-margin-top:16px}
.clause>:first-child{color:var(--quiet);font-variant-numeric:tabular-nums}
.exempts{background:var(--soft);border-radius:8px;padding:8px 10px;margin:8px -10px;font-weight:700}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:15px}
th,td{text-align:left;padding:8px 14px 8px 0;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--quiet);font-weight:400;font-size:14px}
form{display:flex;flex-wrap:wrap;gap:10px;align-items:end;margin-top:16px}
label{display:grid;gap:4px;flex:1 1 16em;font-size:14px;color:var(--quiet)}
input,button{font:inherit;padding:10px 14px;border-radius:10px;border:1px solid var(--line);background:var(--ground);color:var(--ink);min-width:0}
button{background:var(--accent);border-color:var(--accent);color:var(--sheet);font-weight:700}
`;

const styleHash = createHash("sha256").update(STYLE).digest("base64");
/** Nothing but our own style, known by its hash; a form may only be sent back to us. */
const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

export const escapeHtml = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

export interface Page {
  readonly language: Language;
  /** Text; everything else is HTML already. */
  readonly title: string;
  readonly mark: string;
  readonly body: string;
  /** The address of the same page in the other language. */
  readonly otherUrl: string;
}

/** A whole document. */
export function htmlPage({ language, title, mark, body, otherUrl }: Page): string {
  const other = language === "zh" ? "en" : "zh";
  const [tag, otherTag] = [languageTag(language), languageTag(other)];
  return `<!doctype html>
<html lang="${tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<nav><span>${escapeHtml(mark)}</span><a href="${escapeHtml(otherUrl)}" lang="${otherTag}" hreflang="${otherTag}">${other === "zh" ? "中文" : "English"}</a></nav>
${body}
</main>
</body>
</html>
`;
}

/** Rows of names and values; both are text. */
export const pairsHtml = (rows: readonly (readonly [name: string, value: string])[]): string =>
  `<dl>${rows.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join("")}</dl>`;

/** Whether whoever asks would rather read a page than JSON: browsers name it, programs do not. */
export const wantsPage = (request: { readonly headers: { readonly accept?: string | undefined } }): boolean =>
  request.headers.accept?.includes("text/html") === true;

/** What is asked of a reply; a part of Fastify's. */
interface Replying {
  header(name: string, value: string): unknown;
}

/** Says that the answer is a page, in which language, and what it may load. */
export function announcePage(reply: Replying, language: Language): void {
  reply.header("content-type", "text/html; charset=utf-8");
  reply.header("content-language", languageTag(language));
  reply.header("content-security-policy", PAGE_POLICY);
  reply.header("vary", "accept, accept-language");
}
