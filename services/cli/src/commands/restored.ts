import { SERVICES } from '@ckm/contracts/services';
import type { Command } from 'commander';
import { type Call, handler, type Io, remoteCommand } from '../call.js';
import { usageError } from '../exit.js';
import { projectionsOf } from './projections.js';
import { untilSent } from './sent.js';

const ABOUT =
  'Go on with logs that were restored from an older dump: each begins a new epoch and is published again, and who reads it reads it again.';
/** A consumer finishes the batch in hand before it answers. */
const PATIENCE_MS = 120_000;

interface Restored {
  service: string;
  topics: string[];
  epoch: string;
  head: number;
  began: boolean;
}
interface Replaced {
  service: string;
  views: string[];
}
interface Orphan {
  itemId: string;
  service: string;
  type: string;
  sentTo: string[];
}

export const restored = (io: Io): Command =>
  remoteCommand(io, 'restored', ABOUT)
    .argument('<service...>', 'whose log it is: capture, enrichment, sharing or innovation')
    .option('--anyway', 'also where nothing shows it: the topics were lost with the log')
    .action(handler(io, (call, services) => goOn(call, services)));

/** Idempotent: steps that are done already are not repeated, unless `--anyway` asks for it. */
async function goOn(call: Call, services: string[]): Promise<boolean> {
  const unknown = services.find(name => !SERVICES.some(one => one === name));
  if (unknown) throw usageError(`${unknown} is no service: ${SERVICES.join(', ')}`);
  const api = call.api();
  const anyway = call.options.anyway === true;
  const logs: Restored[] = [];
  for (const name of services)
    logs.push(await api.post<Restored>(`/v1/ops/logs/${name}/restored`, { anyway }, PATIENCE_MS));
  // Views are rebuilt only when the logs are published completely: from half a log they would show half of it.
  for (const log of logs) await untilSent(call, log);
  const replaced: Replaced[] = [];
  for (const log of logs)
    for (const reader of SERVICES.filter(one => one !== log.service)) {
      const path = `/v1/ops/sources/${reader}.${log.service}/replaced`;
      replaced.push(await api.post<Replaced>(path, { epoch: log.epoch }, PATIENCE_MS));
    }
  await untilBuilt(call);
  const orphans = await api.all<Orphan>('/v1/ops/orphans');
  call.show({ logs, replaced, orphans }, [
    ...logs.map(
      ({ service, epoch, head, began }) => `${service}: ${began ? 'begins' : 'is in'} epoch ${epoch}, ${head} events`,
    ),
    ...replaced
      .filter(({ views }) => views.length > 0)
      .map(({ service, views }) => `${service}: built anew: ${views.join(', ')}`),
    ...(orphans.length > 0
      ? ['made of events that were lost (what they tell of may have come again), and not taken back:']
      : []),
    ...orphans.map(
      one =>
        `  item ${one.itemId}: ${one.type} (${one.service})${one.sentTo.map(place => `, sent to ${place}`).join('')}`,
    ),
  ]);
  return true;
}

async function untilBuilt(call: Call): Promise<void> {
  await call.until(async () => {
    const all = await projectionsOf(call, () => true);
    const building = all.filter(({ state }) => state === 'building');
    if (building.length === 0) return true;
    const sum = (what: 'read' | 'total'): number => building.reduce((so, one) => so + (one[what] ?? 0), 0);
    call.progress.show(sum('read'), sum('total'), `${building.length} views are being built`);
    return null;
  });
  call.progress.end();
}
