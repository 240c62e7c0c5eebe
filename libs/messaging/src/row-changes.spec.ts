import type { ClientBase } from 'pg';
import { type Row, upsert, type View } from '@ckm/event-sourcing';
import { type TableChange, writeRows } from './row-changes.js';

const shelf: View = { name: 'shelf', version: 1, columns: {}, key: ['room', 'board'], personal: ['label'], on: {} };
const change = (key: Row, columns: Row, table = 'shelf_v1_1', keyIds: string[] = []): TableChange => ({
  table,
  view: shelf,
  tenantId: 'acme',
  keyIds,
  change: upsert(key, columns),
});
const at = (room: string, board: number) => ({ room, board });

/** What would be written: per statement its table and its rows. */
async function written(...changes: TableChange[]): Promise<[table: string, rows: Row[]][]> {
  const statements: [string, Row[]][] = [];
  const query = ({ text, values: [rows] }: { text: string; values: [string] }) => {
    statements.push([/INTO (\w+)/.exec(text)![1]!, JSON.parse(rows) as Row[]]);
    return Promise.resolve();
  };
  await writeRows({ query } as unknown as ClientBase, changes);
  return statements;
}

describe('what a batch does to a table', () => {
  it('is folded per row: of each column the last value stands', async () => {
    const statements = await written(
      change(at('A', 1), { label: 'cups', full: false }),
      change(at('A', 2), { label: 'pots', full: false }),
      change(at('A', 1), { full: true }),
    );
    expect(statements).toEqual([
      [
        'shelf_v1_1',
        [
          { tenant_id: 'acme', room: 'A', board: 1, label: 'cups', full: true },
          { tenant_id: 'acme', room: 'A', board: 2, label: 'pots', full: false },
        ],
      ],
    ]);
  });

  it('is one row when its key is named in another order', async () => {
    const [[, rows]] = (await written(
      change({ room: 'A', board: 1 }, { full: false }),
      change({ board: 1, room: 'A' }, { full: true }),
    )) as [[string, Row[]]];
    expect(rows).toEqual([{ tenant_id: 'acme', room: 'A', board: 1, full: true }]);
  });

  it('takes a statement for the rows that set the same columns, and sets no other', async () => {
    const statements = await written(
      change(at('A', 1), { full: true, label: 'cups' }),
      change(at('A', 2), { full: true }),
      change(at('A', 3), { label: 'pots', full: true }),
      change(at('A', 4), {}),
    );
    expect(statements.map(([, rows]) => rows.map(({ board }) => board))).toEqual([[4], [2], [1, 3]]);
  });

  it('goes table by table in the order of their names', async () => {
    const tables = await written(change(at('A', 1), {}, 'b'), change(at('A', 1), {}, 'a'), change(at('A', 1), {}, 'c'));
    expect(tables.map(([table]) => table)).toEqual(['a', 'b', 'c']);
  });

  it('leaves no words in a row that was erased in between, before or after', async () => {
    const words = change(at('A', 1), { label: 'Oma Jägers Tassen' });
    const erased = change(at('A', 1), { erased: true });
    const tombstone = [['shelf_v1_1', [{ tenant_id: 'acme', room: 'A', board: 1, erased: true, label: null }]]];
    expect(await written(words, erased)).toEqual(tombstone);
    expect(await written(erased, words)).toEqual(tombstone);
  });
});

it('A row names the keys of all its events, each once', async () => {
  const under = (...keyIds: string[]) => change(at('A', 1), {}, 'shelf_v1_1', keyIds);
  expect(await written(under('b'), under(), under('a', 'b'))).toEqual([
    ['shelf_v1_1', [{ tenant_id: 'acme', room: 'A', board: 1, key_ids: ['a', 'b'] }]],
  ]);
});

it('Nothing is written for nothing', async () => {
  expect(await written()).toEqual([]);
});
