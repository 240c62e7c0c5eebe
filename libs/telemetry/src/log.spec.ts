import { execFileSync } from 'node:child_process';
import { openLog } from './log.js';
import { startSpan, startTracing, traceIdOf, withTrace } from './tracing.js';

const lines: Record<string, unknown>[] = [];
const log = openLog('capture', 'info', { write: line => void lines.push(JSON.parse(line) as Record<string, unknown>) });
beforeEach(() => void (lines.length = 0));

it('a line says who, when and how grave', () => {
  log.warn({ topic: 'ckm.capture.customer.v1' }, 'the road is slow');
  expect(lines).toEqual([
    {
      level: 'warn',
      service: 'capture',
      topic: 'ckm.capture.customer.v1',
      msg: 'the road is slow',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
    },
  ]);
});

it('a line within a trace carries it, one outside carries none', async () => {
  await startTracing('capture', null);
  const { traceparent } = startSpan('work', {});
  await withTrace(traceparent, async () => {
    await Promise.resolve();
    log.info('within');
  });
  log.info('outside');
  expect(lines.map(({ msg, traceId }) => [msg, traceId])).toEqual([
    ['within', traceIdOf(traceparent)],
    ['outside', undefined],
  ]);
});

it('an error is logged with its stack', () => {
  log.error({ err: new TypeError('odd') }, 'failed');
  expect(lines[0]).toMatchObject({
    err: { type: 'TypeError', message: 'odd', stack: expect.stringContaining('odd') as string },
  });
});

// In a process of its own: here jest's own `Error` is in the way.
it('an error of the platform is logged, which nothing but itself can be asked for', () => {
  const program = `
    const { openLog } = await import(${JSON.stringify(new URL('../dist/log.js', import.meta.url).href)});
    const late = new DOMException('too late', 'TimeoutError');
    openLog('capture').error({ err: late }, 'failed');
    openLog('capture').error({ err: Object.assign(late, { cause: new Error('asleep') }) }, 'failed');
  `;
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' });
  const told = said
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as { err: object });
  expect(told).toMatchObject([
    { err: { message: 'too late', name: 'TimeoutError' } },
    { err: { message: 'too late: asleep', name: 'TimeoutError' } },
  ]);
});

it('an error is logged with what caused it, once, and with those that it gathers', () => {
  const circle: Error & { cause?: unknown } = new Error('inner');
  circle.cause = new AggregateError([new Error('one'), circle], 'several');
  log.error({ err: new Error('outer', { cause: circle }) }, 'failed');
  const causes = /Error: outer[^]+caused by: Error: inner[^]+caused by: AggregateError: several/;
  expect(lines[0]).toMatchObject({
    err: { message: 'outer: inner: several', stack: expect.stringMatching(causes) as string },
  });
  log.error({ err: circle.cause }, 'failed');
  expect(lines[1]).toMatchObject({ err: { aggregateErrors: [{ message: 'one' }, { message: 'inner' }] } });
});

it('what is below its level is not written', () => {
  log.debug('details');
  expect(lines).toEqual([]);
});
