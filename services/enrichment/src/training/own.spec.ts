import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { probabilitiesOf } from '../model/calibration.js';
import { marginsOf, readWeights } from '../model/weights.js';
import { sentimentVector } from '../language/sentiment-features.js';
import { SENTIMENTS, sentimentFile, type SentimentSettings } from '../language/sentiment-model.js';
import { type OwnText, trainOwn } from './own.js';

const texts: OwnText[] = Array.from({ length: 10 }, (_, nth): OwnText[] => [
  { language: 'de', sentiment: 'negative', text: `Der Zapfhahn ist schon wieder verkrumpelt, Tisch ${nth}` },
  { language: 'de', sentiment: 'positive', text: `Das Radler war pfundig, Tisch ${nth}` },
]).flat();
const [folder, another] = ['own', 'again'].map(name => pathToFileURL(`${mkdtempSync(`${tmpdir()}/${name}-`)}/`)) as [
  URL,
  URL,
];
const bytesIn = (where: URL): string => readFileSync(new URL('sentiment-de.bin', where), 'base64');

function told(text: string): string {
  const { models, settings } = readWeights<SentimentSettings>(sentimentFile('de'), folder);
  const probabilities = probabilitiesOf(settings.calibration, marginsOf(models, sentimentVector(text, 'de')));
  return SENTIMENTS[probabilities.indexOf(Math.max(...probabilities))]!;
}

describe('weights of one’s own', () => {
  const made = trainOwn(texts, folder);

  it('know what the own texts say, for the languages that they are in', () => {
    expect(made).toMatchObject([{ language: 'de', texts: 20, file: 'sentiment-de.bin' }]);
    expect(made[0]!.figures).toMatchObject({ texts: 20, micro: 100 });
    expect([told('Schon wieder alles verkrumpelt, so verkrumpelt'), told('Ein pfundiger Abend, echt pfundig')]).toEqual([
      'negative',
      'positive',
    ]);
  });

  it('are the same bytes for the same texts', () => {
    trainOwn(texts, another);
    expect(bytesIn(another)).toBe(bytesIn(folder));
  });
});
