import { createHash } from 'node:crypto';
import { PARTS } from '../faults/holds.js';
import type { Logged, Seen } from './seen.js';

export const KINDS = ['lost', 'doubled', 'out of order', 'otherwise wrong'] as const;

export interface Broken {
  kind: (typeof KINDS)[number];
  what: string;
}

/** What is broken; empty when the promise holds. */
export type Promised = (seen: Seen) => Broken[];

export const as =
  (kind: Broken['kind']) =>
  (what: string): Broken => ({ kind, what });
const [lost, doubled, disordered, wrong] = KINDS.map(as) as [AsBroken, AsBroken, AsBroken, AsBroken];
type AsBroken = ReturnType<typeof as>;

const sha256 = (...parts: (string | Buffer)[]): Buffer => {
  const hash = createHash('sha256');
  parts.forEach(part => hash.update(part));
  return hash.digest();
};

const digestOf = ({ tenantId, streamId, id, type, schemaVersion, data, meta }: Logged): Buffer =>
  sha256(JSON.stringify([tenantId, streamId, id, type, schemaVersion, data, meta]));

export const dataOf = <T>(event: Logged): T => JSON.parse(event.data) as T;

export const eventsOf = (seen: Seen, type: string): Logged[] =>
  PARTS.flatMap(part => seen.logs[part]).filter(event => event.type === type);

/** Values that stand there more than once. */
export function repeated(values: string[]): string[] {
  const [known, again] = [new Set<string>(), new Set<string>()];
  for (const value of values) (known.has(value) ? again : known).add(value);
  return [...again];
}

const capturedOnce: Promised = seen => {
  const items = eventsOf(seen, 'KnowledgeItemCaptured').map(event => dataOf<{ itemId: string }>(event).itemId);
  const acknowledged = new Set(seen.acknowledged.values());
  const captured = new Set(items);
  const gone = [...seen.acknowledged].filter(([, itemId]) => !captured.has(itemId));
  const unasked = [...captured].filter(itemId => !acknowledged.has(itemId));
  return [
    ...repeated(items).map(itemId => doubled(`${itemId} was captured again`)),
    ...gone.map(([id]) => lost(`${id} is lost`)),
    ...unasked.map(itemId => wrong(`${itemId} was never acknowledged`)),
  ];
};

const gapless: Promised = ({ logs }) =>
  PARTS.flatMap(part =>
    logs[part].flatMap(({ position }, i) =>
      position === i + 1 ? [] : [lost(`${part}: ${position} stands at ${i + 1}`)],
    ),
  );

const versioned: Promised = ({ logs }) =>
  PARTS.flatMap(part => {
    const heads = new Map<string, number>();
    return logs[part].flatMap(({ streamId, version }) => {
      const expected = (heads.get(streamId) ?? 0) + 1;
      heads.set(streamId, version);
      const what = `${part} ${streamId}: version ${version} comes where ${expected} should`;
      return version === expected ? [] : [disordered(what)];
    });
  });

const chained: Promised = ({ logs, blocks }) =>
  PARTS.flatMap(part => {
    const changed = logs[part].filter(event => !digestOf(event).equals(event.digest));
    const faults = changed.map(({ position }) => wrong(`${part}: ${position} is not what was written`));
    let [from, previous]: [number, Buffer] = [0, Buffer.alloc(0)];
    for (const { last, hash } of blocks[part]) {
      const digests = logs[part].slice(from, last).map(({ digest }) => digest);
      if (!sha256(previous, ...digests).equals(hash)) faults.push(wrong(`${part}: block ${last} does not fit`));
      [from, previous] = [last, hash];
    }
    return from === logs[part].length ? faults : [...faults, wrong(`${part}: the chain ends at ${from}`)];
  });

export const LOG_PROMISES: Record<string, Promised> = {
  'every acknowledged event is in the log, exactly once': capturedOnce,
  'positions of every log are gapless': gapless,
  'versions of every stream are gapless and in order': versioned,
  'the hash chain of every log verifies': chained,
};
