import type { ItemInterpreted, Signal } from '@ckm/contracts';
import { areTooMany, corrected, NO_CORRECTIONS } from './corrections.js';

const signal = (nth: number, more: Partial<Signal> = {}): Signal =>
  ({ type: 'REQUEST', span: { start: 10 * nth, end: 10 * nth + 5 }, confidence: 0.8, ...more }) as Signal;
const signals = (many: number): Signal[] => Array.from({ length: many }, (_, nth) => signal(nth));
const said = (stated: number, denied = 0) => ({
  ...NO_CORRECTIONS,
  stated: signals(stated),
  denied: signals(denied),
});

describe('corrected signals', () => {
  it('are too many where more than 100 are stated, or more than 100 denied', () => {
    expect(areTooMany(said(99, 99), said(100, 100))).toBe(false);
    expect(areTooMany(said(100), said(101))).toBe(true);
    expect(areTooMany(said(0, 100), said(0, 101))).toBe(true);
  });

  it('are not too many where they become fewer', () => expect(areTooMany(said(150, 120), said(149, 120))).toBe(false));

  it('leave a reading so many of its own that all are 100: those of most confidence, in their order', () => {
    const [unsure, sure, surer] = [0.6, 0.7, 0.9].map((confidence, nth) => signal(nth, { type: 'PRAISE', confidence }));
    const read = { signals: [sure, unsure, surer] } as ItemInterpreted;
    const ofReading = (stated: number): Signal[] =>
      corrected(read, said(stated), null).signals.filter(({ type }) => type === 'PRAISE');
    expect(ofReading(97)).toEqual([unsure, sure, surer]);
    expect(ofReading(98)).toEqual([sure, surer]);
    expect(ofReading(100)).toEqual([]);
  });
});
