import { bucketOf } from '../model/features.js';
import { phrasesIn } from './signal-features.js';

describe('the phrases of a text', () => {
  const clauses = ['We stayed for two nights.', 'Add a kettle to the room.', 'The shower never got warm.'];
  const text = clauses.join(' ');
  const buckets = (given: readonly string[]): number[] =>
    phrasesIn(text, 'en', given).features.map(([bucket]) => bucket);

  it('are those of its clauses, each read by itself', () => {
    const imperative = bucketOf('cue:en.imperative');
    expect(buckets(clauses)).toContain(imperative);
    expect(buckets([text])).not.toContain(imperative);
    const hitsIn = (one: string): string[] => phrasesIn(one, 'en', [one]).hits.map(({ id }) => id);
    const { hits } = phrasesIn(text, 'en', clauses);
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.map(({ id }) => id)).toEqual(clauses.flatMap(hitsIn));
  });

  it('are the same whether its clauses were read before', () => {
    const before = buckets(clauses);
    for (const clause of clauses.toReversed()) phrasesIn(clause, 'en', [clause]);
    expect(buckets(clauses)).toEqual(before);
  });
});
