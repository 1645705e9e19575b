// Understands the language of a page: which one is chosen, where its words are, and how a pseudo-language stretches them.

import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { access } from "./messages/zh/access.js";
import type { actuary } from "./messages/zh/actuary.js";
import type { admin } from "./messages/zh/admin.js";
import type { audit } from "./messages/zh/audit.js";
import type { buyer } from "./messages/zh/buyer.js";
import type { desk } from "./messages/zh/desk.js";
import type { finance } from "./messages/zh/finance.js";
import type { house } from "./messages/zh/house.js";
import type { merchant } from "./messages/zh/merchant.js";
import type { pieces } from "./messages/zh/pieces.js";
import type { platform } from "./messages/zh/platform.js";
import type { review } from "./messages/zh/review.js";
import type { shop } from "./messages/zh/shop.js";
import type { webhook } from "./messages/zh/webhook.js";

/** Every room of the catalogue, with its words in the language that all others follow. */
interface Catalogue {
  readonly access: typeof access;
  readonly actuary: typeof actuary;
  readonly admin: typeof admin;
  readonly audit: typeof audit;
  readonly buyer: typeof buyer;
  readonly house: typeof house;
  readonly desk: typeof desk;
  readonly finance: typeof finance;
  readonly merchant: typeof merchant;
  readonly pieces: typeof pieces;
  readonly platform: typeof platform;
  readonly review: typeof review;
  readonly shop: typeof shop;
  readonly webhook: typeof webhook;
}

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "house";
    resources: Catalogue;
  }
}

export type Room = keyof Catalogue;

/** en-XA is English with accents and 40 % longer: what is not translated or does not fit shows. */
export const LANGUAGES = ["zh-CN", "en", "en-XA"] as const;
export type Language = (typeof LANGUAGES)[number];
const STORED_AS = "anxin-language";

type Words = Readonly<Record<string, string>>;
const files = import.meta.glob<Readonly<Record<string, Words>>>("./messages/*/*.ts");

const isLanguage = (text: string | null): text is Language => LANGUAGES.some((each) => each === text);

/** The address wins, then what was chosen before; Chinese where nothing was. */
function chosenLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("language");
  if (isLanguage(asked)) return asked;
  const kept = localStorage.getItem(STORED_AS);
  return isLanguage(kept) ? kept : "zh-CN";
}

/** As the API is asked: it has no pseudo-language. */
export const apiLanguage = (): string => (document.documentElement.lang === "zh-CN" ? "zh-CN" : "en");

const ACCENTS: Words = {
  a: "á",
  e: "é",
  i: "í",
  o: "ó",
  u: "ú",
  A: "Á",
  E: "É",
  I: "Í",
  O: "Ó",
  U: "Ú",
  n: "ñ",
  c: "ç",
};
const LONGER = 0.4;

const pseudoWord = (word: string): string =>
  word.replace(/[a-zA-Z]/g, (letter) => ACCENTS[letter] ?? letter) + "~".repeat(Math.ceil(word.length * LONGER));

/** Accents on the letters, and every word 40 % longer; what is filled in stays as it is. */
export function pseudo(text: string): string {
  const parts = text.split(/(\{\{.*?\}\})/);
  return `[${parts.map((part) => (part.startsWith("{{") ? part : part.replace(/\S+/g, pseudoWord))).join("")}]`;
}

async function readWords(language: string, room: string): Promise<Words> {
  const folder = language === "zh-CN" ? "zh" : "en";
  const load = files[`./messages/${folder}/${room}.ts`];
  if (load === undefined) throw new Error(`there are no words for ${room} in ${language}`);
  const words = (await load())[room] ?? {};
  if (language !== "en-XA") return words;
  return Object.fromEntries(Object.entries(words).map(([key, text]) => [key, pseudo(text)]));
}

/** Starts the catalogue; a room's words are fetched when it is entered. */
export async function startLanguage(rooms: readonly Room[]): Promise<i18n> {
  const language = chosenLanguage();
  document.documentElement.lang = language;
  await i18next
    .use({
      type: "backend",
      init: () => undefined,
      read: (asked: string, room: string, done: (error: Error | null, words: Words | null) => void) =>
        void readWords(asked, room).then(
          (words) => done(null, words),
          (error: Error) => done(error, null),
        ),
    })
    .use(initReactI18next)
    .init({
      lng: language,
      // Words are asked for at once, before whatever else the page begins with.
      initAsync: false,
      fallbackLng: false,
      // Else it would look for a "zh" beside zh-CN, and be given English.
      load: "currentOnly",
      ns: [...rooms],
      defaultNS: "house",
      interpolation: { escapeValue: false },
      // A word that is missing is a fault of ours: it is said where tests and makers look.
      parseMissingKeyHandler: (key) => {
        console.error(`there is no word for ${key}`);
        return key;
      },
      returnNull: false,
    });
  return i18next;
}

/** Changes the language of the page, and keeps it for the next visit. */
export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORED_AS, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

/** Fetches a room's words, before its first page is shown. */
export const loadWords = (room: Room): Promise<void> => i18next.loadNamespaces(room);
