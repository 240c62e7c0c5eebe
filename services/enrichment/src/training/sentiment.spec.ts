import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { SentimentLabel } from '@ckm/contracts';
import { featuresOf } from '../model/features.js';
import { marginOf } from '../model/svm.js';
import { probabilitiesOf } from '../model/calibration.js';
import { packed } from '../model/weights.js';
import { askedBySource, calibratedOn, trainSentiment } from './sentiment.js';
import { type SentimentExample, sentimentExamples } from './sentiment-examples.js';
import { confirmed } from './sentiment-validation.js';

const folder = mkdtempSync(`${tmpdir()}/sentiment-`);
mkdirSync(`${folder}/train`);
const write = (name: string, lines: object[]): void =>
  writeFileSync(
    `${folder}/train/${name}.ndjson`,
    lines.map(line => JSON.stringify({ lang: 'en', ...line })).join('\n'),
  );
write('needs-en-maalej', [
  { text: 'Deletes my drafts', label: 'Bug', stars: 1 },
  { text: 'So so', label: 'Rating', stars: 3 },
  { text: 'Lovely', label: 'Rating', stars: 5 },
]);
write('unlabelled-en-app-reviews', [{ text: 'not worth it', label: null, stars: 2 }]);

const WORDS: Record<SentimentLabel, string[]> = {
  negative: ['broken', 'late', 'rude', 'dirty'],
  neutral: ['monday', 'invoice', 'number', 'street'],
  positive: ['friendly', 'quick', 'clean', 'tasty'],
};
const example = (label: SentimentLabel, text: string, nth: number): SentimentExample => ({
  text,
  label,
  source: `collection/${nth % 4}`,
  collection: nth % 2 ? 'odd' : 'even',
  importance: 1,
});
const made = (Object.keys(WORDS) as SentimentLabel[]).flatMap(label =>
  Array.from({ length: 24 }, (_, nth) =>
    example(label, `${WORDS[label][nth % 3]} and ${WORDS[label][(nth + 1) % 4]} at door ${nth}`, nth),
  ),
);
const vectors = made.map(({ text }) => featuresOf(text, { words: [1, 1], characters: [3, 4] }));

describe('what sentiment is trained on', () => {
  const examples = sentimentExamples('en', folder);
  const labelsIn = (collection: string): string[] =>
    examples.filter(each => each.collection === collection).map(({ label }) => label);

  it('is told by stars, where three say nothing', () => {
    expect(labelsIn('needs-en-maalej')).toEqual(['negative', 'positive']);
    expect(labelsIn('unlabelled-en-app-reviews')).toEqual(['negative']);
  });

  it('takes each domain of the own corpus for a source', () => {
    const sources = new Set(examples.map(({ source }) => source).filter(source => source.startsWith('corpus/en/')));
    expect(sources.size).toBe(11);
  });
});

describe('the training of sentiment', () => {
  it('gives the same models twice, which know what they saw', () => {
    const models = trainSentiment(made, vectors, 'en');
    const again = trainSentiment(made, vectors, 'en');
    expect(packed(again, null).equals(packed(models, null))).toBe(true);
    for (const [nth, { label }] of made.entries()) expect(marginOf(models[label]!, vectors[nth]!)).toBeGreaterThan(0);
  });

  it('asks about each source once', () => {
    const asked = askedBySource(made, vectors, 'en');
    expect(asked).toHaveLength(made.length);
    expect(new Set(asked.map(({ example }) => example.source)).size).toBe(4);
    expect(asked[0]!.margins).toHaveLength(3);
  });

  it('calibrates and confirms on sources that were left out', () => {
    const asked = askedBySource(made, vectors, 'en');
    const [first] = asked;
    const probabilities = probabilitiesOf(calibratedOn(asked, 'en'), first!.margins);
    expect(probabilities[0]).toBeGreaterThan(0.5);
    const metrics = confirmed(asked, those => calibratedOn(those, 'en'));
    expect(Object.keys(metrics).sort()).toEqual(['even', 'odd']);
    expect(metrics.even).toMatchObject({ texts: 36, 'macro-F1': 100, 'sign of the score': 100 });
  });
});
