import { PARTS } from '../faults/holds.js';
import { Receivers } from '../load/receivers.js';
import type { Broken } from '../promises/log-promises.js';
import { brokenIn } from '../random/report.js';
import { startBroker } from '../site/broker.js';
import type { Setting } from '../site/installation.js';
import { Site } from '../site/site.js';
import type { Scenario, Stage } from './scenario.js';

const PATIENCE = { patienceMs: 600_000, quietMs: 300_000 };

/** What was not kept, in words. */
export type Faults = string[];

/** Alone, on an installation of its own, as long as it takes. */
export async function runScenario(scenario: Scenario, isShort: boolean): Promise<Faults> {
  const broker = scenario.on === 'kafka' ? await startBroker() : null;
  const receivers = scenario.isSent ? await Receivers.open() : null;
  let site: Site | undefined;
  try {
    site = await Site.open(settingOf(scenario, { broker, receivers }), { rate: scenario.rate, ...PATIENCE });
    await receivers?.subscribe(site.installation);
    return await runOn({ site, broker, receivers, isShort }, scenario);
  } finally {
    await site?.close();
    await receivers?.close();
    await broker?.stop();
  }
}

const settingOf = ({ setting }: Scenario, { broker, receivers }: Pick<Place, 'broker' | 'receivers'>): Setting => ({
  apart: true,
  ...(receivers && { env: receivers.env }),
  ...(broker && { brokers: broker.brokers }),
  ...setting,
});

interface Place {
  site: Site;
  broker: Stage['broker'];
  receivers: Receivers | null;
  isShort: boolean;
}

/** On a site where others may have run before. */
async function runOn({ site, broker, receivers, isShort }: Place, scenario: Scenario): Promise<Faults> {
  const { installation, upstream } = site;
  const faults: Faults = [];
  let aside = await asideIn(installation);
  const trouble = (): Promise<void> =>
    scenario.trouble({
      site,
      installation,
      upstream,
      broker,
      lasting: (byHand, inTest) => (isShort ? inTest : byHand),
      claim: (what, holds) => void (holds || faults.push(`claimed: ${what}`)),
      aside: count => (aside += count),
    });
  await site.during(trouble, receivers).catch((error: Error) => {
    throw new Error([...faults, error.message].join('\n    '), { cause: error });
  });
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
