import { parseArgs } from 'node:util';
import type { Plan } from './faults/schedule.js';

export const USAGE = `npm run chaos -- [--seed S] [--seconds N] [--transport postgres|kafka] [--rate R] [--every MS]
npm run chaos -- --list
npm run chaos -- --scenario NAME|all [--short]
  --seed       chooses every fault; one is made and printed without it
  --seconds    how long there is trouble (60)
  --transport  what carries the messages (postgres)
  --rate       events a second, half over HTTP and half by the topic (100)
  --short      seconds where a scenario takes minutes
  --every      milliseconds between two faults, on average (2500; 4000 on kafka)`;

export type Options =
  | ({ kind: 'random'; rate: number } & Plan)
  | { kind: 'list' }
  | { kind: 'scenario'; name: string; isShort: boolean }
  | { kind: 'usage'; fault: string | null };

const NUMBERS = ['seed', 'seconds', 'rate', 'every'] as const;

/** Between two faults: a group that lost a member on Kafka rests for some seconds. */
const EVERY_MS: Record<Plan['transport'], string> = { postgres: '2500', kafka: '4000' };

export function readOptions(args: string[]): Options {
  const text = (fallback?: string) => ({ type: 'string' as const, default: fallback });
  const { values } = parseArgs({
    args,
    options: {
      help: { type: 'boolean' },
      list: { type: 'boolean' },
      scenario: text(),
      short: { type: 'boolean', default: false },
      seed: text(String(1 + Math.floor(Math.random() * 1e9))),
      seconds: text('60'),
      transport: text('postgres'),
      rate: text('100'),
      every: text(EVERY_MS[args.includes('kafka') ? 'kafka' : 'postgres']),
    },
  });
  const { transport } = values;
  if (values.list) return { kind: 'list' };
  if (values.scenario) return { kind: 'scenario', name: values.scenario, isShort: values.short };
  if (values.help) return { kind: 'usage', fault: null };
  if (!isTransport(transport)) return { kind: 'usage', fault: '--transport is postgres or kafka' };
  const odd = NUMBERS.find(name => !/^[1-9]\d{0,8}$/.test(String(values[name])));
  if (odd) return { kind: 'usage', fault: `--${odd} is a number` };
  const [seed, seconds, rate, everyMs] = NUMBERS.map(name => Number(values[name])) as [number, number, number, number];
  return { kind: 'random', seed, seconds, transport, rate, everyMs };
}

const isTransport = (text?: string): text is Plan['transport'] => text === 'postgres' || text === 'kafka';
