import { bucketOf } from '../model/features.js';

const SHORT = 6;
const LONG = 30;

const saturated = (count: number): number => count / (count + 1);
const countOf = (text: string, sign: RegExp): number => text.match(sign)?.length ?? 0;
const wordsIn = (text: string): number => spacesIn(text.trim()) + 1;

export function spacesIn(text: string): number {
  let spaces = 0;
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) spaces++;
  return spaces;
}

/** The surface features of a text, whatever its words are: 0 … 1 each. The names are hashed into the weights. */
const SHAPE: readonly [name: string, valueOf: (text: string) => number][] = [
  ['exclaims', text => saturated(countOf(text, /!/g))],
  ['exclaims at once', text => Number(/[!?]{2}/.test(text))],
  ['asks', text => saturated(countOf(text, /\?/g))],
  ['links', text => Number(/https?:|www\./i.test(text))],
  ['hashtags', text => saturated(countOf(text, /#\w/g))],
  ['shouts', text => saturated(countOf(text, /\b\p{Lu}{3,20}\b/gu))],
  ['trails off', text => Number(/\.\.\.|…/.test(text))],
  ['quotes', text => saturated(countOf(text, /["„“”«»]/g) / 2)],
  ['heads', text => Number(/\w: /.test(text))],
  ['counts', text => saturated(countOf(text, /\d{1,9}/g))],
  ['is short', text => Number(wordsIn(text) < SHORT)],
  ['is long', text => Number(wordsIn(text) > LONG)],
];
const BUCKETS = SHAPE.map(([name]) => bucketOf(`shape:${name}`));

/** A headline, a question and a complaint look different, whatever they are about. @param largest the largest value of a feature */
export const shapeFeatures = (text: string, largest: number): [bucket: number, value: number][] =>
  SHAPE.map(([, valueOf], nth): [number, number] => [BUCKETS[nth]!, largest * valueOf(text)]).filter(
    ([, value]) => value > 0,
  );
