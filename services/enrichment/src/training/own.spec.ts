import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { probabilitiesOf } from '../model/calibration.js';
import { checkOwnWeights } from '../model/own-weights.js';
import { filesIn, marginsOf, readWeights } from '../model/weights.js';
import { signalFeaturesOf } from '../language/signal-features.js';
import { sentimentVector } from '../language/sentiment-features.js';
import { likeliestSentiment, sentimentFile, type SentimentSettings } from '../language/sentiment-model.js';
import type { Readable } from '../language/language.js';
import { type CorpusLine, readCorpus } from './data.js';
import { type OwnText, trainOwn } from './own.js';

const UNMARKED = { language: 'de', signals: null } as const;
const texts: OwnText[] = Array.from({ length: 10 }, (_, nth): OwnText[] => [
  { ...UNMARKED, sentiment: 'negative', text: `Der Zapfhahn ist schon wieder verkrumpelt, Tisch ${nth}` },
  { ...UNMARKED, sentiment: 'positive', text: `Das Radler war pfundig, Tisch ${nth}` },
]).flat();
const [folder, another] = ['own', 'again'].map(name => pathToFileURL(`${mkdtempSync(`${tmpdir()}/${name}-`)}/`)) as [
  URL,
  URL,
];
/** A sample of it: enough for what is learnt here. */
const corpusOf = (language: Readable): CorpusLine[] => readCorpus(language).filter((_, nth) => nth % 24 === 0);
const bytesIn = (where: URL): string => readFileSync(new URL('sentiment-de.bin', where), 'base64');

function told(text: string): string {
  const { models, settings } = readWeights<SentimentSettings>(sentimentFile('de'), folder);
  return likeliestSentiment(probabilitiesOf(settings.calibration, marginsOf(models, sentimentVector(text, 'de'))));
}

describe('weights trained on the operator’s own texts', () => {
  const made = trainOwn(texts, folder, { corpusOf });

  it('classify sentiment by the own texts, in their languages only', () => {
    expect(made).toMatchObject([{ language: 'de', texts: 20, file: 'sentiment-de.bin' }]);
    expect(made[0]!.figures).toMatchObject({ texts: 20, micro: 100 });
    expect([told('Schon wieder alles verkrumpelt, so verkrumpelt'), told('Ein pfundiger Abend, echt pfundig')]).toEqual(
      ['negative', 'positive'],
    );
  });

  it('find expressed needs by the own texts', () => {
    const where = pathToFileURL(`${mkdtempSync(`${tmpdir()}/signals-`)}/`);
    const asks = (text: string): OwnText => {
      const signals = [{ type: 'REQUEST', kind: 'WANT', expression: 'EXPRESSED', start: 0, end: text.length } as const];
      return { text, language: 'de', sentiment: null, signals };
    };
    const own = Array.from({ length: 12 }, (_, nth): OwnText[] => [
      asks(`Zapfhahn frobnizieren, Tisch ${nth}`),
      { text: `Zapfhahn gewienert, Tisch ${nth}`, language: 'de', sentiment: null, signals: [] },
    ]).flat();
    expect(trainOwn(own, where, { corpusOf })).toMatchObject([{ texts: 24, file: 'signals-de.bin' }]);
    const { models } = readWeights<unknown>('signals-de.bin', where);
    const isAsked = (text: string): boolean => {
      const margin = marginsOf(models, signalFeaturesOf(text, 'de').vector)[models.names.indexOf('expressed')]!;
      return margin > 0;
    };
    expect([isAsked('Orgel frobnizieren, Saal 3'), isAsked('Orgel gewienert, Saal 3')]).toEqual([true, false]);
  });

  it('leave other files of the folder as they are', () => {
    const english: OwnText[] = [
      { language: 'en', text: 'The tap is clogged again', sentiment: 'negative', signals: null },
      { language: 'en', text: 'The lager was lovely', sentiment: 'positive', signals: null },
    ];
    const made = { language: 'en', file: 'sentiment-en.bin', texts: 2, figures: {} };
    expect(trainOwn(english, folder, { corpusOf })).toEqual([made]);
    expect(Object.keys(filesIn(folder))).toEqual(['sentiment-de.bin', 'sentiment-en.bin']);
    expect(() => checkOwnWeights({ CKM_WEIGHTS: fileURLToPath(folder) })).not.toThrow();
  });

  it('have the same bytes for the same texts', () => {
    trainOwn(texts, another, { corpusOf });
    expect(bytesIn(another)).toBe(bytesIn(folder));
  });
});
