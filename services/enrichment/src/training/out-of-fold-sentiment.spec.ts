import { LABELLED_TEXTS, labelledText } from '../fixture/labelled-texts.js';
import { outOfFoldSentiment } from './out-of-fold-sentiment.js';

/** Beside what all sources know, a word of which only one source knows that it is good. */
const examples = [
  ...LABELLED_TEXTS,
  ...Array.from({ length: 12 }, (_, nth) => labelledText('positive', `frobnicated lid number ${nth}`, 0)),
];
const UNLABELLED = [
  { text: 'rude and dirty at gate 5', source: 'source/0' },
  { text: 'friendly and clean at gate 5', source: 'source/0' },
  { text: 'we were frobnicated at the counter', source: 'source/0' },
  { text: 'all frobnicated at the second counter', source: 'source/1' },
];

it('out-of-fold sentiment is that of models which learnt neither from a text’s source nor from texts without a label', () => {
  const { scoreOf } = outOfFoldSentiment(examples, UNLABELLED, 'en');
  const [rude, friendly, own, other] = UNLABELLED.map(({ text }) => scoreOf(text)) as [number, number, number, number];
  expect(rude).toBeLessThan(-0.5);
  expect(friendly).toBeGreaterThan(0.5);
  expect(own).toBeLessThan(other - 0.3);
});
