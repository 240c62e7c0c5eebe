import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { probabilitiesOf } from '../model/calibration.js';
import { marginsOf, readWeights } from '../model/weights.js';
import { sentimentVector } from '../language/sentiment-features.js';
import { SENTIMENTS, sentimentFile, type SentimentSettings } from '../language/sentiment-model.js';
import { type OwnText, trainOwn } from './own.js';

const texts: OwnText[] = Array.from({ length: 30 }, (_, nth): OwnText[] => [
  { language: 'de', sentiment: 'negative', text: `Der Zapfhahn ist schon wieder verkrumpelt, Tisch ${nth}` },
  { language: 'de', sentiment: 'positive', text: `Das Radler war pfundig, Tisch ${nth}` },
]).flat();
const folder = pathToFileURL(`${mkdtempSync(`${tmpdir()}/own-`)}/`);
const bytesOf = (file: string): string => readFileSync(new URL(file, folder), 'base64');

function told(text: string): string {
  const { models, settings } = readWeights<SentimentSettings>(sentimentFile('de'), folder);
  const probabilities = probabilitiesOf(settings.calibration, marginsOf(models, sentimentVector(text, 'de')));
  return SENTIMENTS[probabilities.indexOf(Math.max(...probabilities))]!;
}

describe('weights of one’s own', () => {
  it('know what the own texts say, for the languages that they are in', () => {
    const made = trainOwn(texts, folder);
    expect(made).toMatchObject([{ language: 'de', texts: 60, file: 'sentiment-de.bin' }]);
    expect(made[0]!.figures).toMatchObject({ texts: 60, micro: 100 });
    expect([told('Alles verkrumpelt hier'), told('Ein pfundiger Abend, echt pfundig')]).toEqual([
      'negative',
      'positive',
    ]);
  });

  it('are the same bytes for the same texts', () => {
    trainOwn(texts, folder);
    const first = bytesOf('sentiment-de.bin');
    trainOwn(texts, folder);
    expect(bytesOf('sentiment-de.bin')).toBe(first);
  });
});
