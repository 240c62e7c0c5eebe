import type { CorpusLine } from './data.js';
import { labelledText } from './signal-examples.js';

type Labelled = CorpusLine['signals'][number];

const labelled = (text: string, ...spans: [of: string, Partial<Labelled>][]) =>
  labelledText(
    {
      text,
      domain: 'hotel',
      need: 'implied',
      sentiment: 'negative',
      tags: [],
      signals: spans.map(([of, label]) => {
        const start = text.indexOf(of);
        const stated = { type: 'PROBLEM', kind: 'NEED', expression: 'EXPRESSED', rationale: null } as const;
        return { ...stated, start, end: start + of.length, ...label };
      }),
    },
    'en',
  ).sentences.map(({ truth, isContrary }) => ({ ...truth, isContrary }));

describe('a labelled text', () => {
  it('has the labels of each clause of a sentence that turns', () => {
    const text = 'The room is lovely, but the bed creaks.';
    expect(
      labelled(text, ['The room is lovely', { type: 'PRAISE', kind: null }], ['the bed creaks', {}]),
    ).toMatchObject([
      { PRAISE: true, PROBLEM: false, implied: false, isContrary: true },
      { PRAISE: false, PROBLEM: true, implied: true, isContrary: true },
    ]);
  });

  it('states no problem where one is only implied', () => {
    const workaround = { expression: 'IMPLIED', rationale: 'workaround' } as const;
    expect(labelled('I hang my coat over the lamp.', ['I hang my coat over the lamp', workaround])).toMatchObject([
      { PROBLEM: false, implied: true, isContrary: false },
    ]);
  });

  it('tells needs from wants by its requests alone', () => {
    const [request, problem] = [{ type: 'REQUEST', kind: 'WANT' } as const, { type: 'PROBLEM', kind: 'NEED' } as const];
    const [asked, broken] = labelled(
      'A hook would be nice. The lamp is broken.',
      ['A hook would be nice', request],
      ['The lamp is broken', problem],
    );
    expect(asked).toMatchObject({ need: false });
    expect(broken).not.toHaveProperty('need');
  });
});
