import { certain, signalAs } from './stated-signal.js';

const TEXT = 'Der Lüfter 🌀 pfeift. Bitte tauschen!';
const at = (start: number, end: number) => signalAs({ type: 'PROBLEM', span: { start, end } }, TEXT, '/span');

describe('a signal that a person states', () => {
  it('has the words at its span and full confidence', () =>
    expect(at(0, TEXT.indexOf(' Bitte'))).toEqual({
      ...{ type: 'PROBLEM', kind: null, expression: 'EXPRESSED', span: { start: 0, end: 21 } },
      ...{ text: 'Der Lüfter 🌀 pfeift.', sentiment: certain('negative'), confidence: 1 },
      ...{ rule: 'correction', rationale: null },
    }));

  it('has what the person states, and a rationale only where it is implied', () => {
    const said = { type: 'REQUEST', span: { start: 22, end: 37 }, kind: 'NEED', sentiment: 'negative' } as const;
    const rationale = 'asks twice';
    expect(signalAs({ ...said, expression: 'IMPLIED', rationale }, TEXT, '')).toMatchObject({
      ...{ kind: 'NEED', expression: 'IMPLIED', rationale, sentiment: { label: 'negative', score: -1 } },
    });
    expect(signalAs({ ...said, expression: 'IMPLIED' }, TEXT, '')).toMatchObject({ rationale: 'correction' });
    expect(signalAs({ ...said, rationale }, TEXT, '')).toMatchObject({ rationale: null });
  });

  it('is not implied and has no kind where its type does not allow it', () => {
    const span = { start: 22, end: 37 };
    const said = { span, kind: 'NEED', expression: 'IMPLIED', rationale: 'workaround' } as const;
    for (const type of ['PRAISE', 'QUESTION', 'COMPETITOR_MENTION'] as const)
      expect(signalAs({ ...said, type }, TEXT, '')).toMatchObject({
        ...{ type, kind: null, expression: 'EXPRESSED', rationale: null },
      });
    expect(signalAs({ ...said, type: 'CHURN_RISK' }, TEXT, '')).toMatchObject({
      ...{ kind: null, expression: 'IMPLIED', rationale: 'workaround' },
    });
  });

  it.each([
    ['behind the end', 30, 38],
    ['before its own beginning', 10, 4],
    ['where only white space is', 21, 22],
    ['in the middle of a character', 0, 12],
  ])('must have words at its span: none are %s', (_, start, end) => {
    const faults = [{ pointer: '/span', rule: 'span', detail: 'the item has 37 UTF-16 code units' }];
    const refused = expect.objectContaining({ code: 'span-outside', faults }) as Error;
    expect(() => at(start, end)).toThrow(refused);
  });
});
