import { eventually, Listener, message, newTopic, numbered, type Interrupt, type Road } from './road.js';

/** What goes on after the store was away. `road` is asked in each test. */
export function interruptionContract(road: () => Road & { interrupt: Interrupt }): void {
  it('goes on consuming where it stood', async () => {
    const { transport, interrupt } = road();
    const topic = await newTopic(transport);
    await transport.publish(topic, numbered('k', 3));
    const listener = await new Listener().listen(transport, { topics: [topic] });
    await listener.untilCount(3);
    await interrupt();
    await published(() => transport.publish(topic, [message('k', 'after')]));
    await listener.until(({ values }) => values.includes('after'));
    await listener.stop();

    expect(listener.values.slice(0, 3)).toEqual(['0', '1', '2']);
    expect(listener.messages.map(({ offset }) => offset)).toEqual([
      ...new Set(listener.messages.map(one => one.offset)),
    ]);
  });

  it('publishes again once the caller tries again', async () => {
    const { transport, interrupt } = road();
    const topic = await newTopic(transport);
    await transport.publish(topic, [message('k', 'before')]);
    await interrupt();
    await published(() => transport.publish(topic, [message('k', 'after')]));

    expect(Buffer.from((await transport.last(topic, 0))!.value).toString()).toBe('after');
  });

  it('keeps its identity', async () => {
    const { transport, interrupt } = road();
    const identity = await transport.identity();
    await interrupt();

    let now = '';
    await published(async () => (now = await transport.identity()));
    expect(now).toBe(identity);
  });
}

const published = (attempt: () => Promise<unknown>) =>
  eventually(() =>
    attempt().then(
      () => true,
      () => false,
    ),
  );
