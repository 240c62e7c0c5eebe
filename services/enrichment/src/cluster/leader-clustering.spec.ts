import type { Language } from '@ckm/contracts';
import { afterJoining, type Leader, nearestLeader, newLeader } from './leader-clustering.js';

/** The cluster of each text, one at a time. */
function stream(texts: readonly string[], language: Language): string[] {
  const leaders: Leader[] = [];
  return texts.map((text, nth) => {
    const id = nearestLeader({ text, language }, leaders) ?? `g${nth}`;
    const at = leaders.findIndex(leader => leader.id === id);
    if (at < 0) leaders.push(newLeader(id, { text, language }));
    else leaders[at] = afterJoining(leaders[at]!, text);
    return id;
  });
}

describe('a text in leader clustering', () => {
  it.each<[Language, string[]]>([
    [
      'en',
      ['my refund is still missing', 'the lift is stuck again', 'refund still missing', 'lift stuck on floor two'],
    ],
    ['de', ['Die Rechnung ist falsch', 'Der Zug kam zu spät', 'falsche Rechnung bekommen', 'Zug schon wieder zu spät']],
    ['zh', ['快递太慢了', '电池不耐用', '快递真的慢', '手机电池很不耐用']],
  ])('joins the nearest cluster, in %s', (language, texts) =>
    expect(stream(texts, language)).toEqual(['g0', 'g1', 'g0', 'g1']),
  );

  it('begins a cluster where none is near', () => {
    expect(nearestLeader({ text: 'no hot water', language: 'en' }, [])).toBeNull();
    const leader = newLeader('a', { text: 'my refund is still missing', language: 'en' });
    expect(nearestLeader({ text: 'pool closed', language: 'en' }, [leader])).toBeNull();
  });

  it('joins no cluster of another language', () => {
    const leader = newLeader('a', { text: 'Laserjet offline', language: 'en' });
    expect(nearestLeader({ text: 'Laserjet offline', language: 'de' }, [leader])).toBeNull();
    expect(nearestLeader({ text: 'Laserjet offline', language: 'en' }, [leader])).toBe('a');
  });

  it('joins the first of two clusters that are equally near', () => {
    const text = { text: 'Laserjet offline', language: 'en' as const };
    expect(nearestLeader(text, [newLeader('b', text), newLeader('a', text)])).toBe('b');
  });

  it('moves the centroid of the cluster that it joins', () => {
    const first = newLeader('a', { text: 'lift stuck', language: 'en' });
    const later = afterJoining(first, 'elevator stuck between floors');
    expect(later).toMatchObject({ id: 'a', count: 2 });
    expect(nearestLeader({ text: 'elevator between floors', language: 'en' }, [later])).toBe('a');
    expect(first.count).toBe(1);
  });

  it('leaves the centroid with its 300 strongest features', () => {
    const words = Array.from({ length: 2_000 }, (_, nth) => `word${nth * 7919}`).join(' ');
    expect(newLeader('a', { text: words, language: 'en' }).features.length).toBeLessThanOrEqual(300);
  });
});
