import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { LABELLED_TEXTS } from '../fixture/labelled-texts.js';
import { featuresOf } from '../model/features.js';
import { marginOf } from '../model/svm.js';
import { probabilitiesOf } from '../model/calibration.js';
import { packed } from '../model/weights.js';
import { outOfFoldBySource, sentimentCalibration, trainSentiment } from './sentiment.js';
import { sentimentExamples } from './sentiment-examples.js';
import { metricsByCollection } from './sentiment-validation.js';

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

const vectors = LABELLED_TEXTS.map(({ text }) => featuresOf(text, { words: [1, 1], characters: [3, 4] }));

describe('what sentiment is trained on', () => {
  const examples = sentimentExamples('en', folder);
  const labelsIn = (collection: string): string[] =>
    examples.filter(each => each.collection === collection).map(({ label }) => label);

  it('is labelled by stars, of which three say nothing', () => {
    expect(labelsIn('needs-en-maalej')).toEqual(['negative', 'positive']);
    expect(labelsIn('unlabelled-en-app-reviews')).toEqual(['negative']);
  });

  it('takes each domain of the own corpus for a source', () => {
    const sources = new Set(examples.map(({ source }) => source).filter(source => source.startsWith('corpus/en/')));
    expect(sources.size).toBe(11);
  });
});

describe('the training of sentiment', () => {
  it('gives the same models again, which classify what they were trained on', () => {
    const models = trainSentiment(LABELLED_TEXTS, vectors, 'en');
    const again = trainSentiment(LABELLED_TEXTS, vectors, 'en');
    expect(packed(again, null).equals(packed(models, null))).toBe(true);
    for (const [nth, { label }] of LABELLED_TEXTS.entries())
      expect(marginOf(models[label]!, vectors[nth]!)).toBeGreaterThan(0);
  });

  it('gives each example the margins of models that did not see its source', () => {
    const outOfFold = outOfFoldBySource(LABELLED_TEXTS, vectors, 'en');
    expect(outOfFold).toHaveLength(LABELLED_TEXTS.length);
    expect(new Set(outOfFold.map(({ example }) => example.source)).size).toBe(4);
    expect(outOfFold[0]!.margins).toHaveLength(3);
  });

  it('calibrates and measures on out-of-fold margins, by collection', () => {
    const outOfFold = outOfFoldBySource(LABELLED_TEXTS, vectors, 'en');
    const [first] = outOfFold;
    const probabilities = probabilitiesOf(sentimentCalibration(outOfFold, 'en'), first!.margins);
    expect(probabilities[0]).toBeGreaterThan(0.5);
    const metrics = metricsByCollection(outOfFold, those => sentimentCalibration(those, 'en'));
    expect(Object.keys(metrics).sort()).toEqual(['even', 'odd']);
    expect(metrics.even).toMatchObject({ texts: 36, 'macro-F1': 100, 'sign of the score': 100 });
  });
});
