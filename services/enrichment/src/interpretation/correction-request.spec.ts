import { faultsOf } from '@ckm/contracts';
import { CorrectInterpretation } from './correction-request.js';

const span = { start: 0, end: 9 };
const faultsIn = (signals: object[]): string[] =>
  faultsOf(CorrectInterpretation, { signals }).map(({ pointer }) => pointer);

describe('a request to correct signals', () => {
  it('gives a rationale from a fixed list, never in words of its own', () => {
    const because = (rationale: string | null) =>
      faultsIn([{ is: { type: 'REQUEST', span, expression: 'IMPLIED', rationale } }]);
    for (const rationale of ['workaround', 'repeated attempt', null]) expect(because(rationale)).toEqual([]);
    for (const rationale of ['Frau Krause hat zweimal gefragt', '', 'correction'])
      expect(because(rationale)).toEqual(['/signals/0/is/rationale']);
  });

  it('has at most 100 of them', () => {
    const signals = Array.from({ length: 101 }, () => ({ of: { type: 'REQUEST', span } }));
    expect(faultsIn(signals.slice(1))).toEqual([]);
    expect(faultsIn(signals)).toEqual(['/signals']);
  });
});
