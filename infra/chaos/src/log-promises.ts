import { createHash } from 'node:crypto';
import { PARTS } from './holds.js';
import type { Logged, Seen } from './seen.js';

/** What is broken, in words; empty when the promise holds. */
export type Promised = (seen: Seen) => string[];

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
export const repeated = (values: string[]): string[] => [...new Set(values.filter((v, i) => values.indexOf(v) !== i))];

const capturedOnce: Promised = seen => {
  const captured = eventsOf(seen, 'KnowledgeItemCaptured').map(dataOf<{ externalId: string; itemId: string }>);
  const items = new Map(captured.map(({ externalId, itemId }) => [externalId, itemId]));
  const twice = repeated(captured.map(({ externalId }) => externalId)).map(id => `${id} was captured again`);
  const lost = [...seen.acknowledged].filter(([id, itemId]) => items.get(id) !== itemId);
  const unasked = [...items.keys()].filter(id => !seen.acknowledged.has(id));
  return [...twice, ...lost.map(([id]) => `${id} is lost`), ...unasked.map(id => `${id} was never acknowledged`)];
};

const gapless: Promised = ({ logs }) =>
  PARTS.flatMap(part =>
    logs[part].flatMap(({ position }, i) => (position === i + 1 ? [] : [`${part}: ${position} stands at ${i + 1}`])),
  );

const versioned: Promised = ({ logs }) =>
  PARTS.flatMap(part => {
    const heads = new Map<string, number>();
    return logs[part].flatMap(({ streamId, version }) => {
      const expected = (heads.get(streamId) ?? 0) + 1;
      heads.set(streamId, version);
      return version === expected ? [] : [`${part} ${streamId}: version ${version} comes where ${expected} should`];
    });
  });

const chained: Promised = ({ logs, blocks }) =>
  PARTS.flatMap(part => {
    const changed = logs[part].filter(event => !digestOf(event).equals(event.digest));
    const faults = changed.map(({ position }) => `${part}: ${position} is not what was written`);
    let [from, previous]: [number, Buffer] = [0, Buffer.alloc(0)];
    for (const { last, hash } of blocks[part]) {
      const digests = logs[part].slice(from, last).map(({ digest }) => digest);
      if (!sha256(previous, ...digests).equals(hash)) faults.push(`${part}: block ${last} does not fit`);
      [from, previous] = [last, hash];
    }
    return from === logs[part].length ? faults : [...faults, `${part}: the chain ends at ${from}`];
  });

export const LOG_PROMISES: Record<string, Promised> = {
  'every acknowledged event is in the log, exactly once': capturedOnce,
  'positions of every log are gapless': gapless,
  'versions of every stream are gapless and in order': versioned,
  'the hash chain of every log verifies': chained,
};
