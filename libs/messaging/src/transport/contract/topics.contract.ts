import { TopicMismatch } from '../transport.js';
import { keyIn, Listener, message, newTopic, numbered, text, type Road } from './road.js';

export function topicsContract(road: () => Road): void {
  it('shows where partitions begin and end, and so how far a consumer lags behind', async () => {
    const { transport } = road();
    const topic = await newTopic(transport, 2);
    expect(await transport.bounds(topic)).toEqual([
      { partition: 0, first: 0n, end: 0n },
      { partition: 1, first: 0n, end: 0n },
    ]);
    await transport.publish(topic, numbered(keyIn(1, 2), 3));
    expect((await transport.bounds(topic))[1]).toEqual({ partition: 1, first: 0n, end: 3n });

    const listener = await new Listener().listen(transport, { topics: [topic], maxMessages: 2 });
    await listener.untilCount(3);
    await listener.stop();

    expect(listener.batches.map(({ next, end }) => end - next)).toEqual([1n, 0n]);
    expect((await transport.bounds(topic))[1]).toEqual({ partition: 1, first: 0n, end: 3n });
  });

  it('gives the last message of a partition, and null for an empty one', async () => {
    const { transport } = road();
    const topic = await newTopic(transport, 2);
    const key = keyIn(0, 2);
    await transport.publish(topic, [...numbered(key, 5), message(key, 'the last')]);

    const last = await transport.last(topic, 0);

    expect(last?.offset).toBe(5n);
    expect(text(last!.key)).toBe(key);
    expect(text(last!.value)).toBe('the last');
    expect(await transport.last(topic, 1)).toBeNull();
  });

  it('empties a topic, and takes what comes then', async () => {
    const { transport } = road();
    const topic = await newTopic(transport, 2);
    const key = keyIn(1, 2);
    await transport.publish(topic, numbered(key, 5));
    await transport.empty(topic);

    for (const { first, end } of await transport.bounds(topic)) expect(first).toBe(end);
    expect(await transport.last(topic, 1)).toBeNull();
    await transport.publish(topic, [message(key, 'new')]);
    const listener = await new Listener().listen(transport, { topics: [topic] });
    await listener.untilCount(1);
    await listener.stop();
    expect(listener.values).toEqual(['new']);
  });

  it('leaves topics that are there as they are', async () => {
    const { transport, another } = road();
    const topic = await newTopic(transport, 2);
    await transport.publish(topic, numbered(keyIn(0, 2), 1));

    const newer = `${topic}-newer`;
    const wanted = [topic, newer].map(name => ({ name, partitions: 2 }));
    await Promise.all([transport.ensureTopics(wanted), another().ensureTopics(wanted)]);

    expect((await transport.bounds(topic))[0]?.end).toBe(1n);
    expect(await transport.bounds(newer)).toHaveLength(2);
  });

  it('refuses a topic that has another number of partitions than declared', async () => {
    const { transport } = road();
    const topic = await newTopic(transport, 2);

    const widened = transport.ensureTopics([{ name: topic, partitions: 3 }]);

    await expect(widened).rejects.toThrow(new TopicMismatch(topic, 3, 2));
    expect(await transport.bounds(topic)).toHaveLength(2);
  });

  it('has the same identity for everybody who uses the store', async () => {
    const { transport, another } = road();
    const identity = await transport.identity();

    expect(identity).toMatch(/^(postgres|kafka):\S+$/);
    expect(await transport.identity()).toBe(identity);
    expect(await another().identity()).toBe(identity);
  });

  it('can be stopped and closed twice', async () => {
    const { transport, another } = road();
    const topic = await newTopic(transport);
    const second = another();
    const consumption = await second.consume({
      group: topic,
      topics: [topic],
      startAt: () => Promise.resolve(0n),
      onBatch: ({ next }) => Promise.resolve({ next }),
    });

    await Promise.all([consumption.stop(), consumption.stop()]);
    await consumption.stop();
    await Promise.all([second.close(), second.close()]);
    await second.close();
  });
}
