import type { Table } from './languages.js';

/** The forms that correct what was read in an item. */
export const CORRECTIONS = {
  corrected: ['corrected', 'berichtigt', '已更正'],
  correct: ['Correct it', 'Berichtigen', '更正'],
  correctReading: [
    'Correct sentiment, language or themes',
    'Stimmung, Sprache oder Themen berichtigen',
    '更正情感、语言或主题',
  ],
  noTheme: ['no theme', 'kein Thema', '无主题'],
  whatIsIt: ['What is it really?', 'Was ist es wirklich?', '实际上是什么？'],
  noSignal: ['No signal', 'Kein Signal', '不是信号'],
  signalMissed: ['Add a signal that was missed', 'Übersehenes Signal ergänzen', '补充遗漏的信号'],
  add: ['Add', 'Ergänzen', '补充'],
  itsWords: ['The words that it rests on', 'Die Worte, auf denen es beruht', '所依据的原话'],
  itsWordsHint: ['Select them above or type them', 'Oben markieren oder eintippen', '在上方选中，或在此输入'],
  notItsWords: ['These words are not in the item.', 'Diese Worte stehen nicht im Eintrag.', '条目中没有这些文字。'],
  impliedOnly: ['Implied, not said', 'Unausgesprochen', '隐含，没有明说'],
} as const satisfies Table;
