// Understands how a story is told: sentences of the catalogue, filled with what came of each chapter.

import type { Chapter, ChapterResult, StoryView } from "@anxin/shop/backend/wire";
import { yuan } from "@anxin/ui/format/money";
import { moment } from "@anxin/ui/format/time";
import { useTranslation } from "react-i18next";
import { useSay } from "./text.js";

/** Facts that are amounts of fen, and those that are times. */
const AMOUNTS = [
  ...["price", "upTo", "premium", "sumInsured", "walletBefore", "wallet", "othersPremium", "estimate", "amount"],
];
const TIMES = ["expiresAt", "until"];

/** What the sentences are filled with; each names the few that its chapter has. */
interface Facts {
  readonly others: string;
  readonly othersPremium: string;
}

/** The facts of a chapter as people read them. */
function read(facts: ChapterResult["facts"]): Facts {
  const shown = Object.entries(facts).map(([name, value]): [string, string | number] => {
    if (AMOUNTS.includes(name)) return [name, yuan(Number(value))];
    return [name, TIMES.includes(name) && value !== "" ? moment(String(value)) : value];
  });
  return Object.fromEntries(shown) as unknown as Facts;
}

type Key = `tell_size_${"buy" | "ship" | "deliver"}`;
/** Both stories have sentences for each of their chapters under the same names. */
const keyOf = (story: string, chapter: string, part: string): Key => `tell_${story}_${chapter}${part}` as Key;

export function useChapterWords(run: StoryView) {
  const { t } = useTranslation("shop");
  const say = useSay();
  const { story } = run;
  const buyer = say(run.buyer);
  return {
    title: (chapter: Chapter): string => t(keyOf(story, chapter, "")),
    next: (chapter: Chapter) => ({
      ask: t(keyOf(story, chapter, "_ask"), { buyer }),
      button: t(keyOf(story, chapter, "_button"), { buyer }),
    }),
    told: ({ chapter, at, facts }: ChapterResult) => {
      const shown = { ...read(facts), buyer, at: moment(at) };
      const others = Number(facts["others"] ?? 0) > 0 ? t("tell_others", { ...shown }) : "";
      const byRules = facts["automatic"] === 0 ? t("tell_person") : t("tell_rules");
      return {
        title: t(keyOf(story, chapter, "")),
        happened: t(keyOf(story, chapter, "_done"), shown),
        anxin: t(keyOf(story, chapter, "_anxin"), { ...shown, others, byRules }),
      };
    },
  };
}
