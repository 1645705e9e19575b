// Understands the first page: two stories to try, and everything that is sold.

import { CATEGORIES, type Goods, STORY_NAMES, type StoryName } from "@anxin/shop/backend/wire";
import { asking, useAnswer } from "@anxin/ui/api";
import { Icon } from "@anxin/ui/pieces/icon";
import { Page as Sheet } from "@anxin/ui/pieces/page";
import { Answered, Empty } from "@anxin/ui/pieces/state";
import { Money } from "@anxin/ui/pieces/words";
import { useAddress } from "@anxin/ui/table/address";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { CoverBadge } from "./anxin-elements.js";
import { type Offers, offerAll, readStory } from "./api.js";
import { GoodsPicture, useGoods, useMerchantName } from "./goods.js";
import { runOf } from "./story-run.js";
import { useSay } from "./text.js";

const STORY_GOODS: Readonly<Record<StoryName, string>> = { size: "demo-tee", television: "demo-tv" };

/** How far a story is; the first card of the shop. */
function StoryCard({ story }: { readonly story: StoryName }) {
  const { t } = useTranslation("shop");
  const runId = runOf(story);
  const run = useAnswer(readStory, { path: { runId: runId ?? "" } }, { enabled: runId !== null }).data?.body;
  const done = run?.results.length ?? 0;
  const state = run === undefined || done === 0 ? "storyStart" : run.next === null ? "storyAgain" : "storyGoOn";
  return (
    <Link to={`/stories/${story}`} className="sh-story-card">
      <GoodsPicture sku={STORY_GOODS[story]} size={112} />
      <span>
        <strong>{t(`story_${story}`)}</strong>
        <span className="ax-quiet ax-small ax-block">{t(`story_${story}_lead`)}</span>
        <span className="sh-story-go">
          <Icon name="play" size={16} />
          {t(state)}
        </span>
      </span>
    </Link>
  );
}

function Stories() {
  const { t } = useTranslation("shop");
  return (
    <section className="sh-stories" aria-labelledby="stories">
      <div className="sh-stories-head">
        <h2 id="stories">{t("storiesTitle")}</h2>
        <p className="ax-quiet">{t("storiesLead")}</p>
      </div>
      {STORY_NAMES.map((story) => (
        <StoryCard key={story} story={story} />
      ))}
    </section>
  );
}

/** Offers of everything on the page, in one question; badges that find none stay hidden. */
function useOffers(goods: readonly Goods[]): Offers | undefined {
  const { i18n } = useTranslation();
  const lines = goods.map(({ sku }) => ({ sku }));
  const asked = asking(offerAll, { body: { lines } });
  return useQuery({ ...asked, queryKey: [...asked.queryKey, i18n.language], enabled: lines.length > 0 }).data?.body;
}

function GoodsCard({ goods, offers }: { readonly goods: Goods; readonly offers: Offers | undefined }) {
  const say = useSay();
  const merchantName = useMerchantName();
  return (
    <li className="sh-card">
      <Link to={`/goods/${goods.sku}`} className="sh-card-link">
        <GoodsPicture sku={goods.sku} size={280} />
        <h3>{say(goods.title)}</h3>
      </Link>
      <p className="ax-quiet ax-small">{say(goods.about)}</p>
      <div className="sh-card-foot">
        <Money fen={goods.unitPrice} strong />
        <span className="ax-quiet ax-small">{merchantName(goods.merchantId)}</span>
      </div>
      <div className="sh-card-badge">
        <CoverBadge sku={goods.sku} offers={offers} />
      </div>
    </li>
  );
}

function Categories({ chosen }: { readonly chosen: string | null }) {
  const { t } = useTranslation("shop");
  const { t: c } = useTranslation();
  const chip = (value: string | null, title: string) => (
    <li key={title}>
      <Link
        to={value === null ? "/" : `/?category=${value}`}
        className="sh-chip"
        aria-current={chosen === value ? "true" : undefined}
        preventScrollReset
      >
        {title}
      </Link>
    </li>
  );
  return (
    <nav aria-label={t("categories")}>
      <ul className="sh-chips">
        {chip(null, c("all"))}
        {CATEGORIES.map((category) => chip(category, t(`category_${category}`)))}
      </ul>
    </nav>
  );
}

const fits = (goods: Goods, category: string | null, words: string): boolean => {
  const text = [goods.title.zh, goods.title.en, goods.about.zh, goods.about.en].join(" ").toLowerCase();
  return (category === null || goods.category === category) && text.includes(words.trim().toLowerCase());
};

function GoodsGrid({ all }: { readonly all: readonly Goods[] }) {
  const { t } = useTranslation("shop");
  const [search, say] = useAddress();
  const [category, words] = [search.get("category"), search.get("q") ?? ""];
  const offers = useOffers(all);
  const shown = all.filter((each) => fits(each, category, words));
  const look = (value: string): void => say("q", value);
  return (
    <section aria-labelledby="goods" className="sh-goods">
      <div className="sh-goods-head">
        <h2 id="goods">{t("goodsTitle")}</h2>
        <label className="sh-search">
          <Icon name="search" />
          <span className="ax-unseen">{t("search")}</span>
          <input type="search" placeholder={t("search")} value={words} onChange={({ target }) => look(target.value)} />
        </label>
      </div>
      <Categories chosen={category} />
      <p className="ax-unseen" role="status">
        {t("goodsFound", { count: shown.length })}
      </p>
      {shown.length === 0 ? (
        <Empty icon="search" title={t("goodsNone")}>
          <Link to="/">{t("goodsShowAll")}</Link>
        </Empty>
      ) : (
        <ul className="sh-grid">
          {shown.map((each) => (
            <GoodsCard key={each.sku} goods={each} offers={offers} />
          ))}
        </ul>
      )}
    </section>
  );
}

export function Page() {
  const { t } = useTranslation("shop");
  const goods = useGoods();
  return (
    <Sheet title={t("title")} lead={t("lead")}>
      <Stories />
      <Answered of={goods} lines={12}>
        {({ goods: all }) => <GoodsGrid all={all} />}
      </Answered>
    </Sheet>
  );
}
