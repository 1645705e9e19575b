// Understands the declaration that every claimant confirms, word for word and version for version.

import { present } from "../assert.js";
import type { Text } from "../product/product.js";

export interface Declaration {
  /** 1 for the first wording, one more with each change of it. */
  readonly version: number;
  readonly text: Text;
}

/**
 * All wordings that were ever shown, oldest first: none is edited, since claims rest on them. Source: Insurance Law art. 22
 * (what the insured tells and proves) and art. 27 (what a false claim leads to).
 */
const DECLARATIONS: readonly Declaration[] = [
  {
    version: 1,
    text: {
      zh:
        "本人声明：所填写的出险情况和所提交的照片、单据、报告均真实、完整。" +
        "本人知悉：编造未发生的事故、故意制造事故，或者伪造、变造证明材料的，" +
        "保险人有权依照《中华人民共和国保险法》第二十七条解除合同、不承担赔偿责任或者对虚报部分不予赔偿，" +
        "已支付的赔款应当退回；构成犯罪的，依法追究刑事责任。",
      en:
        "I declare that what I say about the loss, and every photo, receipt and report that I send, is true and complete. " +
        "I know that if an event is invented or caused on purpose, or proof is forged or altered, the insurer may, under " +
        "Article 27 of the Insurance Law of the People's Republic of China, end the contract, pay nothing, or leave out what " +
        "was overstated; that what was paid has to be returned; and that fraud is a crime.",
    },
  },
];

/** The wording that is shown now. */
export const CURRENT_DECLARATION: Declaration = present(DECLARATIONS.at(-1), "there is a wording");

/** A wording by its version; null when there never was one. */
export function declarationOf(version: number): Declaration | null {
  return DECLARATIONS.find((each) => each.version === version) ?? null;
}

/** Both languages as the one text that is hashed: whoever was shown one was shown this version. */
export const declarationBytes = ({ text }: Declaration): string => `${text.zh}\n${text.en}`;
