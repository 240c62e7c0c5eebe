import type { Readable } from './language.js';
import { inSentenceWithout } from './rule.js';

/** Asks that nothing be changed. That is praise, except with a warning, a condition, or what is one's own to keep. */
export const KEEP_AS_IS: Record<Readable, { when: RegExp; unless: RegExp }> = {
  en: {
    when: /(?<!\b(?:he|it|nobody|she|staff|they|you|(?:the|their|these|those|your) \w{2,14}) )\b(?:don't|do not|never|wouldn't|would not) (?:ever )?(?:change (?:a (?:single )?thing|anything)|touch a (?:single )?thing)\b|(?<!\b(?:they|you|people|staff) )\b(?:leave|keep) (?:it|everything|things|the \w{3,12}(?: \w{3,12})?) (?:exactly |just )?(?:as|the way|like) (?:(?:it|they|things|everything)(?:'s| is| are|'re)|you have it|that)\b|\bstay (?:exactly |just )?(?:as|the way) you are\b/,
    unless:
      /\b(?:if|until|told|said|why|can't|cannot|could|decided|otherwise|warranty|when|while|unless|without|except|apart from|other than|again|refund|anything (?:from|they|you)|(?:in|on|to) (?:my|our)|(?:leave|keep) the .{0,80}\bplease|please (?:leave|keep) the|or (?:i|we))\b|\?/,
  },
  de: {
    when: /\bbitte (?:\w{1,8} ){0,3}(?:nichts (?:\w{1,8} ){0,2}(?:ändern|verändern|anders)|so (?:lassen|bleiben|weitermachen))\b|\b(?:lasst|lassen sie|lass) (?:bitte |alles |es |das ){1,3}(?:genau )?so\b|\bbleib(?:t|en sie)? (?:bitte )?(?:genau )?so(?=[.,!;]|$| wie (?:ihr|sie|du))/,
    unless:
      /nicht so|so nicht|\?|\b(?:nie|kann|wenn|falls|sonst|ohne|außer|bevor|bis (?!heute|jetzt)\w{2,12}|(?:am|an den) preise?n?|(?:an|in) (?:meine|unsere)[mnr]?)\b/,
  },
  zh: {
    when: /(?:不要|别|千万别|不用)(?:再)?(?:改|变|动|换)(?!成|不动)(?:动|了|版|掉|口味|配方|样|来改去)?[^。!?]{0,8}(?:这样|现在|现状|原来|最好|挺好|就好|正好)|(?:保持|维持)(?:现状|原样|这样|现在)/,
    unless: /如果|要是|\?|不能|难|没法|希望|不然|否则|我的/,
  },
};

/** Asks that nothing be changed, and for nothing else: no request. */
export const asksOnlyToKeep = (language: Readable): RegExp => {
  const { when, unless } = KEEP_AS_IS[language];
  return inSentenceWithout(unless, when);
};
