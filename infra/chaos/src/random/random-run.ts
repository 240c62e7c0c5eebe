import { type Hits, perform } from '../faults/inflict.js';
import { type Plan, scheduleOf } from '../faults/schedule.js';
import { Receivers } from '../load/receivers.js';
import { startBroker } from '../site/broker.js';
import { Site } from '../site/site.js';
import { brokenIn, type Report } from './report.js';

export interface RandomRun extends Plan {
  /** Events a second, over all ways. */
  rate: number;
  say: (line: string) => void;
}

const LANES = 4;
/** With more events `ckm verify` has no time to fold every view; what is in the views has been checked by then. */
const MOST_FOLDED = 50_000;
/** Everything may take so long to come to rest, and twice as long as the trouble itself on top. */
const PATIENCE_MS = 180_000;

/** Load by all ways while faults hit at random; then quiet, and a check of everything that was acknowledged. */
export async function randomRun({ say, rate, ...plan }: RandomRun): Promise<Report> {
  const title = `seed ${plan.seed}, ${plan.seconds} s on ${plan.transport}, ${rate} events/s`;
  const receivers = await Receivers.open();
  const broker = plan.transport === 'kafka' ? await startBroker() : null;
  const longest = PATIENCE_MS + 2 * plan.seconds * 1_000;
  const setting = { apart: true, env: receivers.env, ...(broker && { brokers: broker.brokers }) };
  const site = await Site.open(setting, {
    byTopic: true,
    rate: rate / LANES,
    patienceMs: longest,
    quietMs: longest,
  }).catch(async (error: Error) => {
    await receivers.close();
    await broker?.stop();
    throw error;
  });
  const { installation, upstream } = site;
  const hits: Hits = new Map();
  try {
    await receivers.subscribe(installation);
    say(`${title}: it has begun`);
    await site.whileCustomersWrite(() => perform(scheduleOf(plan), { installation, broker }, hits));
    say(`${upstream.acknowledged.size} events are acknowledged; waiting for quiet`);
    await site.look(receivers);
    const { size } = upstream.acknowledged;
    const verified = await installation.ckm('verify', ...(size > MOST_FOLDED ? ['--quick'] : []));
    return {
      title,
      hits,
      acknowledged: upstream.counts,
      arrived: Object.fromEntries(site.seen.receivers.map(({ name, arrivals }) => [name, arrivals.length])),
      unanswered: upstream.unanswered,
      broken: brokenIn(site.seen),
      verdict: verified.code === 0 ? null : verified.said,
    };
  } finally {
    await site.close();
    await receivers.close();
    await broker?.stop();
  }
}
