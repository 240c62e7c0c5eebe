import type { Language } from '@ckm/contracts';
import { join, joined, type Leader, leaderOf } from './leaders.js';

/** The group of each text, as they come. */
function stream(texts: readonly string[], language: Language): string[] {
  const leaders: Leader[] = [];
  return texts.map((text, nth) => {
    const id = join({ text, language }, leaders) ?? `g${nth}`;
    const at = leaders.findIndex(leader => leader.id === id);
    if (at < 0) leaders.push(leaderOf(id, { text, language }));
    else leaders[at] = joined(leaders[at]!, text);
    return id;
  });
}

describe('texts that come one at a time', () => {
  it.each<[Language, string[]]>([
    [
      'en',
      ['my refund is still missing', 'the lift is stuck again', 'refund still missing', 'lift stuck on floor two'],
    ],
    ['de', ['Die Rechnung ist falsch', 'Der Zug kam zu spät', 'falsche Rechnung bekommen', 'Zug schon wieder zu spät']],
    ['zh', ['快递太慢了', '电池不耐用', '快递真的慢', '手机电池很不耐用']],
  ])('join what they are like, in %s', (language, texts) =>
    expect(stream(texts, language)).toEqual(['g0', 'g1', 'g0', 'g1']),
  );

  it('begin a group where they are like none', () => {
    expect(join({ text: 'no hot water', language: 'en' }, [])).toBeNull();
    const leader = leaderOf('a', { text: 'my refund is still missing', language: 'en' });
    expect(join({ text: 'pool closed', language: 'en' }, [leader])).toBeNull();
  });

  it('join nothing in another language', () => {
    const leader = leaderOf('a', { text: 'Laserjet offline', language: 'en' });
    expect(join({ text: 'Laserjet offline', language: 'de' }, [leader])).toBeNull();
    expect(join({ text: 'Laserjet offline', language: 'en' }, [leader])).toBe('a');
  });

  it('join the first of two that are equally near', () => {
    const text = { text: 'Laserjet offline', language: 'en' as const };
    expect(join(text, [leaderOf('b', text), leaderOf('a', text)])).toBe('b');
  });

  it('change what a group is known by, which can be kept as a row', () => {
    const first = leaderOf('a', { text: 'lift stuck', language: 'en' });
    const later = joined(first, 'elevator stuck between floors');
    expect(later).toMatchObject({ id: 'a', count: 2 });
    expect(join({ text: 'elevator between floors', language: 'en' }, [later])).toBe('a');
    expect(first.count).toBe(1);
    expect(JSON.parse(JSON.stringify(later))).toEqual(later);
  });

  it('leave a group no larger than a row may be', () => {
    const words = Array.from({ length: 2_000 }, (_, nth) => `word${nth * 7919}`).join(' ');
    expect(leaderOf('a', { text: words, language: 'en' }).features.length).toBeLessThanOrEqual(300);
  });
});
