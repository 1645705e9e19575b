// Understands text that wants to be more than text: what attackers write into forms, and what a page would have of it had it
// taken the text for markup.

import type { Page } from "playwright-core";

/** What each string of the corpus would do if it ran. */
const RUN = "window.__xss=1";
const LONG_WORD_CHARS = 300;

/** Markup, attributes, scripts, styles, templates, links and letters that turn the reading direction. */
export const CORPUS: readonly string[] = [
  `<script>${RUN}</script>`,
  `<img src=x onerror=${RUN}>`,
  `"><svg onload=${RUN}>`,
  `'><b onclick='${RUN}'>`,
  `" onmouseover="${RUN}`,
  `' onfocus='${RUN}' autofocus='`,
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}//`,
  `data:text/html,<script>1</script>`,
  `\${${RUN}}`,
  `{{constructor.constructor("${RUN}")()}}`,
  `</textarea><script>${RUN}</script>`,
  `</title><img src=x onerror=${RUN}>`,
  `</script><script>${RUN}</script>`,
  `--><script>${RUN}</script>`,
  `]]><script>${RUN}</script>`,
  `[x](javascript:${RUN})`,
  `![x](x"onerror="${RUN})`,
  `\\u003cimg src=x onerror=${RUN}\\u003e`,
  `&lt;img src=x onerror=${RUN}&gt;`,
  `%3Cscript%3E${RUN}%3C/script%3E`,
  `<style>*{display:none}</style>`,
  `red;background:url(javascript:${RUN})`,
  `<math><mtext></p><img src onerror=${RUN}>`,
  `<iframe srcdoc="<script>parent.__xss=1</script>">`,
  `<a href="javascript:${RUN}">x</a>`,
  `<a href="data:text/html,<script>1</script>">x</a>`,
  `<details open ontoggle=${RUN}>`,
  `<meta http-equiv=refresh content=0;url=/off>`,
  `<base href=//off.example/>`,
  `<form action=javascript:${RUN}><button>x`,
  `<object data=javascript:${RUN}>`,
  `<input autofocus onfocus=${RUN}>`,
  `<template shadowrootmode=open><slot>`,
  `\u202Egnirts\u202C <u onpointerenter=${RUN}>`,
  `=HYPERLINK("https://off.example","x")`,
  "W".repeat(LONG_WORD_CHARS),
];

/** One after the other, those that fit; so that each kind of field gets each kind of string. */
export function hostile(): (fits: (text: string) => boolean) => string {
  let next = 0;
  return (fits) => {
    for (const _ of CORPUS) {
      const text = CORPUS[next % CORPUS.length] ?? "";
      next += 1;
      if (fits(text)) return text;
    }
    throw new Error("no string of the corpus fits");
  };
}

/** Strings of the corpus that a page shows as they were written, opened or not. */
export async function shownLiterally(page: Page): Promise<readonly string[]> {
  const text = await page.evaluate<string>(`(() => {
    const values = [...document.querySelectorAll("input, textarea")].map((each) => each.value);
    return [document.body.textContent, ...values].join("\\n");
  })()`);
  return CORPUS.filter((each) => text.includes(each));
}

/** What no page of ours has, and the corpus would make; elements in shadow trees, too. */
const ALIEN = [
  ...["script:not([src])", "iframe", "object", "embed", "base", "math", "body style", "form[action^=javascript i]"],
  ...["meta[http-equiv=refresh i]", "[href^='javascript:' i]", "[src^='javascript:' i]", "[href^='data:text' i]"],
  ...["[srcdoc]", "img[src='x']", "template[shadowrootmode]"],
].join(", ");

/** What a page made of the corpus, if it made anything: elements, attributes that are code, and that it ran. */
export function madeOfIt(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`(() => {
    const all = (root) => [...root.querySelectorAll("*")].flatMap((each) => [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
    const isCode = (each) => each.getAttributeNames().some((name) => name.startsWith("on"));
    const made = all(document).filter((each) => each.matches(${JSON.stringify(ALIEN)}) || isCode(each));
    return [...made.map((each) => each.outerHTML.slice(0, 120)), ...("__xss" in window ? ["it ran"] : [])];
  })()`);
}
