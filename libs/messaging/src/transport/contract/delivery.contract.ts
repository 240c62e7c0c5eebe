import { isLetGo } from '../../fixture/let-go.js';
import { eventually, Listener, message, newTopic, numbered, pause, type Road } from './road.js';

export function deliveryContract(road: () => Road): void {
  const listeners: Listener[] = [];
  const listening = async (listener: Listener, options: Parameters<Listener['listen']>[1]) => {
    listeners.push(listener);
    return listener.listen(road().transport, options);
  };
  afterEach(async () => void (await Promise.all(listeners.splice(0).map(listener => listener.stop()))));

  it('keeps the order of every key over many batches', async () => {
    const { transport } = road();
    const topic = await newTopic(transport, 3);
    const keys = ['ann', 'bob', 'cid', 'dan'];
    const listener = await listening(new Listener(), { topics: [topic], maxMessages: 7 });
    for (let round = 0; round < 5; round += 1)
      await transport.publish(
        topic,
        numbered('', 20, 20 * round).flatMap(({ value }) => keys.map(key => ({ ...message(key, ''), value }))),
      );
    await listener.untilCount(400);

    for (const key of keys) {
      const values = listener.messages.filter(one => one.key === key).map(({ value }) => Number(value));
      expect(values).toEqual(Array.from({ length: 100 }, (_, nth) => nth));
    }
    expect(Math.max(...listener.batches.map(({ messages }) => messages.length))).toBe(7);
  });

  it('splits what it reads into batches that join', async () => {
    const { transport } = road();
    const topic = await newTopic(transport);
    await transport.publish(topic, numbered('k', 250));
    const listener = await listening(new Listener(), { topics: [topic], maxMessages: 100 });
    await listener.untilCount(250);

    expect(listener.batches.map(({ from, next, messages }) => [from, next, messages.length])).toEqual([
      [0n, 100n, 100],
      [100n, 200n, 100],
      [200n, 250n, 50],
    ]);
  });

  it('delivers several topics to one consumption', async () => {
    const { transport } = road();
    const topics = [await newTopic(transport), await newTopic(transport, 2)];
    const listener = await listening(new Listener(), { topics });
    for (const topic of topics) await transport.publish(topic, [message('k', `in ${topic}`)]);
    await listener.untilCount(2);

    expect(listener.messages.map(({ topic, value }) => [topic, value]).sort()).toEqual(
      topics.map(topic => [topic, `in ${topic}`]).sort(),
    );
  });

  it('starts where it is told to', async () => {
    const { transport } = road();
    const topic = await newTopic(transport);
    await transport.publish(topic, numbered('k', 5));
    const listener = await listening(new Listener(), { topics: [topic], startAt: 3n });
    await listener.untilCount(2);

    expect(listener.values).toEqual(['3', '4']);
    expect(listener.batches[0]?.from).toBe(3n);
  });

  it('starts at the end when told to, and delivers what comes later', async () => {
    const { transport } = road();
    const topic = await newTopic(transport);
    await transport.publish(topic, numbered('k', 5));
    const listener = await listening(new Listener(), { topics: [topic], startAt: 5n });
    await pause(500);
    await transport.publish(topic, [message('k', 'later')]);
    await listener.untilCount(1);

    expect(listener.values).toEqual(['later']);
    expect(listener.batches).toHaveLength(1);
  });

  it('asks again where to start when that could not be said', async () => {
    const { transport } = road();
    const topic = await newTopic(transport);
    await transport.publish(topic, numbered('k', 2));
    let asked = 0;
    const received: bigint[] = [];
    const consumption = await transport.consume({
      group: topic,
      topics: [topic],
      startAt: () => ((asked += 1) === 1 ? Promise.reject(new Error('not yet')) : Promise.resolve(1n)),
      onBatch: ({ messages, next }) => {
        received.push(...messages.map(({ offset }) => offset));
        return Promise.resolve({ next });
      },
    });
    await eventually(() => received.length > 0);
    await consumption.stop();

    expect(asked).toBe(2);
    expect(received).toEqual([1n]);
  });

  it('goes back where the handler says', async () => {
    const { transport } = road();
    const topic = await newTopic(transport);
    await transport.publish(topic, numbered('k', 4));
    const goesBackOnce = new Listener(({ next }, earlier) => ({ next: earlier === 0 ? 1n : next }));
    await listening(goesBackOnce, { topics: [topic] });
    await goesBackOnce.untilCount(7);

    expect(goesBackOnce.values).toEqual(['0', '1', '2', '3', '1', '2', '3']);
  });

  it('goes forward where the handler says', async () => {
    const { transport } = road();
    const topic = await newTopic(transport);
    await transport.publish(topic, numbered('k', 10));
    const skips = new Listener(({ next }, earlier) => ({ next: earlier === 0 ? 8n : next }));
    await listening(skips, { topics: [topic], maxMessages: 2 });
    await skips.untilCount(4);

    expect(skips.values).toEqual(['0', '1', '8', '9']);
  });

  it('delivers again, a second later, after an error of the handler', async () => {
    const { transport } = road();
    const topic = await newTopic(transport);
    await transport.publish(topic, numbered('k', 3));
    const times: number[] = [];
    const failsOnce = new Listener(({ next }, earlier) => {
      times.push(performance.now());
      if (earlier === 0) throw new Error('on purpose');
      return { next };
    });
    await listening(failsOnce, { topics: [topic] });
    await failsOnce.untilCount(6);

    expect(failsOnce.values).toEqual(['0', '1', '2', '0', '1', '2']);
    expect(times[1]! - times[0]!).toBeGreaterThan(900);
  });

  it('waits for a topic that is made later', async () => {
    const { transport } = road();
    const name = `${await newTopic(transport)}-later`;
    const listener = await listening(new Listener(), { topics: [name] });
    await pause(300);
    await transport.ensureTopics([{ name, partitions: 1 }]);
    await transport.publish(name, [message('k', 'v')]);
    await listener.untilCount(1);
  });

  it('lets go of the handler of a consumption that was stopped', async () => {
    const { transport } = road();
    const topic = await newTopic(transport);
    await transport.publish(topic, [message('k', 'v')]);
    const listened = async () => {
      const listener = await new Listener().listen(transport, { topics: [topic] });
      await listener.untilCount(1);
      await listener.stop();
      return new WeakRef(listener);
    };
    const held = await listened();
    await eventually(() => isLetGo(held));
  });
}
