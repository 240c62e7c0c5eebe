import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluateDuplicates } from './duplicates.js';
import { evaluateEmerging } from './emerging.js';

/** Sentences that have little in common. */
const SENTENCES = {
  en: [
    'The kettle leaks at the handle since Monday',
    'Nobody picks up the phone on Sundays here',
    'Why is my invoice higher than agreed?',
  ],
  de: [
    'Der Griff vom Wasserkocher tropft seit Montag',
    'Sonntags geht bei euch keiner ans Telefon',
    'Warum ist meine Rechnung höher als vereinbart?',
  ],
  zh: ['水壶的把手从周一开始一直漏水', '周日打电话根本没有人接听', '账单为什么比约定的金额高出这么多'],
};
const FILES = {
  en: ['themes-en-banking77', 'themes-en-clinc150', 'needs-en-maalej', 'unlabelled-en-app-reviews'],
  de: ['needs-de-cimt', 'sentiment-de-potts', 'sentiment-de-mobasa'],
  zh: ['sentiment-zh-absa', 'sentiment-zh-asap'],
};

describe('what is measured', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'ckm-evaluation-'));
  beforeAll(() => {
    mkdirSync(join(dataFolder, 'train'));
    for (const language of ['en', 'de', 'zh'] as const)
      for (const file of FILES[language]) {
        const lines = SENTENCES[language].map(text => JSON.stringify({ lang: language, text, label: 'one' }));
        writeFileSync(join(dataFolder, 'train', `${file}.ndjson`), `${lines.join('\n')}\n`);
      }
  });
  afterAll(() => rmSync(dataFolder, { recursive: true }));

  it('of duplicates: what is found of each kind and language, and what is taken for one, with their aims', () => {
    const rows = evaluateDuplicates({ dataFolder, seed: 1, part: 'train', pairs: 50 });
    const format = rows.filter(({ what }) => what === 'duplicates found: format');
    expect(format).toMatchObject([
      { where: 'en', value: 1, count: 3, aim: 0.99 },
      { where: 'de', value: 1, count: 3, aim: 0.99 },
      { where: 'zh', value: 1, count: 3, aim: 0.99 },
    ]);
    expect(rows.slice(15)).toMatchObject(
      ['themes-en-banking77', 'themes-en-clinc150', 'needs-de-cimt', 'sentiment-zh-absa'].map(where => ({
        ...{ where, value: 0, count: 50, aim: 0.002, floor: 0.005 },
      })),
    );
  });

  it('of emerging themes: precision, recall and delay, the same with the same seed', () => {
    const rows = evaluateEmerging({ seed: 3, streams: 1 });
    expect(rows.map(({ what, where }) => [what, where])).toEqual([
      ['emerging: precision', null],
      ...['×3', '×5', '×10', 'new'].map(where => ['emerging: recall', where]),
      ['emerging: mean days to the alert', null],
      ['emerging: known within 2 days, of those found', null],
    ]);
    expect(rows.find(({ where }) => where === '×10')?.value).toBe(1);
    expect(evaluateEmerging({ seed: 3, streams: 1 })).toEqual(rows);
  });
});
