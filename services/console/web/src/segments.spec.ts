import type { SignalType } from '@ckm/contracts/vocabulary';
import { signal as signalOn } from './fixture/examples.js';
import type { Signal } from './knowledge.js';
import { segmentsOf } from './segments.js';

const signal = (type: SignalType, start: number, end: number) => signalOn(type, '', { span: { start, end } });
const shown = (text: string, signals: Signal[]) =>
  segmentsOf(text, signals).map(segment => [
    segment.text,
    segment.signals.map(one => one.type),
    segment.ending.map(one => one.type),
  ]);

describe('segments of overlapping spans', () => {
  it('leave a text without signals whole', () => {
    expect(shown('abc', [])).toEqual([['abc', [], []]]);
  });

  it('are none for an empty text', () => {
    expect(shown('', [signal('REQUEST', 0, 4)])).toEqual([]);
  });

  it('part where two spans cross, and name each signal where it ends', () => {
    expect(shown('abcdefgh', [signal('REQUEST', 1, 5), signal('CHURN_RISK', 3, 7)])).toEqual([
      ['a', [], []],
      ['bc', ['REQUEST'], []],
      ['de', ['REQUEST', 'CHURN_RISK'], ['REQUEST']],
      ['fg', ['CHURN_RISK'], ['CHURN_RISK']],
      ['h', [], []],
    ]);
  });

  it('lay the narrow span inside the wide one', () => {
    expect(shown('abcd', [signal('PRAISE', 0, 1), signal('PROBLEM', 0, 4)])).toEqual([
      ['a', ['PROBLEM', 'PRAISE'], ['PRAISE']],
      ['bcd', ['PROBLEM'], ['PROBLEM']],
    ]);
  });

  it('keep two signals on the same words', () => {
    expect(shown('abc', [signal('QUESTION', 0, 3), signal('REQUEST', 0, 3)])).toEqual([
      ['abc', ['QUESTION', 'REQUEST'], ['QUESTION', 'REQUEST']],
    ]);
  });

  it('count in UTF-16 units, as the interpreter does', () => {
    const text = '好😀的吗';
    expect(shown(text, [signal('QUESTION', 3, 5)])).toEqual([
      ['好😀', [], []],
      ['的吗', ['QUESTION'], ['QUESTION']],
    ]);
  });

  it('clip spans beyond the text and drop empty ones', () => {
    expect(shown('abcd', [signal('REQUEST', -2, 1), signal('PRAISE', 3, 99), signal('PROBLEM', 2, 2)])).toEqual([
      ['a', ['REQUEST'], ['REQUEST']],
      ['bc', [], []],
      ['d', ['PRAISE'], ['PRAISE']],
    ]);
  });
});
