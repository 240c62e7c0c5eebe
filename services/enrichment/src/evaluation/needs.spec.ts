import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { evaluateNeeds, type NeedsRow } from './needs.js';

const dataFolder = mkdtempSync(`${tmpdir()}/needs-`);
const FILES: Record<string, [label: string, text: string][]> = {
  'needs-en-suggestions': [
    ['expressed', 'Please add a second tray. The rest is fine.'],
    ['expressed', 'Could you send somebody on Monday?'],
    ['other', 'The printer stands by the door.'],
    ['other', 'Fantastic machine, very quiet.\n\n> Please add a second tray.'],
  ],
  'needs-en-gplay': [
    ['feature request', 'Please add a timer.'],
    ['bug report', 'The app crashes and my notes are lost.'],
    ['rating', 'Love it.'],
  ],
  'needs-en-app-reviews': [['noise', 'Love it.']],
  'needs-de-seed': [
    ['expressed', 'Bitte schickt jemanden vorbei.'],
    // No artefact that the product knows.
    ['expressed', 'Ok.\\rBitte baut einen Timer ein'],
  ],
  'needs-zh-seed': [['implied', '用了两天就坏了']],
};
mkdirSync(`${dataFolder}/dev`);
for (const [name, lines] of Object.entries(FILES))
  writeFileSync(
    `${dataFolder}/dev/${name}.ndjson`,
    lines.map(([label, text]) => JSON.stringify({ lang: 'en', text, label })).join('\n'),
  );

describe('the evaluation of needs', () => {
  const rows = evaluateNeeds({ dataFolder });
  const row = (on: string, what: string, by: string): NeedsRow[] =>
    rows.filter(each => each.on === on && each.what === what && each.by === by);

  it('says how expressed needs are told, at the rate of the file and at one in ten, beside the baselines', () => {
    expect(row('needs-en-suggestions', 'expressed', 'models').map(({ rate, scores }) => [rate, scores.f1])).toEqual([
      [0.5, 1],
      [0.1, 1],
    ]);
    const [file, rare] = row('needs-en-suggestions', 'expressed', 'majority');
    expect(file?.scores).toMatchObject({ precision: 0.5, recall: 1 });
    expect(rare?.scores.precision).toBeCloseTo(0.1, 10);
    expect(row('needs-en-suggestions', 'expressed', 'rules')).toHaveLength(2);
  });

  it('takes the kinds of reviews for needs, and measures no need that a file does not hold', () => {
    expect(row('needs-en-gplay', 'implied', 'models')[0]?.scores).toMatchObject({ f1: 1, support: 1 });
    expect(row('needs-en-gplay', 'expressed', 'models')[0]?.scores).toMatchObject({ f1: 1, support: 1 });
    expect(rows.filter(({ on }) => on === 'needs-en-app-reviews')).toEqual([]);
  });

  it('marks what was measured on own text with own labels', () => {
    const own = rows.filter(({ note }) => note === 'own text, own labels');
    expect(new Set(own.map(({ what }) => what))).toContain('CHURN_RISK');
    expect(own.every(({ on }) => on.startsWith('corpus/'))).toBe(true);
    expect(rows.filter(({ on, note }) => on.startsWith('needs-') && note !== '')).toEqual([]);
  });

  it('says at which rate, and how well at one in ten, also of the own corpus', () => {
    const own = row('corpus/en, own corpus, a domain left out at a time', 'PROBLEM', 'models');
    expect(own.map(({ rate }) => rate)).toEqual([expect.closeTo(0.14, 1), 0.1]);
    expect(own[1]!.scores.recall).toBe(own[0]!.scores.recall);
    expect(own[1]!.scores.precision).toBeLessThan(own[0]!.scores.precision);
  });

  it('reads what exports left in a text as the product does', () =>
    expect(row('needs-de-seed', 'expressed', 'models')[0]?.scores.recall).toBe(0.5));
});
