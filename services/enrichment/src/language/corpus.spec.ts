import { SIGNAL_KINDS, SIGNAL_TYPES } from '@ckm/contracts';
import { type CorpusLine, readCorpus } from '../training/data.js';
import type { Readable } from './language.js';
import { ALWAYS_EXPRESSED, RATIONALES } from './rule.js';

const DOMAINS = ['bank', 'delivery', 'hotel', 'railway', 'repair', 'shop', 'software'];
// Whom travellers write to in English, and what programmers and users of apps do.
const MORE_DOMAINS: Partial<Record<Readable, string[]>> = { en: ['airline', 'app', 'platform', 'service'] };
const HARD = 'irony advice thanks hope own-words news encouragement fact quote rhetorical'.split(' ');

function needOf({ signals }: CorpusLine): string {
  const said = signals.filter(({ expression }) => expression === 'EXPRESSED').map(({ type }) => type);
  if (said.includes('REQUEST') || said.includes('EXPECTATION')) return 'expressed';
  const isImplied = signals.some(
    ({ type, expression }) => expression === 'IMPLIED' || type === 'PROBLEM' || type === 'CHURN_RISK',
  );
  return isImplied ? 'implied' : 'other';
}

describe.each<Readable>(['en', 'de', 'zh'])('the corpus in %s', language => {
  const lines = readCorpus(language);
  const share = (is: (line: CorpusLine) => boolean): number => lines.filter(is).length / lines.length;
  const count = (is: (line: CorpusLine) => boolean): number => lines.filter(is).length;

  it('has enough lines of every need, hard negatives and neutral ones, in every domain', () => {
    expect(lines.length).toBeGreaterThanOrEqual(1_200);
    expect(count(({ need }) => need === 'expressed')).toBeGreaterThanOrEqual(250);
    expect(count(({ need }) => need === 'implied')).toBeGreaterThanOrEqual(250);
    expect(count(({ need, tags }) => need === 'other' && tags.some(tag => HARD.includes(tag)))).toBeGreaterThanOrEqual(
      300,
    );
    expect(share(({ sentiment }) => sentiment === 'neutral')).toBeGreaterThanOrEqual(0.25);
    expect([...new Set(lines.map(({ domain }) => domain))].sort()).toEqual(
      [...DOMAINS, ...(MORE_DOMAINS[language] ?? [])].sort(),
    );
  });

  it('has no line twice, and no beginning that a hundredth of its lines share', () => {
    expect(new Set(lines.map(({ text }) => text)).size).toBe(lines.length);
    const beginnings = new Map<string, number>();
    for (const { text } of lines) {
      const beginning = language === 'zh' ? text.slice(0, 4) : text.split(/\s+/).slice(0, 3).join(' ');
      beginnings.set(beginning, (beginnings.get(beginning) ?? 0) + 1);
    }
    expect(Math.max(...beginnings.values())).toBeLessThan(lines.length / 100);
  });

  it('labels the need of every line by its signals', () => {
    expect(lines.filter(line => line.need !== needOf(line))).toEqual([]);
  });

  it('has spans of whole characters without white space around them', () => {
    for (const { text, signals } of lines)
      for (const { start, end } of signals) {
        const words = text.slice(start, end);
        expect({ text, words }).toEqual({ text, words: words.trim() });
        expect(words.length).toBeGreaterThan(0);
        expect(words.isWellFormed()).toBe(true);
      }
  });

  it('has only types, kinds and rationales of the contract', () => {
    for (const { signals } of lines)
      for (const { type, kind, expression, rationale } of signals) {
        expect(SIGNAL_TYPES).toContain(type);
        if (kind !== null) expect(SIGNAL_KINDS).toContain(kind);
        if (ALWAYS_EXPRESSED.includes(type)) expect(expression).toBe('EXPRESSED');
        if (expression === 'IMPLIED') expect(RATIONALES).toContain(rationale);
      }
  });
});
