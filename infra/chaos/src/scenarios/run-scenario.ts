import { PARTS } from '../faults/holds.js';
import type { Broken } from '../promises/log-promises.js';
import { brokenIn } from '../random/report.js';
import { startBroker } from '../site/broker.js';
import { Site } from '../site/site.js';
import type { Scenario, Stage } from './scenario.js';

const PATIENCE = { patienceMs: 600_000, quietMs: 300_000 };

/** What was not kept, in words. */
export type Faults = string[];

/** Alone, on an installation of its own, as long as it takes. */
export async function runScenario(scenario: Scenario, isShort: boolean): Promise<Faults> {
  const broker = scenario.on === 'kafka' ? await startBroker() : null;
  const setting = { apart: true, ...scenario.setting, ...(broker && { brokers: broker.brokers }) };
  const site = await Site.open(setting, { rate: scenario.rate, ...PATIENCE }).catch(async (error: Error) => {
    await broker?.stop();
    throw error;
  });
  try {
    return await runOn({ site, broker, isShort }, scenario);
  } finally {
    await site.close();
    await broker?.stop();
  }
}

interface Place {
  site: Site;
  broker: Stage['broker'];
  isShort: boolean;
}

/** On a site where others may have run before. */
export async function runOn({ site, broker, isShort }: Place, scenario: Scenario): Promise<Faults> {
  const { installation, upstream } = site;
  const faults: Faults = [];
  let aside = await asideIn(installation);
  await site.during(() =>
    scenario.trouble({
      site,
      installation,
      upstream,
      broker,
      lasting: (byHand, inTest) => (isShort ? inTest : byHand),
      claim: (what, holds) => void (holds || faults.push(`claimed: ${what}`)),
      aside: count => (aside += count),
    }),
  );
  const found = site.seen.aside.length;
  if (found !== aside) faults.push(`${found} messages lie aside, ${aside} should: ${site.seen.aside.join('; ')}`);
  faults.push(...brokenIn({ ...site.seen, aside: [] }).map(({ kind, what }: Broken) => `${kind}: ${what}`));
  const verified = await installation.ckm('verify');
  return verified.code === 0 ? faults : [...faults, verified.said];
}

/** Messages that lie aside already. */
async function asideIn({ database }: Stage['installation']): Promise<number> {
  const counts = PARTS.flatMap(part => [
    `(SELECT count(*) FROM ${part}.parked)`,
    `(SELECT count(*) FROM ${part}.quarantine)`,
  ]);
  const { rows } = await database.ask(`SELECT ${counts.join(' + ')} AS count`);
  return Number(rows[0]?.count);
}
