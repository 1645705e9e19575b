// Understands how a forecast is said to the owner of a shop.

import { PPM } from "../money.js";
import { EXPERIENCE_DAYS } from "../product/experience.js";
import { type BandStep, isDearer } from "../product/notice.js";
import type { Text } from "../product/product.js";
import { BAND_LIMITS_PPM, type Band } from "../product/rate.js";
import { addDays } from "../time.js";
import type { Forecast } from "./forecast.js";

/** Parts per million as percent with one decimal, rounded down as bands are. */
export function percentText(ppm: bigint): string {
  return `${ppm / 10_000n}.${(ppm / 1_000n) % 10n}%`;
}

export const bandName = (band: Band): Text =>
  band === "new"
    ? { zh: "新店", en: "a new shop" }
    : { zh: ` ${band.toUpperCase()} 级`, en: `band ${band.toUpperCase()}` };

/** The rates that a band stands for, as "10%–20%". */
function bandRange(band: Band): Text {
  const at = BAND_LIMITS_PPM.findIndex(([each]) => each === band);
  const from = BAND_LIMITS_PPM[at === -1 ? BAND_LIMITS_PPM.length - 1 : at - 1]?.[1] ?? 0n;
  const until = BAND_LIMITS_PPM[at]?.[1];
  const whole = (ppm: bigint): string => `${ppm / 10_000n}%`;
  if (until === undefined) return { zh: `${whole(from)} 及以上`, en: `${whole(from)} and more` };
  return { zh: `${whole(from)} 至 ${whole(until)}`, en: `${whole(from)} to ${whole(until)}` };
}

function charged({ today, tomorrow }: Forecast): Text {
  const [now, next] = [bandName(today), bandName(tomorrow)];
  if (today === tomorrow)
    return { zh: `今天和明天都按${now.zh}计费。`, en: `Today and tomorrow you are charged as ${now.en}.` };
  return {
    zh: `今天按${now.zh}计费，明天起按${next.zh}计费。`,
    en: `Today you are charged as ${now.en}, from tomorrow on as ${next.en}.`,
  };
}

function why({ rating }: Forecast): Text {
  const { exposures, returns, ownPpm, credibilityPpm, collectivePpm, weightedPpm, band } = rating;
  const zh = `近 ${EXPERIENCE_DAYS} 天投保 ${exposures} 单，其中 ${returns} 单发生退货理赔`;
  const en = `In the last ${EXPERIENCE_DAYS} days ${exposures} of your orders were insured and ${returns} of them claimed for a return`;
  if (ownPpm === null || band === "new") {
    return { zh: `${zh}，单量还不足以评定等级。`, en: `${en}: too few to tell a band from.` };
  }
  const [own, everybody, total] = [ownPpm, collectivePpm, weightedPpm].map(percentText);
  // Rounded down and up, so that both make a hundred.
  const tenth = PPM / 1_000n;
  const [share, rest] = [percentText(credibilityPpm), percentText(PPM - (credibilityPpm / tenth) * tenth)];
  const range = bandRange(band);
  return {
    zh: `${zh}（${own}）。本店数据的可信度为 ${share}，其余 ${rest} 按全平台的 ${everybody} 计算，加权后为 ${total}，对应${bandName(band).zh}（${range.zh}）。`,
    en: `${en} (${own}). Your own rate counts for ${share} and the whole marketplace's ${everybody} for the other ${rest}: together ${total}, which is ${bandName(band).en} (${range.en}).`,
  };
}

/** A rise that the shop was told of: it stays, or tonight will lower it or take it back. Null where tomorrow says it all. */
function announcedText({ effectiveOn, band }: BandStep, { day, tomorrow, expected }: Forecast): Text | null {
  const isDue = effectiveOn <= addDays(day, 1);
  const found = isDue ? tomorrow : (expected.find((step) => step.effectiveOn === effectiveOn)?.band ?? null);
  const name = bandName(band);
  if (found === band) {
    if (isDue) return null;
    return {
      zh: `已预告：${effectiveOn} 起按${name.zh}计费。`,
      en: `Announced: from ${effectiveOn} on you are charged as ${name.en}.`,
    };
  }
  const told = {
    zh: `原预告 ${effectiveOn} 起按${name.zh}计费`,
    en: `The rise to ${name.en} announced for ${effectiveOn}`,
  };
  if (isDue || found === null) {
    return { zh: `${told.zh}，按目前数据将取消。`, en: `${told.en} will not come, as things stand.` };
  }
  const lower = bandName(found);
  return {
    zh: `${told.zh}，按目前数据将改为${lower.zh}。`,
    en: `${told.en} will be lowered to ${lower.en}, as things stand.`,
  };
}

function rises(forecast: Forecast): Text[] {
  const { announced, expected, noticeDays } = forecast;
  const coming = expected
    .filter(({ effectiveOn }) => announced.every((step) => step.effectiveOn !== effectiveOn))
    .map(({ effectiveOn, band }): Text => {
      const name = bandName(band);
      return {
        zh: `若今天结束时数据不变，今晚将预告：${effectiveOn} 起按${name.zh}计费（涨价提前 ${noticeDays} 天预告，降价次日生效）。`,
        en: `If today ends as it stands, tonight announces ${name.en} from ${effectiveOn} on (rises are announced ${noticeDays} days ahead, reductions hold from the next day).`,
      };
    });
  return [...announced.flatMap((step) => announcedText(step, forecast) ?? []), ...coming];
}

/** What would keep the present band, or how far the next one is. */
function threshold({ today, rating, thresholds }: Forecast): Text[] {
  if (rating.band === "new") return [];
  const mostWithin = (band: Band) => thresholds.find((each) => each.band === band)?.returnsMax ?? null;
  if (isDearer(rating.band, today)) {
    // A new shop is charged as band b.
    const keep = today === "new" ? "b" : today;
    const most = mostWithin(keep);
    if (most === null) return [];
    const fewer = rating.returns - most;
    const en = fewer === 1n ? "1 fewer return" : `${fewer} fewer returns`;
    return [
      {
        zh: `若少 ${fewer} 单退货，可保持 ${keep.toUpperCase()} 级。`,
        en: `${en} would keep band ${keep.toUpperCase()}.`,
      },
    ];
  }
  const most = mostWithin(rating.band);
  if (most === null || most >= rating.exposures) return [];
  const more = most - rating.returns + 1n;
  const en = more === 1n ? "1 more return" : `${more} more returns`;
  return [
    {
      zh: `若再多 ${more} 单退货，将超出${bandName(rating.band).zh}。`,
      en: `${en} would leave ${bandName(rating.band).en}.`,
    },
  ];
}

/** The forecast in words: what is charged, why, what was announced, and what would change it. */
export function forecastText(forecast: Forecast): Text {
  const sentences = [charged(forecast), why(forecast), ...rises(forecast), ...threshold(forecast)];
  return { zh: sentences.map(({ zh }) => zh).join(""), en: sentences.map(({ en }) => en).join(" ") };
}
