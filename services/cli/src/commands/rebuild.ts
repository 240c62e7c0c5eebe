import type { Command } from 'commander';
import { asking, type Call, doing, type Io } from '../call.js';
import { table } from '../table.js';

const LOOK_EVERY_MS = 500;

interface Build {
  name: string;
  version: number;
  build: number;
}

interface Projection extends Build {
  service: string;
  state: 'live' | 'building';
  read: number;
  total: number;
  since: string;
}

export const rebuild = (io: Io): Command =>
  asking(io, 'rebuild', 'Build a projection anew, beside the live one; without a name, list them.')
    .argument('[projection]', 'its name: sharing.item_feed')
    .action(doing(io, (call, [name]) => (name === undefined ? list(call) : build(call, name))));

async function list(call: Call): Promise<boolean> {
  const projections = await call.origin().all<Projection>('/v1/ops/projections');
  const rows = projections.map(one => [
    one.name,
    one.version,
    one.build,
    one.state,
    `${one.read} of ${one.total}`,
    one.since,
  ]);
  call.show(projections, table(['projection', 'version', 'build', 'state', 'read', 'since'], rows));
  return true;
}

/** Begins it, and waits until readers see it. */
async function build(call: Call, name: string): Promise<boolean> {
  const origin = call.origin();
  const started = await origin.post<Build>(`/v1/ops/projections/${encodeURIComponent(name)}/rebuild`);
  for (;;) {
    const all = await origin.all<Projection>('/v1/ops/projections');
    const mine = all.find(one => one.name === started.name && one.build === started.build);
    if (mine?.state !== 'building') return ended(call, mine ?? null);
    call.progress.show(mine.read, mine.total, `${mine.read} of ${mine.total}`);
    await call.io.rest(LOOK_EVERY_MS);
  }
}

function ended(call: Call, live: Projection | null): boolean {
  call.progress.end();
  const line = live ? `${live.name} is live: version ${live.version}, build ${live.build}` : 'the build is gone';
  call.show(live, [line]);
  return live !== null;
}
