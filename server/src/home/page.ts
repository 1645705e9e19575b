// Understands the first page: what runs here, by which door a newcomer enters, and where to read on.

import { type Language, languageTag } from "../http/language.js";
import { escapeHtml } from "../http/page.js";
import type { StaffRole } from "../people/staff.js";
import { DEMO_BUYERS, DEMO_SHOPS } from "../sandbox/demo.js";
import { type HomeTexts, TEXTS } from "./texts.js";

/** Somebody of the sandbox whom a newcomer may be. */
export interface SandboxUser {
  readonly role: StaffRole;
  readonly email: string;
  readonly password: string;
  readonly totpSecret: string;
  /** What colleagues call them. */
  readonly name?: string;
}

export interface HomePage {
  readonly language: Language;
  readonly sandbox: boolean;
  readonly users: readonly SandboxUser[];
}

/** One click: a form that says who to be. The names and values are ours or escaped. */
function door(fields: Readonly<Record<string, string>>, label: string): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  );
  return `<form method="post" action="/home/enter">${inputs.join("")}<button>${label}</button></form>`;
}

const card = (kind: string, [title, about]: readonly [string, string], doors: readonly string[]): string =>
  `<section class="card ${kind}"><h3>${title}</h3><p>${about}</p><div class="doors">${doors.join("")}</div></section>`;

function deskCards(text: HomeTexts, language: Language, users: readonly SandboxUser[]): string {
  const roles = [...new Set(users.map(({ role }) => role))];
  return roles
    .map((role) => {
      const colleagues = users.filter((user) => user.role === role);
      const doors = colleagues.map((user, i) => {
        // Their names are Chinese, as are those of everything else that is made up here; who reads English knows them by number.
        const name = language === "zh" ? user.name : undefined;
        const number = colleagues.length === 1 ? "" : ` ${i + 1}`;
        const label = name === undefined ? `${text.desks[role][0]}${number}` : escapeHtml(name);
        return door({ role, account: String(i + 1) }, label);
      });
      return card("desk", text.desks[role], doors);
    })
    .join("");
}

function outsideCards(text: HomeTexts, language: Language): string {
  const buyers = DEMO_BUYERS.map(({ buyerId, city }, i) =>
    door({ role: "buyer", buyerId }, `${text.buyerNo} ${i + 1}<small>${city[language]}</small>`),
  );
  const shops = DEMO_SHOPS.map(({ merchantId, title }) => door({ role: "merchant", merchantId }, title[language]));
  return card("buyer", text.buyer, buyers) + card("merchant", text.merchant, shops);
}

/** The stories at once, each by one click, and the shop that they are played in. */
function startHere({ start }: HomeTexts): string {
  const stories = start.stories.map(
    ([href, title, about]) => `<li><a href="${href}"><strong>${title}</strong><span>${about}</span></a></li>`,
  );
  return `<section class="start" aria-labelledby="start"><p class="kicker">${start.kicker}</p><h2 id="start">${start.title}</h2><p>${start.about}</p><ul>${stories.join("")}</ul><a class="go" href="/shop/">${start.go} →</a></section>`;
}

function usersTable(text: HomeTexts, users: readonly SandboxUser[]): string {
  const head = text.columns.map((column) => `<th scope="col">${column}</th>`).join("");
  const rows = users.map(({ role, email, password, totpSecret }) => {
    const secrets = [email, password, totpSecret]
      .map((secret) => `<td><code>${escapeHtml(secret)}</code></td>`)
      .join("");
    return `<tr><td>${text.desks[role][0]}</td>${secrets}</tr>`;
  });
  const table = `<table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
  return `<details><summary>${text.users}</summary><p>${text.usersAbout}</p><div class="sheet" tabindex="0" role="region" aria-label="${text.users}">${table}</div></details>`;
}

function countsList({ counts, running, waiting }: HomeTexts): string {
  const cells = Object.entries(counts).map(
    ([name, label]) => `<div><dt>${label}</dt><dd data-count="${name}">–</dd></div>`,
  );
  const state = `<p class="state" role="status" data-state="waiting" data-running="${running}" data-waiting="${waiting}">${waiting}</p>`;
  return `<dl class="counts">${cells.join("")}</dl>${state}`;
}

function linksList(links: readonly (readonly [string, string, string])[]): string {
  const items = links.map(([href, title, about]) => `<li><a href="${href}">${title}<span>${about}</span></a></li>`);
  return `<ul class="links">${items.join("")}</ul>`;
}

/** The page as HTML. Without scripts or styles inside: the content security policy forbids them. */
export function homePage({ language, sandbox, users }: HomePage): string {
  const text = TEXTS[language];
  const other = language === "zh" ? "en" : "zh";
  const tags = { other: languageTag(other) };
  const body = sandbox
    ? `${startHere(text)}
${countsList(text)}
<h2>${text.enter}</h2>
<p class="quiet">${text.enterAbout}</p>
<div class="cards">${outsideCards(text, language)}${deskCards(text, language, users)}</div>
<h2>${text.read}</h2>
${linksList([...text.links, text.demo])}
<p class="quiet">${text.key}</p>
<p class="quiet">${text.story}</p>
${usersTable(text, users)}`
    : `${linksList([text.signIn])}
<h2>${text.read}</h2>
${linksList(text.links)}`;
  return `<!doctype html>
<html lang="${text.tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text.title}</title>
<link rel="icon" href="/home/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/home/home.css">
${sandbox ? '<script src="/home/home.js" type="module"></script>' : ""}
</head>
<body>
<main>
<header><img src="/home/mark.svg" alt="" width="52" height="52"><h1>${text.title}</h1><a class="language" href="/?language=${tags.other}" lang="${tags.other}" hreflang="${tags.other}">${text.other}</a></header>
<p class="lead">${text.lead}</p>
${body}
<footer>${text.note}</footer>
</main>
</body>
</html>
`;
}
