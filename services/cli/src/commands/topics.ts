import type { Command } from 'commander';
import { handler, type Io, remoteCommand } from '../call.js';
import { table } from '../table.js';

interface AsyncApi {
  channels: Record<string, { address: string; messages: object; bindings?: { kafka?: { partitions?: number } } }>;
}

interface Status {
  service: string;
  answers: boolean;
  lanes?: { topic: string; lagEvents: number; failure: string | null }[];
  consumers?: { slice: string; topic: string; head: number; lagEvents: number }[];
}

interface Topic {
  topic: string;
  partitions: number | null;
  messageTypes: string[];
  /** How many messages the topic holds; null when no service reads it. */
  messages: number | null;
  /** Events in the log of its producer that are not sent yet; null for a topic that is written from outside. */
  unsent: number | null;
  failure: string | null;
  readers: { service: string; slice: string; lag: number }[];
}

export const topics = (io: Io): Command =>
  remoteCommand(
    io,
    'topics',
    'List the topics: partitions, messages, what is not sent and who has not read them.',
  ).action(
    handler(io, async call => {
      const api = call.api();
      const { channels } = await api.document<AsyncApi>('/v1/asyncapi.json');
      const statuses = await api.get<Status[]>('/v1/ops/status');
      const found = Object.values(channels).map(channel => topicOf(channel, statuses));
      const rows = found.map(one => [one.topic, one.partitions, one.messages, one.unsent, lagOf(one)]);
      const silent = statuses.filter(({ answers }) => !answers).map(({ service }) => service);
      call.showList({ data: found, silent }, table(['topic', 'partitions', 'messages', 'unsent', 'lag'], rows));
      return true;
    }),
  );

function topicOf({ address, messages, bindings }: AsyncApi['channels'][string], statuses: Status[]): Topic {
  const lane = statuses.flatMap(({ lanes = [] }) => lanes).find(({ topic }) => topic === address);
  const readers = readersOf(address, statuses);
  return {
    topic: address,
    partitions: bindings?.kafka?.partitions ?? null,
    messageTypes: Object.keys(messages),
    messages: readers[0]?.head ?? null,
    unsent: lane ? lane.lagEvents : null,
    failure: lane ? lane.failure : null,
    readers: readers.map(({ service, slice, lagEvents }) => ({ service, slice, lag: lagEvents })),
  };
}

const readersOf = (address: string, statuses: Status[]) =>
  statuses.flatMap(({ service, consumers = [] }) =>
    consumers.filter(({ topic }) => topic === address).map(reader => ({ service, ...reader })),
  );

const lagOf = ({ readers, failure }: Topic): string =>
  [
    ...readers.map(({ service, slice, lag }) => `${service}.${slice} ${lag}`),
    ...(failure === null ? [] : [`fails: ${failure}`]),
  ].join(', ');
