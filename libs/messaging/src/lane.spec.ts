import { type Pool, DatabaseError } from 'pg';
import { noteFailure } from './lane.js';

/** What the lane's row shows of the failure. */
async function noted(failure: unknown): Promise<unknown> {
  let values: unknown[] = [];
  const pool = { query: (_: string, given: unknown[]) => Promise.resolve((values = given)) } as unknown as Pool;
  await noteFailure(pool, 'ckm.capture.customer.v1', failure);
  return values[1];
}

it.each([
  [
    'the code, where none of the addresses answers',
    Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }),
    'ECONNREFUSED',
  ],
  [
    'no value that PostgreSQL quotes',
    Object.assign(new DatabaseError('invalid input syntax: "Jäger"', 0, 'error'), { severity: 'ERROR', code: '22P02' }),
    'SQLSTATE 22P02',
  ],
  ['what is no error as it is', 'odd', 'odd'],
  ['the first 500 characters', new Error('x'.repeat(501)), 'x'.repeat(500)],
])('the failure of a lane shows %s', async (_, failure, shown) => expect(await noted(failure)).toBe(shown));
