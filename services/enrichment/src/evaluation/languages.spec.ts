import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluateLanguages, type LanguageRow } from './languages.js';

const DEV = [
  { lang: 'en', text: 'Nobody answers the phone. My parcel should have been here on Monday, where is it?' },
  { lang: 'en', text: 'Der ist falsch einsortiert und auch noch deutsch.' },
  { lang: 'de', text: 'Der Zug kam gar nicht. https://example.org @bahn #zug' },
  { lang: 'zh', text: '快递放在门口也不打电话。' },
];

let folder: string;
let rows: LanguageRow[];
const row = (data: string, language: string | null, words = 'five and more'): LanguageRow | undefined =>
  rows.find(one => one.data === data && one.language === language && one.words === words);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ckm-languages-'));
  for (const part of ['dev', 'train']) mkdirSync(join(folder, part));
  writeFileSync(join(folder, 'dev', 'some.ndjson'), DEV.map(line => `${JSON.stringify(line)}\n`).join(''));
  rows = evaluateLanguages({ dataFolder: folder, seed: 1 });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the evaluation of languages', () => {
  it('counts sentences by their language and their words; addresses and names are none', () => {
    expect(row('dev', 'en')).toMatchObject({ sentences: 2, right: 0.5, wrong: 0.5 });
    expect(row('dev', 'en', 'fewer')).toMatchObject({ sentences: 1, right: 1, wrong: 0 });
    expect(row('dev', 'de')).toMatchObject({ sentences: 1, right: 1, wrong: 0 });
    expect(row('dev', 'zh')).toMatchObject({ sentences: 1, right: 1, franc: { right: 1, wrong: 0 } });
  });

  it('has no row for what nobody said', () => expect(rows.filter(({ sentences }) => sentences === 0)).toEqual([]));

  it('measures other languages on the half that nothing was chosen by', () => {
    expect(row('other languages', null)?.sentences).toBeGreaterThan(200);
    expect(row('other languages', null)?.right).toBeGreaterThan(0.97);
  });

  it.each(['en', 'de', 'zh'])('holds its aim on the corpus in %s', language =>
    expect(row('corpus', language)?.right).toBeGreaterThan(0.99),
  );
});
