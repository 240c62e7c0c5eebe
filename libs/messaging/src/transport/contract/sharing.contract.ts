import { eventually, gate, keyIn, Listener, newGroup, newTopic, numbered, pause, type Road } from './road.js';

export function sharingContract(road: () => Road): void {
  const listeners: Listener[] = [];
  const listening = (listener: Listener) => {
    listeners.push(listener);
    return listener;
  };
  afterEach(async () => void (await Promise.all(listeners.splice(0).map(listener => listener.stop()))));

  it('gives everything to every group', async () => {
    const { transport, another } = road();
    const topic = await newTopic(transport, 2);
    await transport.publish(topic, [...numbered(keyIn(0, 2), 10), ...numbered(keyIn(1, 2), 10)]);
    const one = await listening(new Listener()).listen(transport, { topics: [topic], group: newGroup() });
    const other = await listening(new Listener()).listen(another(), { topics: [topic], group: newGroup() });
    await Promise.all([one.untilCount(20), other.untilCount(20)]);

    const inOrder = ({ messages }: Listener) => messages.sort((a, b) => a.partition - b.partition);
    expect(inOrder(one)).toEqual(inOrder(other));
  });

  it('misses nothing between two consumers of one group', async () => {
    const { transport, another } = road();
    const topic = await newTopic(transport, 4);
    const group = newGroup();
    const pair = [listening(new Listener()), listening(new Listener())] as const;
    await pair[0].listen(transport, { topics: [topic], group });
    await pair[1].listen(another(), { topics: [topic], group });
    for (const partition of [0, 1, 2, 3]) await transport.publish(topic, numbered(keyIn(partition, 4), 25));

    await eventually(() => distinct(pair).size === 100);
  });

  it('hands the partitions of a consumer that stops to the other one', async () => {
    const { transport, another } = road();
    const topic = await newTopic(transport, 2);
    const group = newGroup();
    const leaves = await listening(new Listener()).listen(transport, { topics: [topic], group });
    const stays = await listening(new Listener()).listen(another(), { topics: [topic], group });
    const both = [leaves, stays];
    await transport.publish(topic, [...numbered(keyIn(0, 2), 5), ...numbered(keyIn(1, 2), 5)]);
    await eventually(() => distinct(both).size === 10);
    await leaves.stop();
    const before = leaves.batches.length;
    await transport.publish(topic, [...numbered(keyIn(0, 2), 5), ...numbered(keyIn(1, 2), 5)]);
    const later = () => stays.messages.filter(({ offset }) => offset >= 5n);
    await eventually(() => distinctOf(later()).size === 10);

    expect(leaves.batches).toHaveLength(before);
  });

  it('delivers again what was in hand when a consumer stopped', async () => {
    const { transport, another } = road();
    const topic = await newTopic(transport);
    const group = newGroup();
    await transport.publish(topic, numbered('k', 3));
    const dies = listening(new Listener(() => Promise.reject(new Error('stopped before the effects'))));
    await dies.listen(transport, { topics: [topic], group });
    await dies.untilCount(3);
    await dies.stop();
    const next = await listening(new Listener()).listen(another(), { topics: [topic], group });
    await next.untilCount(3);

    expect(next.values).toEqual(['0', '1', '2']);
  });

  it('tells a handler that hangs that its consumption stops', async () => {
    const { transport } = road();
    const topic = await newTopic(transport);
    await transport.publish(topic, numbered('k', 1));
    const told = gate();
    const hangs = listening(
      new Listener(async ({ signal, from }) => {
        signal.addEventListener('abort', told.open);
        await told.opened;
        return { next: from };
      }),
    );
    await hangs.listen(transport, { topics: [topic] });
    await hangs.untilCount(1);
    expect(hangs.batches[0]!.signal.aborted).toBe(false);
    await hangs.stop();

    await told.opened;
    expect(hangs.batches).toHaveLength(1);
  });

  it('has stopped when the batch in hand is finished, and not before', async () => {
    const { transport } = road();
    const topic = await newTopic(transport);
    await transport.publish(topic, numbered('k', 1));
    const ended: string[] = [];
    const told = gate();
    const finishes = listening(
      new Listener(async ({ signal, next }) => {
        signal.addEventListener('abort', told.open);
        await told.opened;
        await pause(300);
        ended.push('the batch');
        return { next };
      }),
    );
    await finishes.listen(transport, { topics: [topic] });
    await finishes.untilCount(1);
    await finishes.stop();
    ended.push('the consumption');

    expect(ended).toEqual(['the batch', 'the consumption']);
  });

  it('does not wait for ever for a handler that does not listen', async () => {
    const { transport } = road();
    const topic = await newTopic(transport);
    await transport.publish(topic, numbered('k', 1));
    const { opened, open } = gate();
    const deaf = listening(new Listener(({ next }) => opened.then(() => ({ next }))));
    await deaf.listen(transport, { topics: [topic] });
    await deaf.untilCount(1);
    await deaf.stop();
    open();
  });
}

type Place = { partition: number; offset: bigint };
const distinctOf = (places: Place[]) => new Set(places.map(({ partition, offset }) => `${partition}/${offset}`));
const distinct = (listeners: readonly Listener[]) => distinctOf(listeners.flatMap(({ messages }) => messages));
