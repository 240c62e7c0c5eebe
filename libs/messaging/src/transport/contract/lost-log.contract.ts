import { Listener, newTopic, numbered, pause, type Road } from './road.js';

export function lostLogContract(road: () => Road): void {
  const listeners: Listener[] = [];
  const listening = (listener: Listener, options: Parameters<Listener['listen']>[1]) => {
    listeners.push(listener);
    return listener.listen(road().transport, options);
  };
  afterEach(async () => void (await Promise.all(listeners.splice(0).map(listener => listener.stop()))));

  const startsAnew = () => new Listener(({ messages, next }) => ({ next: messages.length === 0 ? 0n : next }));

  it('shows a log that ends before the start, and delivers nothing of it unasked', async () => {
    const { transport } = road();
    const topic = await newTopic(transport);
    await transport.publish(topic, numbered('k', 2));
    const listener = await listening(startsAnew(), { topics: [topic], startAt: 5n });
    await listener.untilCount(2);

    expect(listener.batches[0]).toMatchObject({ topic, partition: 0, from: 2n, next: 2n, end: 2n, messages: [] });
    expect(listener.values).toEqual(['0', '1']);
  });

  it('shows an empty log to a consumer that stood further', async () => {
    const { transport } = road();
    const topic = await newTopic(transport);
    const listener = await listening(startsAnew(), { topics: [topic], startAt: 5n });
    await listener.until(({ batches }) => batches.length > 0);
    expect(listener.batches[0]).toMatchObject({ from: 0n, next: 0n, end: 0n, messages: [] });
    await transport.publish(topic, numbered('k', 1));
    await listener.untilCount(1);
  });

  it('shows a log that begins behind the start', async () => {
    const { transport, behead } = road();
    const topic = await newTopic(transport);
    await transport.publish(topic, numbered('k', 5));
    await behead(topic, 0, 3n);
    expect(await transport.bounds(topic)).toEqual([{ partition: 0, first: 3n, end: 5n }]);
    const listener = await listening(new Listener(), { topics: [topic], startAt: 1n });
    await listener.untilCount(2);

    expect(listener.batches[0]).toMatchObject({ from: 3n, next: 3n, end: 5n, messages: [] });
    expect(listener.values).toEqual(['3', '4']);
  });

  it('shows a topic that was made anew to a consumer that had read the old one', async () => {
    const { transport, makeAnew } = road();
    const topic = await newTopic(transport);
    await transport.publish(topic, numbered('old', 5));
    const listener = await listening(startsAnew(), { topics: [topic] });
    await listener.untilCount(5);
    await makeAnew(topic);
    await transport.publish(topic, numbered('new', 2));
    await listener.untilCount(7);

    const shown = listener.batches.findIndex(({ messages }) => messages.length === 0);
    const { from, next, end } = listener.batches[shown]!;
    expect([from, next]).toEqual([end, end]);
    expect(end).toBeLessThan(5n);
    expect(listener.messages.slice(5).map(({ key, offset }) => [key, offset])).toEqual([
      ['new', 0n],
      ['new', 1n],
    ]);
  });

  it('tells a handler that stays at a lost place again, but not all the time', async () => {
    const { transport } = road();
    const topic = await newTopic(transport);
    const stays = await listening(new Listener(() => ({ next: 5n })), { topics: [topic], startAt: 5n });
    await stays.until(({ batches }) => batches.length >= 2);
    const before = stays.batches.length;
    await pause(1_500);

    expect(stays.batches.length - before).toBeLessThanOrEqual(2);
    expect(stays.batches.every(({ messages, end }) => messages.length === 0 && end === 0n)).toBe(true);
  });
}
