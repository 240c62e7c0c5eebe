import { clausesOf, scoreAround } from './clauses.js';
import type { Readable } from './language.js';
import { signalsIn } from './signals.js';

const sentence = (text: string, start = 0) => ({ text, span: { start, end: start + text.length } });

describe('clauses', () => {
  it.each<[Readable, string, string[]]>([
    ['en', 'The room is lovely, but the bed creaks.', ['The room is lovely', 'but the bed creaks.']],
    ['en', 'It looks great however it BUT rarely prints.', ['It looks great', 'however it BUT rarely prints.']],
    ['en', 'The hall is big, but it is loud, but I stay.', ['The hall is big', 'but it is loud', 'but I stay.']],
    ['en', 'Great app, but it crashes.', ['Great app', 'but it crashes.']],
    ['en', 'Small but heavy.', ['Small but heavy.']],
    ['en', 'Really nice but slow.', ['Really nice but slow.']],
    ['en', 'There was nothing but dust in the drawer.', ['There was nothing but dust in the drawer.']],
    ['en', 'They were not only late but also rude to us.', ['They were not only late but also rude to us.']],
    ['de', 'Das Bad war sauber, nur der Abfluss stank.', ['Das Bad war sauber', 'nur der Abfluss stank.']],
    ['de', 'Der Zug war voll; aber er kam pünktlich.', ['Der Zug war voll', 'aber er kam pünktlich.']],
    ['de', 'Das weiß aber jeder hier im Haus.', ['Das weiß aber jeder hier im Haus.']],
    ['de', 'Ich komme gern, nur wenn es regnet nicht.', ['Ich komme gern, nur wenn es regnet nicht.']],
    ['zh', '房间很漂亮，但是空调响了一晚上。', ['房间很漂亮', '但是空调响了一晚上。']],
    ['zh', '房间大，就是有点吵。', ['房间大', '就是有点吵。']],
    ['zh', '不错，但是太吵了。', ['不错，但是太吵了。']],
    ['zh', '明天就到货，但愿能用得久一点。', ['明天就到货，但愿能用得久一点。']],
  ])('%s: "%s"', (language, text, clauses) => {
    const found = clausesOf(sentence(text, 7), language);
    expect(found.map(clause => clause.text)).toEqual(clauses);
    for (const { text: clause, span } of found) expect(text.slice(span.start - 7, span.end - 7)).toBe(clause);
    expect(found.map(({ isContrary }) => isContrary)).toEqual(clauses.map(() => clauses.length > 1));
  });

  it('are read by themselves: praise in one hides no fault in the next', () => {
    const found = signalsIn(sentence('房间很漂亮，但是空调响了一晚上。'), 'zh');
    expect(found.map(({ type, text }) => [type, text])).toEqual([
      ['PRAISE', '房间很漂亮'],
      ['PROBLEM', '但是空调响了一晚上。'],
    ]);
  });

  it('are told more by a text that complains than by one that praises', () => {
    expect([0.8, -0.8].map(score => scoreAround({ isContrary: true }, score))).toEqual([0, -0.8]);
    expect([0.8, -0.8].map(score => scoreAround({ isContrary: false }, score))).toEqual([0.8, -0.8]);
  });
});
