import { partitionOf } from '../partition.js';
import { TopicMissing } from '../transport.js';
import { bytes, keyIn, Listener, message, newTopic, numbered, type Road } from './road.js';

const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => byte);

export function publishingContract(road: () => Road): void {
  it('delivers the bytes that were published', async () => {
    const { transport } = road();
    const topic = await newTopic(transport);
    const before = Date.now();
    const published = { key: EVERY_BYTE, headers: { every: EVERY_BYTE, none: new Uint8Array() }, value: EVERY_BYTE };
    await transport.publish(topic, [published]);

    const listener = await new Listener().listen(transport, { topics: [topic] });
    await listener.untilCount(1);
    await listener.stop();

    const [received] = listener.batches[0]!.messages;
    expect(Uint8Array.from(received!.key!)).toEqual(EVERY_BYTE);
    expect(Uint8Array.from(received!.value)).toEqual(EVERY_BYTE);
    expect(Object.keys(received!.headers).sort()).toEqual(['every', 'none']);
    expect(Uint8Array.from(received!.headers.every!)).toEqual(EVERY_BYTE);
    expect(received!.headers.none).toHaveLength(0);
    expect(Math.abs(received!.timestamp - before)).toBeLessThan(60_000);
  });

  it('keeps a message without headers and without a value', async () => {
    const { transport } = road();
    const topic = await newTopic(transport);
    await transport.publish(topic, [{ key: bytes('k'), headers: {}, value: new Uint8Array() }]);

    const last = await transport.last(topic, 0);

    expect(last?.headers).toEqual({});
    expect(last?.value).toHaveLength(0);
  });

  it('carries a message of one megabyte among small ones', async () => {
    const { transport } = road();
    const topic = await newTopic(transport);
    const large = new Uint8Array(1_048_576).fill(7);
    await transport.publish(topic, [
      message('k', 'before'),
      { key: bytes('k'), headers: {}, value: large },
      message('k', 'after'),
    ]);

    const listener = await new Listener().listen(transport, { topics: [topic] });
    await listener.untilCount(3);
    await listener.stop();

    const received = listener.batches.flatMap(batch => batch.messages);
    expect(received.map(({ value }) => value.length)).toEqual([6, large.length, 5]);
    expect(Buffer.compare(received[1]!.value, large)).toBe(0);
  });

  it('puts a key where the default partitioner of Kafka does', async () => {
    const { transport } = road();
    const topic = await newTopic(transport, 5);
    const keys = [
      '21',
      'foobar',
      'a-little-bit-long-string',
      'a-little-bit-longer-string',
      'abc',
      'lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8',
    ];
    await transport.publish(
      topic,
      keys.map(key => message(key, key)),
    );

    const listener = await new Listener().listen(transport, { topics: [topic] });
    await listener.untilCount(keys.length);
    await listener.stop();

    for (const { key, partition } of listener.messages) expect(partition).toBe(partitionOf(bytes(key!), 5));
  });

  it('tells the last offset of every partition that was written to', async () => {
    const { transport } = road();
    const topic = await newTopic(transport, 3);
    const [first, third] = [keyIn(0, 3), keyIn(2, 3)];
    await transport.publish(topic, numbered(third, 4));

    const written = await transport.publish(topic, [...numbered(first, 2), ...numbered(third, 3)]);

    expect(written.sort((a, b) => a.partition - b.partition)).toEqual([
      { partition: 0, lastOffset: 1n },
      { partition: 2, lastOffset: 6n },
    ]);
  });

  it('keeps the order within a publication that needs several sends', async () => {
    const { transport } = road();
    const topic = await newTopic(transport, 2);
    const body = 'x'.repeat(4_000);
    const published = Array.from({ length: 1_500 }, (_, nth) => message(keyIn(nth % 2, 2), `${nth} ${body}`));
    await transport.publish(topic, published);

    const listener = await new Listener().listen(transport, { topics: [topic] });
    await listener.untilCount(published.length);
    await listener.stop();

    for (const partition of [0, 1]) {
      const received = listener.messages.filter(one => one.partition === partition).map(one => parseInt(one.value!));
      expect(received).toEqual(Array.from({ length: 750 }, (_, nth) => 2 * nth + partition));
    }
  });

  it('gives every message of publications at the same time an offset of its own, without gaps', async () => {
    const { transport, another } = road();
    const topic = await newTopic(transport);
    const publishers = [transport, another()];
    await Promise.all(
      Array.from({ length: 10 }, (_, nth) => publishers[nth % 2]!.publish(topic, numbered(`writer-${nth}`, 20))),
    );

    const listener = await new Listener().listen(transport, { topics: [topic] });
    await listener.untilCount(200);
    await listener.stop();

    expect(listener.messages.map(({ offset }) => Number(offset))).toEqual(Array.from({ length: 200 }, (_, nth) => nth));
    for (let nth = 0; nth < 10; nth += 1) {
      const values = listener.messages.filter(({ key }) => key === `writer-${nth}`).map(({ value }) => Number(value));
      expect(values).toEqual(Array.from({ length: 20 }, (_, value) => value));
    }
  });

  it('writes nothing when there is nothing to publish', async () => {
    const { transport } = road();
    const topic = await newTopic(transport);

    expect(await transport.publish(topic, [])).toEqual([]);
    expect(await transport.bounds(topic)).toEqual([{ partition: 0, first: 0n, end: 0n }]);
  });

  it('refuses a message without a key, and writes none of its publication', async () => {
    const { transport } = road();
    const topic = await newTopic(transport);
    const keyless = { ...message('k', 'v'), key: null };

    await expect(transport.publish(topic, [message('k', 'v'), keyless])).rejects.toThrow('without a key');
    expect((await transport.bounds(topic))[0]?.end).toBe(0n);
  });

  it('refuses a topic that is not there', async () => {
    const { transport } = road();
    const nowhere = 'contract-nowhere';

    await expect(transport.publish(nowhere, [message('k', 'v')])).rejects.toThrow(new TopicMissing(nowhere));
    await expect(transport.bounds(nowhere)).rejects.toThrow(new TopicMissing(nowhere));
    await expect(transport.last(nowhere, 0)).rejects.toThrow(new TopicMissing(nowhere));
  });
}
