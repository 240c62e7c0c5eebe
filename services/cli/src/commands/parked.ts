import type { Command } from 'commander';
import { handler, type Io, remoteCommand } from '../call.js';
import { table } from '../table.js';

interface Parked {
  id: string;
  consumer: string;
  topic: string;
  partition: number;
  offset: number;
  type: string;
  cause: string;
  parkedAt: string;
}

interface Redriven {
  redriven: number;
  parked: number;
  cause: string | null;
}

export const parked = (io: Io): Command =>
  remoteCommand(io, 'parked', 'List the messages that could not be handled, and those that wait behind them.')
    .action(
      handler(io, async call => {
        const list = await call.api().list<Parked>('/v1/ops/parked');
        const lines = list.data.map(one => [
          one.id,
          `${one.topic}/${one.partition} ${one.offset}`,
          one.type,
          one.parkedAt,
          one.cause,
        ]);
        call.showList(list, table(['id', 'message', 'type', 'parked', 'cause'], lines));
        return true;
      }),
    )
    .addCommand(
      remoteCommand(
        io,
        'redrive',
        'Run the parked messages of its key again, in order; ends with 1 when one is parked again.',
      )
        .argument('<id>')
        .action(
          handler(io, async (call, [id = '']) => {
            const answer = await call.api().post<Redriven>(`/v1/ops/parked/${encodeURIComponent(id)}/redrive`);
            const { redriven, parked: left, cause } = answer;
            call.show(answer, [`${redriven} redriven, ${left} parked${cause === null ? '' : `: ${cause}`}`]);
            return left === 0;
          }),
        ),
    );
