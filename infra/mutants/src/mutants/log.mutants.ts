import type { Mutant } from '../mutant.js';

/** Writing: what is acknowledged is in the log, once, as it was. */
export const LOG: Mutant[] = [
  {
    name: 'group-commit-answers-early',
    file: 'libs/event-store/src/group-commit.ts',
    breaks: 'A write is answered before the transaction that it shares: what is acknowledged may be lost.',
    find: 'const results = await this.untilAnswered(',
    replace: `for (const { write, resolve } of batch)
        resolve({ outcome: 'appended', version: Number(write.expected) + write.entries.length, position: 0n });
      const results = await this.untilAnswered(`,
    specs: ['libs/event-store/src/killed.int.spec.ts'],
  },
  {
    name: 'commit-not-awaited',
    file: 'libs/event-store/src/database.ts',
    breaks: 'A transaction is over for its caller before PostgreSQL has committed it.',
    find: "const { command } = await client.query('COMMIT');",
    replace: "const command = 'COMMIT' as string;\n  void client.query(command);",
    specs: ['libs/messaging/src/consumer.int.spec.ts'],
  },
  {
    name: 'version-conflict-accepted',
    file: 'libs/event-store/src/log.migration.ts',
    breaks: 'A stream that has moved on is appended to all the same: the decision was made on an older state.',
    find: 'WHERE (c.x=-1 OR c.x=c.v)',
    replace: 'WHERE (c.x=-1 OR c.x<=c.v)',
    specs: ['libs/event-store/src/store.int.spec.ts'],
  },
  {
    name: 'unknown-outcome-repeated',
    file: 'libs/event-store/src/group-commit.ts',
    breaks: 'After a lost answer nobody looks whether the event is there already: it is appended a second time.',
    find: 'writes.forEach(write => (write.retry = true));',
    replace: '',
    specs: ['libs/event-store/src/group-commit.int.spec.ts'],
  },
  {
    name: 'chain-without-payload',
    file: 'libs/event-store/src/entry.ts',
    breaks: 'The hash chain does not cover what an event says: nobody notices that it was changed.',
    find: 'entry.schemaVersion, entry.data, entry.meta',
    replace: 'entry.schemaVersion, entry.meta',
    specs: ['libs/event-store/src/verify-log.int.spec.ts'],
  },
  {
    name: 'stream-of-any-tenant',
    file: 'libs/event-store/src/stored.ts',
    breaks: 'A stream is read by its id alone: two tenants with the same id share it.',
    find: 'ON tenant_id = tenant AND stream_id = stream',
    replace: 'ON stream_id = stream',
    specs: ['libs/event-store/src/store.int.spec.ts'],
  },
  {
    name: 'log-open-to-readers',
    file: 'libs/event-store/src/log.migration.ts',
    breaks: 'Row security of the log lets a reader see every tenant.',
    find: "TO ${reader} USING (tenant_id = current_setting('ckm.tenant', true));",
    replace: 'TO ${reader} USING (true);',
    specs: ['libs/event-store/src/database.int.spec.ts'],
  },
  {
    name: 'idempotency-key-alone',
    file: 'libs/event-store/src/repeat.ts',
    breaks: 'Another body under a used Idempotency-Key gets the first answer, and is lost without a word.',
    find: 'if (first && ![keyed.digest, bare].includes(first.digest))',
    replace: 'if (first && first.id !== keyed.id)',
    specs: ['libs/event-store/src/repeat.int.spec.ts'],
  },
  {
    name: 'item-compared-by-id',
    file: 'services/capture/src/knowledge-item/knowledge-item.decider.ts',
    breaks: 'Another text under the same source and id is taken for a repeat, and is lost without a word.',
    find: 'if (sameness === null || sameness === event.data.sameness) return [];',
    replace: 'if (sameness === null || event.data.sameness) return [];',
    specs: ['services/capture/src/knowledge-item/knowledge-item.decider.spec.ts'],
  },
];
