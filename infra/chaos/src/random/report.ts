import { FAULTS, type Hits } from '../faults/inflict.js';
import { type Broken, KINDS } from '../promises/log-promises.js';
import { PROMISES } from '../promises/keeps-its-promises.js';
import type { Seen } from '../promises/seen.js';

export interface Report {
  title: string;
  hits: Hits;
  acknowledged: { http: number; topic: number };
  /** Messages to each receiver, repeats included. */
  arrived: Record<string, number>;
  /** Tries without an answer. */
  unanswered: number;
  broken: Broken[];
  /** What `ckm verify` said, when it found something. */
  verdict: string | null;
}

export const brokenIn = (seen: Seen): Broken[] => Object.values(PROMISES).flatMap(promise => promise(seen));

export const isKept = ({ broken, verdict }: Report): boolean => broken.length === 0 && verdict === null;

export const killsIn = ({ hits }: Report): number =>
  (['kill', 'backends', 'postgres', 'kafka'] as const).reduce((sum, kind) => sum + (hits.get(kind) ?? 0), 0);

const EXAMPLES = 20;

export function tableOf(report: Report): string {
  const { title, hits, acknowledged, arrived, unanswered, broken, verdict } = report;
  const line = (what: string, count: number | string): string => `  ${what.padEnd(48)}${String(count).padStart(10)}`;
  return [
    title,
    ...Object.entries(FAULTS).map(([kind, what]) => line(what, hits.get(kind as keyof typeof FAULTS) ?? 0)),
    line('kills in all', killsIn(report)),
    line('events acknowledged over HTTP', acknowledged.http),
    line('events acknowledged by the topic', acknowledged.topic),
    line('requests without an answer, sent again', unanswered),
    ...Object.entries(arrived).map(([name, count]) => line(`messages to the ${name}`, count)),
    ...KINDS.map(kind => line(kind, broken.filter(one => one.kind === kind).length)),
    line('ckm verify', verdict === null ? 'ok' : 'broken'),
    ...broken.slice(0, EXAMPLES).map(({ kind, what }) => `  ✗ ${kind}: ${what}`),
    ...(verdict === null ? [] : [verdict]),
  ].join('\n');
}
