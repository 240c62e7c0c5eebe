import { getEventListeners } from 'node:events';
import { UPSTREAM_TOPIC } from '@ckm/contracts';
import type { Run } from './batch-run.js';
import type { Checkpoint } from './checkpoint.js';
import { silent } from './fixture/installation.js';
import { standing } from './fixture/by-hand.js';
import { PartitionMonitor } from './partition-monitor.js';
import type { Batch } from './transport/transport.js';

const TOPIC = 'ckm.capture.customer.v1';
const quiet: Run = { otherLog: false, missing: null };
const rows = (...next: bigint[]): Checkpoint[] =>
  next.map((one, nth) => ({ slice: `slice ${nth}`, next: one, epoch: null, highWater: one }));

function batch(
  from: number,
  count: number,
  { topic = TOPIC, end = from + count, signal = new AbortController().signal } = {},
): Batch {
  const messages = standing(
    Array.from({ length: count }, () => ({ key: null, headers: {}, value: new Uint8Array() })),
    from,
  );
  const next = BigInt(from + count);
  return {
    topic,
    partition: 3,
    from: BigInt(from),
    next,
    end: BigInt(end),
    messages,
    signal,
    keepAlive: () => Promise.resolve(),
  };
}

describe('a delivery', () => {
  it('that begins where the rows stand is used', () => {
    expect(new PartitionMonitor(silent).checkDelivery(batch(10, 5), rows(10n, 12n))).toBeNull();
  });

  it('whose messages are all known leads to where the rows stand, without an alarm', () => {
    // Its end is old, too: another process has read further meanwhile.
    const monitor = new PartitionMonitor(silent);
    expect(monitor.checkDelivery(batch(10, 5), rows(30n, 33n))).toMatchObject({ next: 30n, alarm: null });
    expect(monitor.checkDelivery(batch(10, 5, { topic: UPSTREAM_TOPIC }), rows(30n))).toMatchObject({
      next: 30n,
      alarm: null,
    });
  });

  it('behind rows that another process set back leads to them', () => {
    expect(new PartitionMonitor(silent).checkDelivery(batch(10, 5), rows(0n))).toMatchObject({ next: 0n, alarm: null });
  });

  it('that says that our topic ends before the rows leads to its start', () => {
    const checkpoints = rows(10n, 12n);
    expect(new PartitionMonitor(silent).checkDelivery(batch(4, 0), checkpoints)).toMatchObject({
      next: 0n,
      alarm: null,
    });
    expect(checkpoints.map(({ next }) => next)).toEqual([0n, 0n]);
  });

  it('that says that an upstream topic ends before the rows leads to its start, with an alarm until it is as long again', () => {
    const monitor = new PartitionMonitor(silent);
    const from = (at: number, count: number) => batch(at, count, { topic: UPSTREAM_TOPIC });
    const checkpoints = rows(10n);
    const ends = monitor.checkDelivery(from(4, 0), checkpoints)!;
    expect([ends.next, checkpoints[0]!.next]).toEqual([0n, 0n]);
    monitor.note(from(4, 0), ends);
    monitor.note(from(0, 4), monitor.checkRun(from(0, 4), quiet, rows(4n)));
    // Another process reads it, too.
    monitor.note(from(0, 4), monitor.checkDelivery(from(0, 4), rows(9n))!);
    expect(monitor.alarms).toEqual([`topic-truncated ${UPSTREAM_TOPIC}/3`]);
    monitor.note(from(9, 1), monitor.checkRun(from(9, 1), quiet, rows(10n)));
    expect(monitor.alarms).toEqual([]);
  });

  it('that says that an upstream topic ends before the rows leads to where it begins, when its head is gone as well', () => {
    const monitor = new PartitionMonitor(silent);
    const upstream = { topic: UPSTREAM_TOPIC };
    monitor.note(batch(9, 0, upstream), monitor.checkDelivery(batch(9, 0, upstream), rows(10n))!);
    expect(monitor.checkDelivery(batch(6, 0, { ...upstream, end: 9 }), rows(0n))).toBeNull();
  });

  it('that says that the head is gone stops an upstream topic; ours goes on, judged by sequences', () => {
    const gone = (topic: string) =>
      new PartitionMonitor(silent).checkDelivery(batch(14, 0, { topic, end: 20 }), rows(10n));
    expect(gone(UPSTREAM_TOPIC)).toMatchObject({ next: 10n, alarm: 'topic-head-gone' });
    expect(gone(TOPIC)).toBeNull();
  });
});

describe('a gap', () => {
  const gap = { otherLog: false, missing: 15n };
  const met = (monitor: PartitionMonitor, from: number, run: Run, checkpoints: Checkpoint[]) => {
    const finding = monitor.checkRun(batch(from, 5), run, checkpoints);
    monitor.note(batch(from, 5), finding);
    return finding.next;
  };

  it('is looked for from the start once, then read over with an alarm, and over when the missing came', () => {
    const monitor = new PartitionMonitor(silent);
    const checkpoints = rows(10n);
    expect(met(monitor, 10, gap, checkpoints)).toBe(0n);
    expect(checkpoints[0]!.next).toBe(0n);
    expect(monitor.alarms).toEqual([]);
    expect(met(monitor, 0, quiet, rows(5n))).toBe(5n);
    expect(met(monitor, 10, gap, rows(10n))).toBe(15n);
    expect(monitor.alarms).toEqual([`topic-gap ${TOPIC}/3`]);
    expect(monitor.checkDelivery(batch(15, 5), rows(10n))).toBeNull();
    expect(met(monitor, 15, quiet, rows(20n))).toBe(20n);
    expect(monitor.alarms).toEqual([]);
  });

  it('is over, too, when another process applied what was missing', () => {
    const monitor = new PartitionMonitor(silent);
    met(monitor, 10, gap, rows(10n));
    met(monitor, 10, gap, rows(10n));
    met(monitor, 15, quiet, [{ ...rows(20n)[0]!, highWater: 14n }]);
    expect(monitor.alarms).toHaveLength(1);
    met(monitor, 20, quiet, [{ ...rows(25n)[0]!, highWater: 15n }]);
    expect(monitor.alarms).toEqual([]);
  });

  it('is looked for again from the start when the topic is cut off behind it', () => {
    const monitor = new PartitionMonitor(silent);
    met(monitor, 10, gap, rows(10n));
    met(monitor, 10, gap, rows(10n));
    expect(monitor.checkDelivery(batch(12, 0), rows(10n))).toMatchObject({ next: 0n });
  });

  it('that was rolled back is met anew', () => {
    const monitor = new PartitionMonitor(silent);
    expect(monitor.checkRun(batch(10, 5), gap, rows(10n)).next).toBe(0n);
    expect(monitor.checkRun(batch(10, 5), gap, rows(10n)).next).toBe(0n);
  });
});

it('A record of another log stops its partition, with an alarm', () => {
  const monitor = new PartitionMonitor(silent);
  const finding = monitor.checkRun(batch(10, 5), { otherLog: true, missing: null }, rows(12n));
  monitor.note(batch(10, 5), finding);
  expect(finding).toMatchObject({ next: 12n, afterMs: 1_000 });
  expect(monitor.alarms).toEqual([`topic-of-another-log ${TOPIC}/3`]);
});

it('An alarm is over, here, when the partition is lost; what was at work then leaves none', () => {
  const monitor = new PartitionMonitor(silent);
  const reading = new AbortController();
  const note = ({ signal }: AbortController) =>
    monitor.note(
      batch(10, 5, { signal }),
      monitor.checkRun(batch(10, 5), { otherLog: true, missing: null }, rows(12n)),
    );
  for (let nth = 0; nth < 20; nth += 1) note(reading);
  expect(getEventListeners(reading.signal, 'abort')).toHaveLength(1);
  expect(monitor.alarms).toHaveLength(1);
  reading.abort();
  expect(monitor.alarms).toEqual([]);
  note(reading);
  expect(monitor.alarms).toEqual([]);
  note(new AbortController());
  expect(monitor.alarms).toHaveLength(1);
});
