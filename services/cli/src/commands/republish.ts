import type { Command } from 'commander';
import { type Call, handler, type Io, remoteCommand } from '../call.js';
import { usageError } from '../exit.js';
import { untilSent } from './sent.js';

const ABOUT = 'Send events of a log again, as after a broker has lost some; who reads them drops what it knows.';

interface Republishing {
  service: string;
  topics: string[];
  head: number;
}

export const republish = (io: Io): Command =>
  remoteCommand(io, 'republish', ABOUT)
    .argument('<service>', 'whose log it is: capture, enrichment, sharing or innovation')
    .option('--topic <topic>', 'only the events of this topic')
    .option('--from <position>', 'of the first event to be sent again (default: the first there is)')
    .action(handler(io, (call, [service = '']) => sendAgain(call, service)));

/** Starts it, and waits until it is done. */
async function sendAgain(call: Call, service: string): Promise<boolean> {
  const from = call.text('from');
  if (from !== undefined && !/^[1-9]\d*$/.test(from)) throw usageError('--from must be a position: 1 or more');
  const path = `/v1/ops/logs/${encodeURIComponent(service)}/republish`;
  const begun = await call.api().post<Republishing>(path, {
    topic: call.text('topic') ?? null,
    from: from === undefined ? null : Number(from),
  });
  await untilSent(call, begun);
  call.show(begun, [`${begun.service}: sent again to ${begun.topics.join(', ')}`]);
  return true;
}
