import { bucketOf, bucketOfProduct, productHash } from '../model/features.js';
import type { Readable } from './language.js';
import { wordsOf } from './plain-text.js';

/** English words that a sentence is built with, whatever its subject: each stands for itself. */
const BUILDING = wordsOf(`
  a an the this that these those there here it its i we you they he she my our your their me us them one ones
  is are was were be been am being has have had having do does did don't doesn't didn't isn't aren't wasn't
  can could will would should must may might shall ought can't cannot couldn't wouldn't shouldn't won't
  i'd we'd you'd it'd i'm we're it's that's there's i'll it'll you'll i've we've let's
  not no never only just also even still already at least instead rather than as like
  and or but so because since although while when if unless until which who what where why how whether
  to for of in on by with without from about into per after before
  please pls plz kindly thanks thank hello hi dear
  need needs want wants wish hope hoping love prefer suggest suggestion request idea
  allow allows let lets give provide add support option ability possibility way feature able possible
  any some all every each more less better fewer other another
  guys someone everyone nobody people users user developers developer customers
  now currently today right maybe perhaps ideally finally again soon
  think believe guess know say see mean use make makes
`);
/** Words of approval: all stand for one. */
const GOOD = wordsOf(`
  great nice good helpful cool awesome lovely handy useful perfect amazing ideal super fantastic wonderful sweet excellent best convenient welcome
  appreciated beneficial brilliant desirable
`);
/** What one asks others to do, or tells them to: all stand for one. */
const DEEDS = wordsOf(`
  bring build change check consider create cut disable drop enable expose extend fix get hide implement improve include increase integrate introduce
  keep leave limit lower merge move offer open publish put raise reconsider reduce release remove rename replace restore return send separate ship
  show simplify sort split start stop tell train translate turn unify update upgrade unlock link group highlight warn display cache treat take switch
  extract ask call copy set try read write install click press tap go select choose look run
`);
const MARKS = '? ! . , : ;';

/** Word → the bucket of its kind. */
const KIND_OF_WORD = new Map(
  Object.entries({
    ...Object.fromEntries([...BUILDING, ...wordsOf(MARKS)].map(word => [word, word])),
    ...Object.fromEntries(GOOD.map(word => [word, 'good'])),
    ...Object.fromEntries(DEEDS.map(word => [word, 'deed'])),
  }).map(([word, kind]) => [word, bucketOf(`kind:${kind}`)]),
);
const [START, END, OTHER, DOING, DONE] = ['start', 'end', 'other', 'doing', 'done'].map(kind =>
  bucketOf(`kind:${kind}`),
) as [number, number, number, number, number];
/** In kinds: the longest n-gram; chosen by leave-one-domain-out validation on the own corpus. */
const LONGEST = 3;

/**
 * The frame of an English sentence, its subject left open: n-grams of two and three kinds of words, where all words between two that have a kind are one.
 * "There should be a way to …" is the same whatever the way leads to.
 * @param norm the L2 norm of all features together
 */
export function frameFeatures(plain: string, language: Readable, norm: number): [bucket: number, value: number][] {
  if (language !== 'en') return [];
  const kinds = kindsOf(plain);
  const buckets = new Set<number>();
  for (let from = 0; from < kinds.length; from++) {
    let hash = productHash(kinds[from]!);
    for (let to = from + 1; to < Math.min(kinds.length, from + LONGEST); to++) {
      hash = productHash(hash ^ kinds[to]!);
      buckets.add(bucketOfProduct(hash));
    }
  }
  const value = norm / Math.sqrt(buckets.size);
  return [...buckets].map(bucket => [bucket, value]);
}

function kindsOf(plain: string): number[] {
  const kinds = [START];
  for (const word of plain.match(/[\p{L}\p{N}']+|[?!.,:;]/gu) ?? []) {
    const kind = KIND_OF_WORD.get(word) ?? endingOf(word);
    if (kind !== OTHER || kinds.at(-1) !== OTHER) kinds.push(kind);
  }
  kinds.push(END);
  return kinds;
}

function endingOf(word: string): number {
  if (word.endsWith('ing')) return DOING;
  return word.endsWith('ed') ? DONE : OTHER;
}
