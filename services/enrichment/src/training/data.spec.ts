import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { readCorpus, readData } from './data.js';

describe('the data to train on', () => {
  it('are read line by line, whatever else they hold', () => {
    const folder = mkdtempSync(`${tmpdir()}/data-`);
    const lines = [
      '{"lang":"en","text":"It\\\\u2019s late","label":"neg","stars":2}',
      '',
      '{"lang":"en","text":"ok","label":null}',
    ];
    writeFileSync(`${folder}/parcels.ndjson`, `${lines.join('\n')}\n`);
    expect(readData(folder, 'parcels')).toEqual([
      { lang: 'en', text: 'It\\u2019s late', label: 'neg', stars: 2 },
      { lang: 'en', text: 'ok', label: null },
    ]);
  });

  it('hold the own corpus', () => {
    for (const language of ['en', 'de', 'zh'] as const) {
      const [first] = readCorpus(language);
      expect(first).toMatchObject({ text: expect.any(String) as string, sentiment: expect.any(String) as string });
    }
  });
});
