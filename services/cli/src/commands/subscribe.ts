import { type Command, Option } from 'commander';
import { type Call, handler, type Io, remoteCommand } from '../call.js';
import { usageError } from '../exit.js';
import { table } from '../table.js';

type Channel = { kind: 'topic'; team: string } | { kind: 'webhook'; url: string } | { kind: 'feed' };

interface Subscription {
  subscriptionId: string;
  name: string;
  state: string;
  channel: Channel;
  cadence: string;
}

const QUERY = ['theme', 'sentiment', 'language', 'signalType', 'customer'];
/** Options of a new subscription beside its name: where one is given without a name, it is no request for the list. */
const OF_A_NEW_ONE = [...QUERY, 'team', 'webhook', 'cadence', 'since', 'owner', 'words'];

export const subscribe = (io: Io): Command =>
  remoteCommand(
    io,
    'subscribe',
    'Have matching items sent to a team topic, a webhook or a feed; without a name, list what is.',
  )
    .option('--name <name>')
    .option('--team <slug>', 'send to the topic ckm.team.<slug>.v1')
    .option('--webhook <url>', 'call it, signed; the secret is told once')
    .option('--theme <id>')
    .option('--signal-type <type>')
    .option('--sentiment <label>')
    .option('--language <code>')
    .option('--customer <id>', 'a UUID, or external:<id>')
    .addOption(new Option('--cadence <cadence>', 'default: IMMEDIATE').choices(['IMMEDIATE', 'HOURLY', 'DAILY']))
    .option('--owner <who>')
    .option('--since <instant>', 'the past too: what ckm interpreted then or later, whenever the customer said it')
    .option('--words', "with the customers' words")
    .action(handler(io, call => (call.text('name') === undefined ? list(call) : create(call))))
    .addCommand(change(io, 'pause', 'Send nothing until it is resumed.'))
    .addCommand(change(io, 'resume', 'Go on with what came meanwhile.'))
    .addCommand(change(io, 'end', 'Send nothing any more.'));

async function list(call: Call): Promise<boolean> {
  if (OF_A_NEW_ONE.some(name => call.options[name] !== undefined)) throw usageError('a subscription needs a --name');
  const rows = await call.api().all<Subscription>('/v1/subscriptions');
  const lines = rows.map(one => [one.subscriptionId, one.name, one.state, one.cadence, targetOf(one.channel)]);
  call.show(rows, table(['id', 'name', 'state', 'cadence', 'channel'], lines));
  return true;
}

async function create(call: Call): Promise<boolean> {
  const query = Object.fromEntries(
    QUERY.flatMap(name => (call.text(name) === undefined ? [] : [[name, call.text(name)]])),
  );
  const made = await call.api().post<{ subscriptionId: string; secret?: string }>('/v1/subscriptions', {
    name: call.text('name'),
    query,
    channel: channelOf(call),
    cadence: call.text('cadence') ?? 'IMMEDIATE',
    owner: call.text('owner'),
    since: call.text('since'),
    ...(call.options.words ? { include: ['words'] } : {}),
  });
  const { subscriptionId, secret } = made;
  call.show(made, [subscriptionId, ...(secret === undefined ? [] : [`secret, told this once: ${secret}`])]);
  return true;
}

function channelOf(call: Call): Channel {
  const [team, url] = [call.text('team'), call.text('webhook')];
  if (team !== undefined && url !== undefined) throw usageError('--team or --webhook, not both');
  if (team !== undefined) return { kind: 'topic', team };
  return url === undefined ? { kind: 'feed' } : { kind: 'webhook', url };
}

const change = (io: Io, verb: string, about: string): Command =>
  remoteCommand(io, verb, about)
    .argument('<id>')
    .action(
      handler(io, async (call, [id = '']) => {
        const answer = await call.api().post<object>(`/v1/subscriptions/${encodeURIComponent(id)}/${verb}`);
        call.show(answer, [`${id}: ${verb}`]);
        return true;
      }),
    );

function targetOf(channel: Channel): string {
  switch (channel.kind) {
    case 'topic':
      return `ckm.team.${channel.team}.v1`;
    case 'webhook':
      return channel.url;
    case 'feed':
      return 'feed';
  }
}
