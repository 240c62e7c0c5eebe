import { englishRules } from '../language/rules.en.js';
import { believedRules } from './believed-rules.js';
import type { LabelledText } from './signal-examples.js';

const RULE = englishRules.find(({ id }) => id === 'en.request.please')!;
const NOTHING = { indices: new Int32Array(), values: new Float32Array() };

const texts = (count: number, need: LabelledText['need'], isHit: boolean, isHard = false): LabelledText[] =>
  Array.from({ length: count }, () => ({
    text: 'Please …',
    domain: 'shop',
    need,
    isHard,
    sentences: [{ vector: NOTHING, hits: isHit ? [RULE] : [], truth: {}, importance: 1, isContrary: false }],
  }));

describe('a rule', () => {
  it('is believed when it is right at least as often as wrong where one text in ten has a need', () => {
    expect(believedRules([...texts(10, 'expressed', true), ...texts(10, 'other', false)])).toEqual([RULE.id]);
    expect(
      believedRules([...texts(10, 'expressed', true), ...texts(2, 'other', true), ...texts(8, 'other', false)]),
    ).toEqual([]);
  });

  it('is blamed little for hitting a hard negative, however many of them were written', () => {
    const rest = [...texts(10, 'expressed', true), ...texts(8, 'other', false)];
    expect(believedRules([...rest, ...texts(2, 'other', true)])).toEqual([]);
    for (const count of [2, 8, 800]) {
      expect(believedRules([...rest, ...texts(count, 'other', true, true)])).toEqual([RULE.id]);
    }
  });

  it('is blamed for a hard negative as for any other where few were written', () => {
    const rest = [...texts(10, 'expressed', true), ...texts(990, 'other', false)];
    const hits = [...texts(99, 'other', true), ...texts(30, 'other', true, true)];
    expect(believedRules([...rest, ...hits])).toEqual([]);
    expect(believedRules([...rest, ...hits.slice(0, 99)])).toEqual([RULE.id]);
  });
});
