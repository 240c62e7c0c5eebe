import { gate, keyIn, Listener, message, newTopic, numbered, pause, type Road } from './road.js';

export function flowContract(road: () => Road): void {
  const listeners: Listener[] = [];
  const listening = async (listener: Listener, options: Parameters<Listener['listen']>[1]) => {
    listeners.push(listener);
    return listener.listen(road().transport, options);
  };
  afterEach(async () => void (await Promise.all(listeners.splice(0).map(listener => listener.stop()))));

  it('leaves one partition alone as long as the handler says while the other flows', async () => {
    const { transport } = road();
    const topic = await newTopic(transport, 2);
    const rests = new Listener(({ partition, next, from }, earlier) =>
      partition === 0 && earlier < 2 ? { next: from, afterMs: 1_500 } : { next },
    );
    await transport.publish(topic, [message(keyIn(0, 2), 'rests')]);
    await listening(rests, { topics: [topic] });
    await rests.untilCount(1);
    const begun = performance.now();
    for (let nth = 0; nth < 5; nth += 1) {
      await transport.publish(topic, [message(keyIn(1, 2), `flows ${nth}`)]);
      await rests.until(({ values }) => values.includes(`flows ${nth}`));
    }
    expect(rests.values.filter(value => value === 'rests')).toHaveLength(1);
    await rests.until(({ values }) => values.filter(value => value === 'rests').length === 2);

    expect(performance.now() - begun).toBeGreaterThan(1_300);
  });

  it('lets other partitions flow while the handler of one takes long', async () => {
    const { transport } = road();
    const topic = await newTopic(transport, 2);
    const { opened, open } = gate();
    const waits = new Listener(async ({ partition, next }) => {
      if (partition === 0) await opened;
      return { next };
    });
    await transport.publish(topic, numbered(keyIn(0, 2), 2));
    await listening(waits, { topics: [topic], maxMessages: 1 });
    await waits.untilCount(1);
    await transport.publish(topic, numbered(keyIn(1, 2), 5));
    await waits.untilCount(6);
    expect(waits.messages.filter(({ partition }) => partition === 0)).toHaveLength(1);
    open();
    await waits.untilCount(7);
  });

  it.each([
    ['different partitions at once', undefined, true],
    ['one after the other where that is asked for', 1, false],
  ])('works on %s, on one never twice', async (_, maxConcurrency, atOnce) => {
    const { transport } = road();
    const topic = await newTopic(transport, 3);
    const atWork = new Set<number>();
    let most = 0;
    const clashes: number[] = [];
    const counts = new Listener(async ({ partition, next }) => {
      if (atWork.has(partition)) clashes.push(partition);
      atWork.add(partition);
      most = Math.max(most, atWork.size);
      await pause(20);
      atWork.delete(partition);
      return { next };
    });
    for (const partition of [0, 1, 2]) await transport.publish(topic, numbered(keyIn(partition, 3), 20));
    await listening(counts, { topics: [topic], maxMessages: 2, maxConcurrency });
    await counts.untilCount(60);

    expect(clashes).toEqual([]);
    expect(most > 1).toBe(atOnce);
  });
}
