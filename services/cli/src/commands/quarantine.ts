import type { Command } from 'commander';
import { handler, type Io, remoteCommand } from '../call.js';
import { table } from '../table.js';

interface Quarantined {
  id: string;
  tenantId: string;
  topic: string;
  partition: number;
  offset: number;
  code: string;
  detail: string;
  receivedAt: string;
  lapsesAt: string;
  lapsedAt: string | null;
}

interface Opened extends Quarantined {
  /** In base64. */
  record: { key: string | null; headers: Record<string, string>; value: string };
}

interface Redriven {
  id: string;
  outcome: 'captured' | 'duplicate' | 'forgotten' | 'quarantined';
  code?: string;
  detail?: string;
}

const pathOf = (id = ''): string => `/v1/ops/quarantine/${encodeURIComponent(id)}`;
const placeOf = ({ topic, partition, offset }: Quarantined): string => `${topic}/${partition} ${offset}`;

export const quarantine = (io: Io): Command =>
  remoteCommand(io, 'quarantine', 'List what came in and could not be read, or contradicts what came before.')
    .action(
      handler(io, async call => {
        const list = await call.api().list<Quarantined>('/v1/ops/quarantine');
        const lines = list.data.map(one => [
          one.id,
          placeOf(one),
          one.tenantId,
          one.receivedAt,
          one.lapsedAt === null ? one.lapsesAt : `lapsed ${one.lapsedAt}`,
          `${one.code}: ${one.detail}`,
        ]);
        call.showList(list, table(['id', 'record', 'tenant', 'received', 'lapses', 'cause'], lines));
        return true;
      }),
    )
    .addCommand(show(io))
    .addCommand(redrive(io));

function show(io: Io): Command {
  return remoteCommand(io, 'show', 'Show one record as it came.')
    .argument('<id>')
    .action(
      handler(io, async (call, [id]) => {
        const found = await call.api().get<Opened>(pathOf(id));
        const { key, headers, value } = found.record;
        call.show(found, [
          `${placeOf(found)}  ${found.code}: ${found.detail}`,
          `key: ${key === null ? 'none' : textOf(key)}`,
          ...Object.entries(headers).map(([name, header]) => `${name}: ${textOf(header)}`),
          '',
          textOf(value),
        ]);
        return true;
      }),
    );
}

function redrive(io: Io): Command {
  return remoteCommand(io, 'redrive', 'Take it in again; ends with 1 when it stays.')
    .argument('<id>')
    .action(
      handler(io, async (call, [id]) => {
        const answer = await call.api().post<Redriven>(`${pathOf(id)}/redrive`);
        const { outcome, code, detail } = answer;
        call.show(answer, [code === undefined ? outcome : `${outcome}: ${code}, ${detail}`]);
        return outcome !== 'quarantined';
      }),
    );
}

const textOf = (base64: string): string => Buffer.from(base64, 'base64').toString();
