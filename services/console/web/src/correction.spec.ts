import { changesOf, otherwise, placeOf } from './correction.js';
import { signal } from './fixture/examples.js';
import type { Reading } from './knowledge.js';

const reading: Reading = {
  language: 'de',
  sentiment: { label: 'negative', score: -0.4 },
  signals: [],
  themes: ['a', 'b'].map(themeId => ({ themeId, theme: themeId, confidence: 0.7 })),
};
const asRead = { language: 'de', sentiment: 'negative', themes: ['b', 'a'] } as const;
const wanting = (other: Partial<Parameters<typeof changesOf>[1]>) =>
  changesOf(reading, { ...asRead, themes: ['b', 'a'], ...other });

describe('a correction of a reading', () => {
  it('is empty where everything is as it was read', () => expect(wanting({})).toEqual({}));

  it.each([
    [{ sentiment: 'positive' } as const],
    [{ language: 'und' } as const],
    [{ themes: ['a'] }],
    [{ themes: ['a', 'c'] }],
    [{ themes: ['a', 'b', 'c'] }],
    [{ themes: [] }],
  ])('contains only what differs: %j', change => expect(wanting(change)).toEqual(change));
});

describe('a correction of a signal', () => {
  const praise = signal('PRAISE', 'Great pump', { expression: 'IMPLIED' });
  const of = { type: 'PRAISE', span: praise.span };

  it('removes the signal', () => expect(otherwise(praise, null)).toEqual({ signals: [{ of }] }));

  it('replaces its type, and keeps its span and expression', () => {
    const is = { type: 'PROBLEM', span: praise.span, expression: 'IMPLIED' };
    expect(otherwise(praise, 'PROBLEM')).toEqual({ signals: [{ of, is }] });
  });
});

describe('the span of words in a text', () => {
  it('leaves out the blanks around them', () => {
    expect(placeOf('Der Deckel klemmt.', ' Deckel klemmt ')).toEqual({ start: 4, end: 17 });
  });

  it('is the first one from where they were selected on', () => {
    expect(placeOf('so, so, so', 'so', 3)).toEqual({ start: 4, end: 6 });
  });

  it('is the first one of all where they only occur before', () => {
    expect(placeOf('lids jam', 'lids', 5)).toEqual({ start: 0, end: 4 });
  });

  it('is counted in UTF-16 units', () => expect(placeOf('好😀的吗', '的吗')).toEqual({ start: 3, end: 5 }));

  it.each(['', ' ', 'Lids'])('is none for “%s”', words => expect(placeOf('lids jam', words)).toBeNull());
});
