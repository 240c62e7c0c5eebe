import { CLOSING, IS_NAME, POSTSCRIPT, SALUTATION, SIGNED, THANKS_AND_CLOSING, WISH } from './pleasantries.js';
import { othersWordsIn } from './others-words.js';
import { plainText } from './plain-text.js';
import type { Sentence } from './sentences.js';

/** In sentences: what follows a closing and is longer is another message. */
const LONGEST_SIGNATURE = 8;

/**
 * What a customer says on the matter: the sentences of a message without salutation, good wishes, closing and signature, and without the words of others.
 * All of them where nothing would be left.
 */
export function onTheMatter(text: string, sentences: readonly Sentence[]): readonly Sentence[] {
  const isOthers = othersWordsIn(text);
  const own = sentences.filter(({ span }) => !isOthers(span.start));
  const said = withoutForm(own);
  return [said, own, sentences].find(some => some.length > 0) ?? [];
}

function withoutForm(sentences: readonly Sentence[]): Sentence[] {
  const plain = sentences.map(({ text }) => plainText(text));
  const postscript = plain.findIndex(each => POSTSCRIPT.test(each));
  const end = postscript < 0 ? plain.length : postscript;
  let closing = Math.max(0, end - LONGEST_SIGNATURE - 1);
  while (closing < end && !isClosing(sentences.slice(closing, end))) closing++;
  return sentences.filter((_, nth) => (nth < closing || nth >= end) && !isForm(plain[nth]!));
}

/** Whether the first closes a letter, and the others are its signature. */
function isClosing([first, ...below]: readonly Sentence[]): boolean {
  const plain = plainText(first!.text);
  if (CLOSING.test(plain)) return true;
  return (
    below.length > 0 &&
    THANKS_AND_CLOSING.test(plain) &&
    below.every(({ text }) => IS_NAME.test(text) || SIGNED.test(plainText(text)))
  );
}

const isForm = (plain: string): boolean => SALUTATION.test(plain) || WISH.test(plain) || SIGNED.test(plain);
