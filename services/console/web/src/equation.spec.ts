import { partsOf, verdictOn } from './equation.js';

const intake = { received: 12, unanswered: 2, captured: 9, duplicates: 1, refused: 0, quarantined: 2, forgotten: 0 };
const view = { captured: 9, shown: 0, withdrawn: 2, erased: 0, parked: 0, inFlight: 7 };

describe('the parts of a sum', () => {
  it('add up to the whole, without counting what was not answered twice', () => {
    const parts = partsOf({ ...intake, balanced: true }, 'received');
    expect(parts.map(([, amount]) => amount).reduce((sum, amount) => sum + amount)).toBe(12);
  });

  it('leave out zeros, except for those that are always shown', () => {
    const parts = partsOf({ ...view, balanced: true }, 'captured');
    expect(parts).toEqual([
      ['shown', 0],
      ['withdrawn', 2],
      ['inFlight', 7],
    ]);
  });
});

describe('a sum', () => {
  it('adds up or not', () => {
    expect(verdictOn({ ...view, balanced: true })).toBe('balanced');
    expect(verdictOn({ ...view, balanced: false })).toBe('unbalanced');
  });

  it('is not known while capture does not answer', () => {
    expect(verdictOn({ ...view, captured: null, inFlight: null, balanced: null })).toBe('unknown');
  });
});
