import { type Collector, startCollector } from './fixture/collector.js';
import { currentTrace, SpanKind, startSpan, startTracing, stopTracing, traceIdOf, withTrace } from './tracing.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = `00-${TRACE}-00f067aa0ba902b7-01`;
const OTHER = '00-aaaabbbbccccddddeeeeffff00001111-1111222233334444-01';
const NEW = /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/;

describe('with a collector', () => {
  let collector: Collector;
  beforeEach(async () => {
    collector = await startCollector();
    await startTracing('capture', `${collector.url}/`);
  });
  afterEach(() => collector.stop());

  /** What the collector has once everything was sent. */
  const received = async (name: string) => {
    await stopTracing();
    return collector.spans.find(span => span.name === name);
  };

  it('a span arrives under its parent, in the name of its service', async () => {
    const span = startSpan('append', { kind: SpanKind.PRODUCER, parent: PARENT, attributes: { stream: 'theme' } });
    span.end();
    expect(await received('append')).toMatchObject({
      traceId: TRACE,
      parentSpanId: '00f067aa0ba902b7',
      spanId: span.traceparent.split('-')[2],
      kind: 4,
      service: 'ckm-capture',
      attributes: [{ key: 'stream', value: { stringValue: 'theme' } }],
      status: {},
    });
  });

  it('spans within spans are one trace', async () => {
    const within = startSpan('outer', {});
    startSpan('inner', { parent: within.traceparent }).end();
    within.end();
    const [inner, outer] = [await received('inner'), await received('outer')];
    expect(inner).toMatchObject({ traceId: outer!.traceId, parentSpanId: outer!.spanId });
    expect(outer!.parentSpanId).toBeUndefined();
  });

  it('links lead to what a batch worked on; those that are none are left out', async () => {
    startSpan('process', { links: [PARENT, null, 'nonsense', OTHER] }).end();
    expect((await received('process'))!.links).toMatchObject([
      { traceId: TRACE, spanId: '00f067aa0ba902b7' },
      { traceId: 'aaaabbbbccccddddeeeeffff00001111', spanId: '1111222233334444' },
    ]);
  });

  it('an error is marked by its kind, not by its words', async () => {
    startSpan('fail', {}).end(new TypeError('Herr Kühn is unknown'));
    const span = await received('fail');
    expect(span!.status).toEqual({ code: 2, message: 'TypeError' });
    expect(JSON.stringify(span)).not.toContain('Kühn');
  });

  it('what its client does not sample is not sent, and stays so', async () => {
    const span = startSpan('quiet', { parent: PARENT.replace(/01$/, '00') });
    span.end();
    expect(span.traceparent).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-00$`));
    expect(await received('quiet')).toBeUndefined();
  });
});

describe('without a collector', () => {
  beforeEach(() => startTracing('capture', null));

  it('spans have numbers all the same', async () => {
    const [first, second] = [startSpan('first', {}), startSpan('second', {})];
    expect(first.traceparent).toMatch(NEW);
    expect(second.traceparent).toMatch(NEW);
    expect(traceIdOf(first.traceparent)).not.toBe(traceIdOf(second.traceparent));
    expect(traceIdOf(startSpan('third', { parent: first.traceparent }).traceparent)).toBe(traceIdOf(first.traceparent));
    first.end(new Error('ended anyhow'));
    await expect(stopTracing()).resolves.toBeUndefined();
  });

  it.each([
    null,
    undefined,
    '',
    'nonsense',
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `${PARENT}-extra`,
    `ff${PARENT.slice(2)}`,
  ])('a trace begins anew after %j', parent => {
    const { traceparent } = startSpan('orphan', { parent });
    expect(traceparent).toMatch(NEW);
    expect(traceIdOf(traceparent)).not.toBe(TRACE);
  });
});

describe('a collector that does not answer as it should', () => {
  let collector: Collector;
  afterEach(() => collector.stop());

  it.each(['refuses', 'hangs', 'is not there'] as const)('costs nothing but its spans when it %s', async how => {
    collector = await startCollector(how === 'hangs' ? 'never' : 400);
    if (how === 'is not there') await collector.stop();
    await startTracing('capture', collector.url);
    startSpan('work', {}).end();
    await expect(stopTracing()).resolves.toBeUndefined();
  });
});

it.each([null, '', 'nonsense', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, `00-${TRACE}-${'0'.repeat(16)}-01`])(
  'there is no trace in %j',
  traceparent => expect(traceIdOf(traceparent)).toBeNull(),
);

describe('the current trace', () => {
  it('is that of the work that runs, also after it waited', async () => {
    await startTracing('capture', null);
    const seen = await Promise.all(
      [PARENT, OTHER].map(traceparent =>
        withTrace(traceparent, async () => {
          await new Promise(resolve => setTimeout(resolve, 5));
          return currentTrace();
        }),
      ),
    );
    expect(seen).toEqual([PARENT, OTHER]);
    expect(currentTrace()).toBeNull();
  });
});
