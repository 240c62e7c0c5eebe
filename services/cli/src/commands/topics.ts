import type { Command } from 'commander';
import type { ApiClient } from '../api-client.js';
import { handler, type Io, remoteCommand } from '../call.js';
import { table } from '../table.js';

interface Channel {
  address: string;
  messages: object;
  bindings?: { kafka?: { partitions?: number } };
}

interface AsyncApi {
  channels: Record<string, Channel>;
}

interface Subscription {
  channel: { kind: string; team?: string | null };
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
  /** Events in the log of its producer that are not sent yet; null for a topic that no log is published to. */
  unsent: number | null;
  failure: string | null;
  readers: { service: string; slice: string; lag: number }[];
}

const NOT_COUNTED = `
Topics of teams: those that the subscriptions of your tenant send to.
-  not counted: the messages of a topic that no service of ckm reads, as those of teams and of sharing; what is not sent to a topic that no log is
   published to, as those of teams ("GET /v1/subscriptions/{id}/deliveries" tells of them) and the one that other systems write.`;

export const topics = (io: Io): Command =>
  remoteCommand(io, 'topics', 'List the topics: partitions, messages, what is not sent and who has not read them.')
    .addHelpText('after', NOT_COUNTED)
    .action(
      handler(io, async call => {
        const api = call.api();
        const { channels } = await api.document<AsyncApi>('/v1/asyncapi.json');
        const statuses = await api.get<Status[]>('/v1/ops/status');
        const silent = statuses.filter(({ answers }) => !answers).map(({ service }) => service);
        const teams = silent.includes('sharing') ? [] : await teamsOf(api);
        const found = Object.values(channels)
          .flatMap(channel => (isOfTeams(channel) ? teams.map(team => topicOfTeam(channel, team)) : [channel]))
          .map(channel => topicOf(channel, statuses));
        const rows = found.map(one => [one.topic, one.partitions, one.messages ?? '-', one.unsent ?? '-', lagOf(one)]);
        call.showList({ data: found, silent }, table(['topic', 'partitions', 'messages', 'unsent', 'lag'], rows));
        return true;
      }),
    );

const isOfTeams = ({ address }: Channel): boolean => address.includes('{team}');

const topicOfTeam = (channel: Channel, team: string): Channel => ({
  ...channel,
  address: channel.address.replace('{team}', team),
});

async function teamsOf(api: ApiClient): Promise<string[]> {
  const subscriptions = await api.all<Subscription>('/v1/subscriptions');
  const teams = subscriptions.flatMap(({ channel }) =>
    channel.kind === 'topic' && channel.team ? [channel.team] : [],
  );
  return [...new Set(teams)].sort();
}

function topicOf({ address, messages, bindings }: Channel, statuses: Status[]): Topic {
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
