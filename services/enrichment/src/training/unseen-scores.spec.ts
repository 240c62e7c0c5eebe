import type { SentimentLabel } from '@ckm/contracts';
import type { SentimentExample } from './sentiment-examples.js';
import { askedUnseen } from './unseen-scores.js';

const WORDS: Record<SentimentLabel, string[]> = {
  negative: ['broken', 'late', 'rude', 'dirty'],
  neutral: ['monday', 'invoice', 'number', 'street'],
  positive: ['friendly', 'quick', 'clean', 'tasty'],
};
const example = (label: SentimentLabel, text: string, source: string): SentimentExample => ({
  text,
  label,
  source,
  collection: 'made',
  importance: 1,
});
/** What all sources know, and of one a word that it alone calls good. */
const examples = [
  ...(Object.keys(WORDS) as SentimentLabel[]).flatMap(label =>
    Array.from({ length: 24 }, (_, nth) =>
      example(label, `${WORDS[label][nth % 3]!} and ${WORDS[label][(nth + 1) % 4]!} at door ${nth}`, `part/${nth % 4}`),
    ),
  ),
  ...Array.from({ length: 12 }, (_, nth) => example('positive', `frobnicated lid number ${nth}`, 'part/0')),
];
const ASKED = [
  { text: 'rude and dirty at gate 5', source: 'part/0' },
  { text: 'friendly and clean at gate 5', source: 'part/0' },
  { text: 'we were frobnicated at the counter', source: 'part/0' },
  { text: 'all frobnicated at the second counter', source: 'part/1' },
];

it('how a text feels is told by models that learnt nothing of its source, nor of the texts that are asked about', () => {
  const { scoreOf } = askedUnseen(examples, ASKED, 'en');
  const [rude, friendly, known, unknown] = ASKED.map(({ text }) => scoreOf(text)) as [number, number, number, number];
  expect(rude).toBeLessThan(-0.5);
  expect(friendly).toBeGreaterThan(0.5);
  // What only its own source calls good is neither.
  expect(known).toBeLessThan(unknown - 0.3);
});
