import { setTimeout as pause } from 'node:timers/promises';
import type { Language } from '@ckm/contracts';
import { apart } from './apart.js';
import { type GroupedText, joinedIn, regroupedIn } from './grouping.js';
import { namesOf, type ToName } from './names.js';

const REFUND = ['my refund is still missing', 'refund still missing since May', 'where is my refund, still missing'];
const LIFT = ['the lift is stuck again', 'lift stuck on floor two', 'the lift got stuck between floors'];

const text = (words: string, clusterId: string | null = null, language: Language = 'en'): GroupedText => ({
  ...{ text: words, language, clusterId },
});
/** Each text is of another customer. */
const toName = (language: Language, texts: string[]): ToName => ({ language, voices: texts.map(words => [words]) });
const ids = (): (() => string) => {
  let nth = 0;
  return () => `new ${++nth}`;
};

describe('a text that comes', () => {
  it('joins what it is like, and begins a cluster where it is like none, in each language', () => {
    const came = [
      ...[text(REFUND[0]!), text(LIFT[0]!), text('快递太慢了', null, 'zh'), text('Rechnung ist falsch', null, 'de')],
      ...[
        text(LIFT[1]!),
        text('快递真的慢', null, 'zh'),
        text('falsche Rechnung bekommen', null, 'de'),
        text(REFUND[1]!),
      ],
    ];
    const into = ['new 1', 'new 2', 'new 3', 'new 4', 'new 2', 'new 3', 'new 4', 'new 1'];
    expect(joinedIn(came, ids())).toEqual(into);
  });

  it('joins a cluster by the words of those that are in it still, and moves none of them', () => {
    const before = [text('no hot water', 'a'), text(LIFT[0]!, 'b'), text(REFUND[2]!, 'b'), text(LIFT[2]!, 'b')];
    expect(joinedIn([...before, text(LIFT[1]!)], ids())).toEqual(['a', 'b', 'b', 'b', 'b']);
    expect(joinedIn([before[0]!, before[2]!, text(LIFT[1]!)], ids())).toEqual(['a', 'b', 'new 1']);
    expect(joinedIn([text(LIFT[0]!, 'a'), text(LIFT[0]!, 'b')], ids())).toEqual(['a', 'b']);
  });

  it('joins by words of its own language what a person said is in another', () => {
    const before = [text(LIFT[0]!, 'a'), ...'123456'.split('').map(nth => text(`Fahrstuhl ${nth} klemmt`, 'a', 'de'))];
    expect(joinedIn([...before, text(LIFT[1]!)], ids()).at(-1)).toBe('a');
  });
});

describe('texts that are grouped anew', () => {
  const all = (clusters: (string | null)[]) => [...REFUND, ...LIFT].map((words, nth) => text(words, clusters[nth]));

  it('are together by what they are about, whatever they were in', () => {
    const [refund, lift] = ['new 1', 'new 2'];
    const into = [refund, refund, refund, lift, lift, lift];
    expect(regroupedIn(all([null, null, null, null, null, null]), ids())).toEqual(into);
    expect(regroupedIn(all(['a', 'a', null, 'a', 'a', null]), ids())).toEqual(into);
  });

  it('are in the cluster that most of them were in, where most of it stays together', () => {
    expect(regroupedIn(all(['a', 'a', null, 'b', 'a', 'b']), ids())).toEqual(['a', 'a', 'a', 'b', 'b', 'b']);
    expect(regroupedIn(all(['c', 'a', 'a', null, null, 'd']), ids())).toEqual(['a', 'a', 'a', 'd', 'd', 'd']);
  });

  it('are in one of their own where they are near to no other', () =>
    expect(regroupedIn([...all(['a', 'a', 'a', 'b', 'b', 'b']), text('no hot water', 'b')], ids())).toEqual([
      ...['a', 'a', 'a', 'b', 'b', 'b', 'new 1'],
    ]));

  it('are in one of their own where they share next to nothing with others, however few there are', () => {
    const few = [text(REFUND[0]!, 'a'), text(REFUND[1]!, 'a'), text('no shower of ours is hot', 'b')];
    expect(regroupedIn(few, ids())).toEqual(['a', 'a', 'b']);
  });
});

describe('in a thread of its own', () => {
  const texts = [text(REFUND[0]!, 'a'), text(REFUND[1]!), text(LIFT[0]!)];

  it('the answers are the same', async () => {
    const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;
    expect(await apart('join', texts)).toEqual(['a', 'a', uuid]);
    expect(await apart('regroup', texts)).toEqual([expect.anything(), expect.anything(), uuid]);
    const clusters = [toName('en', REFUND)];
    expect(await apart('name', clusters)).toEqual(namesOf(clusters));
  });

  it('one goes on after the other', async () => {
    const done: string[] = [];
    const naming = (which: string, times: number) =>
      apart('name', [toName('en', Array.from({ length: times }, () => REFUND).flat())]).then(() => done.push(which));
    await Promise.all([naming('long', 2_000), naming('short', 1)]);
    expect(done).toEqual(['long', 'short']);
  });

  it('it ends when it is told to stop, and says what went wrong', async () => {
    const stopping = new AbortController();
    const joined = apart('join', texts, stopping.signal);
    await pause(5);
    stopping.abort();
    await expect(joined).rejects.toThrow('aborted');
    await expect(apart('join', texts, stopping.signal)).rejects.toThrow('aborted');
    await expect(apart('name', [null as never])).rejects.toThrow("reading 'language'");
    expect(await apart('name', [toName('en', REFUND)])).toHaveLength(1);
  });
});
