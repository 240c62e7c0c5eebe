import { missingForLocalKafka } from '@ckm/backing-services';
import { FAULTS } from '../faults/inflict.js';
import type { Plan } from '../faults/schedule.js';
import { LONG_MS } from '../site/site.js';
import { randomRun } from './random-run.js';
import { type Report, tableOf } from './report.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
// With every kind of fault in it.
const ON_POSTGRES: Plan = { seed: 47, seconds: 18, transport: 'postgres', everyMs: 1_000 };
const ON_KAFKA: Plan = { seed: 199, seconds: 18, transport: 'kafka', everyMs: 1_300 };
const missing = await missingForLocalKafka();

/** A long one is run by hand: `npm run chaos`. */
function survives(plan: Plan): void {
  let report: Report;

  beforeAll(async () => {
    report = await randomRun({ ...plan, rate: 30, say });
    say(tableOf(report));
  }, LONG_MS);

  it('hits with every kind of fault while events come by both ways', () => {
    const kinds = Object.keys(FAULTS).filter(kind => kind !== 'kafka' || plan.transport === 'kafka');
    expect([...report.hits].filter(([, times]) => times > 0).map(([kind]) => kind)).toEqual(
      expect.arrayContaining(kinds),
    );
    const { http, topic } = report.acknowledged;
    expect(Math.min(http, topic, ...Object.values(report.arrived))).toBeGreaterThan(0);
  });

  it('loses nothing, doubles nothing, and keeps everything in order', () => {
    expect(report.broken).toEqual([]);
  });

  it('leaves nothing for `ckm verify` to find', () => {
    expect(report.verdict).toBeNull();
  });
}

describe('trouble at random on PostgreSQL', () => survives(ON_POSTGRES));

const withBroker = missing ? describe.skip : describe;
withBroker(`trouble at random on Kafka${missing ? ` (skipped: ${missing})` : ''}`, () => survives(ON_KAFKA));
