import { testPostgres, type TestPostgres } from '@ckm/backing-services';
import { connectionAs, migrate, provision } from '@ckm/event-store';
import {
  customerIdOf,
  openPrivacy,
  openTombstones,
  openVault,
  type Privacy,
  Tombstone1763856000000,
  type Vault,
  Vault1763769600000,
} from '@ckm/privacy';
import { Pool } from 'pg';
import { translate } from './customer-event.js';

const RECEIVED = new Date('2026-03-05T12:00:00Z');
const ERASED = new Date('2026-03-05T12:00:01Z');
const PAULA = customerIdOf('acme', 'K-4711');
const EVENT = {
  specversion: '1.0',
  id: 'T-9',
  source: '/helpdesk',
  type: 'ticket.message',
  data: { customerId: 'K-4711', text: 'Der Einzug frisst jedes zweite Blatt.' },
};

let postgres: TestPostgres;
let pool: Pool;
let vault: Vault;
let privacy: Privacy;
let time: number;

beforeAll(async () => {
  postgres = await testPostgres();
  const url = await provision(postgres.url, 'vault', 'a password');
  await migrate({ url, service: 'vault', migrations: [Vault1763769600000, Tombstone1763856000000] });
  pool = new Pool({ connectionString: connectionAs(url, { service: 'vault', role: 'writer' }), max: 2 });
});
afterAll(async () => {
  await pool.end();
  await postgres.stop();
});
beforeEach(async () => {
  await pool.query('DELETE FROM subject_key');
  await pool.query('DELETE FROM tombstone');
  time = RECEIVED.getTime();
  vault = openVault({ pool, masterKey: Buffer.alloc(32, 7), makesKeys: true, now: () => time });
  privacy = openPrivacy(vault);
});

/** The vault, in which the person is forgotten right after the nth question about her. */
function forgettingAfter(nth: number): Vault {
  let asked = 0;
  const then = async <T>(answer: Promise<T>): Promise<T> => {
    const answered = await answer;
    const erasureId = '7c0d2f4e-93b1-4a68-8e57-1f2a3b4c5d61';
    const request = { tenantId: 'acme', subject: PAULA, erasureId, actor: 'the steward', at: ERASED };
    if ((asked += 1) === nth) await openTombstones(pool, () => Promise.resolve()).forget(request);
    return answered;
  };
  return {
    ...vault,
    standingOf: (...person) => then(vault.standingOf(...person)),
    keyOf: (...person) => then(vault.keyOf(...person)),
  };
}

describe('the first event of a person who is forgotten at that moment', () => {
  it.each([1, 2, 3])('does not outlive the erasure that comes after question %d to the vault', async nth => {
    const receiver = { tenantId: 'acme', receivedAt: RECEIVED, privacy, vault: forgettingAfter(nth) };
    const { take, forgotten, keyIds } = await translate(EVENT, receiver);
    const [sealed] = await privacy.seal('acme', [take.event], keyIds);
    time += 60_000; // so long keys are remembered
    const [opened] = await privacy.open([
      {
        ...{ id: EVENT.id, type: take.event.type, schemaVersion: 2, tenantId: 'acme', streamId: PAULA, version: 1 },
        ...{ position: 1n, recordedAt: RECEIVED, data: sealed },
        meta: { actor: 'a', correlationId: 'c', causationId: null, traceparent: null },
      },
    ]);
    expect(forgotten || opened!.erased).toBe(true);
  });
});

it('the first event of anybody else is kept under the key that is made for it', async () => {
  const { keyIds, forgotten } = await translate(EVENT, { tenantId: 'acme', receivedAt: RECEIVED, privacy, vault });
  expect([keyIds, forgotten]).toEqual([[(await vault.keyOf('acme', PAULA))!.id], false]);
});
