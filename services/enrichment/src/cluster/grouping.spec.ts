import { setTimeout as pause } from 'node:timers/promises';
import type { Language } from '@ckm/contracts';
import { LIFT, REFUND, toName } from '../fixture/clustered.js';
import { assignNew, type GroupedText, regroup } from './grouping.js';
import { namesOf } from './names.js';
import { inWorkerThread } from './worker-thread.js';

const text = (words: string, clusterId: string | null = null, language: Language = 'en'): GroupedText => ({
  ...{ text: words, language, clusterId },
});
const ids = (): (() => string) => {
  let nth = 0;
  return () => `new ${++nth}`;
};

describe('a new text', () => {
  it('joins the nearest cluster of its language, or begins one where none is near', () => {
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
    expect(assignNew(came, ids())).toEqual(into);
  });

  it('joins a cluster by the texts that are in it now, and moves none of them', () => {
    const before = [text('no hot water', 'a'), text(LIFT[0]!, 'b'), text(REFUND[2]!, 'b'), text(LIFT[2]!, 'b')];
    expect(assignNew([...before, text(LIFT[1]!)], ids())).toEqual(['a', 'b', 'b', 'b', 'b']);
    expect(assignNew([before[0]!, before[2]!, text(LIFT[1]!)], ids())).toEqual(['a', 'b', 'new 1']);
    expect(assignNew([text(LIFT[0]!, 'a'), text(LIFT[0]!, 'b')], ids())).toEqual(['a', 'b']);
  });

  it('joins a cluster by the words in its first language, whatever a person corrected since', () => {
    const before = [text(LIFT[0]!, 'a'), ...'123456'.split('').map(nth => text(`Fahrstuhl ${nth} klemmt`, 'a', 'de'))];
    expect(assignNew([...before, text(LIFT[1]!)], ids()).at(-1)).toBe('a');
  });
});

describe('texts that are regrouped', () => {
  const all = (clusters: (string | null)[]) => [...REFUND, ...LIFT].map((words, nth) => text(words, clusters[nth]));

  it('are together by what they are about, whatever cluster they were in', () => {
    const [refund, lift] = ['new 1', 'new 2'];
    const into = [refund, refund, refund, lift, lift, lift];
    expect(regroup(all([null, null, null, null, null, null]), ids())).toEqual(into);
    expect(regroup(all(['a', 'a', null, 'a', 'a', null]), ids())).toEqual(into);
  });

  it('keep the id of the cluster that most of them were in, where most of it stays together', () => {
    expect(regroup(all(['a', 'a', null, 'b', 'a', 'b']), ids())).toEqual(['a', 'a', 'a', 'b', 'b', 'b']);
    expect(regroup(all(['c', 'a', 'a', null, null, 'd']), ids())).toEqual(['a', 'a', 'a', 'd', 'd', 'd']);
  });

  it('get a cluster of their own where no other is near', () =>
    expect(regroup([...all(['a', 'a', 'a', 'b', 'b', 'b']), text('no hot water', 'b')], ids())).toEqual([
      ...['a', 'a', 'a', 'b', 'b', 'b', 'new 1'],
    ]));

  it('get a cluster of their own where others are hardly similar, even among few texts', () => {
    const few = [text(REFUND[0]!, 'a'), text(REFUND[1]!, 'a'), text('no shower of ours is hot', 'b')];
    expect(regroup(few, ids())).toEqual(['a', 'a', 'b']);
  });
});

describe('a task in a worker thread', () => {
  const texts = [text(REFUND[0]!, 'a'), text(REFUND[1]!), text(LIFT[0]!)];

  it('answers as it does without one', async () => {
    const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;
    expect(await inWorkerThread('assign', texts)).toEqual(['a', 'a', uuid]);
    expect(await inWorkerThread('regroup', texts)).toEqual([expect.anything(), expect.anything(), uuid]);
    const clusters = [toName('en', REFUND)];
    expect(await inWorkerThread('name', clusters)).toEqual(namesOf(clusters));
  });

  it('runs after the one before', async () => {
    const done: string[] = [];
    const naming = (which: string, times: number) =>
      inWorkerThread('name', [toName('en', Array.from({ length: times }, () => REFUND).flat())]).then(() =>
        done.push(which),
      );
    await Promise.all([naming('long', 2_000), naming('short', 1)]);
    expect(done).toEqual(['long', 'short']);
  });

  it('ends when it is told to stop, and passes errors on', async () => {
    const stopping = new AbortController();
    const assigned = inWorkerThread('assign', texts, stopping.signal);
    await pause(5);
    stopping.abort();
    await expect(assigned).rejects.toThrow('aborted');
    await expect(inWorkerThread('assign', texts, stopping.signal)).rejects.toThrow('aborted');
    await expect(inWorkerThread('name', [null as never])).rejects.toThrow("reading 'language'");
    expect(await inWorkerThread('name', [toName('en', REFUND)])).toHaveLength(1);
  });
});
