import type { Command } from 'commander';
import { type Call, handler, type Io, remoteCommand } from '../call.js';
import { table } from '../table.js';
import { type Build, type Projection, projectionsOf } from './projections.js';

export const rebuild = (io: Io): Command =>
  remoteCommand(io, 'rebuild', 'Build a projection anew, beside the live one; without a name, list them.')
    .argument('[projection]', 'its name: sharing.item_feed')
    .action(handler(io, (call, [name]) => (name === undefined ? list(call) : build(call, name))));

async function list(call: Call): Promise<boolean> {
  const found = await call.api().list<Projection>('/v1/ops/projections');
  const rows = found.data.map(one => [
    one.name,
    one.version,
    one.build,
    one.state,
    one.read === undefined ? null : `${one.read} of ${one.total}`,
    one.since,
  ]);
  call.showList(found, table(['projection', 'version', 'build', 'state', 'read', 'since'], rows));
  return true;
}

/** Starts the build, and waits until it is live. */
async function build(call: Call, name: string): Promise<boolean> {
  const started = await call.api().post<Build>(`/v1/ops/projections/${encodeURIComponent(name)}/rebuild`);
  return call.until(async () => {
    const all = await projectionsOf(call, service => started.name.startsWith(`${service}.`));
    const mine = all.find(one => one.name === started.name && one.build === started.build);
    if (mine?.state !== 'building') return ended(call, mine ?? null);
    const { read = 0, total = 0 } = mine;
    call.progress.show(read, total, `${read} of ${total}`);
    return null;
  });
}

function ended(call: Call, live: Projection | null): boolean {
  call.progress.end();
  const line = live ? `${live.name} is live: version ${live.version}, build ${live.build}` : 'the build is gone';
  call.show(live, [line]);
  return live !== null;
}
